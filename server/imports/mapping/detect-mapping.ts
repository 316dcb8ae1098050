import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { ColumnMapping, Detection, ImportField, ImportMapping, ImportQuestion } from '../../contracts/import.ts'
import type { SourceTable } from '../tables/source-table.ts'
import { type AssignedColumn, assignPreset, botColumnOf, type LookedAt } from './assign-columns.ts'
import { evidenceOf, sampleOf, type TableSample } from './column-evidence.ts'
import { refuseDailyCounts } from './daily-counts.ts'
import { type DetectedKind, detectKind } from './detect-kind.ts'
import { type DetectedQueues, detectQueues } from './detect-queues.ts'
import { matchPreset, type PresetMatch } from './import-preset.ts'
import { contactsName, mappingName } from './mapping-name.ts'
import { PRESETS } from './presets/presets.ts'
import { matchSavedMapping } from './saved-mapping.ts'
import { settleCreation, settleDayAndMonth, settleTicketEnds, zoneOf } from './settle-times.ts'

/** What is known of the plan that a file is imported into. */
export interface DetectionContext {
  readonly queueIds: readonly string[]
  /** Zone of the plan; absent when nobody has said. */
  readonly zone?: string
  readonly savedMappings: readonly ImportMapping[]
  readonly fileName: string
}

/** Where nobody has said, since most exports of livestream shops come from there; always asked. */
const DEFAULT_ZONE = 'Asia/Shanghai'
interface Reading {
  readonly table: SourceTable
  readonly sample: TableSample
  readonly looked: LookedAt
  readonly context: DetectionContext
}

/**
 * Finds out from its header and first rows what a table holds and how to read it, and what only a person can tell.
 * A saved mapping wins whose columns are all there, then a system's preset, then synonyms with the evidence of values.
 * @throws PlanningInputError when no column can be made sense of, or when the table counts by the day
 */
export async function detectImport(table: SourceTable, context: DetectionContext): Promise<Detection> {
  const sample = await sampleOf(table)
  const looked = { columns: table.columns, evidence: sample.texts.map(evidenceOf) }
  const reading = { table, sample, looked, context }
  const saved = matchSavedMapping(context.savedMappings, looked)
  return saved ? detectionOfSaved(reading, saved) : detectAnew(reading)
}

/** The part of a detection that the table itself tells. */
function tablePart({ table, looked }: Reading, assigned: ReadonlyMap<ImportField, AssignedColumn>) {
  const byPosition = new Map([...assigned.values()].reverse().map((found) => [found.position, found]))
  const { format, encoding, delimiter, sheet, headerRow } = table
  return {
    format,
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(sheet === undefined ? {} : { sheet }),
    headerRow,
    columns: table.columns.map((column, position) => ({
      column,
      samples: looked.evidence[position]!.values.slice(0, 5),
      field: byPosition.get(position)?.field ?? null,
      confidence: Math.round((byPosition.get(position)?.confidence ?? 0) * 100) / 100,
    })),
  }
}

function detectionOfSaved(reading: Reading, saved: ImportMapping): Detection {
  const { table, sample, context } = reading
  const assigned = new Map(
    saved.columns.map(({ field, column }) => [
      field,
      { field, position: table.columns.indexOf(column), confidence: 1 },
    ]),
  )
  const { queues, unknownQueues } = detectQueues(
    queueTexts(sample, assigned.get('queue')?.position, saved.defaultQueue),
    context.queueIds,
    saved,
  )
  return {
    ...tablePart(reading, assigned),
    preset: presetPart(
      PRESETS.find(({ id }) => id === saved.preset),
      1,
    ),
    mapping: { ...saved, queues },
    unknownQueues,
    questions: unknownQueues.length > 0 ? ['queues'] : [],
  }
}

/** Text of each row that tells its queue; none where the queue of all rows is known. */
function queueTexts(
  sample: TableSample,
  position: number | undefined,
  defaultQueue: string | undefined,
): readonly string[] {
  if (position !== undefined) return sample.texts[position]!
  return defaultQueue === undefined ? Array.from({ length: sample.rows }, () => '') : []
}

const presetPart = (preset: PresetMatch['preset'] | undefined, confidence: number): Detection['preset'] =>
  preset ? { id: preset.id, name: preset.name, isVerified: preset.isVerified, confidence } : null

