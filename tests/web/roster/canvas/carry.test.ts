import { describe, expect, test } from 'vitest'
import { edgePull } from '../../../../web/features/roster/canvas/auto-scroll.ts'
import { carriedFurther } from '../../../../web/features/roster/canvas/board-keyboard.ts'
import { gestureOf, pulled, takeHold } from '../../../../web/features/roster/canvas/carry.ts'
import type { CellHit } from '../../../../web/features/roster/canvas/hit-test.ts'
import { rangeOf } from '../../../../web/features/roster/canvas/selected-cells.ts'
import { type BoardZoom, cellAt } from '../../../../web/features/roster/model/board-roster.ts'
import { type FixtureShift, fixtureBoard } from './board-fixture.ts'

// Rows: 0 open, 1 group, 2 A, 3 B, 4 group, 5 C, 6 D.
const ROW_OF = [2, 3, 5, 6]
const shifts: FixtureShift[] = [
  { person: 0, day: 1, from: 540, to: 1080 },
  { person: 1, day: 2, from: 600, to: 1140 },
  { person: 2, day: 3, from: 1320, to: 1800 },
]
const NO_KEYS = { copies: false, swaps: false }
const HOUR = 3_600_000

function board(zoom: BoardZoom, ranges = [rangeOf(2, 1)]) {
  const { picture, roster, clock } = fixtureBoard({ zoom, shifts })
  const whole = { ...picture, selection: { active: { person: 0, day: 1 }, ranges } }
  const hit = (person: number, day: number, minute = 600, edge?: 'start' | 'end'): CellHit => {
    const drawn = picture.drawn.of(cellAt(roster, { person, day }), clock, day)
    return { part: 'cell', row: ROW_OF[person] ?? 0, person, day, minute, shift: drawn.shifts[0], edge }
  }
  const drag = (from: CellHit, to: { row: number; day: number; minute?: number }, modifiers = NO_KEYS) => {
    const held = takeHold(whole, from)!
    return gestureOf(pulled(whole, held, { hold: from, minute: 0, ...to, modifiers }), whole)
  }
  return { whole, hit, drag, clock, roster }
}

describe('by days', () => {
  test('a shift goes to another day and person', () => {
    const { drag, hit } = board('week')
    expect(drag(hit(0, 1), { row: 5, day: 4 })).toEqual({
      kind: 'move',
      from: [{ person: 0, day: 1 }],
      dayOffset: 3,
      toPerson: 2,
      minuteOffset: 0,
      toPeople: [2],
    })
  })

  test('selected shifts keep their places to each other, heads of groups stepped over', () => {
    const { drag, hit } = board('week', [rangeOf(2, 1, 3, 2)])
    expect(drag(hit(0, 1), { row: 3, day: 2 })).toMatchObject({
      from: [
        { person: 0, day: 1 },
        { person: 1, day: 2 },
      ],
      dayOffset: 1,
      toPeople: [1, 2],
    })
  })

  test('nothing is asked for where nothing changes or a part would leave the board', () => {
    const { drag, hit } = board('week', [rangeOf(2, 1, 3, 2)])
    expect(drag(hit(0, 1), { row: 2, day: 1 })).toBeUndefined()
    expect(drag(hit(0, 1), { row: 6, day: 2 })).toBeUndefined()
    expect(drag(hit(0, 1), { row: 2, day: 6 })).toBeUndefined()
  })

  test('with Ctrl it is a copy; with Shift a swap, where there is another shift to swap with', () => {
    const { drag, hit } = board('week')
    expect(drag(hit(0, 1), { row: 3, day: 2 }, { copies: true, swaps: false })?.kind).toBe('copy')
    const swaps = { copies: false, swaps: true }
    expect(drag(hit(0, 1), { row: 3, day: 2 }, swaps)).toEqual({
      kind: 'swap',
      a: { person: 0, day: 1 },
      b: { person: 1, day: 2 },
    })
    expect(drag(hit(0, 1), { row: 3, day: 4 }, swaps)?.kind).toBe('move')
  })

  test('an empty cell is not taken hold of: the drag selects', () => {
    const { whole, hit } = board('week')
    expect(takeHold(whole, hit(0, 5))).toBeUndefined()
  })
})

