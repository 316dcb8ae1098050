import { csvText } from '../../../lib/csv-file.ts'
import type { EditContext } from '../edits/edit-context.ts'

const COLUMNS = ['employee', 'start', 'end', 'template', 'breaks', 'queue_or_activity'] as const

/** `roster.csv` of the roster as drafted, which can be brought in again; open shifts are nobody's and not in it. */
export function draftedRosterCsv(context: EditContext): string {
  const { roster } = context
  const shifts = roster.cells.flatMap((row, person) =>
    row.flatMap(({ shifts }) => shifts.map((shift) => ({ person, shift }))),
  )
  shifts.sort((a, b) => a.shift.startMs - b.shift.startMs || (a.shift.employeeId < b.shift.employeeId ? -1 : 1))
  const rows = shifts.map(({ person, shift }) => {
    const { stampOf } = context.daysOf(person)
    const timed = (word: string, { startMs, endMs }: { readonly startMs: number; readonly endMs: number }) =>
      `${word} ${stampOf(startMs)}/${stampOf(endMs)}`
    return [
      shift.employeeId,
      stampOf(shift.startMs),
      stampOf(shift.endMs),
      shift.templateId,
      shift.breaks.map((item) => timed(item.kind, item)).join('|'),
      [...shift.queueIds, ...(shift.activities ?? []).map((item) => timed(item.activityId, item))].join('|'),
    ]
  })
  return csvText(COLUMNS, rows)
}
