import type {
  ColumnMapping,
  Detection,
  FileImport,
  ImportField,
  ImportKind,
  ImportMapping,
  ImportQuestion,
} from '../../../server/contracts/import.ts'
import { mappingText } from '../../lib/import-queries.ts'
import { fieldsOf, isDuration, isTime } from './field-groups.ts'
import { readTime } from './sample-reading.ts'

/** What a person has settled about one file so far. */
export interface ImportDraft {
  readonly mapping: ImportMapping
  /** Questions of the detection that were answered. */
  readonly answered: readonly ImportQuestion[]
  /** Values of the queue column whose rows are to stay out, on purpose. */
  readonly leftOut: readonly string[]
  readonly saveMapping: boolean
  /** The mapping that the last preview was asked for with, as text. */
  readonly previewed: string
}

/** Where a person begins: at the detection's guess, or at the settings of a preview that was seen before. */
export function firstDraft({ detection, report }: Understood): ImportDraft {
  const { mapping, questions, unknownQueues } = detection
  const isSeen = report !== null
  const unplaced = unknownQueues.map(({ value }) => value).filter((value) => mapping.queues[value] === undefined)
  return {
    mapping,
    answered: isSeen ? questions : [],
    leftOut: isSeen ? unplaced : [],
    saveMapping: mapping.preset === undefined,
    previewed: isSeen ? mappingText(mapping) : '',
  }
}

/** Of an import that has been looked at, what settling it depends on. */
type Understood = Pick<FileImport, 'report'> & { readonly detection: Detection }

/** What still keeps a file from being read. */
export const OPEN_POINTS = [
  'kind',
  'time',
  'dayOrMonthFirst',
  'zone',
  'duration',
  'queues',
  'queueOfAll',
  'count',
  'name',
  'repeatWindow',
] as const
export type OpenPoint = (typeof OPEN_POINTS)[number]

/** Names that the contract takes for a mapping: letters and digits of any script, `.`, `_`, `-`. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u
const MAX_REPEAT_HOURS = 720

export function openPoints(detection: Detection, draft: ImportDraft, values: readonly QueueValue[]): OpenPoint[] {
  const { mapping } = draft
  const has = (field: ImportField) => mapping.columns.some((column) => column.field === field)
  const isAsked = (question: ImportQuestion) =>
    detection.questions.includes(question) && !draft.answered.includes(question)
  const isMissing: Record<OpenPoint, boolean> = {
    kind: isAsked('kind'),
    time: isAsked('time') || !(mapping.kind === 'contacts' ? has('createdAt') : has('start') || has('date')),
    dayOrMonthFirst: isAsked('dayOrMonthFirst'),
    zone: isAsked('zone'),
    duration: isAsked('duration') && mapping.columns.some(({ field }) => isDuration(field)),
    queues: values.some(({ value }) => mapping.queues[value] === undefined && !draft.leftOut.includes(value)),
    queueOfAll: mapping.kind !== 'calendar' && !has('queue') && mapping.defaultQueue === undefined,
    count: mapping.kind === 'intervals' && !has('offered') && !has('handled'),
    name: !NAME.test(mapping.name),
    repeatWindow: !(mapping.repeatWindowHours > 0 && mapping.repeatWindowHours <= MAX_REPEAT_HOURS),
  }
  return OPEN_POINTS.filter((point) => isMissing[point])
}

/** Whether the report at hand tells what the draft's mapping would do. */
export const isPreviewed = (draft: ImportDraft, { report }: FileImport): boolean =>
  report !== null && draft.previewed === mappingText(draft.mapping)

export const columnOf = (mapping: ImportMapping, field: ImportField): string | undefined =>
  mapping.columns.find((column) => column.field === field)?.column

export const mappingOfColumn = (mapping: ImportMapping, column: string): ColumnMapping | undefined =>
  mapping.columns.find((each) => each.column === column)

/** Takes a column for a field, or for nothing. A field has one column: the one that told it before tells it no more. */
export function takeColumnFor(
  { columns }: Detection,
  mapping: ImportMapping,
  column: string,
  field: ImportField | null,
): ImportMapping {
  const others = mapping.columns.filter((each) => each.column !== column && each.field !== field)
  if (field === null) return { ...mapping, columns: others }
  const before = mappingOfColumn(mapping, column)
  const samples = columns.find((each) => each.column === column)?.samples ?? []
  const taken: ColumnMapping = {
    column,
    field,
    ...(isTime(field) ? { timeFormat: before?.timeFormat ?? likelyFormat(samples) } : {}),
    ...(isDuration(field) ? { durationUnit: before?.durationUnit ?? 'seconds' } : {}),
  }
  return { ...mapping, columns: [...others, taken] }
}

