import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type Detection, type ImportMapping, type ImportQuestion, importMappingSchema } from '../contracts/import.ts'
import { isCalendarText } from '../imports/import-file.ts'
import { detectImport } from '../imports/mapping/detect-mapping.ts'
import { parseMapping } from '../imports/mapping/mapping-file.ts'
import { readText } from '../imports/plan-folder.ts'
import type { PlanReader } from '../imports/plan-reader.ts'
import { readPlanText } from '../imports/plan-reader.ts'
import { readHead } from '../imports/tables/file-format.ts'
import { openTable } from '../imports/tables/open-table.ts'

const MAPPINGS_FOLDER = 'mappings/'
export const mappingFileOf = (name: string): string => `${MAPPINGS_FOLDER}${name}.yaml`

/** How a file is to be read, what was understood of it, and what only a person can tell. */
export interface ChosenMapping {
  readonly mapping: ImportMapping
  /** Lines that say what was understood; none where the mapping was given. */
  readonly understood: readonly string[]
  readonly questions: readonly InputIssue[]
}

/** Reads the mapping that is named by its file or by its name in the plan. */
export async function givenMapping(named: string, folder: string): Promise<ImportMapping> {
  for (const path of [named, join(folder, mappingFileOf(named))]) {
    if ((await stat(path).catch(() => undefined))?.isFile()) return parseMapping(path, await readText(path))
  }
  const hint = `Name a file, or one of the plan's ${MAPPINGS_FOLDER} without .yaml.`
  throw new PlanningInputError({ value: named, problem: 'is not a mapping', hint })
}

export interface DetectionChoices {
  /** Queue of rows that name none, or none that the plan has. */
  readonly queue?: string
  /** Sheet of a workbook. */
  readonly sheet?: string
}

/** Finds out how to read a file. */
export async function detectedMapping(
  path: string,
  plan: PlanReader,
  { queue, sheet }: DetectionChoices,
): Promise<ChosenMapping> {
  const { settings } = plan
  const fileName = basename(path)
  if (isCalendarText(fileName, await readHead(path, fileName)))
    return { mapping: icsMapping(settings.zone), understood: [], questions: [] }
  const savedMappings: ImportMapping[] = []
  for (const file of (await plan.list(MAPPINGS_FOLDER)).filter((name) => name.endsWith('.yaml'))) {
    savedMappings.push(parseMapping(file, (await readPlanText(plan, file))!))
  }
  const queueIds = settings.queues.map(({ id }) => id)
  const table = await openTable(path, { name: fileName, ...(sheet === undefined ? {} : { sheet }) })
  const detection = await detectImport(table, { queueIds, zone: settings.zone, savedMappings, fileName })
  const mapping = queue === undefined ? detection.mapping : withQueue(detection, queue)
  const questions = detection.questions.filter((question) => question !== 'queues' || queue === undefined)
  return {
    mapping,
    understood: understood(detection, mapping, savedMappings),
    questions: questions.map((question) => ({ file: fileName, ...asked(question, detection, queueIds) })),
  }
}

/** Events of an iCalendar file name their own fields. */
const icsMapping = (zone: string): ImportMapping =>
  importMappingSchema.parse({
    name: 'calendar',
    kind: 'calendar',
    zone,
    columns: [{ field: 'start', column: 'DTSTART' }],
  })

function withQueue({ mapping, unknownQueues }: Detection, queue: string): ImportMapping {
  const queues = Object.fromEntries(unknownQueues.map(({ value }) => [value, queue]))
  return { ...mapping, queues: { ...mapping.queues, ...queues }, defaultQueue: queue }
}

function understood({ preset, columns }: Detection, mapping: ImportMapping, saved: readonly ImportMapping[]): string[] {
  const isSaved = saved.some(({ name }) => name === mapping.name)
  const source = isSaved
    ? `the saved mapping ${mapping.name}`
    : preset
      ? `an export of ${preset.name}${preset.isVerified ? '' : ' (by column names that nobody has verified)'}`
      : 'a table without a known origin'
  const fields = mapping.columns.map(({ field, column }) => `${column} = ${field}`)
  const unused = columns.length - mapping.columns.length
  return [
    `Read as ${mapping.kind} from ${source}, times in ${mapping.zone}.`,
    `Columns: ${fields.join(', ')}${unused > 0 ? `; ${unused} not used` : ''}.`,
  ]
}

const LISTED = 20

/** What to write into the mapping file for each thing that the file does not tell. */
function asked(
  question: ImportQuestion,
  { columns, mapping, unknownQueues }: Detection,
  queueIds: readonly string[],
): InputIssue {
  if (question === 'queues') {
    const values = unknownQueues.slice(0, LISTED).map(({ value, rows }) => `${JSON.stringify(value)} (${rows} rows)`)
    const problem = `which queues of the plan are meant is not known: ${values.join(', ')}`
    return { problem, hint: `Write each under queues with one of ${queueIds.join(', ')}, or give --queue for all.` }
  }
  if (question === 'zone') {
    return { problem: 'the time zone of the times is not known', hint: `Check zone: ${mapping.zone}.` }
  }
  if (question === 'dayOrMonthFirst') {
    const dates = columns.filter(({ field }) =>
      mapping.columns.some((mapped) => mapped.field === field && mapped.timeFormat?.endsWith('First')),
    )
    const samples = dates.flatMap(({ samples }) => samples.slice(0, 2)).join(', ')
    const problem = `whether the day or the month comes first is not known: ${samples}`
    return { problem, hint: 'Write timeFormat: dayFirst or monthFirst at the column.' }
  }
  if (question === 'duration') {
    const problem = 'the unit of a duration is not known'
    return { problem, hint: 'Check durationUnit: seconds, milliseconds, minutes or hours at the column.' }
  }
  if (question === 'kind') {
    const problem = 'whether rows are contacts, intervals or events of a calendar is not sure'
    return { problem, hint: `Check kind: ${mapping.kind}.` }
  }
  const found = columns.map(
    ({ column, samples: [sample = ''] }) => `${column} (${JSON.stringify(sample.slice(0, 40))})`,
  )
  const fields = TIME_FIELDS[mapping.kind]
  const hint = `Give the column that tells it to ${fields} where two tell it. The columns found are: ${found.join(', ')}.`
  return { problem: 'which column tells the date and time is not known', hint }
}

const TIME_FIELDS: Readonly<Record<ImportMapping['kind'], string>> = {
  contacts: 'createdAt, or to createdAt and timeOfDay',
  intervals: 'start, or to date and timeOfDay',
  calendar: 'start, or to date and startTime',
}
