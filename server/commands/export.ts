import { dirname, join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { DateTime } from 'luxon'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { describeIssue, type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Roster } from '../../solver/domain/roster.ts'
import { planDateOf, zonesOfPeople } from '../../solver/domain/site.ts'
import { EXPORT_FORMATS, EXPORT_LANGUAGES, type ExportFormat, type ExportLanguage } from '../contracts/export.ts'
import { writeFiles } from '../exports/write-files.ts'
import { readText } from '../imports/plan-folder.ts'
import { parseRoster } from '../imports/roster-csv.ts'
import { makeExport } from '../jobs/make-export.ts'
import { parseSource, readSource, type SourceFiles } from './plan-source.ts'
import { sayOnStderr } from './progress-lines.ts'
import { weekOf, withNewPeople } from './roster-to-check.ts'

interface ExportOptions {
  readonly roster: string
  readonly out: string
  readonly formats?: readonly ExportFormat[]
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
    .description('take a roster away as files for payroll, attendance, calendars and print')
    .argument('<folder>', 'plan folder')
    .requiredOption('--roster <file>', 'roster.csv of a plan')
    .requiredOption('--out <folder>', 'folder for the files')
    .option('--formats <list>', `any of ${EXPORT_FORMATS.join(',')}; default: all that there is enough for`, formatList)
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
      const rosterText = await readText(options.roster)
      const reportText = await readWhere(options.report, join(dirname(options.roster), REPORT_FILE))
      const told = reportText === undefined ? {} : toldBy(reportText)
      const scenario = options.scenario ?? told.scenario
      const source = await readSource(folder, scenario === undefined ? {} : { scenario })
      const { week, weeks } = told.week
        ? { week: told.week, weeks: told.weeks ?? 1 }
        : weeksIn(source, options, rosterText)
      const mappingFile = options.mapping ?? join(folder, MAPPING_FILE)
      const mappingText = await readWhere(options.mapping, mappingFile)
      const { files, notes, refused } = makeExport(source.files, {
        ...{ week, weeks, scenario: source.scenarioId, rosterFile: options.roster, rosterText, reportText },
        formats: options.formats ?? EXPORT_FORMATS.filter((format) => format !== 'summary' || reportText !== undefined),
        language: options.lang,
        ...(mappingText !== undefined && { mapping: { file: mappingFile, text: mappingText } }),
        month: options.month,
        stampMs: options.asOf ?? Date.now(),
      })
      if (refused.length > 0) throw new PlanningInputError(onlyOnce(refused.flatMap(({ issues }) => issues)))
      await writeFiles(options.out, new Map(files.map(({ name, format, text }) => [placeOf(name, format), text])))
      for (const note of notes) sayOnStderr(note)
      sayOnStderr(`${files.length} files are in ${options.out}.`)
    })

const ABOUT = `
Formats: payroll: employee,date,pay_code,hours (REG, OT150, OT200, OT300, TOIL; NIGHT counts hours that are in the
others already). adp, bamboohr: columns of those imports. feishu: a matrix a month, and rows of at most 50 a file for its
attendance interface. ics: a calendar for each person. summary: one page of A4 to print, from the report.
None of them is a certified connection: codes and ids come from the mapping, and what it does not say is named.
Files for people begin with a byte order mark, which Excel needs; adp, bamboohr and feishu-long do not.`

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
function weeksIn(source: SourceFiles, { roster: file }: ExportOptions, text: string): { week: string; weeks: number } {
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

function formatList(text: string): ExportFormat[] {
  return text.split(',').map((word) => {
    const format = EXPORT_FORMATS.find((known) => known === word.trim())
    if (format) return format
    throw new InvalidArgumentError(`${JSON.stringify(word)} is not one of ${EXPORT_FORMATS.join(', ')}.`)
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
