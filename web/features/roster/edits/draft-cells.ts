import type { DraftCell, DraftShift } from '../../../../server/contracts/roster-draft.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import {
  type BoardEdit,
  type BoardRoster,
  type Cell,
  type CellPlace,
  OPEN_ROW,
  OPEN_SHIFTS,
  withCells,
} from '../model/board-roster.ts'
import { type EditContext, employeeIdOf } from './edit-context.ts'
import type { Span } from './same-cell.ts'

/** A cell as the draft stores it: times are those of the person's clock with its offset, so that none is ambiguous. */
export function toDraftCell(context: EditContext, place: CellPlace, cell: Cell): DraftCell {
  const { stampOf } = context.daysOf(place.person)
  const stamped = ({ startMs, endMs }: Span) => ({ start: stampOf(startMs), end: stampOf(endMs) })
  const shifts = cell.shifts.map((shift): DraftShift => {
    const { templateId, breaks, activities, queueIds, pinned } = shift
    return {
      templateId,
      ...stamped(shift),
      breaks: breaks.map((item) => ({ kind: item.kind, paid: item.paid, ...stamped(item) })),
      ...(activities && { activities: activities.map((item) => ({ activityId: item.activityId, ...stamped(item) })) }),
      queueIds: [...queueIds],
      pinned,
    }
  })
  const { locked, color, note } = cell
  const day = context.roster.days[place.day]
  if (day === undefined)
    throw new RangeError(`Day ${place.day} is not one of the ${context.roster.days.length} of the board.`)
  return { employeeId: employeeIdOf(context, place.person), day, shifts, locked, color, note }
}

/** @returns undefined for a person or a day that the board does not have */
export function fromDraftCell(
  context: EditContext,
  { employeeId, day, shifts, locked, color, note }: DraftCell,
): { readonly place: CellPlace; readonly after: Cell } | undefined {
  const person = employeeId === OPEN_SHIFTS ? OPEN_ROW : context.personOf(employeeId)
  const index = context.roster.days.indexOf(day)
  if (person === undefined || index < 0) return undefined
  const after = { shifts: shifts.map((shift) => shiftOf(context, employeeId, shift)), locked, color, note }
  return { place: { person, day: index }, after }
}

function shiftOf(context: EditContext, employeeId: string, shift: DraftShift): Assignment {
  const { templateId, breaks, activities, queueIds, pinned } = shift
  return {
    employeeId,
    templateId,
    ...spanOf(shift),
    breaks: breaks.map((item) => ({ kind: item.kind, paid: item.paid, ...spanOf(item) })),
    ...(activities && { activities: activities.map((item) => ({ activityId: item.activityId, ...spanOf(item) })) }),
    // The draft leaves it to the template whether a shift is one of standing by.
    ...(context.templateById.get(templateId)?.onCall && { onCall: true }),
    queueIds,
    pinned,
  }
}

const spanOf = ({ start, end }: { readonly start: string; readonly end: string }): Span => ({
  startMs: Date.parse(start),
  endMs: Date.parse(end),
})

/** The context's roster with cells of a draft in it: all of them when loading, those of others' edits later. */
export const withDraftCells = (context: EditContext, cells: readonly DraftCell[]): BoardRoster =>
  withCells(
    context.roster,
    cells.flatMap((cell) => fromDraftCell(context, cell) ?? []),
  )

/** The cells of an edit as the draft stores them, before and after it. */
export const draftChanges = (
  context: EditContext,
  { changes }: BoardEdit,
): { readonly before: DraftCell[]; readonly after: DraftCell[] } => ({
  before: changes.map(({ place, before }) => toDraftCell(context, place, before)),
  after: changes.map(({ place, after }) => toDraftCell(context, place, after)),
})
