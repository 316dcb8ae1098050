import type { LocalName } from './queue.ts'

/**
 * A headcount plan as plain data, which passes through JSON unchanged. Money is in minor units of `currency`, shares are
 * 0..1, hours are hours of a person's paid time unless they say otherwise, dates are local `YYYY-MM-DD`. `[period]` and
 * `[week]` are arrays in the order of `periods` and `weeks`. Headcounts are expected values, so they have fractions:
 * 20 people at 4 % a month are 19.2 a month later. What people decide (hires, transfers) is whole.
 *
 * Flows are by period, coverage by week: a week belongs to the period that most of its days lie in.
 */
export interface HeadcountPlan {
  readonly name: LocalName
  readonly basis: HeadcountBasis
  readonly periods: readonly HeadcountPeriod[]
  readonly weeks: readonly HeadcountWeek[]
  /** In the order of plan.yaml. */
  readonly queues: readonly QueueOutlook[]
  readonly groups: readonly GroupHeadcount[]
  /** Classes to ask for and those booked, by group and start. */
  readonly classes: readonly HireClass[]
  readonly transfers: readonly Transfer[]
  readonly totals: HeadcountTotals
  readonly solution: HeadcountSolution
  /** Weeks whose need is not covered, runs of them joined, by queue. */
  readonly shortages: readonly HeadcountShortage[]
  /** Sales in the order of their dates. */
  readonly sales: readonly SaleReadiness[]
  /** With the low rate, the plan's and the high one. */
  readonly attritionSensitivity: readonly AttritionCase[]
  readonly investments: readonly InvestmentReturn[]
  readonly shrinkage: readonly ShrinkageBucket[]
  readonly assumptions: readonly HeadcountAssumption[]
  /** What a check that never saw the model found wrong; empty is sound. */
  readonly violations: readonly string[]
}

/** What a plan was made from. */
export interface HeadcountBasis {
  /** First month, `YYYY-MM`. */
  readonly from: string
  readonly months: number
  readonly grain: 'month' | 'week'
  readonly zone: string
  readonly currency: string
  readonly scenario: string
  readonly decidedOn: string
  readonly standardHoursPerWeek: number
  readonly inputHash: string
  readonly versions: Readonly<Record<string, string>>
}

export interface HeadcountPeriod {
  /** `2026-12`, or the week's first day. */
  readonly label: string
  readonly firstDate: string
  /** Included. */
  readonly lastDate: string
  readonly days: number
  /** First day of classes and transfers of the period: the first week's start in it. */
  readonly classStart: string
}

export interface HeadcountWeek {
  /** First day; a week has seven local days. */
  readonly firstDate: string
  /** Index in `periods`. */
  readonly period: number
  /** Days of the week that lie in the plan's periods, 0..7: less than 7 at the ends alone. */
  readonly daysInPlan: number
  /** Titles of the sales on any of its days. */
  readonly sales: readonly string[]
}

/** What comes to a queue and what it needs on position, before any shrinkage. */
export interface QueueOutlook {
  readonly queueId: string
  readonly name: LocalName
  readonly channel: 'phone' | 'chat' | 'ticket'
  /** Contacts planned for, `[period]`, by the date on which they come. */
  readonly volume: readonly number[]
  /** Mean effort per contact, `[period]`. */
  readonly ahtSeconds: readonly number[]
  /** volume * AHT / 3600, `[period]`: a chat agent who holds several at once works them off in fewer hours. */
  readonly workloadHours: readonly number[]
  /** `[week]` */
  readonly weekVolume: readonly number[]
  /** Agent-hours on position that the targets take, `[week]`; of tickets, the work itself. */
  readonly agentHours: readonly number[]
  /** The same at the forecast's p10 and p90 volumes, `[week]`. */
  readonly agentHoursP10: readonly number[]
  readonly agentHoursP90: readonly number[]
}

