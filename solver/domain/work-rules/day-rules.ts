import { z } from 'zod'
import { either, hard, night, soft } from './rule-scope.ts'

/** Rules about days and rest; units of size: days, or minutes where the rule is about minutes. */
export const dayRules = [
  /** Minutes between the end of one shift and the start of the next. */
  z.strictObject({ ...either, kind: z.literal('minRestBetweenShifts'), minMinutes: z.int().min(0) }),
  /**
   * At least one uninterrupted rest of `minMinutes` in every span of `everyDays` days. Spans follow one another from the
   * first day of the horizon, and one that does not lie whole within it binds nobody; rest counts from the span's first
   * midnight, or the end of work that reaches past it, to its last.
   */
  z.strictObject({
    ...either,
    kind: z.literal('minLongRest'),
    minMinutes: z.int().min(0),
    everyDays: z.union([z.literal(7), z.literal(14)]).default(7),
  }),
  /** Days in a row with work, the previous roster included. Unit: days of the horizon beyond it. */
  z.strictObject({ ...either, kind: z.literal('maxConsecutiveDays'), maxDays: z.int().min(1) }),
  /**
   * Days in a row with work, once begun. A run that touches the horizon's last day is exempt. One that began before the
   * horizon, be it to end with the day before, is counted with its days there; it is exempt when it goes back to the
   * first day known (the first on which the previous roster has a shift of anybody, or the horizon's first without one).
   * Unit: days that a run is too short.
   */
  z.strictObject({ ...either, kind: z.literal('minConsecutiveDays'), minDays: z.int().min(1) }),
  /** Days in a row without work, those before the horizon from the first day known on (as above) included. */
  z.strictObject({ ...either, kind: z.literal('maxConsecutiveDaysOff'), maxDays: z.int().min(1) }),
  /** As `minConsecutiveDays`, of days off. */
  z.strictObject({ ...either, kind: z.literal('minConsecutiveDaysOff'), minDays: z.int().min(1) }),
  /** Local days of the week without a shift that starts on them. */
  z.strictObject({ ...either, kind: z.literal('minDaysOffPerWeek'), minDays: z.int().min(0).max(7) }),
  /**
   * Days worked in any `days` days in a row, the previous roster included. Unit: days beyond it in each span that ends on
   * a day worked in the horizon.
   */
  z.strictObject({
    ...either,
    kind: z.literal('maxDaysInRolling'),
    days: z.int().min(2).max(14),
    maxDays: z.int().min(0),
  }),
  /**
   * Weekends (Saturday, Sunday) of the horizon on which at least one shift starts. One whose Saturday was worked before
   * the horizon counted there. Unit: weekends.
   */
  z.strictObject({ ...either, kind: z.literal('maxWeekends'), maxWeekends: z.int().min(0) }),
  /**
   * A weekend is worked on both days or on neither; one unit is a weekend worked by half. One that began before the
   * horizon counts with its Saturday there, where the previous roster tells of it; one that ends after it is exempt.
   */
  z.strictObject({ ...either, kind: z.literal('wholeWeekends') }),
  /** No work between two wall-clock times, `from` the evening to `to` the next morning. */
  z.strictObject({ ...hard, kind: z.literal('noNightWork'), ...night }),
  /**
   * Days in a row on which a shift starts that touches the night by at least `minNightMinutes` (from start to end,
   * elapsed), the previous roster included. Unit: days of the horizon beyond it.
   */
  z.strictObject({
    ...either,
    kind: z.literal('maxConsecutiveNights'),
    ...night,
    minNightMinutes: z.int().min(1),
    maxNights: z.int().min(1),
  }),
  /** Such shifts in a week or the horizon. Unit: shifts. */
  z.strictObject({
    ...either,
    kind: z.literal('maxNights'),
    ...night,
    minNightMinutes: z.int().min(1),
    period: z.enum(['week', 'horizon']),
    maxNights: z.int().min(0),
  }),
  /** No work during time off. */
  z.strictObject({ ...hard, kind: z.literal('timeOff') }),
  /** Work on a day that the person asked to have off; one unit is a day, times the weight of its weightiest request. */
  z.strictObject({ ...soft, kind: z.literal('dayOffRequest') }),
] as const
