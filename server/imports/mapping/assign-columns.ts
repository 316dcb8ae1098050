import type { DurationUnit, ImportField, ImportKind, TimeFormat } from '../../contracts/import.ts'
import { bestTimeFormat, type ColumnEvidence } from './column-evidence.ts'
import { botValuesOf, headerMatches } from './column-synonyms.ts'
import { headerKey, headerParts } from './header-key.ts'
import type { PresetMatch } from './import-preset.ts'
import { durationReader } from './read-duration.ts'
import { amountFrom } from './text-values.ts'

/** What a column is taken for. */
export interface AssignedColumn {
  readonly field: ImportField
  /** Position in the table. */
  readonly position: number
  /** 0..1 */
  readonly confidence: number
  readonly timeFormat?: TimeFormat
  readonly durationUnit?: DurationUnit
  /** Whether the unit is a guess. */
  readonly isUnitGuessed?: boolean
}

export type FieldType = 'time' | 'clock' | 'duration' | 'number' | 'text'

const FIELD_TYPES: Readonly<Partial<Record<ImportField, FieldType>>> = {
  createdAt: 'time',
  updatedAt: 'time',
  sessionEnd: 'time',
  firstResponseAt: 'time',
  closedAt: 'time',
  start: 'time',
  end: 'time',
  date: 'time',
  timeOfDay: 'clock',
  startTime: 'clock',
  endTime: 'clock',
  effort: 'duration',
  sessionLength: 'duration',
  firstResponse: 'duration',
  aht: 'duration',
  offered: 'number',
  handled: 'number',
  abandoned: 'number',
}
export const fieldType = (field: ImportField): FieldType => FIELD_TYPES[field] ?? 'text'

/** Of its values, so many must be what a field needs before a column is taken for it. */
const LEAST_FIT = 0.5
/** Fit of a column without values: nothing speaks against it. */
const UNKNOWN_FIT = 0.8

/** Share of a column's values that a field can use. */
function fitOf(field: ImportField, evidence: ColumnEvidence): number {
  if (evidence.values.length === 0) return UNKNOWN_FIT
  const type = fieldType(field)
  if (type === 'time') return bestTimeFormat(evidence).share
  if (type === 'clock') return evidence.clocks
  if (type === 'duration') return evidence.durations
  return type === 'number' ? evidence.amounts : 1
}

/** A table as far as it has been looked at. */
export interface LookedAt {
  readonly columns: readonly string[]
  /** Of each column. */
  readonly evidence: readonly ColumnEvidence[]
}

/**
 * Columns by field for files of a kind, by their headers and values: the surest pairs first, each field and each column
 * once.
 */
export function assignColumns(kind: ImportKind, table: LookedAt): Map<ImportField, AssignedColumn> {
  const pairs = table.columns.flatMap((column, position) =>
    headerMatches(kind, column).flatMap(({ field, score }) => {
      const fit = fitOf(field, table.evidence[position]!)
      return fit < LEAST_FIT ? [] : [{ field, position, confidence: score * fit }]
    }),
  )
  const assigned = new Map<ImportField, AssignedColumn>()
  const taken = new Set<number>()
  for (const { field, position, confidence } of pairs.sort((a, b) => b.confidence - a.confidence)) {
    if (assigned.has(field) || taken.has(position)) continue
    const found = {
      field,
      position,
      confidence,
      ...readingOf(field, table.columns[position]!, table.evidence[position]!),
    }
    if (field === 'effort' && isTooLongForWork(found, table.evidence[position]!)) continue
    assigned.set(field, found)
    taken.add(position)
  }
  return assigned
}

/** Fields that a system's own columns tell, and no synonym may add: waits would be taken for work. */
const PRESET_ONLY: ReadonlySet<ImportField> = new Set([
  'effort',
  'sessionLength',
  'sessionEnd',
  'createdAt',
  'updatedAt',
])

/** Columns by field as a preset names them; what a verified one leaves open is filled with customers' own columns. */
export function assignPreset({ preset, columns }: PresetMatch, table: LookedAt): Map<ImportField, AssignedColumn> {
  const assigned = new Map<ImportField, AssignedColumn>()
  const taken = new Set<number>()
  for (const [field, column] of columns) {
    const position = table.columns.indexOf(column)
    const evidence = table.evidence[position]!
    const { timeFormat, durationUnit } = preset.columns[field]!
    const found = readingOf(field, column, evidence)
    const isFormatRight = timeFormat && (evidence.values.length === 0 || evidence.times[timeFormat] >= LEAST_FIT)
    const reading = durationUnit ? { durationUnit } : isFormatRight ? { timeFormat } : found
    assigned.set(field, { field, position, confidence: preset.isVerified ? 1 : 0.7, ...reading })
    taken.add(position)
  }
  for (const [field, found] of assignColumns(preset.kind, table)) {
    if (assigned.has(field) || taken.has(found.position) || (preset.isVerified && PRESET_ONLY.has(field))) continue
    assigned.set(field, { ...found, confidence: found.confidence * 0.7 })
  }
  return assigned
}

type Reading = Pick<AssignedColumn, 'timeFormat' | 'durationUnit' | 'isUnitGuessed'>

/** How the values of a column are read as a field. */
function readingOf(field: ImportField, column: string, evidence: ColumnEvidence): Reading {
  const type = fieldType(field)
  if (type === 'time') return { timeFormat: bestTimeFormat(evidence).format }
  if (type !== 'duration') return {}
  const { unit } = headerParts(headerKey(column))
  if (unit) return { durationUnit: unit }
  const numbers = evidence.values.map((text) => amountFrom(text) ?? 0).filter((number) => number > 0)
  // Without bare numbers the unit says nothing.
  if (numbers.length === 0) return { durationUnit: 'seconds' }
  return { durationUnit: median(numbers) > 10_000 ? 'milliseconds' : 'seconds', isUnitGuessed: true }
}

/** A column of "handling times" of hours tells how long tickets were open. */
function isTooLongForWork({ durationUnit }: AssignedColumn, { values }: ColumnEvidence): boolean {
  const read = durationReader(durationUnit ?? 'seconds')
  const seconds = values.map((text) => read(text) ?? Number.NaN).filter((length) => length > 0)
  return seconds.length > 0 && median(seconds) > 3600
}

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** Values of any column that say that a bot took part alone, and the column in which they stand. */
export function botColumnOf(table: LookedAt): { readonly position: number; readonly botValues: string[] } | undefined {
  for (const [position, column] of table.columns.entries()) {
    const botValues = botValuesOf(column, new Set(table.evidence[position]!.values))
    if (botValues.length > 0) return { position, botValues: botValues.slice(0, 50) }
  }
  return undefined
}
