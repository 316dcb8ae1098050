import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'
import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import type { Employee } from '../../solver/domain/employee.ts'
import { intervalStart } from '../../solver/domain/horizon.ts'
import type { PlanInputs, PlanSettings, QueueHistory } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { parseAvailability } from './availability-csv.ts'
import { withBalances } from './balances-csv.ts'
import { orderEvents, parseCalendarCsv } from './calendar-csv.ts'
import { parseCalendarIcs } from './calendar-ics.ts'
import { parseEmployees } from './employees-csv.ts'
import { parseHistory } from './history-csv.ts'
import { OVERRIDES_FILE, parseOverrides } from './overrides-csv.ts'
import { parseSettings, SETTINGS_FILE } from './plan-settings.ts'
import { parsePreviousRoster } from './roster-csv.ts'
import { ruleConflicts } from './settings-conflicts.ts'
import { idleOverflowIssues } from './settings-pools.ts'
import { unknownPeople } from './settings-references.ts'
import { nearest } from './suggestion.ts'

const EMPLOYEES_FILE = 'employees.csv'
const CALENDAR_CSV_FILE = 'calendar.csv'
const CALENDAR_ICS_FILE = 'calendar.ics'
const AVAILABILITY_FILE = 'availability.csv'
const BALANCES_FILE = 'balances.csv'
const PREVIOUS_ROSTER_FILE = 'previous-roster.csv'

export const MAX_FILE_BYTES = 256 * 1024 * 1024
/** How far past the end of history a repeating calendar event is followed. */
const CALENDAR_REACH_MS = 550 * 86_400_000

/**
 * Reads and checks the files of a plan folder, path relative to the folder -> text.
 * @throws PlanningInputError with every issue found. Tables refer to plan.yaml, so they are read once that is right.
 */
export function parsePlanFolder(files: ReadonlyMap<string, string>): PlanInputs {
  const issues: InputIssue[] = []
  const settingsText = required(files, SETTINGS_FILE, issues)
  const parsed = settingsText === undefined ? undefined : parseSettings(settingsText, issues)
  if (!parsed) throw new PlanningInputError(issues)
  const { settings, workRules } = parsed
  const employeesText = required(files, EMPLOYEES_FILE, issues)
  const employees = employeesText === undefined ? [] : readPeople(files, employeesText, settings, issues)
  const history = readHistory(files, settings, issues)
  const calendar = readCalendar(files, settings, history, issues)
  const overridesText = files.get(OVERRIDES_FILE)
  const overrides = overridesText === undefined ? [] : parseOverrides(OVERRIDES_FILE, overridesText, settings, issues)
  if (employees.length > 0) {
    const unknown = unknownPeople(parsed.file, employees)
    issues.push(...idleOverflowIssues(parsed.file, employees), ...unknown)
    // A rule for a misspelt person or role would be found to bind nobody, too.
    if (unknown.length === 0) issues.push(...ruleConflicts(parsed.file, workRules, employees))
  }
  // Without people every row of these two would be reported as naming an unknown person.
  const { availability, previousRoster } =
    employees.length === 0 ? { availability: [], previousRoster: [] } : readDays(files, settings, employees, issues)
  if (issues.length > 0) throw new PlanningInputError(issues)
  return {
    settings,
    workRules,
    employees,
    history,
    calendar,
    overrides,
    availability,
    previousRoster,
    inputHash: hashOf(files, settings),
  }
}

function required(files: ReadonlyMap<string, string>, path: string, issues: InputIssue[]): string | undefined {
  const text = files.get(path)
  if (text === undefined) issues.push(missingFile(path, [...files.keys()].sort(compareIds)))
  return text
}

function missingFile(path: string, found: readonly string[]): InputIssue {
  const near = nearest(path, found)
  const others = found.length === 0 ? 'There are no files here.' : `The files found are: ${found.join(', ')}.`
  const hint = near === undefined ? others : `Maybe ${JSON.stringify(near)} is meant: rename it.`
  return { file: path, problem: 'the file is missing', hint }
}

/** The people with their balances. Without people every row of balances would be reported as naming an unknown person. */
function readPeople(
  files: ReadonlyMap<string, string>,
  text: string,
  settings: PlanSettings,
  issues: InputIssue[],
): Employee[] {
  const employees = parseEmployees(EMPLOYEES_FILE, text, settings, issues)
  const balances = files.get(BALANCES_FILE)
  return balances === undefined || employees.length === 0
    ? employees
    : withBalances(BALANCES_FILE, balances, employees, issues)
}

function readHistory(files: ReadonlyMap<string, string>, settings: PlanSettings, issues: InputIssue[]): QueueHistory[] {
  const text = required(files, settings.historyFile, issues)
  if (text === undefined) return []
  const before = issues.length
  const queueIds = settings.queues.map(({ id }) => id)
  const { zone, intervalMinutes, historyQueue } = settings
  const options = {
    zone,
    intervalMinutes,
    queueIds,
    ...(historyQueue === undefined ? {} : { defaultQueue: historyQueue }),
  }
  const history = parseHistory(settings.historyFile, text, options, issues)
  if (issues.length > before) return history
  for (const { id, analogy } of settings.queues) {
    if (analogy || history.some(({ queueId }) => queueId === id)) continue
    const problem = `queue ${JSON.stringify(id)} has no rows`
    const hint = 'Add its rows, name a queue that it will be like (analogy), or remove the queue from plan.yaml.'
    issues.push({ file: settings.historyFile, column: 'queue', problem, hint })
  }
  return history
}

