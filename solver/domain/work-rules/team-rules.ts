import { z } from 'zod'
import { dateSchema } from '../target.ts'
import { daySpan, either } from './rule-scope.ts'

/** Rules about everybody together. They are checked on the whole roster, not person by person. */
export const teamRules = [
  /**
   * People of a role on duty in every interval of a span of the day: a super-agent supervisor in every shift, somebody
   * at the keys in a window that a platform scores. On duty is who is on a shift, its breaks and activities included,
   * and not on call. Unit: person-hours missing.
   */
  z.strictObject({
    ...either,
    kind: z.literal('minPresence'),
    ...daySpan,
    /** 1 Monday .. 7 Sunday. */
    weekdays: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5, 6, 7]),
    /** At least this many, */
    agents: z.int().min(0),
    /** and one for each so many others on duty then. */
    perOthers: z.int().min(1).optional(),
  }),
  /**
   * Shifts of some templates that start on a date, of those bound; too few and too many at a price each. Without `dates`
   * and `weekdays` it holds on every day, with both on either. Unit: shifts.
   */
  z.strictObject({
    ...either,
    kind: z.literal('shiftCover'),
    templates: z.array(z.string()).min(1),
    /** Dates, or weekdays of every week; with neither, every day. */
    dates: z.array(dateSchema).optional(),
    weekdays: z.array(z.int().min(1).max(7)).min(1).optional(),
    agents: z.int().min(0),
    /** Minor currency units for each person too many; 0 lets them be. */
    surplusPenalty: z.int().min(0).default(0),
  }),
  /** Paid minutes of those bound, all together, in each week. Unit: minutes. */
  z.strictObject({ ...either, kind: z.literal('minutesBudget'), maxMinutes: z.int().min(0) }),
] as const
