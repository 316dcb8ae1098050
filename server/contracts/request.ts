import { z } from 'zod'
import { nameSchema } from '../../solver/domain/queue.ts'
import { storableTextSchema } from './storable-text.ts'

/**
 * What people ask for: time off, availability, preferences, swaps, and what a vendor proposes for its people.
 *
 * asked -> approved | refused | withdrawn, and a swap asked -> agreed (by the colleague) -> approved | refused | withdrawn.
 * Every change names the revision that its sender saw; of two at once one wins, and the other is a `conflict` (409), whose
 * message says what the request is now.
 *
 * Right `own` (the sender's own, in any unit):
 * - `GET /api/own/requests` -> `OwnRequests`: the own ones, and swaps that colleagues ask the sender for
 * - `POST /api/own/requests` `AskRequest` -> 201 `PersonRequest`
 * - `POST /api/own/requests/:id/withdraw` `RequestStep` -> `PersonRequest`
 * - `POST /api/own/requests/:id/agree` `AgreeRequest` -> `PersonRequest`; the swap is checked first
 * - `POST /api/own/requests/:id/decline` `RequestStep` -> `PersonRequest`; of one that was offered to the group it only is hidden
 *
 * Right `requests.decide` (of people in the sender's scope; what needs the whole unit is 403 for partial scopes):
 * - `GET /api/units/:unitId/requests?state=open|all` -> `RequestList`, newest first
 * - `POST /api/units/:unitId/requests` `EnterRequest` -> 201 `PersonRequest`: entered for a person of the scope
 * - `GET /api/requests/:id/check` -> `RequestCheck`: what approving it would do
 * - `POST /api/requests/:id/approve` `DecideRequest` -> `PersonRequest`
 * - `POST /api/requests/:id/refuse` `DecideRequest` -> `PersonRequest`
 *
 * Refused by the rules: 409 `conflict` whose message and issues say which rule would be broken, and by how much.
 */

export const REQUEST_KINDS = ['timeOff', 'availability', 'preference', 'swap', 'shiftChange'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]
export const REQUEST_STATES = ['asked', 'agreed', 'approved', 'refused', 'withdrawn'] as const
export type RequestState = (typeof REQUEST_STATES)[number]
/** Classes alone: why somebody is away is nobody's business here. */
export const REASON_CLASSES = ['paid', 'unpaid', 'other'] as const

export const MOST_RETURN_DATES = 14
export const MOST_NOTE_CHARACTERS = 500
/** Of one person and one unit. */
export const MOST_OPEN_REQUESTS = 50
export const REQUESTS_LISTED = 500

const idTextSchema = storableTextSchema.min(1).max(64)
/** Local time of the person's zone, `2026-11-09T08:00`; half-open spans. */
const localTimeSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'is not a local time such as 2026-11-09T08:00')
const spanShape = { start: localTimeSchema, end: localTimeSchema }
const noteSchema = storableTextSchema.trim().max(MOST_NOTE_CHARACTERS).default('')

const timeOffSchema = z.strictObject({ kind: z.literal('timeOff'), ...spanShape, reason: z.enum(REASON_CLASSES) })
const availabilitySchema = z.strictObject({
  kind: z.literal('availability'),
  /** `preferredHours`: within which the person would rather work, on each day of the span. */
  what: z.enum(['unavailable', 'preferredHours']),
  ...spanShape,
})
const preferenceSchema = z.strictObject({
  kind: z.literal('preference'),
  what: z.enum(['dayOff', 'wanted', 'unwanted']),
  ...spanShape,
  /** Of wanted and unwanted shifts; any when absent. */
  templateId: idTextSchema.optional(),
})
const swapSchema = z.strictObject({
  kind: z.literal('swap'),
  /** The own published shift that is given away. */
  shiftId: z.uuid(),
  /** Null offers it to everybody of the own group. */
  colleagueId: idTextSchema.nullable(),
  /** Days of which the colleague gives a shift in return; none: the shift is taken over. */
  returnDates: z.array(z.iso.date()).max(MOST_RETURN_DATES),
})
const shiftChangeSchema = z
  .strictObject({
    kind: z.literal('shiftChange'),
    shiftId: z.uuid(),
    /** Who is to work it instead; null for nobody. Absent: the same person. */
    toEmployeeId: idTextSchema.nullable().optional(),
    /** When it is to start instead; breaks and end move with it. */
    start: localTimeSchema.optional(),
  })
  .refine(({ toEmployeeId, start }) => toEmployeeId !== undefined || start !== undefined, 'changes nothing')

const unit = { unitId: z.string().min(1).max(64), note: noteSchema }

/** @property note for deciders alone, erased with the time that requests are kept */
export const askRequestSchema = z
  .strictObject({
    ...unit,
    ask: z.discriminatedUnion('kind', [timeOffSchema, availabilitySchema, preferenceSchema, swapSchema]),
  })
  .meta({ id: 'AskRequest' })
export type AskRequest = z.infer<typeof askRequestSchema>

/** By somebody who decides for the person. What the sender may decide is approved at once when `approve` says so. */
export const enterRequestSchema = z
  .strictObject({
    employeeId: idTextSchema,
    note: noteSchema,
    approve: z.boolean().default(false),
    ask: z.discriminatedUnion('kind', [timeOffSchema, availabilitySchema, preferenceSchema, shiftChangeSchema]),
  })
  .meta({ id: 'EnterRequest' })
