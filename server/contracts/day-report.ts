import { z } from 'zod'
import { nameSchema } from '../../solver/domain/queue.ts'
import { exportLanguageSchema } from './export.ts'
import { calendarEventSchema } from './run-result.ts'

/**
 * A day of a plan beside what came: for those who answer for it, on the next morning or while it goes on.
 *
 * - `GET /api/plans/:id/day-report?day=` -> `DayReport` (right `plan.view`)
 * - `GET /api/plans/:id/day-report.xlsx?day=&language=` the same as a workbook
 * - `GET /api/plans/:id/day-report.html?day=&language=` the same as the body of a mail
 * - `GET /api/units/:unitId/team-figures?day=` -> `TeamFigures` (right `team.view`; parts of a unit see their own people)
 *
 * Nothing is stored: all of it is told from the published roster, the run's results and what was reported. What is not
 * known is null, which is not zero, and `missing` says what that is.
 */

/** What stands in the way of telling more. */
export const DAY_REPORT_GAPS = [
  'noPlan',
  'notPublished',
  'noResults',
  'noActuals',
  'partActuals',
  'otherIntervals',
  'noStates',
  'partStates',
  'noAnswered',
  'dayNotOver',
] as const
export type DayReportGap = (typeof DAY_REPORT_GAPS)[number]

export const DAY_VERDICTS = ['kept', 'missed', 'unknown'] as const
export type DayVerdict = (typeof DAY_VERDICTS)[number]

/** Why contacts were late; what the queueing model does not see is unexplained. */
export const MISS_REASONS = ['planShort', 'fewerPeople', 'moreContacts', 'longerContacts', 'unexplained'] as const
export type MissReason = (typeof MISS_REASONS)[number]

const orNull = z.number().nullable()
const perIntervalOrNull = z.array(orNull)
/** Local time with offset, `2026-11-09T08:00+08:00`. */
const stampSchema = z.string()

const volumeSchema = z.object({
  /** Contacts planned for the whole day, and of the reported intervals alone. */
  planned: z.number(),
  plannedOfKnown: z.number(),
  came: z.number(),
  /** Intervals planned for, and those of them that were reported. */
  intervals: z.int(),
  known: z.int(),
  /** `sum |came - planned| / sum came`, and `sum (planned - came) / sum came`, of the reported intervals. */
  wape: orNull,
  bias: orNull,
})

/** Agent-hours. */
const staffingSchema = z.object({
  /** That the plan needed on the roster, and that what came would have needed. */
  needed: z.number(),
  neededForWhatCame: orNull,
  /** That the roster has on the queue, and of these the ones with which it reckons after unplanned shrinkage. */
  scheduled: z.number(),
  expected: z.number(),
  /**
   * Of the scheduled ones those in which people were available or busy: an estimate by the share of those who were
   * reported, where these are enough.
   */
  present: orNull,
})

const serviceSchema = z.object({
  target: orNull,
  /** Of the plan's simulation, over the day. */
  simulated: orNull,
  /** Of the intervals of which it was reported: contacts that came, those answered in time, and their share. */
  contacts: z.number(),
  inTime: z.number(),
  reached: orNull,
  intervals: z.int(),
  known: z.int(),
})

const figuresShape = {
  volume: volumeSchema,
  staffing: staffingSchema,
  service: serviceSchema,
  /** Share of the contacts that came, where both were reported. */
  abandoned: orNull,
  verdict: z.enum(DAY_VERDICTS),
}

/** Late contacts; a reason below 0 made fewer late, null was not reported. Together they are all that were late. */
export const missPartsSchema = z.object({
  asPlanned: z.number(),
  planShort: z.number(),
  fewerPeople: orNull,
  moreContacts: z.number(),
  longerContacts: orNull,
  unexplained: z.number(),
})

export const missedSpanSchema = z
  .object({
    queueId: z.string(),
    start: stampSchema,
    end: stampSchema,
    came: z.number(),
    planned: z.number(),
    late: z.number(),
    /** Late contacts beyond those that the target allows. */
    beyond: z.number(),
    plannedAhtSeconds: orNull,
    ahtSeconds: orNull,
    /** Means of the agents on position. */
    needed: z.number(),
    expected: z.number(),
    present: orNull,
    /** Null where the plan kept no model of the queue: tickets, runs of early versions. */
    parts: missPartsSchema.nullable(),
    /** The greatest of the parts that are not the plan's own. */
    mainReason: z.enum(MISS_REASONS).nullable(),
  })
  .meta({ id: 'MissedSpan' })
export type MissedSpanReply = z.infer<typeof missedSpanSchema>

export const queueDaySchema = z
  .object({
    queueId: z.string(),
    name: nameSchema,
    kind: z.enum(['instant', 'deferred']),
    ...figuresShape,
    /** Mean handling time, seconds. */
    aht: z.object({ planned: orNull, actual: orNull }),
    /** Open items by the last report of the day, and that the plan expected then. */
    backlog: z.object({ contacts: z.number(), planned: orNull, at: stampSchema }).nullable(),
    /** `[interval]` of the day. */
    byInterval: z.object({
      planned: z.array(z.number()),
      came: perIntervalOrNull,
      needed: z.array(z.number()),
      scheduled: z.array(z.number()),
      present: perIntervalOrNull,
      reached: perIntervalOrNull,
    }),
    /** In the order of time. */
    missed: z.array(missedSpanSchema),
  })
  .meta({ id: 'QueueDay' })
export type QueueDayReply = z.infer<typeof queueDaySchema>

