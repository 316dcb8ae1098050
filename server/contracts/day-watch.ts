import { z } from 'zod'
import { RISK_KINDS } from '../../solver/domain/day-risk.ts'
import { SUGGESTION_KINDS } from '../../solver/domain/suggestion-kind.ts'

/**
 * How the rest of a plan's day looks, and the warnings that come of it.
 *
 * - `GET /api/plans/:id/day-watch` -> `DayWatch` (right `plan.view`)
 * - `GET /api/plans/:id/day-watch/events`: when it was worked out, and each time that it is worked out anew
 * - `POST /api/alerts/:id/acknowledge` -> `Alert` (right `plan.edit`)
 * - `POST /api/alerts/:id/mute` `MuteRequest` -> `Alert` (right `plan.edit`)
 * - `POST /api/plans/:id/suggestions` -> `Suggestions` (right `plan.edit`): what could be done now, each simulated
 * - `POST /api/plans/:id/suggestions/:suggestionId/acceptance` -> `Run` (right `plan.edit`): its changes of shifts go into
 *   the draft of the published run, and a run checks it; that run can then be published
 *
 * It is worked out by a worker soon after something was reported, and each minute or two while reports come, for the
 * published roster of the day.
 */

/** Warnings that are over are listed so long. */
export const ALERTS_TOLD_HOURS = 24
/** Of those that are over. */
export const MOST_ALERTS_TOLD = 50
export const MOST_MUTED_MINUTES = 24 * 60

const perInterval = z.array(z.number())
const perIntervalOrNull = z.array(z.number().nullable())

const dayAgainstPlanSchema = z.object({
  /** The day's contacts over those planned, as expected now, and the band that holds it with 80 % probability. */
  level: z.number(),
  levelP10: z.number(),
  levelP90: z.number(),
  evidence: z.enum(['none', 'earlierDays', 'today']),
  /** Of the intervals that are reported so far: contacts planned, and those that came. */
  planned: z.number(),
  came: z.number(),
})

const botShareSchema = z.object({
  /** Of the contacts between the two moments, local time with offset: the last hour that is reported. */
  from: z.string(),
  to: z.string(),
  /** Part of them that the bot settled. */
  share: z.number(),
  /** Null where too little was reported before. */
  usual: z.number().nullable(),
  /** Contacts an hour that come to people because it is not the usual one; below 0 they are spared them. */
  extraContacts: z.number().nullable(),
})

const surpriseSchema = z.object({
  kind: z.enum(['burst', 'drop']),
  since: z.string(),
  /** Volume now over what the day's level alone would bring. */
  times: z.number(),
  /** When all but a tenth of it is expected to be gone. */
  fadedAt: z.string(),
})

/** A queue's rest of the day; arrays are `[interval]` of `starts`. */
export const watchedQueueSchema = z
  .object({
    queueId: z.string(),
    ...{ planned: perInterval, expected: perInterval, p10: perInterval, p90: perInterval },
    /** Handling time over the plan's, as today has shown so far. */
    handlingTimes: z.number(),
    /** Share answered in time with the published roster, simulated; null where nobody comes. */
    serviceLevel: perIntervalOrNull,
    /** Contacts waiting at the interval's end. */
    backlog: perInterval,
    /** Age of the oldest of them, hours. */
    oldestHours: perInterval,
    target: z.number(),
    /** Over the rest that is looked at; null where nobody comes. */
    expectedService: z.number().nullable(),
    day: dayAgainstPlanSchema.nullable(),
    surprise: surpriseSchema.nullable(),
    /** Null where it is not reported; left out of what was worked out by an earlier version. */
    bot: botShareSchema.nullish(),
  })
  .meta({ id: 'WatchedQueue' })
export type WatchedQueue = z.infer<typeof watchedQueueSchema>

/** What a worker works out. */
export const dayWatchContentSchema = z.object({
  day: z.iso.date(),
  /** Null where no roster of the day is published: there is nothing to hold the day against. */
  runId: z.uuid().nullable(),
  /** Moment that it is worked out for. */
  asOf: z.iso.datetime(),
  starts: z.array(z.string()),
  queues: z.array(watchedQueueSchema),
})
export type DayWatchContent = z.infer<typeof dayWatchContentSchema>

const personSchema = z.object({ id: z.string(), name: z.string() })