function detectAnew(reading: Reading): Detection {
  const { table, looked, context } = reading
  const match = matchPreset(PRESETS, table.columns, context.fileName)
  const { kind, assigned, isSure } = kindOf(looked, match)
  const preset = match?.preset.kind === kind ? match.preset : undefined
  const questions = new Set<ImportQuestion>(isSure ? [] : ['kind'])
  if (!settleColumns(reading, kind, assigned)) questions.add('time')
  if (settleDayAndMonth(assigned, looked)) questions.add('dayOrMonthFirst')
  const zone = zoneOf(assigned, looked, context.zone)
  if (zone === undefined) questions.add('zone')
  const { defaultQueue, queues, unknownQueues } = queuesOf(reading, kind, assigned)
  if (unknownQueues.length > 0) questions.add('queues')
  if ([...assigned.values()].some(isUnitAsked)) questions.add('duration')
  const botValues = preset?.botValues ?? (kind === 'contacts' ? addBotColumn(assigned, looked) : [])
  const mapping: ImportMapping = {
    name: preset?.id ?? nameOf(reading, kind),
    kind,
    ...(preset ? { preset: preset.id } : {}),
    zone: zone ?? DEFAULT_ZONE,
    columns: [...assigned.values()].map((found) => columnMapping(found, table)),
    queues,
    ...(defaultQueue === undefined ? {} : { defaultQueue }),
    botValues: [...botValues],
    repeatWindowHours: 24,
  }
  return {
    ...tablePart(reading, assigned),
    preset: presetPart(preset, match?.confidence ?? 0),
    mapping,
    unknownQueues,
    questions: [...questions],
  }
}

const nameOf = ({ table, context: { fileName, savedMappings } }: Reading, kind: Kind): string =>
  kind === 'contacts' ? contactsName(table.columns, savedMappings) : mappingName(fileName, kind, savedMappings)

function kindOf(looked: LookedAt, match: PresetMatch | undefined): DetectedKind {
  if (!match?.preset.isVerified) return detectKind(looked, match)
  return { kind: match.preset.kind, assigned: assignPreset(match, looked), isSure: true }
}

type Kind = DetectedKind['kind']
type Assigned = DetectedKind['assigned']

/**
 * Completes the columns by what the values say; whether their times are told.
 * @throws PlanningInputError when no column is left that means anything, or when the table counts by the day
 */
function settleColumns({ table, sample, looked, context }: Reading, kind: Kind, assigned: Assigned): boolean {
  const place = { file: context.fileName, row: table.headerRow }
  if (kind === 'contacts') settleTicketEnds(assigned, sample)
  const isTimeTold =
    kind === 'contacts' ? settleCreation(assigned, looked) : assigned.has('start') || assigned.has('date')
  if (assigned.size === 0) {
    const found = `The columns found are: ${table.columns.join(', ')}.`
    const where =
      table.sheet === undefined ? '' : ` Sheet ${JSON.stringify(table.sheet)} was read; another may hold the data.`
    const hint = `${found} Name them as in another export, or write a mapping file that says what they mean.${where}`
    throw new PlanningInputError({ ...place, problem: 'no column is known, and none holds times', hint })
  }
  if (kind === 'intervals') refuseDailyCounts(assigned, looked, place)
  return isTimeTold
}

/** Where several queues are planned and only the channel is told, the channel may be what tells them apart. */
function queuesOf(
  { sample, context: { queueIds } }: Reading,
  kind: Kind,
  assigned: Assigned,
): DetectedQueues & Pick<ImportMapping, 'defaultQueue'> {
  if (kind === 'calendar') return { queues: {}, unknownQueues: [] }
  const channel = assigned.get('channel')
  if (channel && !assigned.has('queue') && queueIds.length > 1) {
    assigned.delete('channel')
    assigned.set('queue', { ...channel, field: 'queue', confidence: channel.confidence / 2 })
  }
  const column = assigned.get('queue')
  const fallback = !column && queueIds.length === 1 ? { defaultQueue: queueIds[0]! } : {}
  const texts = queueTexts(sample, column?.position, fallback.defaultQueue)
  return { ...detectQueues(texts, queueIds, { queues: {}, ...fallback }), ...fallback }
}

/** Adds the column that tells bots from people, which may be that of the agent too; its values that mean a bot. */
function addBotColumn(assigned: Assigned, looked: LookedAt): readonly string[] {
  const bots = botColumnOf(looked)
  if (!bots) return []
  assigned.set('handledBy', { field: 'handledBy', position: bots.position, confidence: 0.9 })
  return bots.botValues
}

const isUnitAsked = ({ field, isUnitGuessed }: AssignedColumn): boolean =>
  isUnitGuessed === true && (field === 'effort' || field === 'sessionLength' || field === 'aht')

const columnMapping = (
  { field, position, timeFormat, durationUnit }: AssignedColumn,
  table: SourceTable,
): ColumnMapping => ({
  field,
  column: table.columns[position]!,
  ...(timeFormat === undefined ? {} : { timeFormat }),
  ...(durationUnit === undefined ? {} : { durationUnit }),
})
