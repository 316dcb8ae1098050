import type { LeverSetting } from '../domain/comparison.ts'
import type { PlanInputs, PlanSettings } from '../domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../domain/planning-input-error.ts'
import { isInstant, type Queue } from '../domain/queue.ts'
import type { Scenario, ScenarioHire } from '../domain/scenario.ts'
import type { SweepPoint } from './sweep-levers.ts'

/**
 * A scenario with the settings of a sweep's point laid over it: it is planned as any scenario is.
 * @throws PlanningInputError for a queue or group that the plan does not have
 */
export function sweepScenario(inputs: PlanInputs, base: Scenario, { id, settings }: SweepPoint): Scenario {
  refuseUnknown(inputs, settings)
  return settings.reduce((turnedSoFar, setting) => turned(inputs, turnedSoFar, setting), { ...base, id })
}

function turned(inputs: PlanInputs, scenario: Scenario, { lever, of, value }: LeverSetting): Scenario {
  const factor = { ...(of !== null && { queue: of }), ofContacts: 1, factor: value }
  switch (lever) {
    case 'volume':
      return { ...scenario, volume: [...scenario.volume, factor] }
    case 'aht':
      return { ...scenario, aht: [...scenario.aht, factor] }
    case 'deflection':
      return { ...scenario, levers: [...scenario.levers, deflection(of!, value)] }
    case 'absence':
      return { ...scenario, unplannedShrinkage: value }
    case 'hires':
      return value === 0 ? scenario : { ...scenario, hires: [...scenario.hires, hires(inputs, of!, value)] }
    case 'target':
      return withQueues(inputs, scenario, of, (queue) => withTarget(queue, value))
    case 'patience':
      return withQueues(inputs, scenario, of, (queue) => withPatience(queue, value))
  }
}

const deflection = (queue: string, share: number): Scenario['levers'][number] => ({
  ...{ kind: 'botDeflection', queue, share, ofContacts: 1 },
  ...{ relativeAht: 1, bouncedBack: 0, historyShare: 0, outages: [] },
})

/** People like the group's first one by id, trained and there already. */
const hires = ({ employees }: PlanInputs, group: string, count: number): ScenarioHire => ({
  count,
  like: employees.find((employee) => employee.group === group)!.id,
})

/** With at most so many makings of the roster again where simulated service falls short. */
export const withFewerRounds = (inputs: PlanInputs, scenario: Scenario, most: number): Scenario =>
  withSettings(inputs, scenario, (given) => ({ ...given, serviceRounds: Math.min(given.serviceRounds, most) }))

const withQueues = (
  inputs: PlanInputs,
  scenario: Scenario,
  of: string | null,
  change: (queue: Queue) => Queue,
): Scenario =>
  withSettings(inputs, scenario, (given) => ({
    ...given,
    queues: given.queues.map((queue) => (of === null || queue.id === of ? change(queue) : queue)),
  }))

/** Scenarios give settings of their own by date; the change goes into all of them. */
function withSettings(
  { settings, workRules }: PlanInputs,
  scenario: Scenario,
  changed: (given: PlanSettings) => PlanSettings,
): Scenario {
  const steps = scenario.settingsSteps ?? [{ settings, workRules }]
  return { ...scenario, settingsSteps: steps.map((step) => ({ ...step, settings: changed(step.settings) })) }
}

const withTarget = (queue: Queue, serviceLevelTarget: number): Queue =>
  // The compiler cannot see that either kind of queue keeps its own kind of target.
  isInstant(queue)
    ? { ...queue, target: { ...queue.target, serviceLevelTarget } }
    : { ...queue, target: { ...queue.target, serviceLevelTarget } }

/** Where nobody gives up there is no patience to change. */
const withPatience = (queue: Queue, factor: number): Queue =>
  isInstant(queue) && queue.meanPatienceSeconds !== undefined
    ? { ...queue, meanPatienceSeconds: queue.meanPatienceSeconds * factor }
    : queue

function refuseUnknown({ settings, employees }: PlanInputs, wanted: readonly LeverSetting[]): void {
  const queues = settings.queues.map(({ id }) => id)
  const patient = settings.queues.filter((queue) => isInstant(queue) && queue.meanPatienceSeconds !== undefined)
  const staffed = settings.groups.map(({ id }) => id).filter((id) => employees.some(({ group }) => group === id))
  const issues = wanted.flatMap(({ lever, of }): InputIssue[] => {
    const refusal = (known: readonly string[], problem: string): InputIssue[] => {
      if (of === null ? known.length > 0 : known.includes(of)) return []
      const hint = known.length === 0 ? 'The plan has none.' : `Name one of: ${known.join(', ')}.`
      return [{ value: of === null ? lever : `${lever}:${of}`, problem, hint }]
    }
    if (lever === 'hires') return refusal(staffed, 'does not name a group with people whom new ones could be like')
    const unknown = refusal(queues, 'does not name a queue of the plan')
    if (lever !== 'patience' || unknown.length > 0) return unknown
    const patientIds = patient.map(({ id }) => id)
    return refusal(patientIds, 'is about customers who never give up')
  })
  if (issues.length > 0) throw new PlanningInputError(issues)
}
