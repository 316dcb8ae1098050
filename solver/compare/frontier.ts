import type { FrontierPoint, Measure, PlannedScenario } from '../domain/comparison.ts'

/**
 * Every scenario's wages against its service, and which of them no other one beats. Service is judged by the
 * target that is missed by most, or kept by least, and over all contacts.
 */
export function frontier(scenarios: readonly PlannedScenario[]): FrontierPoint[] {
  const points = scenarios.map((planned) => ({
    scenario: planned.scenario,
    cost: planned.values.find(({ measure, queue, group }) => measure === 'wages' && !queue && !group)?.value ?? 0,
    worstMargin: worstMargin(planned),
    serviceLevel: weightedLevel(planned),
  }))
  return points.map((point) => ({
    ...point,
    isEfficientByWorst: isEfficient(point, points, 'worstMargin'),
    isEfficientByLevel: isEfficient(point, points, 'serviceLevel'),
  }))
}

type Point = Pick<FrontierPoint, 'cost' | 'worstMargin' | 'serviceLevel'>

/** One whose service is unknown is never efficient; equal ones are so together. */
function isEfficient(point: Point, points: readonly Point[], by: 'worstMargin' | 'serviceLevel'): boolean {
  const service = point[by]
  if (service === null) return false
  return !points.some((other) => {
    const theirs = other[by]
    if (theirs === null || other.cost > point.cost || theirs < service) return false
    return other.cost < point.cost || theirs > service
  })
}

/** Least of what is reached less what is asked, over all targets that are a share. */
function worstMargin({ targets }: PlannedScenario): number | null {
  const margins = targets.flatMap(({ unit, mean, asked }) => (unit === 'share' && mean !== null ? [mean - asked] : []))
  return margins.length === 0 ? null : Math.min(...margins)
}

function weightedLevel({ values }: PlannedScenario): number | null {
  const of = (name: Measure, queue: string | undefined) =>
    values.find((value) => value.measure === name && value.queue === queue)?.value ?? 0
  const levels = values.filter(({ measure, value }) => measure === 'serviceLevel' && value !== null)
  const contacts = levels.map(({ queue }) => of('contactsPlanned', queue))
  const all = contacts.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  return levels.reduce((sum, { value }, place) => sum + value! * contacts[place]!, 0) / all
}
