import fc from 'fast-check'
import { MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { applyTemplate } from '../../../../web/features/roster/edits/apply-template.ts'
import { setColor, setLock, setNote } from '../../../../web/features/roster/edits/cell-marks.ts'
import type { EditContext, EditOutcome } from '../../../../web/features/roster/edits/edit-context.ts'
import { fillDown, fillRight, fillWeeks, restoreCells } from '../../../../web/features/roster/edits/fill-cells.ts'
import { gestureEdit } from '../../../../web/features/roster/edits/gesture-edit.ts'
import { assignOpen, markAbsent, removeShifts, unassign } from '../../../../web/features/roster/edits/open-shifts.ts'
import { setBreak, setQueues } from '../../../../web/features/roster/edits/shift-details.ts'
import type { BoardRoster, CellPlace } from '../../../../web/features/roster/model/board-roster.ts'
import { cellAt, OPEN_ROW } from '../../../../web/features/roster/model/board-roster.ts'
import { DAYS, EMPTY_BOARD, people, placeArbitrary, ROWS, settings, shiftAt } from './sample-board.ts'

/** An operation with all that it is told but the board. */
export type AnyEdit = (context: EditContext) => EditOutcome

const places = fc.uniqueArray(placeArbitrary, {
  minLength: 1,
  maxLength: 4,
  selector: ({ person, day }) => `${person} ${day}`,
})
const someone = fc.integer({ min: 0, max: people.length - 1 })
const halfHours = fc.integer({ min: -10, max: 10 }).map((count) => count * 30)
const templateIds = fc.constantFrom(...settings.shiftTemplates.map(({ id }) => id))
const range = fc
  .record({
    row: fc.integer({ min: 0, max: ROWS.length - 1 }),
    rows: fc.nat(3),
    day: fc.integer({ min: 0, max: DAYS - 1 }),
    days: fc.nat(4),
  })
  .map(({ row, rows, day, days }) => ({
    fromRow: row,
    toRow: Math.min(ROWS.length - 1, row + rows),
    fromDay: day,
    toDay: Math.min(DAYS - 1, day + days),
  }))

const firstShift = (roster: BoardRoster, place: CellPlace) =>
  cellAt(roster, place).shifts[0] ?? shiftAt(place, 'early', 540)

const carried = fc
  .record({
    kind: fc.constantFrom('move' as const, 'copy' as const),
    from: fc.oneof(
      placeArbitrary.map((place) => [place]),
      places,
    ),
    dayOffset: fc.integer({ min: -3, max: 3 }),
    toPerson: fc.integer({ min: OPEN_ROW, max: people.length - 1 }),
    minuteOffset: fc.constantFrom(0, 0, 30, -60),
    keepsPeople: fc.boolean(),
  })
  .map(
    ({ keepsPeople, ...gesture }): AnyEdit =>
      (context) => {
        const toPeople = gesture.from.map(({ person }) => person)
        return gestureEdit(context, { ...gesture, ...(keepsPeople && { toPeople }) })
      },
  )

const stretched = fc
  .record({ place: placeArbitrary, edge: fc.constantFrom('start' as const, 'end' as const), by: halfHours })
  .map(
    ({ place, edge, by }): AnyEdit =>
      (context) => {
        const shift = firstShift(context.roster, place)
        const at = edge === 'start' ? shift.startMs : shift.endMs
        return gestureEdit(context, { kind: 'stretch', place, shift, edge, toMs: at + by * MS_PER_MINUTE })
      },
  )

const drawn = fc.record({ place: placeArbitrary, from: fc.nat(47), length: fc.integer({ min: 1, max: 30 }) }).map(
  ({ place, from, length }): AnyEdit =>
    (context) => {
      const fromMs = context.daysOf(place.person).instantOf(place.day, from * 30)
      return gestureEdit(context, { kind: 'draw', place, fromMs, toMs: fromMs + length * 30 * MS_PER_MINUTE })
    },
)

/** One of the shifts of the board, and where it is. */
function anyShift(roster: BoardRoster, which: number): { readonly place: CellPlace; readonly shift: Assignment } {
  const all = [OPEN_ROW, ...people.keys()].flatMap((person) =>
    EMPTY_BOARD.days.flatMap((_, day) =>
      cellAt(roster, { person, day }).shifts.map((shift) => ({ place: { person, day }, shift })),
    ),
  )
  const place = { person: 0, day: 0 }
  return all[which % Math.max(1, all.length)] ?? { place, shift: shiftAt(place, 'early', 540) }
}

const detailed = fc.record({ which: fc.nat(500), index: fc.nat(2), at: fc.nat(40), removes: fc.boolean() }).map(
  ({ which, index, at, removes }): AnyEdit =>
    (context) => {
      const { place, shift } = anyShift(context.roster, which)
      const startMs = shift.startMs + at * 15 * MS_PER_MINUTE
      const to = { kind: 'rest' as const, paid: true, startMs, endMs: startMs + 15 * MS_PER_MINUTE }
      return setBreak(context, place, shift, index, removes ? null : to)
    },
)

/** Every operation of the board, with arguments that are as often wrong as right. */
export const anyEdit: fc.Arbitrary<AnyEdit> = fc.oneof(
  carried,
  fc.record({ a: placeArbitrary, b: placeArbitrary }).map(
    ({ a, b }): AnyEdit =>
      (context) =>
        gestureEdit(context, { kind: 'swap', a, b }),
  ),
  stretched,
  drawn,
  detailed,
  fc.tuple(places, templateIds).map(
    ([at, id]): AnyEdit =>
      (context) =>
        applyTemplate(context, at, id),
  ),
  fc.tuple(placeArbitrary, someone).map(
    ([{ day }, person]): AnyEdit =>
      (context) => {
        const place = { person: OPEN_ROW, day }
        return assignOpen(context, place, firstShift(context.roster, place), person)
      },
  ),
  places.map(
    (at): AnyEdit =>
      (context) =>
        unassign(context, at),
  ),
  places.map(
    (at): AnyEdit =>
      (context) =>
        removeShifts(context, at),
  ),
  fc.tuple(someone, fc.uniqueArray(fc.nat(DAYS - 1), { minLength: 1, maxLength: 5 })).map(
    ([person, days]): AnyEdit =>
      (context) =>
        markAbsent(context, person, days, 'sick'),
  ),
  fc.tuple(fc.nat(500), fc.subarray(['chat', 'mail', 'phone'])).map(
    ([which, queueIds]): AnyEdit =>
      (context) => {
        const { place, shift } = anyShift(context.roster, which)
        return setQueues(context, place, shift, queueIds)
      },
  ),
  fc.tuple(places, fc.boolean()).map(
    ([at, isLocked]): AnyEdit =>
      (context) =>
        setLock(context, at, isLocked),
  ),
  places.map(
    (at): AnyEdit =>
      (context) =>
        setColor(context, at, 'red'),
  ),
  places.map(
    (at): AnyEdit =>
      (context) =>
        setNote(context, at, ' moved by hand '),
  ),
  fc.tuple(range, fc.constantFrom(fillRight, fillDown)).map(
    ([over, fill]): AnyEdit =>
      (context) =>
        fill(context, ROWS, over),
  ),
  fc.tuple(someone, fc.constantFrom(0, 3)).map(
    ([person, fromDay]): AnyEdit =>
      (context) =>
        fillWeeks(context, [person], fromDay),
  ),
  places.map(
    (at): AnyEdit =>
      (context) =>
        restoreCells(context, at, EMPTY_BOARD),
  ),
)
