import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../../../server/contracts/plan.ts'
import { localName } from '../../lib/format.ts'
import { useMe } from '../../lib/me.ts'
import { plansQuery } from '../../lib/queries.ts'

interface Named {
  readonly value: string
  readonly label: string
}

/** What the plans of a unit name: parts that a membership may be held to, and people. */
export type UnitParts = Readonly<Record<'site' | 'group' | 'vendor' | 'people', readonly Named[]>>

/** By unit; nothing of it where the reader may not see its plans. */
export function useUnitParts(): (unitId: string) => UnitParts {
  const { i18n } = useTranslation()
  const me = useMe()
  const { data: plans = [] } = useQuery({ ...plansQuery, enabled: me.rights.includes('plan.view') })
  return (unitId) =>
    partsOf(
      plans.filter((plan) => plan.unitId === unitId),
      i18n.language,
    )
}

function partsOf(plans: readonly Plan[], language: string): UnitParts {
  const groups = plans.flatMap((plan) => plan.groups)
  const ids = (key: 'site' | 'vendor') =>
    groups.flatMap((group) => group[key] ?? []).map((id) => ({ value: id, label: id }))
  return {
    site: once(ids('site')),
    vendor: once(ids('vendor')),
    group: once(groups.map((group) => ({ value: group.id, label: localName(group, language) }))),
    people: once(plans.flatMap(({ employees }) => employees.map(({ id, name }) => ({ value: id, label: name })))),
  }
}

/** A unit's plans know the same people and groups. */
const once = (all: readonly Named[]): Named[] =>
  [...new Map(all.map((each) => [each.value, each])).values()].toSorted((a, b) => a.label.localeCompare(b.label))
