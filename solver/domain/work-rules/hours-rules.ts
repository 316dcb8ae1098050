import { z } from 'zod'
import { either, hard, night, PERIODS, pay, soft } from './rule-scope.ts'

/** Rules about minutes of work; unit of size: minutes, unless said otherwise. */
export const hoursRules = [
  /** Paid minutes in a local day (by the shift's start), a week, a month (with the balance before) or the horizon. */
  z.strictObject({
    ...either,
    kind: z.literal('maxMinutesPerPeriod'),
    period: z.enum(PERIODS),
    maxMinutes: z.int().min(0),
  }),
  /** Paid minutes in a week or the horizon that a person must at least have. */
  z.strictObject({
    ...either,
    kind: z.literal('minMinutesPerPeriod'),
    period: z.enum(['week', 'horizon']),
    minMinutes: z.int().min(0),
  }),
  /** Paid minutes of the week below the contract's guarantee; one unit is an hour. */
  z.strictObject({ ...soft, kind: z.literal('guaranteedMinutes') }),
  /** Overtime minutes in the week that the contract allows. */
  z.strictObject({ ...hard, kind: z.literal('maxOvertimeMinutesPerWeek') }),
  /** Overtime minutes in a day beyond the ordinary ones. */
  z.strictObject({
    ...either,
    kind: z.literal('maxOvertimeMinutesPerDay'),
    ordinaryMinutes: z.int().min(0).max(1440),
    maxMinutes: z.int().min(0),
  }),
  /** Overtime minutes in a month, the balance worked before the horizon included (`overtimeMinutesThisMonth`). */
  z.strictObject({ ...either, kind: z.literal('maxOvertimeMinutesPerMonth'), maxMinutes: z.int().min(0) }),
  /**
   * Minutes a week on average over a reference period: with `referenceWeeks` and the balances `referenceMinutes` and
   * `referenceWeeksWorked` (weeks of the period before the horizon), work in the horizon is at most
   * maxMinutesPerWeek * (referenceWeeksWorked + weeks of the horizon, at most referenceWeeks) - referenceMinutes.
   */
  z.strictObject({
    ...either,
    kind: z.literal('maxAverageMinutesPerWeek'),
    maxMinutesPerWeek: z.int().min(0),
    referenceWeeks: z.int().min(1).max(104),
  }),
  /** Paid minutes of a shift that touches the night by at least `minNightMinutes`: a night worker's shift. */
  z.strictObject({
    ...either,
    kind: z.literal('maxNightShiftMinutes'),
    ...night,
    minNightMinutes: z.int().min(1),
    maxMinutes: z.int().min(0),
  }),
  /** Minutes of a day beyond a number are paid at a premium (California beyond 8 h, then beyond 12 h). */
  z.strictObject({ ...pay, kind: z.literal('dayPremium'), aboveMinutes: z.int().min(0) }),
  /** Minutes of work on the seventh consecutive day of the plan's week beyond a number are paid at a premium. */
  z.strictObject({ ...pay, kind: z.literal('seventhDayPremium'), aboveMinutes: z.int().min(0) }),
  /** All minutes on a date of one of the calendar kinds named (`holiday`, `restDay`) are paid at a premium. */
  z.strictObject({ ...pay, kind: z.literal('datePremium'), dates: z.array(z.iso.date()).min(1) }),
  /** Minutes within the night are paid at a premium. */
  z.strictObject({ ...pay, kind: z.literal('nightPremium'), ...night }),
  /** A shift that starts with less rest than this before it is paid at a premium, all its minutes. */
  z.strictObject({ ...pay, kind: z.literal('shortRestPremium'), minRestMinutes: z.int().min(0) }),
] as const
