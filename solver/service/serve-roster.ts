import { checkRoster } from '../check/check-roster.ts'
import type { Forecast } from '../domain/forecast-outputs.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { CheckResult, PlanProgress } from '../domain/plan-outputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import type { Roster } from '../domain/roster.ts'
import type { MissingService, ServiceResult, ServiceRound } from '../domain/service-outputs.ts'
import { shrinkageByInterval } from '../domain/shrinkage.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { guaranteedWages } from '../roster/limits/wage-limits.ts'
import { rescheduleRoster } from '../roster/living/reschedule-roster.ts'
import type { RosterPreferences } from '../roster/living/roster-preferences.ts'
import { scheduleRoster } from '../roster/schedule-roster.ts'
import type { ScheduledRoster, ScheduleOptions } from '../roster/scheduled-roster.ts'
import { type PartSharing, shareParts } from '../roster/share-parts.ts'
import { simulateRoster } from '../simulate/simulate-roster.ts'
import { StaffingEffects } from '../simulate/staffing-effects.ts'
import { type RequirementRaise, raiseRequirement } from '../staffing/raise-requirement.ts'
import { compareStanding, countFailing, failingIntervals, type ServiceStanding } from './failing-intervals.ts'
import { missingService, type QueueLack } from './missing-service.ts'
import { queueRaise } from './queue-raise.ts'

export interface ServeOptions {
  readonly engine: LpEngine
  readonly seed: number
  /** Relative gap to the bound at which the search for a better roster may stop. */
  readonly gap: number
  /** Times that the horizon is simulated. */
  readonly replications: number
  /**
   * Last resort, for each making of the roster. None is begun after one that took so long, nor after twice as long in
   * all, so that three times as long is what makings take at most.
   */
  readonly timeLimitSeconds: number
  /** Whether to end the search with the best roster found. No making is begun then, and one in hand ends early. */
  readonly isStopped: () => boolean
  /** Whether nobody asks what the last roster still lacks: that takes as much simulation as the roster's own. */
  readonly leavesMissingOut?: boolean
  /** What the roster owes to one that stands. */
  readonly preferences?: RosterPreferences | undefined
  /** Others who make parts of rosters that owe nothing to one that stands. */
  readonly sharing?: PartSharing | undefined
  /** Milliseconds. */
  readonly now: () => number
  readonly onProgress: (progress: PlanProgress) => void
}

/**
 * The best roster found. Coverage, objective and bound count against `requirement`, in which the agents that simulation
 * showed missing on instant queues are a reason of their own; tickets are due in it when they are due.
 */
export interface ServedRoster {
  readonly requirement: Requirement
  readonly roster: Roster
  readonly objectiveBound: number
  readonly check: CheckResult
  readonly service: ServiceResult
  readonly serviceRounds: readonly ServiceRound[]
  readonly missing: readonly MissingService[]
  /** Multipliers of the bound: see `ScheduledRoster`. */
  readonly servicePrices: Float64Array | undefined
  /** Spent on making rosters. */
  readonly solveSeconds: number
  /** What ended the search before it was done by itself. */
  readonly endedBy?: 'time' | 'stopped'
}

/** One making of the roster. */
interface Making {
  readonly requirement: Requirement
  readonly scheduled: ScheduledRoster
  readonly check: CheckResult
  readonly service: ServiceResult
  readonly standing: ServiceStanding
  readonly seconds: number
  readonly wasOutOfTime: boolean
}

/** A making with what would mend it. */
interface Round extends Making {
  readonly lacks: readonly QueueLack[]
  readonly addedAgentHours: number
}

/**
 * Roster, check and simulation; and again with more required wherever the simulated service falls short, by as much as
 * cuts from the simulation ask for, until all targets hold at the stated confidence, nothing can be added, or the plan's
 * `serviceRounds` are used up. The round that stands best is kept: fewest targets missed, then fewest failing intervals,
 * then fewest unproven targets, then lowest wages and soft-rule costs. Only the parts of the staff whose queues were
 * raised are rostered anew. A stop ends it with what has been made; only the first roster is then still finished.
 */
