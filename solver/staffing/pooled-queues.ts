import { lowestCurve } from '../domain/capacity-curve.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { curveOf, loadIssues, type QueueLoad, type StaffingTarget, targetIssues } from './queue-load.ts'
import { evaluateQueue, leastAgents } from './queue-model.ts'

/** One queue in one interval, and what it promises. */
export type TargetedLoad = QueueLoad & StaffingTarget

export interface StructureComparison {
  /** Agents on position when every queue has its own people, before shrinkage, `[interval]`. */
  readonly siloedAgents: Float64Array
  /** The same when everybody answers every queue, one line for all, `[interval]`. */
  readonly pooledAgents: Float64Array
  /** Sums over the intervals, agent-hours. */
  readonly siloedHours: number
  readonly pooledHours: number
}

/**
 * Least agents when all queues stand in one line that everybody answers, first come first served; 0 without contacts.
 * Volumes add up and the handling time is the mean over contacts. Every contact of the line waits alike, so the line keeps
 * the target of each queue that has contacts, and the lowest of their occupancy limits. Pooling saves people as long as
 * the targets are alike: a small queue with a strict target makes the line keep it for everybody, and can make it dearer
 * than queues apart (classes with priorities, `priority-queue.ts`, then serve better).
 *
 * Two things are approximate. Customers give up at the mean rate over contacts, which with unlike patience is exact for
 * the first moment of the wait, the one that counts (Zeltyn and Mandelbaum 2005). Chats of unlike concurrency, or chats
 * and calls, are held as the most cautious of them allows: the lowest concurrency, and the lowest curve up to it.
 * @throws PlanningInputError naming every figure that cannot be used, or when MAX_AGENTS agents are too few
 */
export function pooledAgents(queues: readonly TargetedLoad[], guess?: number): number {
  const issues = queues.flatMap((queue) => [...loadIssues(queue), ...targetIssues(queue)])
  if (issues.length > 0) throw new PlanningInputError(issues)
  const busy = queues.filter(({ volume }) => volume > 0)
  if (busy.length === 0) return 0
  const line = lineOf(busy)
  let agents = 0
  for (const { target, answerWithinSeconds } of strictest(busy)) {
    const load = { ...line, answerWithinSeconds }
    // One look is cheaper than a search, and the strictest of the targets mostly decides for all.
    if (agents === 0 || evaluateQueue({ ...load, agents }).serviceLevel < target)
      agents = leastAgents({ ...load, target }, agents || guess)
  }
  return agents
}

/**
 * Agents that the queues of each interval take apart and pooled. Equal intervals are computed once, and every search
 * begins where the one before ended, so that a page can ask for a quarter-hourly week at once.
 * @param intervals the queues that could be pooled, in the same order in every interval
 * @throws PlanningInputError as `pooledAgents`
 */
export function compareStructures(
  intervals: readonly { readonly queues: readonly TargetedLoad[] }[],
): StructureComparison {
  const siloed: ReturnType<typeof remembering<TargetedLoad>>[] = []
  const pooled = remembering(pooledAgents)
  const siloedAgents = new Float64Array(intervals.length)
  const inOneLine = new Float64Array(intervals.length)
  const hours = { siloed: 0, pooled: 0 }
  for (const [interval, { queues }] of intervals.entries()) {
    for (const [place, queue] of queues.entries()) {
      siloed[place] ??= remembering(leastAgents)
      siloedAgents[interval]! += siloed[place](queue)
    }
    inOneLine[interval] = pooled(queues)
    const hoursEach = (queues[0]?.intervalMinutes ?? 0) / 60
    hours.siloed += siloedAgents[interval]! * hoursEach
    hours.pooled += inOneLine[interval]! * hoursEach
  }
  return { siloedAgents, pooledAgents: inOneLine, siloedHours: hours.siloed, pooledHours: hours.pooled }
}

/** A search that knows the answers it has given, and begins near the last of them. */
function remembering<Load>(search: (load: Load, guess?: number) => number): (load: Load) => number {
  const known = new Map<string, number>()
  let last: number | undefined
  return (load) => {
    const key = JSON.stringify(load)
    const agents = known.get(key) ?? search(load, last)
    known.set(key, agents)
    last = agents || last
    return agents
  }
}

/** The one line of several queues with contacts; its threshold and target come from one of them at a time. */
function lineOf(queues: readonly TargetedLoad[]) {
  const intervalMinutes = queues[0]!.intervalMinutes
  const other = queues.find((queue) => queue.intervalMinutes !== intervalMinutes)
  if (other)
    throw new PlanningInputError({
      value: String(other.intervalMinutes),
      problem: `is not the interval length of the queues it is pooled with (${intervalMinutes} minutes)`,
      hint: 'Give all queues of a pool in intervals of one length.',
    })
  const volume = queues.reduce((total, queue) => total + queue.volume, 0)
  const mean = (figure: (queue: TargetedLoad) => number) =>
    queues.reduce((total, queue) => total + (queue.volume / volume) * figure(queue), 0)
  const givingUp = mean(({ meanPatienceSeconds }) => (meanPatienceSeconds === undefined ? 0 : 1 / meanPatienceSeconds))
  return {
    volume,
    intervalMinutes,
    ahtSeconds: mean((queue) => queue.ahtSeconds),
    meanPatienceSeconds: givingUp > 0 ? 1 / givingUp : undefined,
    maxOccupancy: Math.min(...queues.map((queue) => queue.maxOccupancy ?? 1)),
    curve: lowestCurve(queues.map(curveOf)),
  }
}

/** Targets that no other one implies, each once. */
function strictest(queues: readonly TargetedLoad[]): TargetedLoad[] {
  const implies = (one: TargetedLoad, other: TargetedLoad) =>
    one.target >= other.target && one.answerWithinSeconds <= other.answerWithinSeconds
  return queues.filter((queue, place) =>
    queues.every((other, at) => at === place || !implies(other, queue) || (at > place && implies(queue, other))),
  )
}
