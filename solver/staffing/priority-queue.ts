import { describeIssue, type InputIssue, PlanningInputError } from '../domain/planning-input-error.ts'
import { delayedWaitBeyond } from './delayed-wait.ts'
import { leastThat } from './least-that.ts'
import { agentsIssues, loadIssues, targetIssues } from './queue-load.ts'
import { blockingProbability } from './queue-model.ts'

/** Contacts of one interval that are answered before all those of a higher number, and after those of a lower one. */
export interface PriorityClass {
  /** Contacts offered in the interval. */
  readonly volume: number
  /** 1 is answered first; contacts of one priority are answered in the order in which they come. */
  readonly priority: number
  /** Threshold of the service level, seconds. */
  readonly answerWithinSeconds: number
}

/** What all classes have in common: they are answered by the same people and take equally long in the mean. */
export interface PriorityService {
  readonly intervalMinutes: number
  readonly ahtSeconds: number
}

export interface ClassMeasures {
  /** Share of contacts that find every agent busy; 1 for a class that the agents can never catch up with. */
  readonly pWait: number
  /** Share answered within the threshold; 1 without contacts, 0 for a class that is never caught up with. */
  readonly serviceLevel: number
  /** Mean wait, seconds; Infinity for a class that is never caught up with. */
  readonly asaSeconds: number
}

/**
 * Measures of every class where `agents` serve them by non-preemptive priority and nobody gives up (M/M/n with a common
 * exponential handling time). Everyone waits with Erlang C's probability C; with `c = agents / aht`, `higher` the
 * arrivals of lower numbers and `all` those up to the class's own, the mean wait is `C * c / ((c - higher) (c - all))`
 * (Cobham 1954; Kella and Yechiali 1985); the share in time follows from `delayed-wait.ts`. A class is caught up with as
 * long as `all < c`: an overload of the lower ones makes the higher ones wait with certainty, but not without end.
 * @param service agents: positions staffed, before shrinkage; whole, 0..MAX_AGENTS
 * @returns in the order of `classes`
 * @throws PlanningInputError naming every figure that cannot be used
 * Golden values: tests/golden/priority-points.json
 */
export function evaluateClasses(
  classes: readonly PriorityClass[],
  service: PriorityService & { readonly agents: number },
): ClassMeasures[] {
  refuse([...classIssues(classes, service), ...agentsIssues(service.agents)])
  return measures(classes, service, service.agents)
}

/**
 * Least agents with which every class keeps its target; 0 without contacts.
 * @param classes target: share to answer within the threshold, above 0 and below 1
 * @param service maxOccupancy: highest occupancy to plan for; 1 when absent
 * @param guess where to begin; changes the time taken, never the answer
 * @throws PlanningInputError naming every figure that cannot be used, or when MAX_AGENTS agents are too few
 */
export function leastAgentsForClasses(
  classes: readonly (PriorityClass & { readonly target: number })[],
  service: PriorityService & { readonly maxOccupancy?: number | undefined },
  guess?: number,
): number {
  const targets = classes.flatMap(({ target }) => targetIssues({ target, maxOccupancy: service.maxOccupancy }))
  refuse([...classIssues(classes, service), ...targets])
  const volume = classes.reduce((sum, one) => sum + one.volume, 0)
  if (volume === 0) return 0
  const erlangs = (volume * service.ahtSeconds) / (service.intervalMinutes * 60)
  const isEnough = (agents: number) =>
    erlangs <= agents * (service.maxOccupancy ?? 1) &&
    measures(classes, service, agents).every(({ serviceLevel }, place) => serviceLevel >= classes[place]!.target)
  return leastThat(isEnough, Math.ceil(guess ?? erlangs + Math.sqrt(erlangs) / 2), erlangs)
}

function measures(
  classes: readonly PriorityClass[],
  { intervalMinutes, ahtSeconds }: PriorityService,
  agents: number,
): ClassMeasures[] {
  const completionRate = agents / ahtSeconds
  const arrivals = (holds: (one: PriorityClass) => boolean) =>
    classes.reduce((sum, one) => (holds(one) ? sum + one.volume : sum), 0) / (intervalMinutes * 60)
  const pWait = waitProbability(arrivals(() => true) * ahtSeconds, agents)
  return classes.map(({ volume, priority, answerWithinSeconds }) => {
    const higher = arrivals((one) => one.priority < priority)
    const own = arrivals((one) => one.priority === priority)
    if (volume === 0) return { pWait: 0, serviceLevel: 1, asaSeconds: 0 }
    if (higher + own >= completionRate) return { pWait: 1, serviceLevel: 0, asaSeconds: Number.POSITIVE_INFINITY }
    return {
      pWait,
      serviceLevel: 1 - pWait * delayedWaitBeyond(completionRate, higher, own, answerWithinSeconds),
      asaSeconds: (pWait * completionRate) / ((completionRate - higher) * (completionRate - higher - own)),
    }
  })
}

/** Erlang C from Erlang B: `n B / (n - a (1 - B))`; 1 when the queue never empties. */
function waitProbability(erlangs: number, agents: number): number {
  if (erlangs >= agents) return 1
  const blocking = blockingProbability(erlangs, agents)
  return (agents * blocking) / (agents - erlangs * (1 - blocking))
}

function classIssues(classes: readonly PriorityClass[], service: PriorityService): InputIssue[] {
  return classes.flatMap((one) => [
    ...loadIssues({ ...service, ...one }),
    ...(Number.isFinite(one.priority)
      ? []
      : [{ value: String(one.priority), problem: 'is not a priority', hint: 'Give a number; 1 is answered first.' }]),
  ])
}

/** What the classes have in common would be told once for each of them. */
function refuse(issues: readonly InputIssue[]): void {
  const unlike = [...new Map(issues.map((one) => [describeIssue(one), one])).values()]
  if (unlike.length > 0) throw new PlanningInputError(unlike)
}