/** Hours of everybody together; null without reported states. */
export const presenceSchema = z.object({
  people: z.int(),
  /** Of them those of whom any state was reported. */
  reported: z.int(),
  scheduledHours: z.number(),
  /** Of the scheduled hours on position those in which a state is known, and in which people were available or busy. */
  knownHours: z.number(),
  presentHours: z.number(),
  /** Share of the time at work in which the reported state agrees with the roster, give or take the grace. */
  adherence: orNull,
  /** `busy / (busy + available)` */
  occupancy: orNull,
  graceMinutes: z.int(),
})

const riskSpanShape = { queueId: z.string(), start: stampSchema, end: stampSchema }
export const dayRisksSchema = z.object({
  day: z.iso.date(),
  runId: z.uuid().nullable(),
  isPublished: z.boolean(),
  understaffed: z.array(z.object({ ...riskSpanShape, worst: z.number(), agentHours: z.number() })),
  /** Simulated service below target, with its lowest interval. */
  lowService: z.array(z.object({ ...riskSpanShape, least: z.number(), target: z.number(), contacts: z.number() })),
  events: z.array(calendarEventSchema),
})
export type DayRisks = z.infer<typeof dayRisksSchema>

const trendShape = {
  /** Contacts that were reported. */
  came: z.number(),
  /** Of those of which it was reported how many were answered in time. */
  reached: orNull,
  /** Days of which anything was reported. */
  days: z.int(),
  /** An estimate by the plan's prior and the queueing model's waits; null without a prior. */
  satisfaction: orNull,
}
export const dayTrendSchema = z.object({
  /** First days; the last week is that of the report's day, as far as it has come. */
  weeks: z.array(z.object({ week: z.iso.date(), ...trendShape })),
  days: z.array(z.object({ day: z.iso.date(), ...trendShape })),
  /** Where the prior comes from; null without one. */
  satisfactionSource: z.string().nullable(),
})
export type DayTrend = z.infer<typeof dayTrendSchema>

export const dayReportSchema = z
  .object({
    planId: z.string(),
    unitId: z.string(),
    name: nameSchema,
    day: z.iso.date(),
    zone: z.string(),
    currency: z.string(),
    intervalMinutes: z.int(),
    /** Starts of the day's intervals. */
    starts: z.array(stampSchema),
    serverTime: z.iso.datetime(),
    /** End of the day's last interval that was reported; when the newest report of any day came. */
    asOf: stampSchema.nullable(),
    receivedAt: z.iso.datetime().nullable(),
    /** The roster that the day is held against; null where there is none. */
    plan: z.object({ runId: z.uuid(), publishedAt: z.iso.datetime().nullable() }).nullable(),
    missing: z.array(z.enum(DAY_REPORT_GAPS)),
    total: z.object(figuresShape),
    /** In the order of the plan. */
    queues: z.array(queueDaySchema),
    presence: presenceSchema.nullable(),
    /** Of the day's shifts, minor currency units; null for those without the right, and where the run kept no basis. */
    cost: z.object({ paidHours: z.number(), wages: z.number(), overtime: z.number(), premiums: z.number() }).nullable(),
    /** Of the day after. */
    risks: dayRisksSchema,
    trend: dayTrendSchema,
  })
  .meta({ id: 'DayReport' })
export type DayReport = z.infer<typeof dayReportSchema>

export const dayReportQuerySchema = z.object({
  /** Local date of the plan; the last one of which anything was reported without it. */
  day: z.iso.date().optional(),
})
export const dayReportFileQuerySchema = dayReportQuerySchema.extend({ language: exportLanguageSchema.default('zh-CN') })
export type DayReportQuery = z.infer<typeof dayReportQuerySchema>

/** Shifts a person of a group had: least, most and mean; no person is told. */
const spreadSchema = z.object({ least: z.number(), most: z.number(), mean: z.number() })
const teamShape = {
  scheduledHours: z.number(),
  /** Available and busy; null without reported states, like what follows. */
  onPositionHours: orNull,
  occupancy: orNull,
  adherence: orNull,
}

export const personFiguresSchema = z.object({
  employeeId: z.string(),
  name: z.string(),
  groupId: z.string(),
  ...teamShape,
  /** Of the published weeks that are looked back upon. */
  shifts: z.int(),
  evenings: z.int(),
  weekends: z.int(),
})
export type PersonFigures = z.infer<typeof personFiguresSchema>

export const groupFiguresSchema = z.object({
  groupId: z.string(),
  name: nameSchema,
  people: z.int(),
  reported: z.int(),
  ...teamShape,
  evenings: spreadSchema.nullable(),
  weekends: spreadSchema.nullable(),
})
export type GroupFigures = z.infer<typeof groupFiguresSchema>

/** Figures of a day by group and person, as far as the sender's scope reaches: ordered by id, and never ranked. */
export const teamFiguresSchema = z
  .object({
    unitId: z.string(),
    day: z.iso.date(),
    serverTime: z.iso.datetime(),
    graceMinutes: z.int(),
    /** Shifts that go on after this time are evenings. */
    eveningFrom: z.string(),
    /** Days whose published shifts are counted as evenings and weekends. */
    from: z.iso.date(),
    groups: z.array(groupFiguresSchema),
    people: z.array(personFiguresSchema),
  })
  .meta({ id: 'TeamFigures' })
export type TeamFigures = z.infer<typeof teamFiguresSchema>

export const teamFiguresQuerySchema = z.strictObject({ day: z.iso.date() })
