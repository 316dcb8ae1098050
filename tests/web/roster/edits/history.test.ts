import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DraftEdit } from '../../../../server/contracts/roster-draft.ts'
import { setNote } from '../../../../web/features/roster/edits/cell-marks.ts'
import {
  draftChanges,
  fromDraftCell,
  toDraftCell,
  withDraftCells,
} from '../../../../web/features/roster/edits/draft-cells.ts'
import { withRoster } from '../../../../web/features/roster/edits/edit-context.ts'
import {
  type EditHistory,
  EMPTY_HISTORY,
  rebuiltHistory,
  recorded,
  redo,
  undo,
  withoutCells,
} from '../../../../web/features/roster/edits/history.ts'
import { sameCell } from '../../../../web/features/roster/edits/same-cell.ts'
import {
  type BoardEdit,
  type BoardRoster,
  cellAt,
  withCells,
} from '../../../../web/features/roster/model/board-roster.ts'
import { anyEdit } from './any-edit.ts'
import { boardArbitrary, contextOf, DAYS, EMPTY_BOARD, people, shiftAt } from './sample-board.ts'

const places = [-1, ...people.keys()].flatMap((person) => Array.from({ length: DAYS }, (_, day) => ({ person, day })))

test('cells go through the draft unchanged, over both changes of the clocks', () => {
  fc.assert(
    fc.property(boardArbitrary, (roster) => {
      const context = contextOf(roster)
      for (const place of places) {
        const cell = cellAt(roster, place)
        expect(fromDraftCell(context, toDraftCell(context, place, cell))).toEqual({ place, after: cell })
      }
      const all = places.map((place) => toDraftCell(context, place, cellAt(roster, place)))
      expect(withDraftCells(contextOf(EMPTY_BOARD), all)).toEqual(roster)
    }),
    { numRuns: 40 },
  )
})

test('both passes of the hour that an autumn change repeats are told apart', () => {
  const sunday = { person: 0, day: 6 }
  const context = contextOf(EMPTY_BOARD)
  const second = Date.UTC(2026, 9, 25, 1, 30)
  const stamps = [second - 3_600_000, second].map((startMs) => {
    const shift = { ...shiftAt(sunday, 'night', 120), startMs, breaks: [] }
    const cell = toDraftCell(context, sunday, { shifts: [shift], locked: false, color: null, note: '' })
    expect(fromDraftCell(context, cell)?.after.shifts[0]?.startMs).toBe(startMs)
    return cell.shifts[0]?.start
  })
  expect(stamps).toEqual(['2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00'])
})

test('a cell of somebody, or of a day, that the board does not have is passed over', () => {
  const context = contextOf(EMPTY_BOARD)
  const cell = toDraftCell(context, { person: 0, day: 0 }, cellAt(EMPTY_BOARD, { person: 0, day: 0 }))
  expect(fromDraftCell(context, { ...cell, employeeId: 'zoe' })).toBeUndefined()
  expect(fromDraftCell(context, { ...cell, day: '2026-12-24' })).toBeUndefined()
  expect(() => toDraftCell(context, { person: 0, day: 99 }, cellAt(EMPTY_BOARD, { person: 0, day: 0 }))).toThrow(
    new RangeError('Day 99 is not one of the 14 of the board.'),
  )
})

/** A planner's tab beside somebody else's: the roster, the tab's history, and what the draft has stored. */
class Bench {
  roster: BoardRoster
  history: EditHistory = EMPTY_HISTORY
  readonly stored: DraftEdit[] = []
  readonly #base: BoardRoster

  constructor(base: BoardRoster) {
    this.roster = base
    this.#base = base
  }

