import { horizonEnd, intervalMs, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { type Assignment, compareIds, orderAssignments, type Roster } from '../../solver/domain/roster.ts'
import { MAX_SHIFTS_PER_CELL } from '../contracts/draft-limits.ts'
import type { DraftCell, DraftShift } from '../contracts/roster-draft.ts'
import { knownWordsHint } from '../imports/suggestion.ts'
import { type DraftFrame, OPEN_SHIFTS, placeOf } from './draft-frame.ts'

const MOST_MINUTES = 48 * 60
const MS_PER_DAY = 24 * 60 * MS_PER_MINUTE

/** What is wrong with cells, each issue with its place in the request. Rules are not looked at: a draft may break them. */
export function cellIssues(frame: DraftFrame, cells: readonly DraftCell[]): InputIssue[] {
  const seen = new Set<string>()
  return cells.flatMap((cell, index) => {
    const place = placeOf(cell.employeeId, cell.day)
    const isRepeated = seen.has(place)
    seen.add(place)
    const report: Report = (field, value, problem, hint) => [
      { column: `cells.${index}.${field}`, value, problem, hint },
    ]
    if (isRepeated) return report('day', place, 'stands twice in one edit', 'Send each cell once, as it is to be.')
    const wrongPlace = placeIssues(frame, cell, report)
    if (wrongPlace.length > 0) return wrongPlace
    return cell.shifts.flatMap((shift, number) => shiftIssues(frame, cell, shift, within(report, `shifts.${number}`)))
  })
}

type Report = (field: string, value: string, problem: string, hint: string) => InputIssue[]

const within =
  (report: Report, part: string): Report =>
  (field, ...issue) =>
    report(`${part}.${field}`, ...issue)

function placeIssues(frame: DraftFrame, { employeeId, day, shifts }: DraftCell, report: Report): InputIssue[] {
  const { days, people } = frame
  if (employeeId !== OPEN_SHIFTS && !people.has(employeeId)) {
    return report('employeeId', employeeId, 'is not a person of the run', knownWordsHint(employeeId, people.keys()))
  }
  if (!days.includes(day)) {
    return report('day', day, 'is not a day of the run', `Its days are ${days[0]} to ${days.at(-1)}.`)
  }
  if (employeeId === OPEN_SHIFTS || shifts.length <= MAX_SHIFTS_PER_CELL) return []
  const hint = `Give at most ${MAX_SHIFTS_PER_CELL} to a person on a day.`
  return report('shifts', String(shifts.length), 'are too many shifts of a person on a day', hint)
}

function shiftIssues(frame: DraftFrame, { employeeId, day }: DraftCell, shift: DraftShift, report: Report) {
  const { templates, queues, activities } = frame
  const template = templates.get(shift.templateId)
  const issues = spanIssues(frame, shift, report)
  if (!template) {
    const hint = knownWordsHint(shift.templateId, templates.keys())
    issues.push(...report('templateId', shift.templateId, 'is not a shift template of the run', hint))
  }
  for (const id of shift.queueIds.filter((id) => !queues.has(id))) {
    issues.push(...report('queueIds', id, 'is not a queue of the run', knownWordsHint(id, queues)))
  }
  if (shift.queueIds.length === 0 && template && !template.onCall) {
    issues.push(...report('queueIds', '', 'names no queue', 'Name the queues that the shift serves.'))
  }
  for (const [number, item] of shift.breaks.entries()) {
    issues.push(...spanIssues(frame, item, within(report, `breaks.${number}`)))
    if (!template || template.breaks.some(({ kind }) => kind === item.kind)) continue
    const kinds = new Set(template.breaks.map(({ kind }) => kind))
    const problem = `is a kind of break that template ${JSON.stringify(template.id)} does not have`
    issues.push(...report(`breaks.${number}.kind`, item.kind, problem, knownWordsHint(item.kind, kinds)))
  }
  for (const [number, item] of (shift.activities ?? []).entries()) {
    issues.push(...spanIssues(frame, item, within(report, `activities.${number}`)))
    if (activities.has(item.activityId)) continue
    const hint = knownWordsHint(item.activityId, activities)
    issues.push(...report(`activities.${number}.activityId`, item.activityId, 'is not an activity of the run', hint))
  }
  return issues.length > 0 ? issues : dayIssues(frame, { employeeId, day }, shift, report)
}

function spanIssues({ horizon }: DraftFrame, { start, end }: { start: string; end: string }, report: Report) {
  const startMs = Date.parse(start)
  const endMs = Date.parse(end)
  for (const [field, value, ms] of [
    ['start', start, startMs],
    ['end', end, endMs],
  ] as const) {
    if ((ms - horizon.startsAt) % intervalMs(horizon) === 0) continue
    const problem = `is off the grid of ${horizon.intervalMinutes}-minute intervals`
    return report(field, value, problem, 'Move it to the start of an interval.')
  }
  if (endMs <= startMs) return report('end', end, `is not after the start ${start}`, 'Check both.')
  if (endMs - startMs <= MOST_MINUTES * MS_PER_MINUTE) return []
  return report('end', end, `is more than ${MOST_MINUTES / 60} hours after the start ${start}`, 'Check both.')
}

/** Shifts lie in the cell of the day on which they start; open ones may come from people of any zone. */
function dayIssues(
  { days, daysOf, horizon }: DraftFrame,
  { employeeId, day }: Pick<DraftCell, 'employeeId' | 'day'>,
  { start }: DraftShift,
  report: Report,
): InputIssue[] {
  const startMs = Date.parse(start)
  const isThere =
    employeeId === OPEN_SHIFTS
      ? startMs >= horizon.startsAt - MS_PER_DAY && startMs < horizonEnd(horizon) + MS_PER_DAY
      : days[daysOf(employeeId).dayOf(startMs)] === day
  return isThere
    ? []
    : report('start', start, `is not on ${day}`, 'Put the shift into the cell of the day it starts on.')
}

/** Shifts of a cell as a roster has them. */
const assignmentsOf = ({ templates }: DraftFrame, { employeeId, shifts }: DraftCell): Assignment[] =>
  shifts.map(({ templateId, breaks, activities = [], queueIds, pinned, ...times }) => ({
    ...{ employeeId, templateId, ...spanOf(times), pinned },
    breaks: breaks.map(({ kind, paid, ...at }) => ({ kind, paid, ...spanOf(at) })),
    ...(activities.length > 0 && {
      activities: activities.map(({ activityId, ...at }) => ({ activityId, ...spanOf(at) })),
    }),
    ...(templates.get(templateId)?.onCall && { onCall: true }),
    queueIds: [...new Set(queueIds)].sort(compareIds),
  }))

const spanOf = ({ start, end }: { readonly start: string; readonly end: string }) => ({
  startMs: Date.parse(start),
  endMs: Date.parse(end),
})

/** Whether a cell is otherwise than the run made it. */
export function differsFromRun(frame: DraftFrame, cell: DraftCell): boolean {
  if (cell.locked || cell.color !== null || cell.note !== '') return true
  const made = frame.shiftsByPlace.get(placeOf(cell.employeeId, cell.day)) ?? []
  return factsOf(assignmentsOf(frame, cell)) !== factsOf(made)
}

const factsOf = (assignments: readonly Assignment[]): string =>
  JSON.stringify(
    orderAssignments(assignments).map(({ templateId, startMs, endMs, breaks, activities = [], queueIds, pinned }) => [
      ...[templateId, startMs, endMs, queueIds, pinned],
      breaks.map((item) => [item.kind, item.paid, item.startMs, item.endMs]),
      activities.map((item) => [item.activityId, item.startMs, item.endMs]),
    ]),
  )

/** The run's roster with the drafted cells in it; shifts that are nobody's are only counted. */
export function draftedRoster(
  frame: DraftFrame,
  cells: readonly DraftCell[],
): { readonly roster: Roster; readonly openShifts: number } {
  const [open, own] = [true, false].map((isOpen) =>
    cells.filter(({ employeeId }) => (employeeId === OPEN_SHIFTS) === isOpen),
  )
  const edited = new Set(own!.map(({ employeeId, day }) => placeOf(employeeId, day)))
  const kept = [...frame.shiftsByPlace].flatMap(([place, shifts]) => (edited.has(place) ? [] : shifts))
  const drafted = own!.flatMap((cell) => assignmentsOf(frame, cell))
  return {
    roster: { assignments: orderAssignments([...kept, ...drafted]) },
    openShifts: open!.reduce((sum, { shifts }) => sum + shifts.length, 0),
  }
}
