import type { EstimatedPrefix, PlannedScenario, WaterfallStep, WeekFigures } from '../domain/comparison.ts'

/**
 * The difference between two plans, part by part of their scenarios: the parts that the first one has alone are given
 * up, last one first, and those of the other taken on in their order; each step is what the estimate of the week changes
 * by. What the estimates leave of the planned difference is the last step, so that the steps sum to it exactly: costs in
 * whole minor units, hours in whole minutes.
 * @returns nothing without estimates of both
 */
export function waterfall(first: PlannedScenario, other: PlannedScenario): WaterfallStep[] {
  if (first.estimates.length === 0 || other.estimates.length === 0) return []
  const shared = sharedPrefixes(first.estimates, other.estimates)
  const undone = stepsBetween(first.estimates.slice(shared - 1)).reverse()
  const taken = stepsBetween(other.estimates.slice(shared - 1))
  const steps = [
    ...undone.map(({ scheduledMinutes, cost, ...part }) => ({
      ...part,
      isUndone: true,
      scheduledMinutes: -scheduledMinutes,
      cost: -cost,
    })),
    ...taken.map((part) => ({ ...part, isUndone: false })),
  ]
  const planned = change(whole(plannedFigures(first)), whole(plannedFigures(other)))
  const explained = steps.reduce((sum, step) => added(sum, step), { scheduledMinutes: 0, cost: 0 })
  const rest = { kind: 'plan', label: '', isUndone: false, ...change(explained, planned) }
  return [...steps, rest].map(({ scheduledMinutes, ...step }) => ({ ...step, scheduledHours: scheduledMinutes / 60 }))
}

/** In units of which sums are exact. */
interface WholeFigures {
  readonly scheduledMinutes: number
  readonly cost: number
}

const whole = ({ scheduledHours, cost }: WeekFigures): WholeFigures => ({
  scheduledMinutes: Math.round(60 * scheduledHours),
  cost: Math.round(cost),
})

const change = (from: WholeFigures, to: WholeFigures): WholeFigures => ({
  scheduledMinutes: to.scheduledMinutes - from.scheduledMinutes,
  cost: to.cost - from.cost,
})

const added = (a: WholeFigures, b: WholeFigures): WholeFigures => ({
  scheduledMinutes: a.scheduledMinutes + b.scheduledMinutes,
  cost: a.cost + b.cost,
})

/** @returns how many of the first prefixes are the same; at least the plan without either scenario */
function sharedPrefixes(a: readonly EstimatedPrefix[], b: readonly EstimatedPrefix[]): number {
  let shared = 1
  while (shared < a.length && shared < b.length && a[shared]!.key === b[shared]!.key) shared++
  return shared
}

const stepsBetween = (prefixes: readonly EstimatedPrefix[]) =>
  prefixes.slice(1).map((prefix, place) => ({
    ...{ kind: prefix.kind, label: prefix.label },
    ...change(whole(prefixes[place]!), whole(prefix)),
  }))

function plannedFigures({ values }: PlannedScenario): WeekFigures {
  const of = (name: 'scheduledHours' | 'objective') =>
    values.find(({ measure, queue, group }) => measure === name && !queue && !group)?.value ?? 0
  return { scheduledHours: of('scheduledHours'), cost: of('objective') }
}
