import { z } from 'zod'
import { BALANCE_KINDS } from '../../solver/domain/employee.ts'
import { nameSchema } from '../../solver/domain/queue.ts'

/**
 * The team: people, and the shifts that were published for them. Ids that are not in the sender's scope are not found.
 *
 * Right `team.view` (partial scopes see their own groups alone):
 * - `GET /api/units/:unitId/people` -> `TeamPeople`
 * - `GET /api/units/:unitId/shifts?from=2026-11-09&days=7` -> `TeamShifts`; costs only for those with `costs.view` there
 *
 * Right `own` (who the sender is in the plans of units; empty lists for those who are in none):
 * - `GET /api/own` -> `OwnPeople`
 * - `GET /api/own/shifts?from=2026-11-09&days=28` -> `OwnShifts`
 * - `GET /api/own/roster.html?language=en` -> a page of its own for keeping (attachment, text/html), the published shifts
 * - `GET /api/own/colleagues?unitId=main` -> `Colleagues`, of the own group
 * - `GET /api/own/feed?unitId=main` -> `CalendarFeed`
 * - `POST /api/own/feed` `{unitId}` -> 201 `NewCalendarFeed`; the address is told this once, and one before it ends at once
 * - `POST /api/own/feed/end` `{unitId}` -> `CalendarFeed`
 *
 * Public, known by its secret alone:
 * - `GET /api/feeds/:secret.ics?language=en` -> text/calendar; titles of shifts only. 404 for one that was ended or never was
 */

/** IANA. */
const zoneSchema = z.string()
const unitIdSchema = z.string().min(1).max(64)
/** Local time with offset, `2026-11-09T08:00+08:00`. */
const stampSchema = z.string()

/** Of one reply. */
export const MOST_DAYS = 98

export const teamGroupSchema = z
  .object({
    id: z.string(),
    name: nameSchema,
    site: z.string().nullable(),
    vendor: z.string().nullable(),
    /** Most people of the group with approved time off on one day; null for no limit. */
    maxOffPerDay: z.int().nullable(),
  })
  .meta({ id: 'TeamGroup' })
export type TeamGroup = z.infer<typeof teamGroupSchema>

export const teamPersonSchema = z
  .object({
    employeeId: z.string(),
    name: z.string(),
    groupId: z.string(),
    site: z.string().nullable(),
    vendor: z.string().nullable(),
    zone: zoneSchema,
  })
  .meta({ id: 'TeamPerson' })
export type TeamPerson = z.infer<typeof teamPersonSchema>

export const teamTemplateSchema = z.object({ id: z.string(), name: nameSchema }).meta({ id: 'TeamTemplate' })

/** Ordered by id. `templates`: those that preferences and proposals may name. */
export const teamPeopleSchema = z
  .object({
    unitId: z.string(),
    groups: z.array(teamGroupSchema),
    people: z.array(teamPersonSchema),
    templates: z.array(teamTemplateSchema),
  })
  .meta({ id: 'TeamPeople' })
export type TeamPeople = z.infer<typeof teamPeopleSchema>

const spanShape = { start: stampSchema, end: stampSchema }

export const publishedShiftSchema = z
  .object({
    id: z.uuid(),
    unitId: z.string(),
    employeeId: z.string(),
    groupId: z.string(),
    ...spanShape,
    zone: zoneSchema,
    templateId: z.string(),
    templateName: nameSchema,
    /** Standing by. */
    onCall: z.boolean(),
    breaks: z.array(z.object({ kind: z.enum(['meal', 'rest']), paid: z.boolean(), ...spanShape })),
    activities: z.array(z.object({ activityId: z.string(), name: nameSchema, ...spanShape })),
    queues: z.array(z.object({ id: z.string(), name: nameSchema })),
    paidMinutes: z.int(),
    /** Of the paid hours, minor currency units; null for those without the right to costs, and where it is not known. */
    paidCost: z.int().nullable(),
    publicationId: z.uuid(),
  })
  .meta({ id: 'PublishedShift' })
export type PublishedShift = z.infer<typeof publishedShiftSchema>

/** Weeks whose roster is out: a day of them without a shift is a day off, other days are not planned yet. */
export const publishedWeeksSchema = z
  .object({
    publicationId: z.uuid(),
    unitId: z.string(),
    runId: z.uuid(),
    week: z.iso.date(),
    weeks: z.int(),
    currency: z.string(),
    publishedAt: z.iso.datetime(),
    /** Of the bytes of its roster.csv, hex. */
    rosterSha256: z.string(),
  })
  .meta({ id: 'PublishedWeeks' })
export type PublishedWeeks = z.infer<typeof publishedWeeksSchema>

export const shiftsQuerySchema = z.strictObject({
  /** First local day. */
  from: z.iso.date(),
  days: z.coerce.number().int().min(1).max(MOST_DAYS).default(7),
})
export type ShiftsQuery = z.infer<typeof shiftsQuerySchema>

/** Shifts that start within the days; ordered by start, then person. */
export const teamShiftsSchema = z
  .object({
    unitId: z.string(),
    published: z.array(publishedWeeksSchema),
    groups: z.array(teamGroupSchema),
    people: z.array(teamPersonSchema),
    shifts: z.array(publishedShiftSchema),
  })
  .meta({ id: 'TeamShifts' })
export type TeamShifts = z.infer<typeof teamShiftsSchema>

export const ownPersonSchema = z
  .object({
    unitId: z.string(),
    unitName: z.string(),
    ...teamPersonSchema.shape,
    groupName: nameSchema,
    templates: z.array(teamTemplateSchema),
    /** What was worked before and counts on: shifts by kind, minutes; absent ones are not kept. */
    balances: z.partialRecord(z.enum(BALANCE_KINDS), z.number()),
  })
  .meta({ id: 'OwnPerson' })
export type OwnPerson = z.infer<typeof ownPersonSchema>

export const ownPeopleSchema = z.object({ people: z.array(ownPersonSchema) }).meta({ id: 'OwnPeople' })
export type OwnPeople = z.infer<typeof ownPeopleSchema>

/** Of all units that the sender is in; ordered by start. Costs are never in it. */
export const ownShiftsSchema = z
  .object({ published: z.array(publishedWeeksSchema), shifts: z.array(publishedShiftSchema) })
  .meta({ id: 'OwnShifts' })
export type OwnShifts = z.infer<typeof ownShiftsSchema>

export const colleaguesSchema = z
  .object({ unitId: z.string(), colleagues: z.array(z.object({ employeeId: z.string(), name: z.string() })) })
  .meta({ id: 'Colleagues' })
export type Colleagues = z.infer<typeof colleaguesSchema>

export const unitQuerySchema = z.strictObject({ unitId: unitIdSchema })
export const languageQuerySchema = z.strictObject({ language: z.enum(['zh-CN', 'en']).default('zh-CN') })
export const unitParamsSchema = z.object({ unitId: unitIdSchema })

export const calendarFeedSchema = z
  .object({ unitId: z.string(), madeAt: z.iso.datetime().nullable(), readAt: z.iso.datetime().nullable() })
  .meta({ id: 'CalendarFeed' })
export type CalendarFeed = z.infer<typeof calendarFeedSchema>

/** @property path from the server's address on: `/api/feeds/….ics` */
export const newCalendarFeedSchema = calendarFeedSchema.extend({ path: z.string() }).meta({ id: 'NewCalendarFeed' })
export type NewCalendarFeed = z.infer<typeof newCalendarFeedSchema>
