import { dirname, join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { DateTime } from 'luxon'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { describeIssue, type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Roster } from '../../solver/domain/roster.ts'
import { planDateOf, zonesOfPeople } from '../../solver/domain/site.ts'
import {
  EXPORT_FORMATS,
  EXPORT_LANGUAGES,
  type ExportFormat,
  type ExportLanguage,
  exportMappingSchema,
} from '../contracts/export.ts'
import type { ExportedFiles } from '../exports/hr/export-parts.ts'
import { requisitionFiles } from '../exports/hr/requisitions.ts'
import { type FileContent, writeFiles } from '../exports/write-files.ts'
import { parseExportMapping } from '../imports/export-mapping.ts'
import { readText } from '../imports/plan-folder.ts'
import { parseRequisitionPlan } from '../imports/requisition-plan.ts'
import { parseRoster } from '../imports/roster-csv.ts'
import { makeExport } from '../jobs/make-export.ts'
import { parseSource, readSource, type SourceFiles } from './plan-source.ts'
import { sayOnStderr } from './progress-lines.ts'
import { weekOf, withNewPeople } from './roster-to-check.ts'

/** What the command can write: of a roster, and of a headcount plan. */
const FORMATS = [...EXPORT_FORMATS, 'requisitions'] as const
type Format = (typeof FORMATS)[number]

interface ExportOptions {
  readonly roster?: string
  readonly headcount?: string
  readonly out: string
  readonly formats?: readonly Format[]
  readonly month?: string
  readonly scenario?: string
  readonly mapping?: string
  readonly lang: ExportLanguage
  readonly report?: string
  readonly asOf?: number
}

const REPORT_FILE = 'report.json'
/** Of a plan folder: how its exports name things where no other file is given. */
const MAPPING_FILE = 'exports.yaml'

export const exportCommand = (): Command =>
  new Command('export')
    .description(
      'take a roster away as files for payroll, attendance, calendars, spreadsheets and print, a headcount plan as requisitions',
    )
    .argument('<folder>', 'plan folder')
    .requiredOption('--out <folder>', 'folder for the files')
    .option('--roster <file>', 'roster.csv of a plan')
    .option('--headcount <file>', 'headcount plan as JSON, for requisitions')
    .option('--formats <list>', `any of ${FORMATS.join(',')}; default: all that there is enough for`, formatList)
    .option('--month <month>', 'YYYY-MM: leave out other dates of a roster that reaches over two months', monthFrom)
    .option(
      '--scenario <scenario>',
      'id or file of the scenario that the roster was made for; default: that of the report',
    )
    .option('--mapping <file>', `how other systems name things, YAML; default: ${MAPPING_FILE} of the plan folder`)
    .option('--report <file>', `report of the roster; default: ${REPORT_FILE} beside it`)
    .option('--as-of <time>', 'when the roster stood so, for calendars: 2026-09-25T18:00Z; default: now', timeFrom)
    .addOption(new Option('--lang <language>', 'language of texts').choices(EXPORT_LANGUAGES).default('zh-CN'))
    .addHelpText('after', ABOUT)
    .action(async (folder: string, options: ExportOptions) => {
      const mappingFile = options.mapping ?? join(folder, MAPPING_FILE)
      const mappingText = await readWhere(options.mapping, mappingFile)
      const mapping = mappingText === undefined ? undefined : { file: mappingFile, text: mappingText }
      const made = [...(await ofRoster(folder, options, mapping)), ...(await ofHeadcount(folder, options, mapping))]
      if (made.length === 0) throw nothingToExport(options)
      const files = new Map(
        made.flatMap((own) => [...own.files].map(([name, content]) => [name, toWrite(content)] as const)),
      )
      await writeFiles(options.out, files)
      for (const note of made.flatMap(({ notes }) => notes)) sayOnStderr(note)
      sayOnStderr(files.size === 1 ? `1 file is in ${options.out}.` : `${files.size} files are in ${options.out}.`)
    })

type MappingFile = { readonly file: string; readonly text: string } | undefined

type Exported = ExportedFiles<string | Uint8Array>

const toWrite = (content: string | Uint8Array): FileContent => (typeof content === 'string' ? content : () => [content])

const asks = ({ formats }: ExportOptions, format: Format): boolean => formats?.includes(format) ?? true

async function ofRoster(folder: string, options: ExportOptions, mapping: MappingFile): Promise<Exported[]> {
  const { roster: rosterFile } = options
  if (rosterFile === undefined || !EXPORT_FORMATS.some((format) => asks(options, format))) return []
  const rosterText = await readText(rosterFile)
  const reportText = await readWhere(options.report, join(dirname(rosterFile), REPORT_FILE))
  const told = reportText === undefined ? {} : toldBy(reportText)
  const scenario = options.scenario ?? told.scenario
  const source = await readSource(folder, scenario === undefined ? {} : { scenario })
  const { week, weeks = 1 } = told.week ? told : weeksIn(source, rosterFile, rosterText)
  const isPossible = (format: Format) =>
    options.formats !== undefined || format !== 'summary' || reportText !== undefined
  const { files, notes, refused } = await makeExport(source.files, {
    ...{ week: week!, weeks, scenario: source.scenarioId, rosterFile, rosterText, reportText, mapping },
    formats: EXPORT_FORMATS.filter((format) => asks(options, format) && isPossible(format)),
    language: options.lang,
    month: options.month,
    stampMs: options.asOf ?? Date.now(),
  })
  if (refused.length > 0) throw new PlanningInputError(onlyOnce(refused.flatMap(({ issues }) => issues)))
  return [{ files: new Map(files.map(({ name, format, content }) => [placeOf(name, format), content])), notes }]
}

async function ofHeadcount(folder: string, options: ExportOptions, mapping: MappingFile): Promise<Exported[]> {
  const { headcount: file, lang: language } = options
  if (file === undefined || !asks(options, 'requisitions')) return []
  const { inputs } = parseSource(await readSource(folder, {}))
  const plan = parseRequisitionPlan(file, await readText(file))
  const { contracts, headcount } = inputs.settings
  const terms = { contracts, external: headcount?.external ?? [], language }
  return [requisitionFiles(plan, terms, mapping ? parseExportMapping(mapping.file, mapping.text) : NO_MAPPING)]
}

const NO_MAPPING = exportMappingSchema.parse({})

function nothingToExport({ roster, headcount }: ExportOptions): PlanningInputError {
  if (roster === undefined && headcount === undefined) {
    const problem = 'neither a roster nor a headcount plan is named'
    return new PlanningInputError({ problem, hint: 'Add --roster FILE, or --headcount FILE for requisitions.' })
  }
  const hint = 'Requisitions take --headcount FILE, all other formats --roster FILE.'
  return new PlanningInputError({ problem: 'none of the formats can be made from what is named', hint })
}

const ABOUT = `
Formats: payroll: employee,date,pay_code,hours (REG, OT150, OT200, OT300, TOIL; NIGHT counts hours that are in the
others already). adp, bamboohr: columns of those imports. feishu: a matrix a month, and rows of at most 50 a file for its
attendance interface. ics: a calendar for each person. xlsx: a workbook: people by days, hours and pay as
live formulas of the list of shifts. summary: one page of A4 to print, from the report.
requisitions: whom to ask for by when, from --headcount. None of them is a certified connection: codes and ids come from
the mapping, and what it does not say is named. Files that people open begin with a byte order mark, which Excel needs for
Chinese; adp, bamboohr and feishu-long do not. Excel drops leading zeros and rounds ids of more than 15 digits: load those
files into their systems as they are, without saving them from Excel.`

/** Formats that tell hours refuse the same things. */
const onlyOnce = (issues: readonly InputIssue[]): InputIssue[] => [
  ...new Map(issues.map((issue) => [describeIssue(issue), issue])).values(),
]

/** Calendars are many; all else lies beside one another. */
const placeOf = (name: string, format: ExportFormat): string => (format === 'ics' ? `calendars/${name}` : name)

/** A file that was named must be there; one looked for in its usual place need not. */
async function readWhere(named: string | undefined, usual: string): Promise<string | undefined> {
  if (named !== undefined) return readText(named)
  return readText(usual).catch((error: unknown) => {
    if (error instanceof PlanningInputError && error.issues[0]?.problem === 'does not exist') return undefined
    throw error
  })
}

/** What a report says of its roster. Whether it is a report at all is checked where it is used. */
function toldBy(text: string): { readonly week?: string; readonly weeks?: number; readonly scenario?: string } {
  try {
    const { week, weeks, scenario } = JSON.parse(text) as Record<string, unknown>
    const isTold = typeof week === 'string' && typeof weeks === 'number' && typeof scenario === 'string'
    return isTold ? { week, weeks, scenario } : {}
  } catch {
    return {}
  }
}

/** Weeks from that of the first shift to that of the last. */
function weeksIn(source: SourceFiles, file: string, text: string): { week: string; weeks: number } {
  const { inputs: given, scenario } = parseSource(source)
  const inputs = withNewPeople(given, scenario)
  const roster = parseRoster(file, text, inputs)
  const week = weekOf(roster, inputs, file)
  const days = DateTime.fromISO(lastDateOf(roster, inputs)).diff(DateTime.fromISO(week), 'days').days
  return { week, weeks: Math.floor(Math.round(days) / 7) + 1 }
}

function lastDateOf({ assignments }: Roster, inputs: PlanInputs): string {
  const zoneOf = zonesOfPeople(inputs)
  const dates = assignments.map(({ employeeId, startMs }) =>
    planDateOf(startMs, zoneOf(employeeId), inputs.settings.zone),
  )
  return dates.sort().at(-1)!
}

function formatList(text: string): Format[] {
  return text.split(',').map((word) => {
    const format = FORMATS.find((known) => known === word.trim())
    if (format) return format
    throw new InvalidArgumentError(`${JSON.stringify(word)} is not one of ${FORMATS.join(', ')}.`)
  })
}

function monthFrom(text: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text
  throw new InvalidArgumentError('Write a month such as 2026-10.')
}

function timeFrom(text: string): number {
  const time = DateTime.fromISO(text, { zone: 'utc' })
  if (time.isValid) return time.toMillis()
  throw new InvalidArgumentError('Write a time such as 2026-09-25T18:00Z.')
}
