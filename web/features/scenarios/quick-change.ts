import type { Plan } from '../../../server/contracts/plan.ts'
import { type ScenarioItem, scenarioText } from './scenario-text.ts'

/** Changes that are made without writing a file. */
export const QUICK_KINDS = ['volume', 'aht', 'absence', 'people'] as const
export type QuickKind = (typeof QUICK_KINDS)[number]

export interface QuickChange {
  readonly kind: QuickKind
  /** '' means every queue. */
  readonly queue: string
  /** Local dates, both inclusive; '' means from the first, to the last. */
  readonly from: string
  readonly to: string
  /** Hours of the day `HH:mm`, 24:00 the end of it; '' of both means all day. */
  readonly fromHour: string
  readonly toHour: string
  /** Times the usual; may be NaN while it is being written. */
  readonly factor: number
  /** Unplanned shrinkage, 0..1. */
  readonly absence: number
  readonly group: string
  /** People more, or fewer. */
  readonly people: number
}

/** Places of the change that cannot be used as they are. */
export function quickProblems(change: QuickChange): Set<keyof QuickChange> {
  const { kind, from, to, fromHour, toHour, factor, absence, people } = change
  const problems = new Set<keyof QuickChange>()
  if (kind === 'volume' || kind === 'aht') {
    if (!(factor >= 0 && factor <= 100)) problems.add('factor')
    if (from !== '' && to !== '' && to < from) problems.add('to')
    if ((fromHour === '') !== (toHour === '') || (toHour !== '' && toHour <= fromHour)) problems.add('toHour')
  }
  if (kind === 'absence' && !(absence >= 0 && absence < 0.9)) problems.add('absence')
  if (kind === 'people' && (!Number.isInteger(people) || people === 0 || Math.abs(people) > 1000))
    problems.add('people')
  return problems
}

/** The change as a scenario's file. Extra people are like the first of their group by id. */
export function quickText(change: QuickChange, id: string, name: string, employees: Plan['employees']): string {
  if (change.kind === 'absence') return scenarioText({ id, name, unplannedShrinkage: change.absence })
  if (change.kind === 'people') {
    return scenarioText({ id, name, lists: peopleLists({ [change.group]: change.people }, employees) })
  }
  return scenarioText({ id, name, lists: { [change.kind]: [factorItem(change)] } })
}

const factorItem = ({ queue, from, to, fromHour, toHour, factor }: QuickChange): ScenarioItem => ({
  queue: queue || undefined,
  from: from || undefined,
  to: to || undefined,
  window: fromHour === '' ? undefined : [{ from: fromHour, to: toHour }],
  factor,
})

/**
 * People more and fewer by group, as a scenario says it: those who come are like the first of the group by id.
 * @throws Error for people who come to a group without anybody
 */
export function peopleLists(
  people: Readonly<Record<string, number>>,
  employees: Plan['employees'],
): { readonly hires: ScenarioItem[]; readonly leavers: ScenarioItem[] } {
  const changes = Object.entries(people)
  return {
    hires: changes
      .filter(([, count]) => count > 0)
      .map(([group, count]) => ({ count, like: someoneOf(group, employees) })),
    leavers: changes.filter(([, count]) => count < 0).map(([group, count]) => ({ group, count: -count })),
  }
}

function someoneOf(group: string, employees: Plan['employees']): string {
  const someone = employees.find((employee) => employee.group === group)
  if (someone) return someone.id
  throw new Error(`Group "${group}" has nobody whom new people could be like. Offer only groups that have people.`)
}