  get context() {
    return withRoster(contextOf(this.#base), this.roster)
  }

  apply(edit: BoardEdit, editor: string): string {
    const revision = this.stored.length + 1
    const id = `edit-${revision}`
    const { after } = draftChanges(this.context, edit)
    const summary = { revision, id, editor, kind: edit.kind, at: '2026-10-19T00:00:00Z', by: editor, name: editor }
    this.stored.push({ ...summary, cellCount: after.length, cells: after })
    this.roster = withCells(this.roster, edit.changes)
    return id
  }

  do(edit: BoardEdit): void {
    this.history = recorded(this.history, { id: this.apply(edit, 'mine'), edit })
  }

  step(way: typeof undo): ReturnType<typeof undo> {
    const move = way(this.history, this.roster)
    if (!move) return undefined
    this.history = move.history
    if (move.edit) this.apply(move.edit, 'mine')
    return move
  }

  rebuilt(): EditHistory {
    return rebuiltHistory(contextOf(this.#base), this.stored, 'mine')
  }
}

test('undoing everything goes back to the run, and doing it all again comes out where it was', () => {
  fc.assert(
    fc.property(boardArbitrary, fc.array(anyEdit, { minLength: 1, maxLength: 8 }), (roster, operations) => {
      const bench = new Bench(roster)
      for (const operation of operations) {
        const outcome = operation(bench.context)
        if ('edit' in outcome) bench.do(outcome.edit)
      }
      const end = bench.roster
      const steps = bench.history.done.length
      while (bench.history.done.length > 0) expect(bench.step(undo)?.leftOut).toEqual([])
      expect(bench.roster).toEqual(roster)
      expect(bench.rebuilt()).toEqual(bench.history)
      for (let step = 0; step < steps; step++) bench.step(redo)
      expect(bench.roster).toEqual(end)
      expect(bench.step(redo)).toBeUndefined()
      expect(bench.rebuilt()).toEqual(bench.history)
    }),
    { numRuns: 80 },
  )
})

/** Somebody else writes a note on one of the cells changed last. */
const notedByOthers =
  (which: number) =>
  (bench: Bench): ReturnType<typeof setNote> => {
    const changes = bench.stored.length > 0 ? (bench.history.done.at(-1)?.edit.changes ?? []) : []
    const place = changes[which % Math.max(1, changes.length)]?.place ?? { person: 0, day: 0 }
    return setNote(bench.context, [place], `note ${bench.stored.length}`)
  }

/** The next edit there is; steps of whose cells none is left to change have none, and are tried but once. */
function next(way: typeof undo, from: EditHistory, roster: BoardRoster): BoardEdit | undefined {
  for (let move = way(from, roster); move; move = way(move.history, roster)) if (move.edit) return move.edit
  return undefined
}

test('whatever is done, undone and done again beside somebody else, a reload finds the same history', () => {
  const action = fc.oneof(
    { weight: 4, arbitrary: anyEdit.map((operation) => ({ kind: 'do' as const, operation })) },
    { weight: 2, arbitrary: fc.nat(5).map((which) => ({ kind: 'theirs' as const, operation: notedByOthers(which) })) },
    { weight: 3, arbitrary: fc.constant({ kind: 'undo' as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'redo' as const }) },
  )
  let leftOut = 0
  fc.assert(
    fc.property(boardArbitrary, fc.array(action, { maxLength: 25 }), (roster, actions) => {
      const bench = new Bench(roster)
      for (const step of actions) {
        if (step.kind === 'undo' || step.kind === 'redo') {
          const before = bench.roster
          const move = bench.step(step.kind === 'undo' ? undo : redo)
          for (const place of move?.leftOut ?? []) expect(cellAt(bench.roster, place)).toBe(cellAt(before, place))
          leftOut += move?.leftOut.length ?? 0
          continue
        }
        const outcome = step.kind === 'do' ? step.operation(bench.context) : step.operation(bench)
        if (!('edit' in outcome)) continue
        if (step.kind === 'do') bench.do(outcome.edit)
        else bench.apply(outcome.edit, 'theirs')
      }
      const rebuilt = bench.rebuilt()
      expect(next(undo, rebuilt, bench.roster)).toEqual(next(undo, bench.history, bench.roster))
      expect(next(redo, rebuilt, bench.roster)).toEqual(next(redo, bench.history, bench.roster))
    }),
    { numRuns: 150 },
  )
  expect(leftOut).toBeGreaterThan(10)
})

test('a reload passes over the steps that could not be undone, and does the right one again', () => {
  const bench = new Bench(EMPTY_BOARD)
  const note = (day: number, text: string) => {
    const outcome = setNote(bench.context, [{ person: 0, day }], text)
    if ('refused' in outcome) throw new Error(outcome.refused.reason)
    return outcome.edit
  }
  bench.do(note(0, 'first'))
  bench.do(note(1, 'second'))
  bench.apply(note(1, 'somebody else’s'), 'theirs')
  expect(bench.step(undo)).toMatchObject({ edit: undefined, leftOut: [{ person: 0, day: 1 }] })
  expect(bench.step(undo)).toMatchObject({ of: { id: 'edit-1' }, leftOut: [] })
  expect(bench.rebuilt()).toEqual(bench.history)
  expect(bench.step(redo)).toMatchObject({ of: { id: 'edit-1' }, edit: { kind: 'redo' } })
  expect(bench.rebuilt()).toEqual(bench.history)
})

test('a step whose cells were all taken back is gone, and the rest of others stays', () => {
  const bench = new Bench(EMPTY_BOARD)
  const context = contextOf(EMPTY_BOARD)
  const change = (day: number) => {
    const place = { person: 0, day }
    const before = cellAt(EMPTY_BOARD, place)
    return { place, before, after: { ...before, shifts: [shiftAt(place, 'early', 540)] } }
  }
  bench.do({ kind: 'add', changes: [change(0)] })
  bench.do({ kind: 'fill', changes: [change(1), change(2)] })
  const left = withoutCells(bench.history, [
    { person: 0, day: 0 },
    { person: 0, day: 1 },
  ])
  expect(left.done.map(({ edit }) => edit.changes.map(({ place }) => place.day))).toEqual([[2]])
  expect(sameCell(cellAt(bench.roster, { person: 0, day: 2 }), cellAt(context.roster, { person: 0, day: 2 }))).toBe(
    false,
  )
})