/** One group; a queue that several serve is split as the plan splits it. */
export interface GroupHeadcount {
  readonly groupId: string
  readonly name: LocalName
  readonly queueIds: readonly string[]
  /**
   * Persons, `[period]`: opening + hires + bookedHires + joiners - attrition + transfersIn - transfersOut = closing, and
   * closing of a period is opening of the next. `joiners` are people of employees.csv with a first day in the period.
   */
  readonly openingHeadcount: readonly number[]
  readonly hires: readonly number[]
  readonly bookedHires: readonly number[]
  readonly joiners: readonly number[]
  readonly attrition: readonly number[]
  readonly transfersIn: readonly number[]
  readonly transfersOut: readonly number[]
  readonly closingHeadcount: readonly number[]
  /** Contract hours of the closing headcount over standard hours, `[period]`. */
  readonly closingFte: readonly number[]
  /** Contacts that the group takes and the work in them, `[period]`. */
  readonly volume: readonly number[]
  readonly workloadHours: readonly number[]
  /** Agent-hours on position that this takes, `[period]` and `[week]`, before shrinkage. */
  readonly agentHours: readonly number[]
  readonly weekAgentHours: readonly number[]
  /**
   * Paid hours that must be there so that shifts cover them and all shrinkage is made up for, `[period]` and `[week]`:
   * agentHours / shiftFit / (1 - shrinkage).
   */
  readonly grossHours: readonly number[]
  readonly weekGrossHours: readonly number[]
  /** workloadHours / agentHours, `[period]`; above 1 for chat, where one agent holds several. */
  readonly occupancy: readonly number[]
  /** Agent-hours on position over hours of shifts that cover them, at most 1, `[period]`. */
  readonly shiftFit: readonly number[]
  /** All buckets compounded, `[period]`. */
  readonly shrinkage: readonly number[]
  /** grossHours over the period's standard hours (days / 7 * standard hours a week), `[period]`. */
  readonly requiredFte: readonly number[]
  readonly requiredFteP10: readonly number[]
  readonly requiredFteP90: readonly number[]
  /** Of the period's most demanding week, `[period]`. */
  readonly peakRequiredFte: readonly number[]
  /** `[week]` */
  readonly weekRequiredFte: readonly number[]
  /** What own people give in ordinary hours, the untrained as far as they are fast, FTE, `[week]`. */
  readonly weekAvailableFte: readonly number[]
  /** Mean of the period's weeks, `[period]`. */
  readonly availableFte: readonly number[]
  /** available - required, `[period]`: below 0 is covered by overtime and others, or short. */
  readonly netFte: readonly number[]
  /** Hours worked beyond ordinary ones, `[week]`. */
  readonly weekOvertimeHours: readonly number[]
  /** Hours of people paid by the hour, `[week]`. */
  readonly weekHourlyHours: readonly number[]
  /** Hours of each external source, by its id, `[week]`. */
  readonly weekExternalHours: readonly { readonly sourceId: string; readonly hours: readonly number[] }[]
  /** Paid hours of trained people that are missing, `[week]`. */
  readonly weekShortHours: readonly number[]
  readonly cost: HeadcountCost
}

/** Money by what it is for, each `[period]`; `shortage` is the price of what is short and no money that is paid. */
export interface HeadcountCost {
  readonly wages: readonly number[]
  readonly overtime: readonly number[]
  readonly external: readonly number[]
  readonly hiring: readonly number[]
  readonly transfers: readonly number[]
  readonly shortage: readonly number[]
}

/** People of a group who begin together. */
export interface HireClass {
  readonly groupId: string
  readonly people: number
  /** Classes that they are, by the largest class. */
  readonly classes: number
  /** Asked for on this day at the latest. */
  readonly requestBy: string
  readonly startsOn: string
  /** First day on which they are as fast as their colleagues. */
  readonly rampCompleteOn: string
  readonly contractId: string
  /** Index in `periods`. */
  readonly period: number
  readonly isBooked: boolean
  /** Of hiring them, without wages. */
  readonly cost: number
}

export interface Transfer {
  readonly fromGroupId: string
  readonly toGroupId: string
  readonly people: number
  readonly on: string
  readonly period: number
  readonly cost: number
}

/** Sums over groups, each `[period]`. */
export interface HeadcountTotals {
  readonly requiredFte: readonly number[]
  readonly availableFte: readonly number[]
  readonly closingHeadcount: readonly number[]
  readonly hires: readonly number[]
  /** Money that is paid. */
  readonly paid: readonly number[]
  /** People to hire in all, booked ones left out. */
  readonly totalHires: number
  readonly peak: { readonly week: string; readonly requiredFte: number }
}

