import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../../server/contracts/plan.ts'
import { createFormat, type Format, localName } from './format.ts'

/** The plan that the page is about. */
export const PlanContext = createContext<Plan | undefined>(undefined)

export function usePlan(): Plan {
  const plan = useContext(PlanContext)
  if (!plan) throw new Error('usePlan outside PlanContext: render the view under <PlanContext>')
  return plan
}

/** Formats in the reader's language, the plan's zone and its currency; in the device's zone where there is no plan. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const plan = useContext(PlanContext)
  return createFormat(
    i18n.language,
    plan?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    plan?.currency ?? 'CNY',
  )
}

/** Names of the plan's queues, groups, templates and people in the reader's language. */
export function useNames() {
  const { t, i18n } = useTranslation()
  const plan = usePlan()
  return useMemo(() => {
    const byId = (items: readonly { id: string; name: Plan['name'] }[]) => {
      const names = new Map(items.map((item) => [item.id, localName(item, i18n.language)]))
      return (id: string) => names.get(id) ?? id
    }
    const scenario = byId(plan.scenarios)
    return {
      queue: byId(plan.queues),
      group: byId(plan.groups),
      template: byId(plan.shiftTemplates),
      employee: byId(plan.employees),
      scenario: (id: string) => (id === 'baseline' ? t('planning.baseline') : scenario(id)),
    }
  }, [plan, t, i18n.language])
}
