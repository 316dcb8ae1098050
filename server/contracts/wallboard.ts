import { z } from 'zod'
import { RISK_KINDS } from '../../solver/domain/day-risk.ts'
import { FEED_STATES } from './actuals.ts'
import { exportLanguageSchema } from './export.ts'
import { storableTextSchema } from './storable-text.ts'
import { DEFAULT_WALLBOARD_DAYS, MAX_WALLBOARD_DAYS } from './wallboard-limits.ts'

/**
 * A plan's day on a screen on the wall, which nobody signs in at: whoever has its address sees it, and nothing else.
 *
 * - `GET /api/plans/:id/wallboards` -> `WallboardList` (right `plan.edit`)
 * - `POST /api/plans/:id/wallboards` `NewWallboard` -> `MadeWallboard` (right `plan.edit`): the secret is told this once
 * - `DELETE /api/plans/:id/wallboards/:wallboardId` (right `plan.edit`): its screens are dark at once
 * - `GET /api/wallboards/:secret` -> `Wallboard` (public)
 * - `GET /api/wallboards/:secret/events`: that something of it has changed; ends with the link
 *
 * A link that was ended, one that has run out and one that never was are answered alike. What is told are counts: no
 * person is named, and none by an id.
 */

export const newWallboardSchema = z
  .strictObject({
    /** Of the screen, for whoever looks after the links: "Hall 2". */
    name: storableTextSchema.trim().min(1).max(100),
    /** Of its words. */
    language: exportLanguageSchema,
    days: z.int().min(1).max(MAX_WALLBOARD_DAYS).default(DEFAULT_WALLBOARD_DAYS),
  })
  .meta({ id: 'NewWallboard' })
export type NewWallboard = z.input<typeof newWallboardSchema>

const wallboardLinkSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    language: exportLanguageSchema,
    /** What whoever made it is called. */
    madeBy: z.string(),
    madeAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** To the minute; null when no screen has shown it yet. */
    openedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'WallboardLink' })
export type WallboardLink = z.infer<typeof wallboardLinkSchema>

/** Newest first; those that have run out stay until they are ended. */
export const wallboardListSchema = z.object({ wallboards: z.array(wallboardLinkSchema) }).meta({ id: 'WallboardList' })
export type WallboardList = z.infer<typeof wallboardListSchema>

export const madeWallboardSchema = z
  .object({
    wallboard: wallboardLinkSchema,
    /** Address of the page below the server's own, with the secret in it. */
    path: z.string(),
  })
  .meta({ id: 'MadeWallboard' })
export type MadeWallboard = z.infer<typeof madeWallboardSchema>

/** What came against what was planned for the same intervals. */
const contactsSchema = z.object({ came: z.number(), planned: z.number().nullable() })

/** Of all contacts of the day. */
const wholeDaySchema = z.object({
  /** Null where nothing is planned of the day. */
  planned: z.number().nullable(),
  /** As the day goes; null before it is worked out. */
  expected: z.number().nullable(),
  /** Band that holds it with 80 % probability. */
  p10: z.number().nullable(),
  p90: z.number().nullable(),
})

const serviceSchema = z.object({
  /** Share of those who came that were answered in time; null where that is not reported. */
  soFar: z.number().nullable(),
  /** Of the rest of the day, simulated; null where nothing can be. */
  rest: z.number().nullable(),
  /** Share to be answered in time; null of the whole site, whose queues have their own. */
  target: z.number().nullable(),
})

const peopleSchema = z.object({
  /** On position by the published roster; null where none of the day is published. */
  planned: z.number().nullable(),
  /** Of those, who are available or busy by what is reported of them; null where nothing is reported of any of them. */
  there: z.number().nullable(),
})

/** `belowTarget`: the rest of the day will miss its target, or nobody is there. `closed`: nobody can be served now. */
const WALLBOARD_STATES = ['onTrack', 'watch', 'belowTarget', 'closed', 'unknown'] as const

const wallboardQueueSchema = z.object({
  queueId: z.string(),
  name: z.string(),
  /** Whether its work may wait. */
  isDeferred: z.boolean(),
  state: z.enum(WALLBOARD_STATES),
  feed: z.object({
    state: z.enum(FEED_STATES),
    /** End of the last interval that was reported, of any day. */
    lastEnd: z.string().nullable(),
  }),
  /** Null where nothing was reported of today. */
  contacts: contactsSchema.nullable(),
  day: wholeDaySchema,
  service: serviceSchema,
  /** Open items by the newest report of today; null where none says. */
  waiting: z
    .object({
      count: z.number(),
      at: z.string(),
      /** Age of the oldest, worked out, hours; null where their age is not. */
      oldestHours: z.number().nullable(),
    })
    .nullable(),
  people: peopleSchema,
  /** The next intervals, the running one first. */
  ahead: z.array(
    z.object({
      start: z.string(),
      planned: z.number(),
      /** Null before it is worked out. */
      expected: z.number().nullable(),
      /** Share in time, simulated; null where nobody comes. */
      service: z.number().nullable(),
    }),
  ),
})
export type WallboardQueue = z.infer<typeof wallboardQueueSchema>

export const wallboardSchema = z
  .object({
    planName: z.string(),
    language: exportLanguageSchema,
    zone: z.string(),
    day: z.iso.date(),
    intervalMinutes: z.int(),
    /** The server's clock: a screen's own may be wrong. */
    serverTime: z.iso.datetime(),
    /** End of today's last interval that was reported, of any queue; null where none was. */
    asOf: z.string().nullable(),
    /** Of the newest report, of any day. */
    receivedAt: z.iso.datetime().nullable(),
    isPublished: z.boolean(),
    /** When the rest of the day was worked out; null where what is told of it is as planned. */
    workedOutAt: z.iso.datetime().nullable(),
    /** The whole site; people who serve several queues count once. */
    site: z.object({
      contacts: contactsSchema.nullable(),
      day: wholeDaySchema.pick({ planned: true, expected: true }),
      service: serviceSchema.pick({ soFar: true }),
      people: peopleSchema,
    }),
    /** In the order of the plan. */
    queues: z.array(wallboardQueueSchema),
    /** Open ones, the gravest kind first. */
    alerts: z.array(
      z.object({
        kind: z.enum(RISK_KINDS),
        queueId: z.string(),
        start: z.string(),
        end: z.string(),
        /** Whether somebody takes care of it. */
        isAcknowledged: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Wallboard' })
export type Wallboard = z.infer<typeof wallboardSchema>
