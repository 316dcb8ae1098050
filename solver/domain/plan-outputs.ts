import type { ExplainedForecast, Forecast } from './forecast-outputs.ts'
import type { Horizon } from './horizon.ts'
import type { Requirement } from './requirement-outputs.ts'
import type { Roster } from './roster.ts'
import type {
  IntervalService,
  MissingService,
  PublishGate,
  QueueServiceLevel,
  SatisfactionEstimate,
  ServiceRound,
  TargetOutcome,
} from './service-outputs.ts'

export const VIOLATION_UNITS = [
  'minutes',
  'days',
  'hours',
  'shifts',
  'weekends',
  'breaks',
  'activities',
  'people',
] as const
export type ViolationUnit = (typeof VIOLATION_UNITS)[number]

/** A rule broken at a place, in words and with its size. */
export interface Violation {
  readonly ruleId: string
  readonly ruleKind: string
  readonly severity: 'hard' | 'soft'
  /** Absent where a rule is about everybody together. */
  readonly employeeId?: string
  /** Local time with offset. */
  readonly at: string
  /** By how much, in `unit`. */
  readonly size: number
  readonly unit: ViolationUnit
  readonly message: string
}

/** What the roster gives one queue; every array is `[interval]`. */
export interface QueueCoverage {
  readonly queueId: string
  /** Scheduled requirement for instant queues; 0 for deferred ones, whose need is `overdue`. */
  readonly requiredAgents: Float64Array
  /** Agents of the roster that serve the queue, in fully trained agents. */
  readonly coveredAgents: Float64Array
  /** covered - required; for a deferred queue, minus the agents that its overdue work would take. */
  readonly netStaffing: Float64Array
  /** Deferred queues: contacts waiting, and those past their deadline, at the interval's end. */
  readonly backlog: Float64Array
  readonly overdue: Float64Array
}

/** Objective in minor currency units; `wages` is real money, the rest prices what went unmet. */
export interface CostBreakdown {
  readonly wages: number
  /** Parts of wages: pay of overtime, and what rules of pay add. */
  readonly overtime: number
  readonly premiums: number
  readonly understaffing: number
  readonly overdueWork: number
  readonly softRules: number
}

export interface CheckResult {
  /** Hard rules broken first, then soft ones. */
  readonly violations: readonly Violation[]
  readonly coverage: readonly QueueCoverage[]
  readonly costs: CostBreakdown
  /** Sum of the costs but `overtime` and `premiums`, which wages contain. */
  readonly objective: number
}

/** A run of intervals in which a queue's need is not met. */
export interface Unmet {
  readonly queue: string
  readonly kind: 'understaffed' | 'overdue'
  readonly start: string
  readonly end: string
  /** Most agents missing, or most tickets overdue, at once. */
  readonly worst: number
  /** Agent-hours missing, or ticket-hours overdue. */
  readonly hours: number
}

/** One thing of a conflict; times are local with offset, dates local. */
export interface ConflictPart {
  readonly kind: 'rule' | 'previousRoster' | 'timeOff' | 'fixedShift' | 'lockedShift' | 'lockedDayOff'
  readonly ruleId?: string
  readonly templateId?: string
  /** Of time off of several people. */
  readonly employeeIds?: readonly string[]
  readonly date?: string
  readonly start?: string
  readonly end?: string
  /** In words, as part of a sentence. */
  readonly text: string
}

/** Something that can be given up, and what then comes of it. */
export interface WayOut {
  /** In words, as a request: "give up the locked shift ...". */
  readonly text: string
  /** Of the conflict, or what it is about: what is given up. Absent where something is to be added instead. */
  readonly part?: ConflictPart
  /** Of a rule that is not a company's to waive: the law that it stands in. */
  readonly law?: string
  /** Minor currency units; null where it is not enough by itself or nothing is known of it. */
  readonly cost: number | null
  /** Hours of work that are dropped. */
  readonly lostHours?: number
  /** Agent-hours of shortage that it could fill, at most. */
  readonly filledHours?: number
}

export const EXPLANATION_KINDS = ['noLegalWeek', 'noSkill', 'noShift', 'nobodyMay', 'tooFewPeople', 'presence'] as const

/**
 * Why something cannot be had: a person has no legal week; hours of a queue that cannot be covered since nobody has the
 * skill, no shift template reaches them, rules keep away all who could, or all who may are not enough; people that a rule
 * asks to be present are not there.
 */
export interface Explanation {
  readonly kind: (typeof EXPLANATION_KINDS)[number]
  readonly employeeId?: string
  readonly queue?: string
  readonly ruleId?: string
  /** Of hours: the first such run, local time with offset. */
  readonly start?: string
  readonly end?: string
  /** None of them can be left out. */
  readonly conflict: readonly ConflictPart[]
  readonly message: string
  /** Cheapest first. */
  readonly waysOut: readonly WayOut[]
}

