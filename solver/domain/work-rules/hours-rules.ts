import { z } from 'zod'
import { MAX_PENALTY } from '../queue.ts'
import { dateSchema } from '../target.ts'
import { either, hard, night, PERIODS, pay, soft } from './rule-scope.ts'

/** Rules about minutes of work; unit of size: minutes, unless said otherwise. */
export const hoursRules = [
  /**
   * Paid minutes in a local day (by the shift's start), a week, a calendar month or the horizon. The month of the
   * horizon's first day includes the balance `minutesThisMonth`; what that alone has too much is nobody's doing.
   */
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
  /**
   * Overtime minutes of a month, the balance worked before the horizon included (`overtimeMinutesThisMonth`, of the month
   * of the horizon's first day). A week's overtime counts in the month of the week's first day.
   */
  z.strictObject({ ...either, kind: z.literal('maxOvertimeMinutesPerMonth'), maxMinutes: z.int().min(0) }),
  /**
   * Minutes a week on average over a reference period: with `referenceWeeks` and the balances `referenceMinutes` and
   * `referenceWeeksWorked` (weeks of the period before the horizon), work in the horizon is at most
   * `maxMinutesPerWeek * min(referenceWeeksWorked + weeks of the horizon, referenceWeeks) - referenceMinutes`, and
   * nothing where that is negative. Unit: minutes of the horizon beyond it.
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
  /**
   * Paid minutes of a local day (by the shift's start) beyond a number are paid at a premium: California beyond 8 h, and
   * beyond 12 h again. Premiums add up, with one exception: minutes beyond the least number of a `dayPremium` or
   * `seventhDayPremium`, or on a date of a `datePremium`, are not paid a second time as overtime of the week
   * (`overtimePremium` of the contract); where several such rules pay a day, the most minutes that one of them pays.
   */
  z.strictObject({ ...pay, kind: z.literal('dayPremium'), aboveMinutes: z.int().min(0) }),
  /**
   * Paid minutes beyond a number of the last day of a plan's week that has been worked on all its days, as far as
   * `upToMinutes` of that day.
   */
  z
    .strictObject({
      ...pay,
      kind: z.literal('seventhDayPremium'),
      aboveMinutes: z.int().min(0),
      upToMinutes: z.int().min(1).max(1440).default(1440),
    })
    .refine(({ aboveMinutes, upToMinutes }) => upToMinutes > aboveMinutes, {
      message: 'is not more than aboveMinutes, so that no minute would count',
      path: ['upToMinutes'],
    }),
  /**
   * Paid minutes that fall on one of the dates by the wall clock. Unpaid breaks are spread evenly over their shift, so
   * that pay does not hang on where in it a break lies.
   */
  z.strictObject({ ...pay, kind: z.literal('datePremium'), dates: z.array(dateSchema).min(1) }),
  /** Paid minutes within the night, unpaid breaks spread evenly as above. */
  z.strictObject({ ...pay, kind: z.literal('nightPremium'), ...night }),
  /** A shift that starts with less rest than this before it is paid at a premium, all its paid minutes. */
  z.strictObject({
    ...pay,
    kind: z.literal('shortRestPremium'),
    minRestMinutes: z.int().min(0),
    /** Paid once for each such shift besides, minor currency units. */
    amountPerShift: z.int().min(0).max(MAX_PENALTY).optional(),
  }),
  /**
   * Minutes above an average over a reference period are paid at a premium: those of the horizon beyond
   * minutesPerWeek * (referenceWeeksWorked + weeks of the horizon, at most referenceWeeks) - referenceMinutes, and not
   * beyond those of the horizon where the balances alone are above it.
   */
  z.strictObject({
    ...pay,
    kind: z.literal('averagePremium'),
    minutesPerWeek: z.int().min(0),
    referenceWeeks: z.int().min(1).max(104),
  }),
] as const