describe('by hours', () => {
  test('a shift moves by whole intervals, and belongs to the day that it starts on', () => {
    const { drag, hit } = board('hours')
    expect(drag(hit(0, 1), { row: 2, day: 1, minute: 640 })).toMatchObject({ dayOffset: 0, minuteOffset: 45 })
    expect(drag(hit(2, 3, 1400), { row: 5, day: 4, minute: 140 })).toMatchObject({ dayOffset: 1, minuteOffset: -1260 })
    expect(drag(hit(0, 1), { row: 2, day: 1, minute: 605 })).toBeUndefined()
  })

  test('an edge is stretched to the nearest interval, past midnight too', () => {
    const { drag, hit, roster, clock } = board('hours')
    const [shift] = cellAt(roster, { person: 0, day: 1 }).shifts
    expect(drag(hit(0, 1, 1080, 'end'), { row: 2, day: 2, minute: 64 })).toEqual({
      kind: 'stretch',
      place: { person: 0, day: 1 },
      shift,
      edge: 'end',
      toMs: clock.instantOf(2, 60),
    })
    expect(drag(hit(0, 1, 1080, 'end'), { row: 2, day: 1, minute: 1083 })).toBeUndefined()
  })

  test('a shift is drawn from where the drag began, to either side, at least an interval long', () => {
    const { drag, hit, clock } = board('hours')
    const drawn = (minute: number) => drag(hit(3, 5, 608), { row: 6, day: 5, minute })
    expect(drawn(900)).toEqual({
      kind: 'draw',
      place: { person: 3, day: 5 },
      fromMs: clock.instantOf(5, 600),
      toMs: clock.instantOf(5, 900),
    })
    expect(drawn(500)).toMatchObject({ fromMs: clock.instantOf(5, 495), toMs: clock.instantOf(5, 615) })
    expect(drawn(609)).toMatchObject({ toMs: clock.instantOf(5, 615) })
  })

  test('instants are those of the wall clock on the day on which clocks change', () => {
    const { picture, clock } = fixtureBoard({
      firstDay: '2026-03-08',
      days: 2,
      zone: 'America/New_York',
      zoom: 'hours',
    })
    const gesture = gestureOf({ kind: 'drawn', place: { person: 0, day: 0 }, fromMinute: 60, toMinute: 540 }, picture)
    expect(gesture).toMatchObject({ fromMs: clock.instantOf(0, 60), toMs: clock.instantOf(0, 60) + 7 * HOUR })
  })
})

describe('by keys', () => {
  const held = (zoom: BoardZoom) => {
    const { whole, hit } = board(zoom)
    const carried = takeHold(whole, hit(0, 1))
    if (carried?.kind !== 'shifts') throw new Error('nothing is held')
    const press = (...steps: { rows?: number; days?: number; intervals?: number }[]) =>
      steps.reduce(
        (now, step) => carriedFurther(whole, now, { kind: 'carry', rows: 0, days: 0, intervals: 0, ...step }),
        carried,
      )
    return press
  }

  test('arrows move by rows and days, and stop at the edges', () => {
    const press = held('week')
    expect(press({ rows: 1 }, { rows: 1 }, { days: 1 })).toMatchObject({ toRow: 5, dayOffset: 1, minuteOffset: 0 })
    expect(press({ days: -1 }, { days: -1 })).toMatchObject({ dayOffset: -1 })
  })

  test('along the hours they move by intervals, over midnight into the next day', () => {
    const press = held('hours')
    expect(press({ intervals: 2 })).toMatchObject({ dayOffset: 0, minuteOffset: 30 })
    const late = Array.from({ length: 61 }, () => ({ intervals: 1 }))
    expect(press(...late)).toMatchObject({ dayOffset: 1, minuteOffset: 915 - 1440 })
  })
})

test('a drag held at an edge scrolls towards it, faster the further out', () => {
  const edges = { nameWidth: 200, bodyTop: 90, width: 1000, height: 600 }
  expect(edgePull(edges, 500, 300)).toEqual({ left: 0, top: 0 })
  expect(edgePull(edges, 995, 300).left).toBeGreaterThan(0)
  expect(edgePull(edges, 205, 95).left).toBeLessThan(0)
  expect(edgePull(edges, 500, 640).top).toBeGreaterThan(edgePull(edges, 500, 590).top)
})