/** What one more agent on a queue for an hour would save, before his pay. */
export interface ShadowPrice {
  readonly queue: string
  /** Local time with offset; half-open. */
  readonly start: string
  readonly end: string
  /** Minor currency units. */
  readonly saves: number
}

/** A roster made from one that stands, at a price of changes. */
export interface ChangePoint {
  /** Multiple of the price of a change that it was made at. */
  readonly factor: number
  /** Person-days that differ, and people who have any. */
  readonly personDays: number
  readonly people: number
  /** What these changes cost at the plain price, minor currency units. */
  readonly changeCost: number
  /** Changes left out. */
  readonly objective: number
  readonly costs: CostBreakdown
}

/** What a plan that went on from a roster changed of it. */
export interface KeptReport {
  readonly lockedPersonDays: number
  /** Conflicts for which locks were given up, as asked. */
  readonly released: readonly Explanation[]
  readonly personDays: number
  readonly people: number
  /** Minor currency units; part of the report's objective. */
  readonly changeCost: number
  /** Cost against number of changes, fewest changes first; absent when not asked for. */
  readonly frontier?: readonly ChangePoint[]
}

export const TERMINATIONS = [
  'optimal',
  'feasible',
  'infeasible',
  'unbounded',
  'infeasibleOrUnbounded',
  'interrupted',
  'error',
] as const
export type Termination = (typeof TERMINATIONS)[number]

export const PLAN_LIMITS = ['time', 'gap', 'work', 'stopped'] as const
export type PlanLimit = (typeof PLAN_LIMITS)[number]

/** A roster with its proof. */
export interface RosterSolution {
  readonly roster: Roster
  /** No roster that keeps the hard rules costs less, minor currency units. */
  readonly objectiveBound: number
}

/** `report.json`. */
export interface PlanReport {
  readonly cost: number
  readonly currency: string
  readonly costs: CostBreakdown
  readonly objective: number
  readonly objectiveBound: number
  readonly relativeGap: number
  /** The gap over what a roster can change: wages that are paid in any case are left out of the divisor. */
  readonly relativeGapOfControllable: number
  readonly termination: Termination
  /** What ended the search short of a proof; `stopped`: somebody asked for the best roster found. */
  readonly limit?: PlanLimit
  readonly solveSeconds: number
  readonly seed: number
  readonly inputHash: string
  readonly versions: Readonly<Record<string, string>>
  /** First day, `YYYY-MM-DD`. */
  readonly week: string
  /** Weeks planned from then on. */
  readonly weeks: number
  readonly scenario: string
  /** What the scenario said, with all that it builds on: SHA-256, hex. */
  readonly scenarioHash?: string
  readonly unmet: readonly Unmet[]
  readonly violations: readonly Violation[]
  readonly serviceLevels: readonly QueueServiceLevel[]
  readonly targets: readonly TargetOutcome[]
  readonly serviceRounds: readonly ServiceRound[]
  readonly missing: readonly MissingService[]
  readonly gate: PublishGate
  /** People without a legal week, and hours that nobody can cover: why, and the ways out. */
  readonly explanations: readonly Explanation[]
  /** By queue and hour, those that save something. */
  readonly shadowPrices: readonly ShadowPrice[]
  /** Of a plan that went on from a roster. */
  readonly kept?: KeptReport
  /** Only where the plan has a `satisfaction` prior; queues that nobody contacted are left out. */
  readonly satisfactionPrior?: readonly SatisfactionEstimate[]
  readonly warnings: readonly string[]
}

export const PLAN_STAGES = ['forecast', 'requirement', 'roster', 'check', 'simulate'] as const
export type PlanStage = (typeof PLAN_STAGES)[number]

/** Told while a plan is made. `objective` and `objectiveBound` appear as the roster stage finds them. */
export interface PlanProgress {
  readonly stage: PlanStage
  /** Share of the stage that is done, 0..1; absent where it cannot be known. */
  readonly fraction?: number
  readonly objective?: number
  readonly objectiveBound?: number
  /** Times that the roster was made before, where its simulated service fell short; absent at first. */
  readonly round?: number
}

/** (incumbent - bound) / |incumbent| as far as both are known; undefined before that. */
export function progressGap({
  objective,
  objectiveBound,
}: {
  readonly objective?: number | undefined
  readonly objectiveBound?: number | undefined
}): number | undefined {
  if (objective === undefined || objectiveBound === undefined) return undefined
  if (objective === 0) return objectiveBound === 0 ? 0 : undefined
  return Math.max(0, (objective - objectiveBound) / Math.abs(objective))
}

/** Everything that `plan` makes. */
export interface PlanResult {
  readonly horizon: Horizon
  /** The model's own numbers; `forecast` is these with overrides and the scenario. */
  readonly modelForecast: ExplainedForecast
  readonly forecast: Forecast
  readonly requirement: Requirement
  readonly roster: Roster
  readonly check: CheckResult
  /** In the order of the plan's queues. */
  readonly service: readonly IntervalService[]
  readonly report: PlanReport
}