/** The first format that reads every sample; year-first when none does. */
function likelyFormat(samples: readonly string[]): NonNullable<ColumnMapping['timeFormat']> {
  const isDigits = samples.every((sample) => /^\d+(\.\d+)?$/.test(sample.trim()))
  const longest = Math.max(0, ...samples.map((sample) => sample.trim().split('.')[0]?.length ?? 0))
  if (samples.length > 0 && isDigits) {
    return longest >= 12 ? 'epochMilliseconds' : longest >= 9 ? 'epochSeconds' : 'excelSerial'
  }
  const readsAll = (format: 'iso' | 'dayFirst' | 'monthFirst') =>
    samples.every((sample) => readTime(sample, format) !== undefined)
  return (['iso', 'dayFirst', 'monthFirst'] as const).find(readsAll) ?? 'iso'
}

/** Changes how one column is read. */
export const readColumnAs = (mapping: ImportMapping, column: string, how: Partial<ColumnMapping>): ImportMapping => ({
  ...mapping,
  columns: mapping.columns.map((each) => (each.column === column ? { ...each, ...how } : each)),
})

/** Says of every column with days and months in an open order which comes first. */
export const putFirst = (mapping: ImportMapping, first: 'dayFirst' | 'monthFirst'): ImportMapping => ({
  ...mapping,
  columns: mapping.columns.map((each) =>
    each.timeFormat === 'dayFirst' || each.timeFormat === 'monthFirst' ? { ...each, timeFormat: first } : each,
  ),
})

/** Another kind of rows: the columns keep what both kinds can tell. */
export function changeKind(mapping: ImportMapping, kind: ImportKind): ImportMapping {
  const known = new Set(fieldsOf(kind))
  return { ...mapping, kind, columns: mapping.columns.filter(({ field }) => known.has(field)) }
}

/** A value of the queue column that a person has to place; `rows` where they were counted. */
export interface QueueValue {
  readonly value: string
  readonly rows: number | undefined
}

/**
 * Values of the queue column that are no queue of the plan, most frequent first. The detection has counted those of
 * the column that it took for the queue; of another column its samples are known, and what a preview has rejected.
 */
export function queueValues(
  { detection, report }: Understood,
  mapping: ImportMapping,
  queueIds: readonly string[],
): QueueValue[] {
  const column = columnOf(mapping, 'queue')
  if (column === undefined || mapping.kind === 'calendar') return []
  const isCounted = column === countedColumn(detection)
  const counted: QueueValue[] = isCounted ? detection.unknownQueues : []
  const samples = isCounted ? [] : (detection.columns.find((each) => each.column === column)?.samples ?? [])
  const rejected = (report?.rejects ?? []).flatMap((reject) => (reject.column === column ? [reject.value ?? ''] : []))
  const more = [...samples, ...rejected, ...Object.keys(mapping.queues)].map((value) => ({ value, rows: undefined }))
  const byValue = new Map<string, QueueValue>()
  for (const each of [...counted, ...more]) if (!byValue.has(each.value)) byValue.set(each.value, each)
  return [...byValue.values()].filter(({ value }) => !queueIds.includes(value))
}

/** Column whose values the detection has counted. */
export const countedColumn = ({ columns }: Detection): string | undefined =>
  columns.find(({ field }) => field === 'queue')?.column

/** Places the rows of a queue value: in a queue, out on purpose, or nowhere yet. */
export function placeQueueValue(
  draft: ImportDraft,
  value: string,
  place: { readonly queue: string } | 'leaveOut' | 'open',
): Pick<ImportDraft, 'mapping' | 'leftOut'> {
  const queues = Object.fromEntries(Object.entries(draft.mapping.queues).filter(([key]) => key !== value))
  const leftOut = draft.leftOut.filter((each) => each !== value)
  return {
    mapping: { ...draft.mapping, queues: typeof place === 'object' ? { ...queues, [value]: place.queue } : queues },
    leftOut: place === 'leaveOut' ? [...leftOut, value] : leftOut,
  }
}