/** How good the plan is: no plan of the model costs less than `objectiveBound`. */
export interface HeadcountSolution {
  /** Money that is paid plus the price of what is short. */
  readonly objective: number
  readonly objectiveBound: number
  /** The bound that plain arithmetic proves from the relaxation's multipliers, without trust in the solver. */
  readonly relaxationBound: number
  readonly relativeGap: number
  /** The gap over what can be decided: what today's people cost in any case is left out of the divisor. */
  readonly relativeGapOfControllable: number
  readonly paid: number
  readonly shortageCost: number
  readonly solveSeconds: number
  /** Groups that share nothing are solved apart. */
  readonly parts: number
  /** Whether money ran out: the budget rows that bind, by period label; `total` for the plan's. */
  readonly bindingBudgets: readonly string[]
}

/** A run of weeks in which a queue's need is not covered. */
export interface HeadcountShortage {
  readonly queueId: string
  readonly groupIds: readonly string[]
  readonly firstDate: string
  /** Included. */
  readonly lastDate: string
  /** Paid hours of trained people missing, in all and in the worst week; and those in FTE. */
  readonly hours: number
  readonly worstWeekHours: number
  readonly worstFte: number
  /** Why nothing covers it, as far as it can be told. */
  readonly reason: 'leadTime' | 'budget' | 'classes' | 'price'
  readonly sales: readonly string[]
}

/** By when people must be asked for so that a sale can be met. */
export interface SaleReadiness {
  readonly title: string
  readonly firstDate: string
  readonly lastDate: string
  readonly groupIds: readonly string[]
  /** FTE required in its worst week, and in ordinary weeks around it. */
  readonly peakRequiredFte: number
  readonly ordinaryRequiredFte: number
  /**
   * Last day on which hires that the sale needs can be asked for with its weeks still covered at any price; null where
   * they are not even when it is begun on `decidedOn`; `notNeeded` where no hire at all covers them.
   */
  readonly latestRequestDate: string | null
  readonly notNeeded: boolean
  /** Hires of the plan that begin before the sale and after an ordinary plan's would. */
  readonly hiresForIt: number
  /** What waiting costs, from `decidedOn` on: against beginning then. */
  readonly delayCurve: readonly {
    readonly requestDate: string
    /** Money more than at the curve's first date. */
    readonly extraCost: number
    /** Paid hours missing in its weeks. */
    readonly shortHours: number
  }[]
}

/** The plan's relaxation (hires may be fractions) at another rate of attrition. */
export interface AttritionCase {
  readonly kind: 'low' | 'plan' | 'high'
  /** Rate of the first group's people, per month. */
  readonly monthlyRate: number
  readonly hires: number
  readonly objective: number
  readonly shortHours: number
}

/** What a lever brings against what it costs, by the relaxations of the plan with and without it. */
export interface InvestmentReturn {
  readonly lever: string
  readonly oneOffCost: number
  readonly costPerMonth: number
  /** Saved in all and on average a month, running cost not taken off. */
  readonly saving: number
  readonly savingPerMonth: number
  /** FTE that the lever makes unnecessary on average. */
  readonly savedFte: number
  /** Months until what is saved has paid for it; null where it never does within the plan. */
  readonly paybackMonths: number | null
  /** Saving - one-off cost - running cost, over the plan. */
  readonly net: number
}

export interface ShrinkageBucket {
  readonly name: string
  readonly kind: 'planned' | 'unplanned'
  readonly share: number
  /** Absent: always. */
  readonly from?: string
  readonly to?: string
  /** Setting that it stands in. */
  readonly source: string
}

/** Something that the plan takes as given. */
export interface HeadcountAssumption {
  /** Setting or fact, in a few words. */
  readonly what: string
  readonly value: string
  /** `default` is what holds where nobody says otherwise; `prior` is published experience of others; `data` was found in the plan's tables. */
  readonly source: 'plan.yaml' | 'scenario' | 'default' | 'prior' | 'data' | 'option'
}
