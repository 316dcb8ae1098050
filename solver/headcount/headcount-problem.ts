import type { ExternalSource, HiringTerms } from '../domain/headcount-settings.ts'
import type { HeadcountTime } from './headcount-time.ts'
import type { Survival } from './survival.ts'

/**
 * All that a headcount plan is decided from, in numbers. Hours of need and of supply are hours of shifts worked by a
 * trained person who is there: what shrinkage beyond the roster (leave, courses) takes is off supply already.
 */
export interface HeadcountProblem {
  readonly time: HeadcountTime
  /** Day, since 1970-01-01, before which nothing can be asked for. */
  readonly decidedDay: number
  /** In the order of plan.yaml; only groups with queues. */
  readonly groups: readonly ProblemGroup[]
  /** Queues with the same groups together, in the order of plan.yaml. */
  readonly needs: readonly Need[]
  readonly externals: readonly ProblemExternal[]
  readonly transfers: readonly ProblemTransfer[]
  readonly budget: { readonly total?: number | undefined; readonly perPeriod?: number | undefined }
  readonly standardHoursPerWeek: number
}

/** People alike: of one group, contract, pay and first day. */
export interface Cohort {
  readonly people: number
  /** First day at work; absent: long ago. */
  readonly startDay?: number
  readonly terms: WorkTerms
  /** Against a fully trained colleague, once trained. */
  readonly proficiency: number
}

/** Hours a week of one person, and what an hour costs, minor currency units. */
export interface WorkTerms {
  readonly contractId: string
  /** Paid whether needed or not. */
  readonly guaranteedHours: number
  /** Beyond those, at the same pay, as needed. */
  readonly flexibleHours: number
  readonly overtimeHours: number
  readonly hourlyCost: number
}

export interface ProblemGroup {
  readonly groupId: string
  /** Today's people and those whose first day is known. */
  readonly cohorts: readonly Cohort[]
  /** Booked classes, `[period]`, people. */
  readonly bookedHires: readonly number[]
  readonly newTerms: WorkTerms
  readonly hiring: HiringTerms
  readonly survival: Survival
  /** Speed in each week from the first day on, and what each new hire takes of a mentor's time meanwhile. */
  readonly ramp: readonly number[]
  readonly mentorLoss: number
  /** Share of guaranteed hours that is there for shifts, `[week]`. */
  readonly present: readonly number[]
  /** What an hour of flexible work and of overtime costs. */
  readonly flexibleCost: number
  readonly overtimeCost: number
  readonly maxOvertimeHoursPerMonth: number
}

/** Work of queues that the same groups can do. */
export interface Need {
  readonly queueIds: readonly string[]
  /** Indices in `groups`, rising. */
  readonly groups: readonly number[]
  /** Hours of each queue, `[queue][week]`. */
  readonly hours: readonly (readonly number[])[]
  /** What an hour short costs, `[queue]`, minor currency units. */
  readonly shortCosts: readonly number[]
}

export interface ProblemExternal extends Omit<ExternalSource, 'groups' | 'name' | 'from' | 'to'> {
  /** Indices in `groups`. */
  readonly groups: readonly number[]
  /** Whether it can be had, `[week]`. */
  readonly isThere: readonly boolean[]
}

export interface ProblemTransfer {
  readonly from: number
  readonly to: number
  readonly costPerPerson: number
  readonly maxPerPeriod: number
  readonly ramp: readonly number[]
}

/** What a plan decides. */
export interface HeadcountFlows {
  /** People, `[group][period]`, whole unless relaxed; booked ones left out. */
  readonly hires: readonly (readonly number[])[]
  /** People, `[transfer][period]`. */
  readonly transfers: readonly (readonly number[])[]
  /** Paid hours, `[group][week]`. */
  readonly flexibleHours: readonly (readonly number[])[]
  readonly overtimeHours: readonly (readonly number[])[]
  /** Paid hours, `[external][place in its groups][week]`. */
  readonly externalHours: readonly (readonly (readonly number[])[])[]
  /** Hours, `[need][queue][week]`. */
  readonly shortHours: readonly (readonly (readonly number[])[])[]
  /** Hours of the need that a group takes, `[need][place in its groups][week]`. */
  readonly servedHours: readonly (readonly (readonly number[])[])[]
}
