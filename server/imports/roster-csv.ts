import type { Availability, Employee } from '../../solver/domain/employee.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import {
  type Assignment,
  compareIds,
  orderAssignments,
  type PlacedActivity,
  type PlacedBreak,
  type Roster,
} from '../../solver/domain/roster.ts'
import type { ShiftTemplate } from '../../solver/domain/shift-template.ts'
import { zonesOfPeople } from '../../solver/domain/site.ts'
import { type CsvRow, listFrom, readCsv } from './csv-table.ts'
import { type LocalTimeReader, timeReaderOf } from './local-time.ts'
import { knownWordsHint } from './suggestion.ts'
import { isOnGrid, overlap, type TimeSpan, timeSpanFrom } from './time-span.ts'

const COLUMNS = { required: ['employee', 'start', 'end', 'template', 'breaks', 'queue_or_activity'], optional: [] }
const BREAK_HINT = 'Write each as "meal 2026-11-09T12:00+08:00/2026-11-09T13:00+08:00", more than one joined by "|".'

const ACTIVITY_HINT =
  'Write each as "training 2026-11-09T14:00+08:00/2026-11-09T15:00+08:00", beside the queues, joined by "|".'
/** A break or an activity, as against the word alone that names a queue. */
const TIMED = /^(\S+)\s+([^/]+)\/(.+)$/

/** What a roster's rows refer to. */
export interface RosterContext {
  readonly settings: PlanSettings
  readonly employees: readonly Employee[]
  readonly availability: readonly Availability[]
}

/**
 * Reads a roster to be checked or simulated: `employee,start,end,template,breaks,queue_or_activity`. Times without an
 * offset are those of the person's zone. Rules are not
 * looked at here: a roster that breaks them is still a roster, and the checker names what it breaks.
 * @throws PlanningInputError with every issue found
 */
export function parseRoster(file: string, text: string, context: RosterContext): Roster {
  const issues: InputIssue[] = []
  const rows = readAssignments(file, text, context, issues)
  for (const { assignment, row } of rows) {
    const offGrid = [assignment, ...assignment.breaks, ...(assignment.activities ?? [])].some(
      ({ startMs, endMs }) => !isOnGrid(startMs, context.settings) || !isOnGrid(endMs, context.settings),
    )
    if (!offGrid) continue
    const problem = `is of a shift with times off the grid of ${context.settings.intervalMinutes}-minute intervals`
    row.report('start', problem, 'Move the shift, its breaks and activities to starts of intervals.')
  }
  if (issues.length > 0) throw new PlanningInputError(issues)
  return { assignments: orderAssignments(rows.map(({ assignment }) => assignment)) }
}

/** Reads the tail of the last period's roster, in which nobody may work two shifts at once. */
export function parsePreviousRoster(
  file: string,
  text: string,
  context: RosterContext,
  issues: InputIssue[],
): Assignment[] {
  const rows = readAssignments(file, text, context, issues)
  const byEmployee = Map.groupBy(rows, ({ assignment }) => assignment.employeeId)
  for (const shifts of byEmployee.values()) {
    shifts.sort((a, b) => a.assignment.startMs - b.assignment.startMs || a.row.row - b.row.row)
    shifts.forEach(({ assignment, row }, position) => {
      const earlier = shifts[position - 1]
      if (!earlier || !overlap(assignment, earlier.assignment)) return
      const problem = `of ${assignment.employeeId} overlaps the shift of row ${earlier.row.row}`
      row.report('start', problem, 'Remove one of the two rows, or change its times.')
    })
  }
  return orderAssignments(rows.map(({ assignment }) => assignment))
}

interface AssignmentRow {
  readonly assignment: Assignment
  readonly row: CsvRow
}

