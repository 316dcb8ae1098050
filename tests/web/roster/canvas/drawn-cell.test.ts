import { expect, test } from 'vitest'
import { DrawnCells, timeTexts } from '../../../../web/features/roster/canvas/drawn-cell.ts'
import { cellAt } from '../../../../web/features/roster/model/board-roster.ts'
import { fixtureBoard } from './board-fixture.ts'

test('times have a long form, a short one and a start alone', () => {
  expect(timeTexts(540, 1080)).toEqual(['09:00–18:00', '09–18', '09'])
  expect(timeTexts(510, 1065)).toEqual(['08:30–17:45', '0830–1745', '0830'])
  expect(timeTexts(1320, 1800)).toEqual(['22:00–06:00', '22–06', '22'])
})

test('a shift past midnight ends beyond 1440, and a cell is worked out once', () => {
  const { picture, clock } = fixtureBoard({ shifts: [{ person: 0, day: 1, from: 1320, to: 1800 }] })
  const cell = cellAt(picture.roster, { person: 0, day: 1 })
  const drawn = picture.drawn.of(cell, clock, 1)
  expect(drawn).toMatchObject({ shifts: [{ from: 1320, to: 1800 }], paidMinutes: 480 })
  expect(picture.drawn.of(cell, clock, 1)).toBe(drawn)
})

// Clocks of New York: 02:00 is left out on 8 March 2026, and 01:00 comes twice on 1 November.
test.each([
  { day: '2026-03-08', from: 60, to: 540, paid: 420 },
  { day: '2026-11-01', from: 30, to: 540, paid: 570 },
])('on $day a shift lies where the wall clock says, and is paid as long as it is', ({ day, from, to, paid }) => {
  const board = fixtureBoard({
    firstDay: day,
    days: 2,
    zone: 'America/New_York',
    shifts: [{ person: 0, day: 0, from, to }],
  })
  const drawn = board.picture.drawn.of(cellAt(board.roster, { person: 0, day: 0 }), board.clock, 0)
  expect(drawn).toMatchObject({ shifts: [{ from, to }], paidMinutes: paid })
})

test('an end in the hour that comes twice never lies before its start', () => {
  const { roster, clock } = fixtureBoard({ firstDay: '2026-11-01', days: 2, zone: 'America/New_York' })
  const startMs = clock.instantOf(0, 90)
  const shift = {
    employeeId: 'A',
    templateId: 'day',
    startMs,
    endMs: startMs + 45 * 60_000,
    breaks: [],
    queueIds: [],
    pinned: false,
  }
  const [drawn] = new DrawnCells(() => 0).of(
    { ...cellAt(roster, { person: 0, day: 0 }), shifts: [shift] },
    clock,
    0,
  ).shifts
  expect(drawn?.to).toBeGreaterThanOrEqual(drawn?.from ?? Number.NaN)
  expect(drawn?.texts[0]).toBe('01:30–01:15')
})
