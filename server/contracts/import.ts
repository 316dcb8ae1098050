import { z } from 'zod'
import { idSchema } from '../../solver/domain/queue.ts'
import { inputIssueSchema } from './api-error.ts'
import { storableTextSchema } from './storable-text.ts'

/** What a file's rows are: single contacts, counts by interval, or events of a calendar. */
export const IMPORT_KINDS = ['contacts', 'intervals', 'calendar'] as const
export const importKindSchema = z.enum(IMPORT_KINDS)
export type ImportKind = z.infer<typeof importKindSchema>

export const FILE_FORMATS = ['csv', 'xlsx', 'jsonl', 'ics'] as const
export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const

/** What a column can tell of a contact. Times are wall clocks or instants; durations carry their unit apart. */
export const CONTACT_FIELDS = [
  'id',
  'createdAt',
  /** Of the creation, where `createdAt` is a date alone. */
  'timeOfDay',
  'updatedAt',
  'queue',
  'channel',
  'customer',
  'order',
  'agent',
  /** A human took part; of a bot-only session it is no. */
  'handledBy',
  /** Work on the contact, its net time: talk, hold and after-call work. */
  'effort',
  /** Wall-clock length of a conversation, during which an agent may hold others. */
  'sessionLength',
  'sessionEnd',
  'firstResponse',
  'firstResponseAt',
  'closedAt',
  'status',
] as const
/** What a column can tell of an interval. */
export const INTERVAL_FIELDS = [
  'start',
  'date',
  'timeOfDay',
  'queue',
  'offered',
  'handled',
  'abandoned',
  'aht',
] as const
/** What a column can tell of an event. */
export const EVENT_FIELDS = [
  'kind',
  'title',
  'start',
  'end',
  'date',
  'startTime',
  'endTime',
  'expectedSize',
  'category',
  'platform',
  'host',
] as const
export const importFieldSchema = z.enum([...new Set([...CONTACT_FIELDS, ...INTERVAL_FIELDS, ...EVENT_FIELDS])])
export type ImportField = z.infer<typeof importFieldSchema>

/** How a text is read as a time. `dayFirst` and `monthFirst` tell 3/4/2026 apart; `iso` covers every year-first form. */
export const TIME_FORMATS = [
  'iso',
  'dayFirst',
  'monthFirst',
  'epochSeconds',
  'epochMilliseconds',
  'excelSerial',
] as const
export const timeFormatSchema = z.enum(TIME_FORMATS)
export type TimeFormat = z.infer<typeof timeFormatSchema>

/** Unit of a bare number in a duration column; texts such as `1分20秒` and `00:01:20` carry their own. */
export const DURATION_UNITS = ['seconds', 'milliseconds', 'minutes', 'hours'] as const
export const durationUnitSchema = z.enum(DURATION_UNITS)
export type DurationUnit = z.infer<typeof durationUnitSchema>

const columnNameSchema = storableTextSchema.min(1).max(1000)

/** A field and the column that tells it. */
export const columnMappingSchema = z.strictObject({
  field: importFieldSchema,
  column: columnNameSchema,
  timeFormat: timeFormatSchema.optional(),
  durationUnit: durationUnitSchema.optional(),
})
export type ColumnMapping = z.infer<typeof columnMappingSchema>

/** How to read a file: confirmed by a person, kept as YAML, and used again for the next export of the same kind. */
export const importMappingSchema = z
  .strictObject({
    /** Also the source that contacts are counted as coming from: ids are unique within it. */
    name: idSchema,
    kind: importKindSchema,
    /** Preset that it began as. */
    preset: storableTextSchema.max(64).optional(),
    /** IANA zone of wall clocks without an offset. */
    zone: storableTextSchema.max(64),
    columns: z.array(columnMappingSchema).min(1).max(40),
    /** Queue by the value found in the queue column; values that are queue ids themselves need no line. `''` is no value. */
    queues: z.record(storableTextSchema.max(1000), idSchema).default({}),
    /** Queue of all rows when no column tells it. */
    defaultQueue: idSchema.optional(),
    /** Values of the `handledBy` column that mean that only a bot took part. */
    botValues: z.array(storableTextSchema.max(1000)).max(50).default([]),
    /** A contact of the same customer about the same order within so many hours of the one before is a repeat. */
    repeatWindowHours: z.number().gt(0).max(720).default(24),
  })
  .meta({ id: 'ImportMapping' })
export type ImportMapping = z.infer<typeof importMappingSchema>

/** A column as found in the file, with what it is taken for and how sure that is. */
export const detectedColumnSchema = z.object({
  column: z.string(),
  /** First values that are not empty. */
  samples: z.array(z.string()).max(5),
  field: importFieldSchema.nullable(),
  /** 0 a guess .. 1 named so by a verified preset. */
  confidence: z.number(),
})

