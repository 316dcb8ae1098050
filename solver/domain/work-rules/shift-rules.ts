import { z } from 'zod'
import { dateSchema } from '../target.ts'
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
  /**
   * A shift of one of the `first` templates is not followed on the next day by one of the `next`. Unit: shifts that
   * follow so, the previous roster's last day included.
   */
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
  /**
   * First starts of consecutive days no further apart than `toleranceMinutes` around the clock (23:30 and 00:30 are an
   * hour apart), the day before the horizon included. Unit: shifts that start too far from the day before.
   */
  z.strictObject({ ...either, kind: z.literal('startTimeConsistency'), toleranceMinutes: z.int().min(0).max(720) }),
  /**
   * Breaks that a shift must have by law or agreement: `count` of them, each at least `breakMinutes`, and the last of
   * these `count` starting no later than `latestStartMinutes` after the shift does. Unit: breaks missing, short or late.
   */
  z.strictObject({
    ...either,
    kind: z.literal('minBreaks'),
    /** Shifts with more work than this need them: start to end, unpaid breaks taken off. On-call shifts never do. */
    longerThanMinutes: z.int().min(0),
    breakMinutes: z.int().min(1),
    count: z.int().min(1).max(6).default(1),
    /** Which breaks count; absent means any. */
    breakKind: z.enum(['meal', 'rest']).optional(),
    mustBePaid: z.boolean().default(false),
    latestStartMinutes: z.int().min(0).optional(),
  }),
  /**
   * A shift that the person asked for (`shiftOnRequest`), any in the span if no template is named, and does not have;
   * weighted by the request.
   */
  z.strictObject({ ...soft, kind: z.literal('shiftOnRequest') }),
  /** A shift that the person asked not to have (`shiftOffRequest`) and has; weighted by the request. */
  z.strictObject({ ...soft, kind: z.literal('shiftOffRequest') }),
  /**
   * Hours by which a shift starts before or ends after the person's `preferredHours` that begin on the local day it starts
   * on; of several such spans the one that suits it best counts.
   */
  z.strictObject({ ...soft, kind: z.literal('preferredHours') }),
  /**
   * Evenings, nights, weekend days or holidays beyond a fair share, in the horizon. A person's allowance is
   * allowancePerWeek * weeks of the horizon - (own balance - mean balance of those of the same group whom the rule binds),
   * rounded up to whole shifts and at least 0: who has had more than the others before may have less now. The balance is
   * the one named as `of`. Unit: shifts beyond the allowance.
   */
  z
    .strictObject({
      ...soft,
      kind: z.literal('fairShare'),
      of: z.enum(['evenings', 'nights', 'weekends', 'holidays']),
      /**
       * Evenings or nights are shifts that end after `from` and start before `to` of the local day they start on, or of
       * the day before it (a night that begins after midnight).
       */
      from: daySpan.from.optional(),
      to: daySpan.to.optional(),
      /** Dates that are holidays; shifts that start on them count. */
      dates: z.array(dateSchema).default([]),
      /** Shifts a week that anybody may have without it counting. */
      allowancePerWeek: z.number().min(0).max(7),
    })
    .refine(({ of, from, to }) => of === 'weekends' || of === 'holidays' || (from !== undefined && to !== undefined), {
      message: 'has no from and to, so that no shift would count',
      path: ['of'],
    })
    .refine(({ of, dates }) => of !== 'holidays' || dates.length > 0, {
      message: 'has no dates, so that no shift would count',
      path: ['of'],
    }),
] as const
