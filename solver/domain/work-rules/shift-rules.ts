import { z } from 'zod'
import { daySpan, either, hard, soft } from './rule-scope.ts'

const templates = z.array(z.string()).min(1)

/** Rules about single shifts and their order; unit of size: shifts, unless said otherwise. */
export const shiftRules = [
  /** Nobody works two shifts at once. */
  z.strictObject({ ...hard, kind: z.literal('noOverlap') }),
  /** Shifts that start on one local day. */
  z.strictObject({ ...hard, kind: z.literal('maxShiftsPerDay'), maxShifts: z.int().min(1) }),
  /** A shift is one that its template allows: start, length, breaks in their windows, group and contract. */
  z.strictObject({ ...hard, kind: z.literal('matchesTemplate') }),
  /** Fixed shifts stay where they are. */
  z.strictObject({ ...hard, kind: z.literal('fixedShift') }),
  /** Every queue of a shift is among the person's skills. */
  z.strictObject({ ...hard, kind: z.literal('requiredSkill') }),
  /** A shift of one of the `first` templates is not followed on the next day by one of the `next`. */
  z.strictObject({ ...either, kind: z.literal('forbiddenSuccession'), first: templates, next: templates }),
  /** Shifts of some templates in a week or the horizon; none at all with 0. */
  z.strictObject({
    ...either,
    kind: z.literal('maxShiftsOfTemplates'),
    templates,
    period: z.enum(['week', 'horizon']),
    maxShifts: z.int().min(0),
  }),
  /** Split shifts (an unpaid break of at least `minGapMinutes`) in a week. */
  z.strictObject({
    ...either,
    kind: z.literal('maxSplitShifts'),
    minGapMinutes: z.int().min(1),
    maxShifts: z.int().min(0),
  }),
  /** On-call shifts (of templates with `onCall`) in a week. */
  z.strictObject({ ...either, kind: z.literal('maxOnCallShifts'), maxShifts: z.int().min(0) }),
  /** Starts on consecutive days no further apart than `toleranceMinutes` on the wall clock. */
  z.strictObject({ ...either, kind: z.literal('startTimeConsistency'), toleranceMinutes: z.int().min(0).max(720) }),
  /**
   * Breaks that a shift must have by law or agreement: of `everyMinutes` of work or a further such span (`count`
   * breaks from `fromMinutes` of paid and unpaid time on), each at least `breakMinutes`, the first no later than
   * `latestStartMinutes` after the shift's start. Unit: breaks missing, short or late.
   */
  z.strictObject({
    ...either,
    kind: z.literal('minBreaks'),
    /** Shifts longer than this, start to end, need it. */
    longerThanMinutes: z.int().min(0),
    breakMinutes: z.int().min(1),
    count: z.int().min(1).max(6).default(1),
    /** Which breaks count; absent means any. */
    breakKind: z.enum(['meal', 'rest']).optional(),
    mustBePaid: z.boolean().default(false),
    latestStartMinutes: z.int().min(0).optional(),
  }),
  /** A shift that the person asked for (`shiftOnRequest`) and does not have; weighted by the request. */
  z.strictObject({ ...soft, kind: z.literal('shiftOnRequest') }),
  /** A shift that the person asked not to have (`shiftOffRequest`) and has; weighted by the request. */
  z.strictObject({ ...soft, kind: z.literal('shiftOffRequest') }),
  /** Shifts that start earlier or end later than a person's preferred span of the day (`preferredHours`); unit: hours. */
  z.strictObject({ ...soft, kind: z.literal('preferredHours') }),
  /**
   * Evenings, nights, weekends or holidays beyond a fair share. The share of a person is the mean of the group's
   * history and of what the horizon asks of it; what a person had more or less than the others before (balances
   * `evenings`, `nights`, `weekends`, `holidays`) is taken off or added. Unit: shifts beyond the allowance.
   */
  z.strictObject({
    ...soft,
    kind: z.literal('fairShare'),
    of: z.enum(['evenings', 'nights', 'weekends', 'holidays']),
    /** Shifts that end after `from` and start before `to` are evenings or nights; unused for weekends and holidays. */
    from: daySpan.from.optional(),
    to: daySpan.to.optional(),
    /** Dates that are holidays. */
    dates: z.array(z.iso.date()).default([]),
    /** Shifts a week that anybody may have without it counting. */
    allowancePerWeek: z.number().min(0).max(7),
  }),
] as const
