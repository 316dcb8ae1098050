import { parse as parseYaml, stringify } from 'yaml'
import type { InputIssue } from '../../../solver/domain/planning-input-error.ts'
import type { SettingsChange, SettingsStep } from '../../../solver/domain/scenario.ts'
import { isInSpan } from '../../../solver/domain/target.ts'
import { parseEmployees } from '../employees-csv.ts'
import { parseSettings, SETTINGS_FILE } from '../plan-settings.ts'
import { ruleConflicts } from '../settings-conflicts.ts'
import { patchSettings } from './patch-settings.ts'
import type { ScenarioFile } from './scenario-file.ts'

/** A change of settings with the file that it stands in. */
export interface PlacedChange {
  readonly change: SettingsChange
  readonly file: ScenarioFile
  /** Place in the file's list. */
  readonly index: number
}

const EMPLOYEES_FILE = 'employees.csv'

/**
 * The settings of a plan with changes in them, from each date on which they change to the next. Each is read and checked as
 * if `plan.yaml` said so, people included; what is wrong is told at the change after which it is.
 */
export function settingsSteps(
  files: ReadonlyMap<string, string>,
  changes: readonly PlacedChange[],
  issues: InputIssue[],
): SettingsStep[] {
  return spansOf(changes.map(({ change }) => change)).flatMap((span) => {
    const date = span.from ?? span.to
    const inForce = changes.filter(({ change }) => date === undefined || isInSpan(date, change))
    const step = stepOf(files, inForce, issues)
    return step ? [{ ...span, ...step }] : []
  })
}

function stepOf(
  files: ReadonlyMap<string, string>,
  changes: readonly PlacedChange[],
  issues: InputIssue[],
): Pick<SettingsStep, 'settings' | 'workRules'> | undefined {
  const before = issues.length
  const written = parseYaml(files.get(SETTINGS_FILE) ?? '') as Record<string, unknown>
  const patched = changes.reduce(
    (settings, { change, file, index }) =>
      patchSettings(settings, change, (at, problem, hint) =>
        addOnce(issues, file.issueAt(['settings', index, ...at], problem, hint)),
      ),
    written,
  )
  if (issues.length > before) return undefined
  const found: InputIssue[] = []
  const parsed = parseSettings(stringify(patched), found)
  const employees = files.get(EMPLOYEES_FILE)
  if (parsed && employees !== undefined) {
    const people = parseEmployees(EMPLOYEES_FILE, employees, parsed.settings, found)
    if (found.length === 0) found.push(...ruleConflicts(parsed.file, parsed.workRules, people))
  }
  const last = changes.at(-1)
  for (const issue of found) addOnce(issues, last ? atChange(last, issue) : issue)
  return parsed && issues.length === before ? parsed : undefined
}

/** Rows of settings that nobody wrote say nothing; the place within them does. */
function atChange({ file, index }: PlacedChange, { file: of, row, column, ...issue }: InputIssue): InputIssue {
  const { value: _, ...place } = file.issueAt(['settings', index], '', '')
  const where = of === SETTINGS_FILE ? column : `${of} row ${row}, ${column}`
  return { ...place, ...(where && { column: `${place.column}: ${where}` }), ...issue }
}

function addOnce(issues: InputIssue[], issue: InputIssue): void {
  const isSame = (other: InputIssue) =>
    other.file === issue.file && other.column === issue.column && other.problem === issue.problem
  if (!issues.some(isSame)) issues.push(issue)
}

interface Span {
  readonly from?: string
  readonly to?: string
}

/** All of time, cut where a change begins or has ended. */
function spansOf(changes: readonly SettingsChange[]): Span[] {
  if (changes.length === 0) return []
  const starts = changes.flatMap(({ from, to }) => [
    ...(from === undefined ? [] : [from]),
    ...(to === undefined ? [] : [dayAfter(to, 1)]),
  ])
  const cuts = [...new Set(starts)].sort()
  return [undefined, ...cuts].map((from, index) => ({
    ...(from !== undefined && { from }),
    ...(cuts[index] !== undefined && { to: dayAfter(cuts[index], -1) }),
  }))
}

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
