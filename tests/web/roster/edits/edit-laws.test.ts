import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intervalMs } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { EditContext } from '../../../../web/features/roster/edits/edit-context.ts'
import { moveShifts } from '../../../../web/features/roster/edits/move-shifts.ts'
import { overlaps, sameShift } from '../../../../web/features/roster/edits/same-cell.ts'
import {
  type BoardEdit,
  type BoardRoster,
  type CellPlace,
  cellAt,
  OPEN_ROW,
  withCells,
} from '../../../../web/features/roster/model/board-roster.ts'
import { type AnyEdit, anyEdit } from './any-edit.ts'
import { boardArbitrary, contextOf, DAYS, EMPTY_BOARD, people, placeArbitrary } from './sample-board.ts'

const RUNS = 250

const { horizon } = EMPTY_BOARD
const isOnGrid = (instant: number) => (instant - horizon.startsAt) % intervalMs(horizon) === 0

/** Holds a law for every edit that an operation makes on any board, and counts how many there were of each kind. */
function everyEdit(law: (context: EditContext, edit: BoardEdit, after: BoardRoster) => void): Map<string, number> {
  const kinds = new Map<string, number>()
  const property = fc.property(boardArbitrary, anyEdit, (roster: BoardRoster, operation: AnyEdit) => {
    const context = contextOf(roster)
    const outcome = operation(context)
    if ('refused' in outcome) {
      expect(outcome.refused.reason).not.toBe('')
      return
    }
    kinds.set(outcome.edit.kind, (kinds.get(outcome.edit.kind) ?? 0) + 1)
    law(context, outcome.edit, withCells(roster, outcome.edit.changes))
  })
  fc.assert(property, { numRuns: RUNS })
  return kinds
}

const allPlaces: readonly CellPlace[] = [OPEN_ROW, ...people.keys()].flatMap((person) =>
  Array.from({ length: DAYS }, (_, day) => ({ person, day })),
)

const shiftsOf = (roster: BoardRoster) => allPlaces.flatMap((place) => cellAt(roster, place).shifts)

test('every kind of edit is made, and taking it back leaves the very same roster', () => {
  const kinds = everyEdit(({ roster }, { changes }, after) => {
    expect(changes.length).toBeGreaterThan(0)
    expect(new Set(changes.map(({ place }) => `${place.person} ${place.day}`)).size).toBe(changes.length)
    for (const { place, before } of changes) expect(before).toBe(cellAt(roster, place))
    const back = withCells(
      after,
      changes.map(({ place, before }) => ({ place, after: before })),
    )
    expect(back).toEqual(roster)
  })
  const made = ['move', 'copy', 'stretch', 'swap', 'add', 'breaks', 'template', 'assign', 'remove', 'absent', 'queues']
  expect([...kinds.keys()]).toEqual(
    expect.arrayContaining([...made, 'lock', 'unlock', 'color', 'note', 'fill', 'restore']),
  )
})

test('rows in which nothing changes are shared', () => {
  everyEdit(({ roster }, { changes }, after) => {
    const touched = new Set(changes.map(({ place }) => place.person))
    for (const person of people.keys()) if (!touched.has(person)) expect(after.cells[person]).toBe(roster.cells[person])
    if (!touched.has(OPEN_ROW)) expect(after.open).toBe(roster.open)
  })
})

test('shifts of locked days and pinned shifts stay what they are, unless the day is given free', () => {
  const isPinned = ({ pinned }: Assignment) => pinned
  let locked = 0
  everyEdit(({ roster }, { kind }, after) => {
    if (kind === 'unlock') return
    for (const place of allPlaces) {
      const before = cellAt(roster, place)
      const { shifts } = cellAt(after, place)
      if (before.locked) expect(shifts).toEqual(before.shifts)
      expect(shifts.filter(isPinned)).toEqual(before.shifts.filter(isPinned))
      if (before.locked) locked += 1
    }
  })
  expect(locked).toBeGreaterThan(RUNS)
})

test('a shift lies in the row of who works it and on the day on which it starts there, in order', () => {
  everyEdit(({ daysOf, queueIds }, _, after) => {
    for (const place of allPlaces) {
      const { shifts } = cellAt(after, place)
      const person = people[place.person]
      expect(shifts).toEqual(shifts.toSorted((a, b) => a.startMs - b.startMs))
      for (const shift of shifts) {
        expect(shift.employeeId).toBe(person?.id ?? '')
        expect(daysOf(place.person).dayOf(shift.startMs)).toBe(place.day)
        expect(person?.skills ?? queueIds).toEqual(expect.arrayContaining([...shift.queueIds]))
        for (const item of [shift, ...shift.breaks, ...(shift.activities ?? [])]) {
          expect([isOnGrid(item.startMs), isOnGrid(item.endMs)]).toEqual([true, true])
          expect(item.startMs).toBeGreaterThanOrEqual(shift.startMs)
          expect(item.endMs).toBeLessThanOrEqual(shift.endMs)
        }
      }
    }
  })
})

test('nobody is given two shifts at once', () => {
  everyEdit((_, _edit, after) => {
    for (const row of after.cells) {
      const shifts = row.flatMap((cell) => cell.shifts)
      const both = shifts.filter((shift, index) => shifts.slice(index + 1).some((other) => overlaps(shift, other)))
      expect(both).toEqual([])
    }
  })
})

test('moving, swapping, assigning and absence lose and make no shift', () => {
  const keeping = ['move', 'swap', 'assign', 'absent', 'stretch', 'breaks', 'queues', 'lock', 'unlock', 'color', 'note']
  const kinds = everyEdit(({ roster }, { kind }, after) => {
    if (!keeping.includes(kind)) return
    expect(shiftsOf(after)).toHaveLength(shiftsOf(roster).length)
  })
  expect(keeping.filter((kind) => !kinds.has(kind))).toEqual([])
})

test('what is moved there and back again is as it was', () => {
  let moved = 0
  const move = fc.record({ dayOffset: fc.integer({ min: -6, max: 6 }), minuteOffset: fc.constantFrom(0, 30, -90) })
  fc.assert(
    fc.property(boardArbitrary, placeArbitrary, move, (roster, place, { dayOffset, minuteOffset }) => {
      const there = moveShifts(contextOf(roster), { from: [place], dayOffset, minuteOffset, toPeople: [place.person] })
      if ('refused' in there) return
      const after = withCells(roster, there.edit.changes)
      const target = there.edit.changes.find((change) => change.after.shifts.length > change.before.shifts.length)
      if (!target) return
      const own = target.after.shifts.filter((shift) => !target.before.shifts.some((old) => sameShift(old, shift)))
      expect(own).toHaveLength(1)
      const back = moveShifts(contextOf(after), {
        from: [target.place],
        shift: own[0],
        dayOffset: place.day - target.place.day,
        minuteOffset: -minuteOffset - 1440 * (dayOffset - (target.place.day - place.day)),
        toPeople: [place.person],
      })
      expect(back).toHaveProperty('edit')
      if ('edit' in back) expect(withCells(after, back.edit.changes)).toEqual(roster)
      moved += 1
    }),
    { numRuns: RUNS },
  )
  expect(moved).toBeGreaterThan(RUNS / 10)
})