export type EnterRequest = z.infer<typeof enterRequestSchema>
export type Ask = AskRequest['ask'] | EnterRequest['ask']

export const requestStepSchema = z.strictObject({ revision: z.int().min(1) }).meta({ id: 'RequestStep' })

/** @property returnShiftId the own shift that is given in return; null where none is asked for */
export const agreeRequestSchema = z
  .strictObject({ revision: z.int().min(1), employeeId: idTextSchema, returnShiftId: z.uuid().nullable() })
  .meta({ id: 'AgreeRequest' })
export type AgreeRequest = z.infer<typeof agreeRequestSchema>

export const decideRequestSchema = z
  .strictObject({ revision: z.int().min(1), answer: storableTextSchema.trim().max(MOST_NOTE_CHARACTERS).default('') })
  .meta({ id: 'DecideRequest' })
export type DecideRequest = z.infer<typeof decideRequestSchema>

export const requestParamsSchema = z.object({ id: z.string().max(64) })
export const requestsQuerySchema = z.strictObject({ state: z.enum(['open', 'all']).default('open') })

/** A shift as it was when it was named; the roster may have changed since. Local times with offset. */
export const namedShiftSchema = z
  .object({
    id: z.uuid(),
    employeeId: z.string(),
    start: z.string(),
    end: z.string(),
    templateId: z.string(),
    templateName: nameSchema,
  })
  .meta({ id: 'NamedShift' })
export type NamedShift = z.infer<typeof namedShiftSchema>

/** What a request is about: what was asked, with shifts in the place of their ids. */
export const requestSubjectSchema = z.discriminatedUnion('kind', [
  z.object(timeOffSchema.shape),
  z.object(availabilitySchema.shape),
  z.object(preferenceSchema.shape),
  z.object({
    kind: z.literal('swap'),
    shift: namedShiftSchema,
    /** Null while it is offered to the group. */
    colleagueId: z.string().nullable(),
    colleagueName: z.string().nullable(),
    offeredToGroup: z.boolean(),
    returnDates: z.array(z.string()),
    returnShift: namedShiftSchema.nullable(),
  }),
  z.object({
    kind: z.literal('shiftChange'),
    shift: namedShiftSchema,
    toEmployeeId: z.string().nullable().optional(),
    start: z.string().optional(),
  }),
])
export type RequestSubject = z.infer<typeof requestSubjectSchema>

/**
 * What an approval did. `plan`: the plan's availability has it from this revision on. `roster`: the published roster is
 * changed in a draft, which is checked and, when its gate is no worse, published in the old one's place; otherwise it is left
 * for the scheduler, and `message` says why.
 */
export const requestEffectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), planId: z.uuid(), revision: z.int() }),
  z.object({
    kind: z.literal('roster'),
    state: z.enum(['checking', 'published', 'left']),
    runId: z.uuid(),
    checkRunId: z.uuid().nullable(),
    publicationId: z.uuid().nullable(),
    message: z.string(),
  }),
])
export type RequestEffect = z.infer<typeof requestEffectSchema>

export const personRequestSchema = z
  .object({
    id: z.uuid(),
    unitId: z.string(),
    employeeId: z.string(),
    employeeName: z.string(),
    groupId: z.string(),
    kind: z.enum(REQUEST_KINDS),
    subject: requestSubjectSchema,
    state: z.enum(REQUEST_STATES),
    /** Counts the changes of the request, from 1. */
    revision: z.int(),
    askedAt: z.iso.datetime(),
    askedBy: z.string(),
    decidedAt: z.iso.datetime().nullable(),
    decidedBy: z.string().nullable(),
    /** What the decider said. '' for nothing. */
    answer: z.string(),
    /** Null before an approval. */
    effect: requestEffectSchema.nullable(),
    /** Present for deciders, and for the person who wrote it; absent once it is erased. */
    note: z.string().optional(),
  })
  .meta({ id: 'PersonRequest' })
export type PersonRequest = z.infer<typeof personRequestSchema>

export const requestListSchema = z
  .object({ unitId: z.string(), requests: z.array(personRequestSchema) })
  .meta({ id: 'RequestList' })
export type RequestList = z.infer<typeof requestListSchema>

/** @property asked swaps that colleagues ask the sender for, or offer to the sender's group */
export const ownRequestsSchema = z
  .object({ requests: z.array(personRequestSchema), asked: z.array(personRequestSchema) })
  .meta({ id: 'OwnRequests' })
export type OwnRequests = z.infer<typeof ownRequestsSchema>

/** What approving would do. Approving what `isRefused` is a conflict. */
export const requestCheckSchema = z
  .object({
    id: z.uuid(),
    isRefused: z.boolean(),
    /** Why it cannot be approved: hard rules that would be broken, a limit that is reached; sentences. */
    reasons: z.array(z.string()),
    /** Published shifts that time off lies over, which somebody has to cover. */
    shifts: z.array(namedShiftSchema),
    /** Agent-hours that the queues then lack, beyond what they lack now; ordered by queue. */
    uncovered: z.array(z.object({ queueId: z.string(), queueName: nameSchema, agentHours: z.number() })),
    /** People of the group who are off on the days with the most of them, this one included, and the limit. */
    peopleOff: z.object({ most: z.int(), limit: z.int().nullable(), date: z.iso.date() }).nullable(),
  })
  .meta({ id: 'RequestCheck' })
export type RequestCheck = z.infer<typeof requestCheckSchema>