function readAssignments(file: string, text: string, context: RosterContext, issues: InputIssue[]): AssignmentRow[] {
  const table = readCsv(file, text, COLUMNS, issues)
  const readTimeOf = timeReaderOf(zonesOfPeople(context))
  const employeeIds = new Set(context.employees.map(({ id }) => id))
  const templateById = new Map(context.settings.shiftTemplates.map((template) => [template.id, template]))
  const rows: AssignmentRow[] = []
  for (const row of table?.entries(issues) ?? []) {
    const employeeId = row.text('employee')
    const templateId = row.text('template')
    const template = templateById.get(templateId)
    const readTime = readTimeOf(employeeId)
    const span = timeSpanFrom(row, readTime)
    if (!employeeIds.has(employeeId)) {
      row.report('employee', 'is not a person of employees.csv', knownWordsHint(employeeId, employeeIds))
    }
    if (!template) {
      row.report('template', 'is not a shift template of plan.yaml', knownWordsHint(templateId, templateById.keys()))
    }
    const onCall = template?.onCall === true
    const queueIds = queuesFrom(row, context.settings, onCall)
    const activities = activitiesFrom(row, readTime)
    if (!template || !span) continue
    const breaks = breaksFrom(row, template, readTime)
    const more = { ...(onCall && { onCall }), ...(activities.length > 0 && { activities }) }
    const pinned = context.availability.some(
      (item) => item.kind === 'fixedShift' && item.employeeId === employeeId && item.startMs === span.startMs,
    )
    rows.push({
      assignment: { employeeId, templateId, ...span, breaks, queueIds, pinned, ...more },
      row,
    })
  }
  return rows
}

function queuesFrom(row: CsvRow, settings: PlanSettings, onCall: boolean): string[] {
  const known = settings.queues.map(({ id }) => id)
  const queueIds = listFrom(row.text('queue_or_activity')).filter((item) => !TIMED.test(item))
  for (const id of queueIds.filter((id) => !known.includes(id))) {
    row.report('queue_or_activity', `names the unknown queue ${JSON.stringify(id)}`, knownWordsHint(id, known))
  }
  // Who stands by serves no queue.
  if (queueIds.length === 0 && !onCall)
    row.report('queue_or_activity', 'names no queue', 'Write the queues served, joined by "|".')
  return queueIds.sort(compareIds)
}

/** Activities of a shift by start, written as breaks are. Whether the plan has them is for the checker to say. */
function activitiesFrom(row: CsvRow, readTime: LocalTimeReader): PlacedActivity[] {
  const activities = listFrom(row.text('queue_or_activity'))
    .filter((item) => TIMED.test(item))
    .flatMap((text) => {
      const item = timedItem(text, readTime)
      if (item) return [{ activityId: item.word, startMs: item.startMs, endMs: item.endMs }]
      row.report('queue_or_activity', `holds ${JSON.stringify(text)}, which is not an activity`, ACTIVITY_HINT)
      return []
    })
  return activities.sort((a, b) => a.startMs - b.startMs || compareIds(a.activityId, b.activityId))
}

/** A word with a span, `word START/END`; undefined when it is none. */
function timedItem(text: string, readTime: LocalTimeReader): (TimeSpan & { word: string }) | undefined {
  const match = TIMED.exec(text)
  const start = readTime(match?.[2]?.trim() ?? '')
  const end = readTime(match?.[3]?.trim() ?? '')
  if (!match || 'problem' in start || 'problem' in end || end.ms <= start.ms) return undefined
  return { word: match[1]!, startMs: start.ms, endMs: end.ms }
}

/** Breaks of a shift; whether one is paid is what the template says of breaks of its kind. */
function breaksFrom(row: CsvRow, template: ShiftTemplate, readTime: LocalTimeReader): PlacedBreak[] {
  return listFrom(row.text('breaks')).flatMap((text) => {
    const item = timedItem(text, readTime)
    if (!item) {
      row.report('breaks', `holds ${JSON.stringify(text)}, which is not a break`, BREAK_HINT)
      return []
    }
    const pattern = template.breaks.find(({ kind }) => kind === item.word)
    if (!pattern) {
      const kinds = [...new Set(template.breaks.map(({ kind }) => kind))]
      const problem = `holds a break of kind ${JSON.stringify(item.word)}, which template ${JSON.stringify(template.id)} does not have`
      row.report('breaks', problem, knownWordsHint(item.word, kinds))
      return []
    }
    return [{ kind: pattern.kind, paid: pattern.paid, startMs: item.startMs, endMs: item.endMs }]
  })
}
