import type { PlanLimit, Termination } from './plan-outputs.ts'
import type { TargetOutcome } from './service-outputs.ts'

/** `money` is minor units of the plan's currency, `share` 0..1, `flag` 1 for yes and 0 for no. */
export const MEASURE_UNITS = ['money', 'share', 'hours', 'contacts', 'people', 'fte', 'count', 'flag'] as const
export type MeasureUnit = (typeof MEASURE_UNITS)[number]

interface MeasureKind {
  readonly unit: MeasureUnit
  /** Which way is good; null where more or less is neither. */
  readonly better: 'lower' | 'higher' | null
}

/**
 * What scenarios are compared by. `requiredHours` are agent-hours on position before shrinkage, of tickets their work;
 * `scheduledHours` the same after shrinkage, whole agents, with what the search for service added;
 * `fteWorked` counts against the plan's longest ordinary week; `wagesPerContact` against contacts handled, which are
 * those that came to a queue and did not give up; `worstBacklog` and `oldestBacklogHours` are means of the simulated
 * weeks in their worst interval; `satisfaction` is what the plan's prior says.
 */
export const MEASURES = {
  wages: { unit: 'money', better: 'lower' },
  overtimeCost: { unit: 'money', better: 'lower' },
  premiums: { unit: 'money', better: 'lower' },
  understaffingCost: { unit: 'money', better: 'lower' },
  overdueCost: { unit: 'money', better: 'lower' },
  softRuleCost: { unit: 'money', better: 'lower' },
  objective: { unit: 'money', better: 'lower' },
  objectiveBound: { unit: 'money', better: null },
  relativeGap: { unit: 'share', better: 'lower' },
  wagesPerContact: { unit: 'money', better: 'lower' },
  headcount: { unit: 'people', better: null },
  peopleWorking: { unit: 'people', better: null },
  fteWorked: { unit: 'fte', better: null },
  paidHours: { unit: 'hours', better: null },
  overtimeHours: { unit: 'hours', better: 'lower' },
  contactsPlanned: { unit: 'contacts', better: null },
  contactsHandled: { unit: 'contacts', better: null },
  requiredHours: { unit: 'hours', better: null },
  scheduledHours: { unit: 'hours', better: null },
  unmetHours: { unit: 'hours', better: 'lower' },
  overdueHours: { unit: 'hours', better: 'lower' },
  serviceLevel: { unit: 'share', better: 'higher' },
  worstInterval: { unit: 'share', better: 'higher' },
  worstBacklog: { unit: 'contacts', better: 'lower' },
  oldestBacklogHours: { unit: 'hours', better: 'lower' },
  satisfaction: { unit: 'share', better: 'higher' },
  targetsMissed: { unit: 'count', better: 'lower' },
  targetsUnproven: { unit: 'count', better: 'lower' },
  hardViolations: { unit: 'count', better: 'lower' },
  softViolations: { unit: 'count', better: 'lower' },
  publishable: { unit: 'flag', better: 'higher' },
} as const satisfies Readonly<Record<string, MeasureKind>>
export type Measure = keyof typeof MEASURES
export const MEASURE_NAMES = Object.keys(MEASURES) as [Measure, ...Measure[]]

/** One figure of one scenario: of the whole plan, of a queue or of a group. */
export interface MeasuredValue {
  readonly measure: Measure
  readonly queue?: string
  readonly group?: string
  /** Null where there is nothing to measure. */
  readonly value: number | null
  /** 95 % confidence interval of what is simulated. */
  readonly lower95?: number | null
  readonly upper95?: number | null
}

/** With the difference against the first scenario; null where either has nothing to measure. */
export interface ComparedValue extends MeasuredValue {
  readonly difference: number | null
}

/** What a sweep's levers can turn, and what their numbers stand for. */
export const SWEEP_LEVERS = ['volume', 'aht', 'deflection', 'absence', 'hires', 'target', 'patience'] as const
export type SweepLeverKind = (typeof SWEEP_LEVERS)[number]

/**
 * A lever at one place: `volume` and `aht` are factors; `deflection` the share of a queue's contacts that a bot takes
 * besides those that it takes today; `absence` the unplanned shrinkage; `hires` trained people more in a group; `target`
 * the share of a queue's main target; `patience` a factor of how long its customers wait.
 */
export interface LeverSetting {
  readonly lever: SweepLeverKind
  /** Queue, of `hires` group; null means all. */
  readonly of: string | null
  readonly value: number
}

/** What one more part of a scenario changes: the steps sum to the difference of the plans. */
export interface WaterfallStep {
  /** A part of a scenario as `scenarioPrefixes` names them, or `plan`: shifts, breaks, whole people and the search. */
  readonly kind: string
  /** The user's own word for it, or ''. */
  readonly label: string
  /** Of the first scenario, given up on the way from it. */
  readonly isUndone: boolean
  /** Agent-hours to be scheduled (`scheduledHours`). */
  readonly scheduledHours: number
  /** Objective, minor currency units. */
  readonly cost: number
}

/** Where a scenario stands in cost against service. */
export interface FrontierPoint {
  readonly scenario: string
  /** Wages, minor currency units. */
  readonly cost: number
  /** Least margin of all targets that are a share: what is reached less what is asked; null where nobody came. */
  readonly worstMargin: number | null
  /** Of all contacts, the share that was served in time. */
  readonly serviceLevel: number | null
  /** No other is as cheap and as good, and better in one of both. */
  readonly isEfficientByWorst: boolean
  readonly isEfficientByLevel: boolean
}

/** A week's estimate without shifts: agent-hours and objective, minor currency units. */
export interface WeekFigures {
  readonly scheduledHours: number
  readonly cost: number
}

/** An estimate of a scenario as far as one of its parts. */
export interface EstimatedPrefix extends WeekFigures {
  readonly kind: string
  readonly label: string
  /** Tells equal parts of two scenarios. */
  readonly key: string
}

/** A target against the simulation, as `TargetOutcome` has it. */
export interface ComparedTarget extends Omit<TargetOutcome, 'mean' | 'lower95' | 'upper95' | 'at'> {
  /** Null where nobody came. */
  readonly mean: number | null
  readonly lower95: number | null
  readonly upper95: number | null
}

/** What is kept of a planned scenario to compare it with others: JSON through and through. */
export interface PlannedScenario {
  readonly scenario: string
  readonly settings: readonly LeverSetting[]
  readonly values: readonly MeasuredValue[]
  readonly targets: readonly ComparedTarget[]
  readonly proof: PlanProof
  /** Of the plan without the scenario, then with ever more of it; empty where no estimate was asked for. */
  readonly estimates: readonly EstimatedPrefix[]
}

/** How good a plan is known to be and where it comes from. */
export interface PlanProof {
  readonly termination: Termination
  readonly limit: PlanLimit | null
  /** Of the plan's files. */
  readonly inputHash: string
  readonly versions: Readonly<Record<string, string>>
  readonly currency: string
  /** Wall clock, on the machine that made it; the only figure that does not repeat. */
  readonly seconds: number
}

export interface ComparedScenario {
  readonly scenario: string
  readonly settings: readonly LeverSetting[]
  readonly values: readonly ComparedValue[]
  readonly targets: readonly ComparedTarget[]
  readonly proof: PlanProof
  /** From the first scenario to this one; empty for the first, and in sweeps. */
  readonly waterfall: readonly WaterfallStep[]
}

/** The first scenario is what the others are compared with. */
export interface Comparison {
  readonly scenarios: readonly ComparedScenario[]
  /** In the order of the scenarios. */
  readonly frontier: readonly FrontierPoint[]
}
