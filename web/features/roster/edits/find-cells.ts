import { MINUTES_PER_DAY } from '../../../../solver/domain/horizon.ts'
import type { ShiftTemplate } from '../../../../solver/domain/shift-template.ts'
import { type BoardPerson, type Cell, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'
import type { EditContext } from './edit-context.ts'
import { readCellText, templateWords, type WrittenShift } from './read-cell-text.ts'

interface FindQuery {
  /** A name, an id, a group, part of a note, a template, a time (`9:00`, `9-18`), or a word for open shifts or violations. */
  readonly text: string
  /** Keys `${employeeId} ${date}` of cells with violations, as the score has them. */
  readonly violationKeys?: ReadonlySet<string> | ReadonlyMap<string, unknown>
}

const OPEN_WORDS = new Set(['open', 'open shifts', '空缺', '空班', '待分配', '待排'])
const VIOLATION_WORDS = new Set(['violation', 'violations', '违规', '违反规则', '冲突'])

/**
 * Cells that match, open shifts first, then people in the order of the plan. Somebody who is found by name, id or group is
 * found once: on the first day with a shift, or else the first day.
 */
export function findCells(context: EditContext, { text, violationKeys }: FindQuery): readonly CellPlace[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const { roster } = context
  const matches = cellMatcher(context, text, wanted)
  const isViolation = VIOLATION_WORDS.has(wanted)
  const found = (person: number, cells: readonly Cell[], id: string): CellPlace[] => {
    const days = cells.flatMap((cell, day) => {
      const hit = isViolation ? violationKeys?.has(`${id} ${roster.days[day]}`) : matches(cell, person)
      return hit ? [{ person, day }] : []
    })
    const own = roster.people[person]
    if (days.length > 0 || !own || !isNamed(own, wanted)) return days
    return [
      {
        person,
        day: Math.max(
          0,
          cells.findIndex(({ shifts }) => shifts.length > 0),
        ),
      },
    ]
  }
  return [
    ...found(OPEN_ROW, roster.open, ''),
    ...roster.people.flatMap(({ id }, person) => found(person, roster.cells[person] ?? [], id)),
  ]
}

const isNamed = ({ id, name, group }: BoardPerson, wanted: string): boolean =>
  [id, name, group].some((word) => word.toLowerCase().includes(wanted))

function cellMatcher(context: EditContext, text: string, wanted: string): (cell: Cell, person: number) => boolean {
  if (OPEN_WORDS.has(wanted)) return ({ shifts }, person) => person === OPEN_ROW && shifts.length > 0
  const templates = new Set(context.templates.filter((item) => isCalled(item, wanted)).map(({ id }) => id))
  const reading = readCellText(text, templateWords(context.templates))
  const written = reading.kind === 'shifts' ? reading.shifts : startAlone(wanted)
  return ({ shifts, note }, person) => {
    if (note.toLowerCase().includes(wanted)) return true
    const days = context.daysOf(person)
    return shifts.some(
      ({ templateId, startMs, endMs }) =>
        templates.has(templateId) ||
        written.some(
          (shift) =>
            (shift.templateId ?? templateId) === templateId &&
            (shift.startMinute ?? days.minuteOf(startMs)) === days.minuteOf(startMs) &&
            (shift.endMinute === undefined || shift.endMinute % MINUTES_PER_DAY === days.minuteOf(endMs)),
        ),
    )
  }
}

const isCalled = ({ id, name }: ShiftTemplate, wanted: string): boolean =>
  [id, ...(typeof name === 'object' ? Object.values(name) : [name ?? ''])].some((word) =>
    word.toLowerCase().includes(wanted),
  )

/** A time by itself is a start. */
function startAlone(wanted: string): readonly WrittenShift[] {
  const match = /^(\d{1,2})[:：](\d{2})$/.exec(wanted)
  return match ? [{ startMinute: Number(match[1]) * 60 + Number(match[2]) }] : []
}