export async function serveRoster(
  inputs: PlanInputs,
  forecast: Forecast,
  first: Requirement,
  options: ServeOptions,
): Promise<ServedRoster> {
  const { serviceRounds: most } = inputs.settings
  const { isStopped, leavesMissingOut = false } = options
  const startedAt = options.now()
  const isLate = () => options.now() - startedAt > 2000 * options.timeLimitSeconds
  const rounds: Round[] = []
  let requirement = first
  for (let round = 0; ; round++) {
    const making = await makeRoster(inputs, forecast, requirement, rounds.at(-1), round, options)
    if (!making) {
      rounds.push({ ...rounds.pop()!, addedAgentHours: 0 })
      break
    }
    // What a last round lacks would be asked of none and, unless it is the one that is kept, told to nobody.
    const isTold = !leavesMissingOut && rounds.every(({ standing }) => compareStanding(making.standing, standing) < 0)
    const lacks = most === 0 || (round >= most && !isTold) ? [] : queueLacks(inputs, forecast, making, options)
    const raised = raisedRequirement(inputs, making, lacks)
    const isLast = round >= most || making.wasOutOfTime || isLate() || isStopped() || raised.addedAgentHours === 0
    rounds.push({ ...making, lacks, addedAgentHours: isLast ? 0 : raised.addedAgentHours })
    if (isLast) break
    requirement = raised.requirement
  }
  // A round that is kept in spite of a later one has had its asking.
  const wasCutShort = (queueId: string) =>
    rounds.at(-1)!.lacks.some(({ queue, askable }) => queue.id === queueId && askable.some((agents) => agents > 0))
  const kept = rounds.reduce((best, round) => (compareStanding(round.standing, best.standing) < 0 ? round : best))
  const published = withTicketsOf(first, kept.requirement)
  const check = published === kept.requirement ? kept.check : checkRoster(inputs, published, kept.scheduled.roster)
  const asPublished = (round: Round) => (round === kept ? { ...round, check } : round)
  return {
    requirement: published,
    roster: kept.scheduled.roster,
    objectiveBound: boundFor(inputs, published, rounds.slice(0, rounds.indexOf(kept) + 1)),
    check,
    service: kept.service,
    serviceRounds:
      most === 0 ? [] : rounds.map((round, number) => described(asPublished(round), number, round === kept)),
    missing: kept.lacks.flatMap((lack) => missingService(first.horizon, lack, wasCutShort(lack.queue.id))),
    servicePrices: kept.scheduled.servicePrices,
    solveSeconds: rounds.reduce((sum, { seconds }) => sum + seconds, 0),
    ...(isStopped() ? { endedBy: 'stopped' as const } : kept.wasOutOfTime && { endedBy: 'time' as const }),
  }
}

/**
 * The raised requirement with ticket queues as they were first. Counting an agent's work for less makes the roster put
 * people where tickets come in late by chance; that no ticket is late by it must not be told as if some were.
 */
function withTicketsOf(first: Requirement, raised: Requirement): Requirement {
  const queues = raised.queues.map((queue, number) => (queue.kind === 'deferred' ? first.queues[number]! : queue))
  return queues.every((queue, number) => queue === raised.queues[number]) ? raised : { ...raised, queues }
}

/**
 * The best of the bounds known for each independent part. Rounds only ever raise, so the bound of an earlier one holds
 * for a later one's requirement, as long as the part's tickets are those that are published.
 */
function boundFor(inputs: PlanInputs, { horizon, queues }: Requirement, rounds: readonly Round[]): number {
  const isBelow = ({ queues: needs }: ScheduledRoster['parts'][number]) =>
    needs.every((need) => need.kind === 'instant' || queues.includes(need))
  return rounds[0]!.scheduled.parts.reduce(
    (sum, _, part) => {
      const known = rounds.map(({ scheduled }) => scheduled.parts[part]!).filter(isBelow)
      return sum + Math.max(...known.map(({ bound }) => bound))
    },
    guaranteedWages(inputs, horizon),
  )
}

const described = ({ check, standing, addedAgentHours }: Round, round: number, kept: boolean): ServiceRound => ({
  round,
  objective: check.objective,
  failingIntervals: standing.failingIntervals,
  addedAgentHours,
  kept,
})