function readCalendar(
  files: ReadonlyMap<string, string>,
  settings: PlanSettings,
  history: readonly QueueHistory[],
  issues: InputIssue[],
): CalendarEvent[] {
  const csv = files.get(CALENDAR_CSV_FILE)
  const ics = files.get(CALENDAR_ICS_FILE)
  const fromCsv = csv === undefined ? [] : parseCalendarCsv(CALENDAR_CSV_FILE, csv, settings.zone, issues)
  if (ics === undefined) return fromCsv
  const historyEnd = Math.max(
    0,
    ...history.map((series) => intervalStart({ ...series, intervals: 0 }, series.volume.length)),
  )
  const fromIcs = parseCalendarIcs(CALENDAR_ICS_FILE, ics, settings.zone, historyEnd + CALENDAR_REACH_MS, issues)
  return orderEvents([...fromCsv, ...fromIcs])
}

function readDays(
  files: ReadonlyMap<string, string>,
  settings: PlanSettings,
  employees: PlanInputs['employees'],
  issues: InputIssue[],
): Pick<PlanInputs, 'availability' | 'previousRoster'> {
  const availabilityText = files.get(AVAILABILITY_FILE)
  const availability =
    availabilityText === undefined
      ? []
      : parseAvailability(AVAILABILITY_FILE, availabilityText, settings, employees, issues)
  const rosterText = files.get(PREVIOUS_ROSTER_FILE)
  const context = { settings, employees, availability: [] }
  const previousRoster =
    rosterText === undefined ? [] : parsePreviousRoster(PREVIOUS_ROSTER_FILE, rosterText, context, issues)
  return { availability, previousRoster }
}

/** Files that a plan is made from, history apart, whose name is the plan's own. */
const planPaths = (): string[] => [
  SETTINGS_FILE,
  EMPLOYEES_FILE,
  CALENDAR_CSV_FILE,
  CALENDAR_ICS_FILE,
  AVAILABILITY_FILE,
  BALANCES_FILE,
  PREVIOUS_ROSTER_FILE,
  OVERRIDES_FILE,
]

/** SHA-256 over path and content of the files that a plan is made from; scenarios and read-me files are no part. */
function hashOf(files: ReadonlyMap<string, string>, settings: PlanSettings): string {
  const hash = createHash('sha256')
  for (const path of [...planPaths(), settings.historyFile].sort(compareIds)) {
    const text = files.get(path)
    if (text !== undefined) hash.update(`${path}\0${Buffer.byteLength(text)}\0`).update(text)
  }
  return hash.digest('hex')
}

/**
 * Reads the files of a plan folder, its scenarios included, path relative to the folder -> text.
 * @param historyFile read in the place of the plan's own history
 * @throws PlanningInputError when the folder or a file is missing, cannot be read or is too large
 */
export async function readPlanFolder(folder: string, historyFile?: string): Promise<Map<string, string>> {
  const names = await namesIn(folder)
  const files = new Map<string, string>()
  const scenarios = names.includes('scenarios') ? await namesIn(join(folder, 'scenarios')) : []
  const paths = [
    ...planPaths().filter((name) => names.includes(name)),
    ...scenarios.filter((name) => /\.ya?ml$/.test(name)).map((name) => `scenarios/${name}`),
  ]
  for (const path of paths) files.set(path, await readText(join(folder, path), path))
  const historyName = historyFileOf(files.get(SETTINGS_FILE))
  const missing = [SETTINGS_FILE, EMPLOYEES_FILE].filter((name) => !files.has(name))
  const historyPath = historyFile ?? resolve(folder, historyName)
  if (historyFile === undefined && !(await exists(historyPath))) missing.push(historyName)
  else files.set(historyName, await readText(historyPath, historyFile ?? historyName))
  if (missing.length > 0) throw new PlanningInputError(missing.map((name) => missingFile(name, names)))
  return files
}

/** Where the settings say that history is. Settings that cannot be read are reported when the folder is parsed. */
export function historyFileOf(settingsText: string | undefined): string {
  try {
    const { historyFile } = (parseYaml(settingsText ?? '') ?? {}) as { historyFile?: unknown }
    return typeof historyFile === 'string' && historyFile !== '' ? historyFile : 'history.csv'
  } catch {
    return 'history.csv'
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort(compareIds)
  } catch (error) {
    const problem = isCode(error, 'ENOENT')
      ? 'does not exist'
      : isCode(error, 'ENOTDIR')
        ? 'is not a folder'
        : reason(error)
    throw new PlanningInputError({ value: folder, problem, hint: 'Name a plan folder, which holds plan.yaml.' })
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path)
    .then(() => true)
    .catch(() => false)

/** Text of a file. @throws PlanningInputError when it cannot be read or is larger than a plan's files may be */
export async function readText(path: string, name = path): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size <= MAX_FILE_BYTES) return utf8Text(await readFile(path), name)
  } catch (error) {
    if (error instanceof PlanningInputError) throw error
    const problem = isCode(error, 'ENOENT') ? 'does not exist' : isCode(error, 'EISDIR') ? 'is a folder' : reason(error)
    throw new PlanningInputError({ value: name, problem, hint: 'Check the name of the file.' })
  }
  throw new PlanningInputError({
    value: name,
    problem: 'is larger than 256 MB',
    hint: 'Split the file or shorten the history.',
  })
}

/** Text in another encoding (Excel writes GB18030 or Windows-1252) would be read as names that nobody has. */
function utf8Text(bytes: Buffer, name: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const lines = bytes.toString('utf8').split('\n')
  throw new PlanningInputError({
    file: name,
    row: lines.findIndex((line) => line.includes('\uFFFD')) + 1,
    problem: 'is not UTF-8 text',
    hint: 'Save the file as "CSV UTF-8" or convert it: iconv -f GB18030 -t UTF-8.',
  })
}

const isCode = (error: unknown, code: string): boolean => (error as { code?: unknown }).code === code
const reason = (error: unknown): string => `cannot be read: ${(error as Error).message}`
