export interface QueueServiceLevel {
  readonly queue: string
  /** Target as people say it: "80 % in 30 s", "95 % finished in 4 h". */
  readonly target: string
  readonly targetShare: number
  /** Share of contacts answered (finished) in time over the horizon: mean of the replications. */
  readonly mean: number
  readonly lower95: number
  readonly upper95: number
  /** Lowest interval with enough contacts to say. */
  readonly worstInterval: { readonly start: string; readonly mean: number } | null
  readonly contacts: number
  readonly abandonRate: number
  readonly asaSeconds: number
  readonly occupancy: number
}

/**
 * Simulated service of one queue by interval; every array is `[interval]` and NaN where there is nothing to measure.
 * Contacts count in the interval of their arrival, tickets in that of their deadline.
 */
export interface IntervalService {
  readonly queueId: string
  /** Mean of the replications. */
  readonly contacts: Float64Array
  readonly serviceLevel: Float64Array
  readonly lower95: Float64Array
  readonly upper95: Float64Array
  readonly asaSeconds: Float64Array
  readonly abandonRate: Float64Array
  readonly occupancy: Float64Array
  /** Contacts waiting at the interval's end, and the age of the oldest of them, hours; means of the replications. */
  readonly backlog: Float64Array
  readonly backlogAgeHours: Float64Array
}

export const TARGET_VERDICTS = ['met', 'unproven', 'missed'] as const
export type TargetVerdict = (typeof TARGET_VERDICTS)[number]

/**
 * One target of one queue against the simulation. `met`: the confidence interval lies on the right side of what is
 * asked; `unproven`: the mean does, the interval reaches over; `missed`: the mean does not.
 */
export interface TargetOutcome {
  readonly queue: string
  /** `share` targets ask for at least `asked`, `seconds` for at most, `agents` for at least. */
  readonly unit: 'share' | 'seconds' | 'agents'
  readonly kind: 'answeredWithin' | 'meanResponse' | 'repliedWithin' | 'presence' | 'finishedWithin'
  /** Threshold of a share: seconds for instant queues, hours for tickets; null where there is none. */
  readonly within: number | null
  readonly asked: number
  readonly over: 'interval' | 'day' | 'week'
  /** Of the span asked about: the week, or the worst week of several, day or interval with enough contacts to say. */
  readonly mean: number
  readonly lower95: number
  readonly upper95: number
  /** Start of that week, day or interval, local time with offset; null where there is but one week. */
  readonly at: string | null
  readonly verdict: TargetVerdict
  /** Preset that it comes from. */
  readonly preset: string | null
}

/** What simulating a roster tells. */
export interface ServiceResult {
  readonly levels: readonly QueueServiceLevel[]
  /** In the order of the plan's queues. */
  readonly intervals: readonly IntervalService[]
  readonly targets: readonly TargetOutcome[]
}

/** One making of the roster in the search for one that keeps its targets. */
export interface ServiceRound {
  readonly round: number
  /** Counts understaffing against the requirement of this round, so rounds are not to be compared by it. */
  readonly objective: number
  /** Intervals whose simulated service was below the main target beyond doubt, over all instant queues. */
  readonly failingIntervals: number
  /** Agent-hours that were added to the requirement after it. */
  readonly addedAgentHours: number
  /** Whether it is the one published: the best of all, which the last need not be. */
  readonly kept: boolean
}

/** Where targets stay unmet after the last round, and what is missing there. */
export interface MissingService {
  readonly queue: string
  /** Local time with offset. */
  readonly start: string
  readonly end: string
  /** Simulated service level of the worst interval, of tickets that of all due in the run, and the target. */
  readonly serviceLevel: number
  readonly asked: number
  /** Agents more on position that the simulation says would do. */
  readonly agents: number
  /** The roster could not put them there, or there were no rounds left to ask it to. */
  readonly why: 'noPeople' | 'noRounds'
}

/**
 * What keeps a roster from being published. `brokenRule`: a hard rule of work is broken; `nothingProved`: contacts come
 * to the queue and no target of it was simulated. Nobody may override these two. `targetMissed` and `targetUnproven`:
 * the simulation says of a target what its verdict says; a person may override them by name. `id` names a blocker within
 * its report, whatever the order of the report's lists.
 */
export type PublishBlocker =
  | {
      readonly kind: 'brokenRule'
      readonly id: string
      readonly overridable: false
      readonly ruleId: string
      /** Times that it is broken, and the first of them in words. */
      readonly count: number
      readonly message: string
    }
  | { readonly kind: 'nothingProved'; readonly id: string; readonly overridable: false; readonly queue: string }
  | {
      readonly kind: 'targetMissed' | 'targetUnproven'
      readonly id: string
      readonly overridable: true
      readonly target: TargetOutcome
    }

/** Whether a roster may be published as it is, and if not, all that stands against it. */
export interface PublishGate {
  readonly publishable: boolean
  readonly blockers: readonly PublishBlocker[]
}

/** What the plan's prior says of an instant queue's simulated mean response time: an assumption, not a measurement. */
export interface SatisfactionEstimate {
  readonly queue: string
  readonly meanResponseSeconds: number
  /** Share, 0..1. */
  readonly satisfaction: number
  readonly source: string
}
