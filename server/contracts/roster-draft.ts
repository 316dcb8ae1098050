import { z } from 'zod'
import { MAX_WEEKS } from '../../solver/domain/horizon.ts'
import { MAX_PENALTY } from '../../solver/domain/queue.ts'
import { DRAFT_COLORS, MAX_CELLS_PER_EDIT, MAX_NOTE_CHARACTERS, MAX_OPEN_SHIFTS_PER_DAY } from './draft-limits.ts'
import { runRequestSchema, weekSchema } from './run.ts'
import { storableTextSchema } from './storable-text.ts'

const MAX_PIECES_PER_SHIFT = 24
const MAX_QUEUES_PER_SHIFT = 200
/** Of a draft; beyond it a run is made from the draft and edited on. */
export const MAX_REVISION = 100_000

/** Local time with offset, `2026-11-09T08:00+08:00`; an offset of `Z` is taken as well. */
const stampSchema = z.iso.datetime({ offset: true, precision: -1 })
const idTextSchema = storableTextSchema.min(1).max(64)

/** Half-open. */
const spanShape = { start: stampSchema, end: stampSchema }

const draftShiftSchema = z.strictObject({
  templateId: idTextSchema,
  ...spanShape,
  breaks: z
    .array(z.strictObject({ kind: z.enum(['meal', 'rest']), paid: z.boolean(), ...spanShape }))
    .max(MAX_PIECES_PER_SHIFT),
  /** Paid time away from the queues. */
  activities: z
    .array(z.strictObject({ activityId: idTextSchema, ...spanShape }))
    .max(MAX_PIECES_PER_SHIFT)
    .optional(),
  queueIds: z.array(idTextSchema).max(MAX_QUEUES_PER_SHIFT),
  pinned: z.boolean(),
})
export type DraftShift = z.infer<typeof draftShiftSchema>

/** A day of a person, or of the open shifts, as a whole. */
export const draftCellSchema = z.strictObject({
  /** '' for shifts that are nobody's yet. */
  employeeId: storableTextSchema.max(64),
  /** Day of the roster, which in a site whose dates are a day apart from the plan's is not the date of its shifts. */
  day: z.iso.date(),
  shifts: z.array(draftShiftSchema).max(MAX_OPEN_SHIFTS_PER_DAY),
  /** Solving leaves the day as it is. */
  locked: z.boolean(),
  color: z.enum(DRAFT_COLORS).nullable(),
  /** '' for none. */
  note: storableTextSchema.max(MAX_NOTE_CHARACTERS),
})
export type DraftCell = z.infer<typeof draftCellSchema>

const editShape = {
  /** Counts the edits of a draft, from 1. */
  revision: z.int(),
  id: z.uuid(),
  /** Browser tab that it was made in. */
  editor: z.uuid(),
  /** What was done, in the page's own word for it: `move`, `swap`, `paste`. */
  kind: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  /** What they are called. */
  name: z.string(),
}

export const draftEditSummarySchema = z
  .object({ ...editShape, /** How many. */ cells: z.int() })
  .meta({ id: 'DraftEditSummary' })
export type DraftEditSummary = z.infer<typeof draftEditSummarySchema>

export const draftEditSchema = z
  .object({ ...editShape, cellCount: z.int(), /** As they were after it. */ cells: z.array(draftCellSchema) })
  .meta({ id: 'DraftEdit' })
export type DraftEdit = z.infer<typeof draftEditSchema>

export const EDITS_LISTED = 200

/** What planners changed of a run's roster since it was made; revision 0 is the run's own. */
export const rosterDraftSchema = z
  .object({
    runId: z.uuid(),
    revision: z.int(),
    /** Those that differ from the run; ordered by person, then day. */
    cells: z.array(draftCellSchema),
    /** Newest first, at most `EDITS_LISTED`. */
    edits: z.array(draftEditSummarySchema),
  })
  .meta({ id: 'RosterDraft' })
export type RosterDraft = z.infer<typeof rosterDraftSchema>

const revisionSchema = z.int().min(0).max(MAX_REVISION)

/** One step of a planner's work. Sent twice under one id it counts once. */
export const draftEditRequestSchema = z
  .strictObject({
    id: z.uuid(),
    editor: z.uuid(),
    kind: z.string().regex(/^[a-zA-Z]{1,32}$/, 'is not a word of at most 32 letters'),
    /** That the sender saw: cells that others changed after it are a conflict. */
    baseRevision: revisionSchema,
    /** As they are to be, each place once. */
    cells: z.array(draftCellSchema).min(1).max(MAX_CELLS_PER_EDIT),
  })
  .meta({ id: 'DraftEditRequest' })
export type DraftEditRequest = z.infer<typeof draftEditRequestSchema>

/** The draft's revision, and all edits after the one asked about, oldest first. */
export const draftEditsSchema = z
  .object({ revision: z.int(), edits: z.array(draftEditSchema) })
  .meta({ id: 'DraftEdits' })
export type DraftEdits = z.infer<typeof draftEditsSchema>

export const draftEditsQuerySchema = z.object({ after: z.coerce.number().int().min(0).max(MAX_REVISION).default(0) })

/** The one event of `GET /runs/{id}/draft/events`: the first comes at once, others as the draft changes. */
export const DRAFT_EVENT = 'draft'
export interface DraftEventData {
  readonly revision: number
}

const { replications, gap, timeLimitSeconds, seed } = runRequestSchema.shape

/** A run from the draft as it stands: of its weeks and scenario, and otherwise as the run it is of unless told. */
export const draftRunRequestSchema = z
  .strictObject({
    /** `check`: the roster as drafted, checked and simulated. `replan`: solving goes on from it. */
    mode: z.enum(['check', 'replan']),
    /** That the sender saw: another one is a conflict. */
    expectedRevision: revisionSchema.optional(),
    replications: replications.unwrap().optional(),
    gap: gap.unwrap().optional(),
    timeLimitSeconds: timeLimitSeconds.unwrap().optional(),
    seed: seed.unwrap().optional(),
    /** Of a `replan`, besides the draft's own locked cells: whole people, whole days, and all shifts that there are. */
    locks: z
      .strictObject({
        people: z.array(idTextSchema).max(10_000),
        dates: z.array(z.iso.date()).max(7 * MAX_WEEKS + 2),
        shifts: z.boolean(),
      })
      .optional(),
    /** Give up locks that cannot be kept, and name them, instead of refusing. */
    releaseLocks: z.boolean().optional(),
    /** Price of a changed person-day, minor currency units; that of two hours of work when absent. */
    changeCost: z.int().min(0).max(MAX_PENALTY).optional(),
  })
  .refine(
    ({ mode, locks, releaseLocks, changeCost }) =>
      mode === 'replan' || (locks ?? releaseLocks ?? changeCost) === undefined,
    {
      message: 'has locks or a price of changes, which are for a replan: a check changes nothing',
      path: ['mode'],
    },
  )
  .meta({ id: 'DraftRunRequest' })
export type DraftRunRequest = z.infer<typeof draftRunRequestSchema>

/** A roster made elsewhere, to be checked and simulated. */
export const rosterFileRequestSchema = z
  .strictObject({
    week: weekSchema,
    weeks: z.int().min(1).max(MAX_WEEKS),
    scenario: runRequestSchema.shape.scenario,
    fileName: storableTextSchema.min(1).max(200),
    /** As `roster.csv` of a run. */
    text: storableTextSchema.min(1).max(32 * 1024 * 1024),
    replications,
  })
  .meta({ id: 'RosterFileRequest' })
export type RosterFileRequest = z.infer<typeof rosterFileRequestSchema>