export const alertSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(RISK_KINDS),
    queueId: z.string(),
    /** What is at risk, local time with offset. */
    start: z.string(),
    end: z.string(),
    /** The figure that says so, and what it is held against: shares, people, or times the plan. */
    value: z.number(),
    limit: z.number(),
    /** Of `botShareDropped`: contacts an hour that come to people because of it. */
    extraContacts: z.number().optional(),
    raisedAt: z.iso.datetime(),
    /** By the last look that saw it: `asOf` of the content while it is seen. */
    seenAt: z.iso.datetime(),
    /** Null while it is open. */
    clearedAt: z.iso.datetime().nullable(),
    acknowledged: z.object({ at: z.iso.datetime(), by: personSchema }).nullable(),
    muted: z.object({ until: z.iso.datetime(), by: personSchema }).nullable(),
    /** Steps of the ladder that it has climbed without anybody acknowledging it. */
    step: z.int(),
  })
  .meta({ id: 'Alert' })
export type AlertReply = z.infer<typeof alertSchema>

export const dayWatchSchema = z
  .object({
    planId: z.uuid(),
    zone: z.string(),
    intervalMinutes: z.int(),
    /** Null before the first time. */
    madeAt: z.iso.datetime().nullable(),
    content: dayWatchContentSchema.nullable(),
    /** Open ones, the gravest kind first; then those of the last day that are over, newest first. */
    alerts: z.array(alertSchema),
  })
  .meta({ id: 'DayWatch' })
export type DayWatch = z.infer<typeof dayWatchSchema>

/** Whether the last look at the day saw an alert; one that is open and is not seen any more may come back. */
export const isSeen = ({ seenAt }: AlertReply, { content }: Pick<DayWatch, 'content'>): boolean =>
  content === null || Date.parse(seenAt) >= Date.parse(content.asOf)

export const muteRequestSchema = z
  .strictObject({ minutes: z.int().min(1).max(MOST_MUTED_MINUTES) })
  .meta({ id: 'MuteRequest' })

/** The one event of `GET /plans/{id}/day-watch/events`. */
export const DAY_WATCH_EVENT = 'dayWatch'
export interface DayWatchEventData {
  readonly madeAt: string | null
  /** Of the alerts: changes with each that is raised, cleared, acknowledged or muted. */
  readonly alerts: string
}

const shiftSchema = z.object({
  templateId: z.string(),
  /** Local time with offset of the plan. */
  start: z.string(),
  end: z.string(),
  breaks: z.array(z.object({ start: z.string(), end: z.string() })),
  queueIds: z.array(z.string()),
})
const estimateSchema = z.object({ mean: z.number(), lower95: z.number(), upper95: z.number() })
const shareChangeSchema = z.object({ before: z.number().nullable(), after: z.number().nullable() })
const queueEffectSchema = z.object({
  queueId: z.string(),
  target: z.number(),
  /** Share in time over the spans that are to be mended; null where there are none. */
  span: shareChangeSchema.nullable(),
  /** Over all that is looked at. */
  rest: shareChangeSchema,
})

export const suggestionSchema = z
  .object({
    id: z.string(),
    kind: z.enum(SUGGESTION_KINDS),
    spans: z.array(z.object({ queueId: z.string(), start: z.string(), end: z.string() })),
    people: z.array(personSchema),
    moves: z.array(z.object({ employeeId: z.string(), before: shiftSchema.nullable(), after: shiftSchema.nullable() })),
    /** What is done without touching the roster; nothing else can be accepted here. */
    operations: z.array(
      z.object({
        kind: z.enum(['overflow', 'botShare', 'callback']),
        queueId: z.string(),
        /** Of `overflow`. */
        groups: z.array(z.string()).optional(),
        /** Of the others. */
        start: z.string().optional(),
        end: z.string().optional(),
        /** Share of the contacts of `callback`, and the bot's share afterwards of `botShare`. */
        share: z.number().optional(),
      }),
    ),
    /** Change in wages as the checker counts them, minor units of the plan's currency. */
    cost: z.number(),
    /** Contacts fewer that are late over all that is looked at, 95 % interval. */
    lateAvoided: estimateSchema,
    /** Whether every span then reaches its target. */
    isMended: z.boolean(),
    effects: z.array(queueEffectSchema),
    harm: z.array(queueEffectSchema),
    /** Wishes and soft rules that are then broken. */
    softViolations: z.int(),
    leadMinutes: z.number(),
  })
  .meta({ id: 'Suggestion' })
export type SuggestionReply = z.infer<typeof suggestionSchema>

export const suggestionsSchema = z
  .object({
    /** Published run whose roster they change; null where none of the day is published. */
    runId: z.uuid().nullable(),
    asOf: z.iso.datetime(),
    /** The best first. */
    suggestions: z.array(suggestionSchema),
  })
  .meta({ id: 'Suggestions' })
export type Suggestions = z.infer<typeof suggestionsSchema>