/** What only a person can answer before a file is read. */
export const IMPORT_QUESTIONS = ['zone', 'dayOrMonthFirst', 'queues', 'time', 'kind', 'duration'] as const
export const importQuestionSchema = z.enum(IMPORT_QUESTIONS)
export type ImportQuestion = z.infer<typeof importQuestionSchema>

/** What was found out about a file before anybody was asked. */
export const detectionSchema = z
  .object({
    format: z.enum(FILE_FORMATS),
    /** Of a text file. */
    encoding: z.enum(TEXT_ENCODINGS).optional(),
    delimiter: z.string().optional(),
    sheet: z.string().optional(),
    /** Row of the header as a spreadsheet counts; rows above it are titles. 0 where the format has none. */
    headerRow: z.int(),
    columns: z.array(detectedColumnSchema),
    preset: z.object({ id: z.string(), name: z.string(), isVerified: z.boolean(), confidence: z.number() }).nullable(),
    /** Best reading so far; complete unless there are questions. */
    mapping: importMappingSchema,
    /** Values of the queue column, most frequent first, that are no queue of the plan yet. */
    unknownQueues: z.array(z.object({ value: z.string(), rows: z.int() })).max(200),
    questions: z.array(importQuestionSchema),
  })
  .meta({ id: 'ImportDetection' })
export type Detection = z.infer<typeof detectionSchema>

/** A row that was not taken: where it stands, what was found and why that cannot be used. */
export const rejectSchema = inputIssueSchema
export type Reject = z.infer<typeof rejectSchema>

/** What an import did, or would do. rows = accepted + rejected + blank + duplicates. */
export const importReportSchema = z
  .object({
    file: z.string(),
    /** SHA-256 of the bytes, hex. */
    fileHash: z.string(),
    kind: importKindSchema,
    mapping: z.string(),
    rows: z.int(),
    accepted: z.int(),
    blank: z.int(),
    rejected: z.int(),
    /** Rows whose contact (interval, event) had been met before, in this file or in an earlier import. */
    duplicates: z.int(),
    /** Of the accepted: new to the plan, and those that say more than what was known of the same contact. */
    added: z.int(),
    updated: z.int(),
    /** Of the contacts now in the plan's ledger and touched by this file. */
    repeats: z.int(),
    botOnly: z.int(),
    /** First and last local date of what was accepted; null when nothing was. */
    firstDate: z.string().nullable(),
    lastDate: z.string().nullable(),
    queues: z.array(z.object({ queue: z.string(), contacts: z.number() })),
    /** Contacts of the accepted rows by local date, ordered; days without such rows are left out. None for a calendar. */
    days: z.array(z.object({ date: z.iso.date(), contacts: z.number() })),
    /** Where handling times come from: `effort` as recorded, `shared` from overlapping sessions, `none`. */
    ahtBasis: z.enum(['effort', 'shared', 'none']),
    /** Whether anything in the plan's files changes. */
    changes: z.boolean(),
    /** The first rejects; the rest are in the reject file. */
    rejects: z.array(rejectSchema).max(200),
    warnings: z.array(inputIssueSchema),
    /** First rows as they were understood, field -> text. */
    preview: z.array(z.record(z.string(), z.string())).max(20),
  })
  .meta({ id: 'ImportReport' })
export type ImportReport = z.infer<typeof importReportSchema>

/** `detecting` and `reading` are under way; `open` waits for a person; the others are ends. */
export const IMPORT_STATES = ['detecting', 'open', 'reading', 'applied', 'failed', 'discarded'] as const
export const importStateSchema = z.enum(IMPORT_STATES)

/** A file that was sent in, from its arrival to its rows being part of a plan. */
export const fileImportSchema = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    unitId: z.string(),
    fileName: z.string(),
    bytes: z.number(),
    state: importStateSchema,
    /** Share of the file that has been read, 0..1, while under way. */
    progress: z.number().nullable(),
    detection: detectionSchema.nullable(),
    /** Of the last preview or, once applied, of the import. */
    report: importReportSchema.nullable(),
    error: z.object({ message: z.string(), issues: z.array(inputIssueSchema) }).nullable(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'FileImport' })
export type FileImport = z.infer<typeof fileImportSchema>

/** Name of a file that is sent in, without folders. */
export const uploadNameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\\p{Cc}]+$/u, 'is not the name of a file, such as orders.csv')
  .refine((name) => name.isWellFormed(), 'is not text')

export const fileImportListSchema = z.object({ imports: z.array(fileImportSchema) })

/** Asks for a preview (`apply: false`) or for the import itself. */
export const importRequestSchema = z
  .strictObject({ mapping: importMappingSchema, apply: z.boolean(), saveMapping: z.boolean().default(false) })
  .meta({ id: 'ImportRequest' })
export type ImportRequest = z.infer<typeof importRequestSchema>
