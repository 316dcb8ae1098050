import type { z } from 'zod'
import { type WorkRule, workRuleSchema } from '../work-rule.ts'

/** A name in both languages. */
export interface BothNames {
  readonly 'zh-CN': string
  readonly en: string
}

/**
 * Work rules that come ready-made. They are parameters for planning, taken from the texts named as their source;
 * they are not legal advice. Have them confirmed for your place and trade, and add your own under `workRules`.
 */
export interface RulePack {
  readonly id: string
  readonly name: BothNames
  readonly rules: readonly WorkRule[]
  /** What the law says of the contracts themselves. */
  readonly contractTerms: readonly ContractTerm[]
  /** May be used only for posts and until a date that an authority has approved. */
  readonly needsApproval?: true
  /** Last date of which the pack's dates are known: of holidays, which are set year by year. Absent where it has none. */
  readonly datesKnownUntil?: string
  /** Of the laws on late changes of a schedule that has been made known. */
  readonly predictabilityPay: readonly PredictabilityPay[]
}

/** Bounds on the terms of a contract; a plan whose contracts lie outside them is refused. */
export interface ContractTerm {
  readonly id: string
  readonly name: BothNames
  readonly source: string
  /** Overtime begins here at the latest. */
  readonly maxOrdinaryMinutesPerWeek?: number
  /** Extra pay of overtime, fraction of the hourly cost. */
  readonly minOvertimePremium?: number
  readonly maxOvertimePremium?: number
}

/**
 * What a change to a published schedule costs when it comes later than the notice that the law demands. It is owed for
 * changes, not for rosters: re-planning with least change counts it, the cost of a roster does not.
 */
export interface PredictabilityPay {
  readonly id: string
  readonly name: BothNames
  readonly source: string
  readonly validFrom: string
  readonly validTo?: string
  /** Changes made less than so many hours before the schedule's first day are late. */
  readonly noticeHours: number
  /** Hours of pay at the usual rate for each late change that adds or moves work, and for cuts not covered below. */
  readonly hoursPerChange: number
  /** Share of the pay of the hours that a late change takes away, */
  readonly lostHoursShare: number
  /** when it is made less than so many hours before the shift; `noticeHours` where the law draws no nearer line. */
  readonly lostHoursNoticeHours: number
  /** Changes no longer than this are free, minutes. */
  readonly freeMinutes: number
  /** Late changes need the person's consent in writing. */
  readonly byConsentOnly: boolean
}

type RuleText = z.input<typeof workRuleSchema>

/** A rule of law as it stands in a pack: it is named in both languages, cited, and has a first day. */
export type LawRule = RuleText & { readonly name: BothNames; readonly validFrom: string }

interface PackText {
  readonly id: string
  readonly name: BothNames
  readonly rules: readonly (RuleText & { readonly name: BothNames })[]
  readonly contractTerms?: readonly ContractTerm[]
  readonly needsApproval?: true
  readonly datesKnownUntil?: string
  readonly predictabilityPay?: readonly PredictabilityPay[]
}

/** The pack with its rules read by their schema, so that a pack can hold nothing that a plan could not. */
export const rulePack = ({ rules, contractTerms = [], predictabilityPay = [], ...pack }: PackText): RulePack => ({
  ...pack,
  rules: rules.map((rule) => workRuleSchema.parse(rule)),
  contractTerms,
  predictabilityPay,
})
