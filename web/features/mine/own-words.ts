import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnPerson, OwnShifts } from '../../../server/contracts/team.ts'
import { createFormat, type Format, localName } from '../../lib/format.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'

/** Words and names that a person's shifts are told in. */
export interface OwnWords {
  /** In the person's zone. */
  readonly format: Format
  readonly template: (id: string) => string
  readonly queue: (id: string) => string
}

/** Of a plan that the reader may see as a whole. */
export function usePlanWords(): OwnWords {
  const format = useFormat()
  const { template, queue } = useNames()
  return { format, template, queue }
}

/** Of what the server says of the reader alone. */
export function usePersonWords({ zone, templates }: OwnPerson, { shifts }: OwnShifts): OwnWords {
  const { i18n } = useTranslation()
  const { language } = i18n
  return useMemo(() => {
    const named = [
      ...templates,
      ...shifts.map(({ templateId, templateName }) => ({ id: templateId, name: templateName })),
    ]
    const byId = (items: readonly { readonly id: string; readonly name: OwnPerson['groupName'] }[]) => {
      const names = new Map(items.map((item) => [item.id, localName(item, language)]))
      return (id: string) => names.get(id) ?? id
    }
    // Sums of money are never told here.
    const format = createFormat(language, zone, 'CNY')
    return { format, template: byId(named), queue: byId(shifts.flatMap(({ queues }) => queues)) }
  }, [language, zone, templates, shifts])
}