/** @returns undefined when it was stopped while there is a roster before it: half a search is worth less than that */
async function makeRoster(
  inputs: PlanInputs,
  forecast: Forecast,
  requirement: Requirement,
  previous: Round | undefined,
  round: number,
  { engine, seed, gap, replications, timeLimitSeconds, isStopped, preferences, sharing, now, onProgress }: ServeOptions,
): Promise<Making | undefined> {
  const isGivenUp = () => previous !== undefined && isStopped()
  if (isGivenUp()) return undefined
  const tell = (progress: PlanProgress) => onProgress({ ...progress, ...(round > 0 && { round }) })
  const startedAt = now()
  const isOutOfTime = () => now() - startedAt > timeLimitSeconds * 1000
  tell({ stage: 'roster' })
  const search: ScheduleOptions = {
    ...{ engine, seed, gap, isOutOfTime: () => isStopped() || isOutOfTime() },
    onProgress: (progress) => tell({ stage: 'roster', ...progress }),
    known: previous?.scheduled.parts ?? [],
  }
  const shared = sharing && !preferences ? await shareParts(inputs, requirement, search, sharing) : []
  const scheduled = preferences
    ? rescheduleRoster(inputs, requirement, preferences, search)
    : scheduleRoster(inputs, requirement, { ...search, known: [...search.known!, ...shared] })
  if (isGivenUp()) return undefined
  const wasOutOfTime = isOutOfTime()
  const seconds = (now() - startedAt) / 1000
  tell({ stage: 'check' })
  const check = checkRoster(inputs, requirement, scheduled.roster)
  const found = { objective: check.objective, objectiveBound: scheduled.objectiveBound }
  tell({ stage: 'simulate', ...found })
  const service = simulateRoster(inputs, forecast, requirement, scheduled.roster, {
    ...{ replications, seed },
    onProgress: (fraction) => tell({ stage: 'simulate', fraction, ...found }),
  })
  const standing = standingOf(inputs, check, service, replications)
  return { requirement, scheduled, check, service, standing, seconds, wasOutOfTime }
}

function standingOf(
  { settings }: PlanInputs,
  { costs }: CheckResult,
  service: ServiceResult,
  replications: number,
): ServiceStanding {
  const count = (verdict: string) => service.targets.filter((target) => target.verdict === verdict).length
  return {
    missedTargets: count('missed'),
    failingIntervals: countFailing(settings.queues, service, replications),
    unprovenTargets: count('unproven'),
    cost: costs.wages + costs.softRules,
  }
}

/** What each queue lacks that has failing intervals or targets that are not met. */
function queueLacks(
  inputs: PlanInputs,
  forecast: Forecast,
  { requirement, scheduled, check, service }: Making,
  { engine, replications, seed, isStopped }: ServeOptions,
): QueueLack[] {
  const { horizon } = forecast
  const effects = new StaffingEffects(inputs, forecast, requirement, scheduled.roster, { replications, seed })
  return inputs.settings.queues.flatMap((queue, number) => {
    if (isStopped()) return []
    const ofQueue = service.intervals[number]!
    const failing = failingIntervals(queue, ofQueue, replications)
    const isMet = service.targets.filter((target) => target.queue === queue.id).map(({ verdict }) => verdict === 'met')
    if (failing.length === 0 && isMet.every(Boolean)) return []
    const coverage = check.coverage[number]!
    const { wanted, raise } = queueRaise(engine, effects, {
      queueId: queue.id,
      verdict: { failing, isMet, replications },
      coverage,
      intervalSeconds: horizon.intervalMinutes * 60,
    })
    return [{ queue, service: ofQueue, coverage, failing, wanted, askable: raise }]
  })
}

/**
 * The requirement with what the queues lack. Cuts ask for agents beyond those that the roster has there, so a raise of
 * an instant queue counts from them wherever they are more than required.
 */
function raisedRequirement(inputs: PlanInputs, { requirement }: Making, lacks: readonly QueueLack[]) {
  const { horizon } = requirement
  const shrinkage = shrinkageByInterval(inputs.settings, horizon)
  const raises = lacks.map(({ queue, coverage, askable }): RequirementRaise => {
    const spare = (interval: number) =>
      isInstant(queue)
        ? Math.floor(Math.max(0, coverage.netStaffing[interval]!) * (1 - shrinkage[interval]!) + 1e-9)
        : 0
    return {
      queueId: queue.id,
      added: askable.map((more, interval) => (more > 0 ? more + spare(interval) : 0)),
      coveredAgents: coverage.coveredAgents,
    }
  })
  const agents = raises.reduce((sum, { added }) => added.reduce((total, more) => total + more, sum), 0)
  return {
    requirement: raiseRequirement(
      requirement,
      raises.filter(({ added }) => added.some((more) => more > 0)),
      shrinkage,
    ),
    addedAgentHours: (agents * horizon.intervalMinutes) / 60,
  }
}
