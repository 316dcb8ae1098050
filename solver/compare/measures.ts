import type { Measure, MeasuredValue } from '../domain/comparison.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { PlanReport, PlanResult, Unmet } from '../domain/plan-outputs.ts'
import type { QueueRequirement } from '../domain/requirement-outputs.ts'
import { teamMeasures } from './group-measures.ts'

/**
 * All that a plan is compared by: of the whole plan first, of groups, and of each queue in the plan's order.
 * @param inputs as they bear on the horizon, with the scenario in them
 */
export function measuredValues(inputs: PlanInputs, result: PlanResult): MeasuredValue[] {
  const ofTeam = teamMeasures(inputs, result)
  return [
    ...ofTeam.filter(({ group }) => group === undefined),
    ...planMeasures(result),
    ...ofTeam.filter(({ group }) => group !== undefined),
    ...result.requirement.queues.flatMap((queue, number) => queueMeasures(result, queue, number)),
  ]
}

function planMeasures({ report, requirement }: PlanResult): MeasuredValue[] {
  const { costs, serviceLevels, violations, targets } = report
  const contactsHandled = sum(serviceLevels.map(handled))
  const count = (items: readonly unknown[]) => items.length
  const values: [Measure, number | null][] = [
    ['understaffingCost', costs.understaffing],
    ['overdueCost', costs.overdueWork],
    ['softRuleCost', costs.softRules],
    ['objective', report.objective],
    ['objectiveBound', report.objectiveBound],
    ['relativeGap', orNull(report.relativeGap)],
    ['wagesPerContact', contactsHandled === 0 ? null : costs.wages / contactsHandled],
    ['contactsPlanned', sum(requirement.queues.map(({ volume }) => sum(volume)))],
    ['contactsHandled', contactsHandled],
    ['requiredHours', sum(requirement.queues.map((queue) => requiredHours(queue, requirement.horizon)))],
    ['scheduledHours', sum(requirement.queues.map((queue) => scheduledHours(queue, requirement.horizon)))],
    ['unmetHours', hoursOf(report.unmet, 'understaffed')],
    ['overdueHours', hoursOf(report.unmet, 'overdue')],
    ['targetsMissed', count(targets.filter(({ verdict }) => verdict === 'missed'))],
    ['targetsUnproven', count(targets.filter(({ verdict }) => verdict === 'unproven'))],
    ['hardViolations', count(violations.filter(({ severity }) => severity === 'hard'))],
    ['softViolations', count(violations.filter(({ severity }) => severity === 'soft'))],
    ['publishable', report.gate.publishable ? 1 : 0],
  ]
  return values.map(([measure, value]) => ({ measure, value }))
}

function queueMeasures(
  { report, requirement, service }: PlanResult,
  need: QueueRequirement,
  number: number,
): MeasuredValue[] {
  const queue = need.queueId
  const level = report.serviceLevels.find((each) => each.queue === queue)
  const { backlog, backlogAgeHours } = service[number]!
  const unmet = report.unmet.filter((each) => each.queue === queue)
  const targets = report.targets.filter((target) => target.queue === queue)
  const satisfaction = report.satisfactionPrior?.find((each) => each.queue === queue)
  const interval = level && { lower95: orNull(level.lower95), upper95: orNull(level.upper95) }
  const values: [Measure, number | null][] = [
    ['contactsPlanned', sum(need.volume)],
    ['contactsHandled', level ? handled(level) : null],
    ['requiredHours', requiredHours(need, requirement.horizon)],
    ['scheduledHours', scheduledHours(need, requirement.horizon)],
    need.kind === 'instant'
      ? ['unmetHours', hoursOf(unmet, 'understaffed')]
      : ['overdueHours', hoursOf(unmet, 'overdue')],
    ['worstInterval', level?.worstInterval?.mean ?? null],
    ['worstBacklog', most(backlog)],
    ['oldestBacklogHours', most(backlogAgeHours)],
    ...(satisfaction ? ([['satisfaction', satisfaction.satisfaction]] satisfies [Measure, number][]) : []),
    ['targetsMissed', targets.filter(({ verdict }) => verdict === 'missed').length],
    ['targetsUnproven', targets.filter(({ verdict }) => verdict === 'unproven').length],
  ]
  return [
    { measure: 'serviceLevel', queue, value: level ? orNull(level.mean) : null, ...interval },
    ...values.map(([measure, value]): MeasuredValue => ({ measure, queue, value })),
  ]
}

/** Agent-hours on position before shrinkage; of work that may wait, the hours that it takes. */
function requiredHours(queue: QueueRequirement, { intervalMinutes }: { intervalMinutes: number }): number {
  const agents = queue.kind === 'instant' ? queue.requiredAgents : queue.offeredErlangs
  return (sum(agents) * intervalMinutes) / 60
}

/** Agent-hours to be scheduled; of work that may wait, its contacts over what an agent finishes in an open hour. */
export function scheduledHours(queue: QueueRequirement, { intervalMinutes }: { intervalMinutes: number }): number {
  const hours = intervalMinutes / 60
  if (queue.kind === 'instant') return sum(queue.scheduledAgents) * hours
  const open = queue.contactsPerAgent.filter((contacts) => contacts > 0)
  return open.length === 0 ? 0 : (sum(queue.volume) / (sum(open) / open.length)) * hours
}

/** Contacts that came and did not give up; of tickets those that were due. */
const handled = ({ contacts, abandonRate }: PlanReport['serviceLevels'][number]): number =>
  contacts * (1 - (Number.isFinite(abandonRate) ? abandonRate : 0))

const hoursOf = (unmet: readonly Unmet[], kind: Unmet['kind']): number =>
  sum(unmet.filter((each) => each.kind === kind).map(({ hours }) => hours))

/** Largest of the values that there are; null without any. */
function most(values: Float64Array): number | null {
  const known = values.filter(Number.isFinite)
  return known.length === 0 ? null : known.reduce((largest, value) => Math.max(largest, value))
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) if (Number.isFinite(value)) total += value
  return total
}
