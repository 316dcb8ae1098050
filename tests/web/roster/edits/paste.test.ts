import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import { applyReview } from '../../../../web/features/roster/edits/cell-review.ts'
import { copyRange } from '../../../../web/features/roster/edits/copy-range.ts'
import { applyPaste, type PasteTarget, readPaste } from '../../../../web/features/roster/edits/read-paste.ts'
import { type BoardRoster, cellAt, withCells } from '../../../../web/features/roster/model/board-roster.ts'
import { boardArbitrary, boardWith, contextOf, DAYS, EMPTY_BOARD, ROWS, shiftAt } from './sample-board.ts'

/** Row of a person among `ROWS`. */
const rowOf = (person: number) => ROWS.findIndex((row) => row.kind === 'person' && row.person === person)
const cellRange = (person: number, day: number, rows = 1, days = 1) => ({
  fromRow: rowOf(person),
  toRow: rowOf(person) + rows - 1,
  fromDay: day,
  toDay: day + days - 1,
})
const paste = (
  text: string,
  at: PasteTarget['range'],
  roster: BoardRoster = EMPTY_BOARD,
  more: Partial<PasteTarget> = {},
) => readPaste(contextOf(roster), text, { rows: ROWS, range: at, ...more })

/** `HH:mm-HH:mm template` of what a single cell's paste would make of Anna's Monday. */
function pasted(text: string, roster?: BoardRoster): string {
  const review = paste(text, cellRange(0, 0), roster)
  const [cell] = review.cells
  if (!cell) return 'unchanged'
  if (cell.refusals[0]) return [cell.refusals[0].reason, ...Object.values(cell.refusals[0].figures)].join(' ')
  const clock = (ms: number) =>
    new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(ms)
  return cell.after.shifts
    .map(({ startMs, endMs, templateId }) => `${clock(startMs)}-${clock(endMs)} ${templateId}`)
    .join(' / ')
}

test.each([
  ['09:00-18:00', '09:00-18:00 early'],
  ['9-18', '09:00-18:00 early'],
  ['9:00–18:00', '09:00-18:00 early'],
  ['0900 - 1800', '09:00-18:00 early'],
  ['9.00~18.00', '09:00-18:00 early'],
  ['０９：００－１８：００', '09:00-18:00 early'],
  ['9点-18点', '09:00-18:00 early'],
  ['9点半到18点半', '09:30-18:30 early'],
  ['early', '07:00-16:00 early'],
  ['EARLY', '07:00-16:00 early'],
  ['Late shift', '13:00-22:00 late'],
  ['晚班', '13:00-22:00 late'],
  ['early 09:00', '09:00-18:00 early'],
  ['早班 9：00', '09:00-18:00 early'],
  ['09:00-18:00 early', '09:00-18:00 early'],
  ['early (9-18)', '09:00-18:00 early'],
  ['22:00-06:00', '22:00-06:00 night'],
  ['22-30', '22:00-06:00 night'],
  ['22:00-次日06:00', '22:00-06:00 night'],
  ['7-16 / 18-22', '07:00-16:00 early / 18:00-22:00 late'],
  ['7-16; 22-6', '07:00-16:00 early / 22:00-06:00 night'],
  ['7-15:30 early', '07:00-15:30 early'],
  ["'9-18", '09:00-18:00 early'],
  ['holiday', 'unknownWord holiday'],
  ['9-18 holiday', 'unknownWord 9-18 holiday'],
  ['2026-11-09', 'unknownWord 2026-11-09'],
  ['9-99', 'unknownWord 9-99'],
  ['early 08:00', 'templateStart early 08:00'],
  ['short', 'templateContract short full'],
  ['weekend', 'templateWeekday weekend 2026-10-19'],
  ['09:10-18:00', 'offGrid 09:10 15'],
  ['9:00-9:30', 'tooShort 30 60'],
  ['9-18 / 14-23', 'occupied 14:00 23:00'],
  ['', 'unchanged'],
  ['off', 'unchanged'],
])('pasted on an empty Monday, "%s" is %s', (text, expected) => {
  expect(pasted(text)).toBe(expected)
})

const monday = { person: 0, day: 0 }
const withMonday = boardWith([{ place: monday, cell: { shifts: [shiftAt(monday, 'early', 540)] } }])

test.each(['off', 'OFF', '休', '休息', '-', '—', 'day off'])('"%s" makes a day off of a shift', (word) => {
  expect(pasted(word, withMonday)).toBe('')
  expect(paste(word, cellRange(0, 0), withMonday).cells).toHaveLength(1)
})

test('a blank cell keeps the day and says so, and clears it when asked to', () => {
  const kept = paste('\t9-18', cellRange(0, 0), withMonday)
  expect(kept.cells.map(({ advice, after }) => [advice.map(({ reason }) => reason), after.shifts.length])).toEqual([
    [['blankKept'], 1],
    [[], 1],
  ])
  const cleared = paste('\t9-18', cellRange(0, 0), withMonday, { blanks: 'clear' })
  expect(cleared.cells[0]?.after.shifts).toEqual([])
})

test('a shift that is written as it is keeps its breaks and queues', () => {
  const own = shiftAt(monday, 'early', 540)
  const moved = { ...own, queueIds: ['mail'], breaks: own.breaks.slice(1) }
  const roster = boardWith([{ place: monday, cell: { shifts: [moved], locked: true } }])
  for (const text of ['9-18', 'early', '09:00-18:00 early', 'early 9:00'])
    expect(paste(text, cellRange(0, 0), roster)).toMatchObject({ cells: [], unchanged: 1 })
})

test('what cannot be pasted is told with its cell, and the rest is one edit', () => {
  const tuesday = { person: 0, day: 1 }
  const thursday = { person: 0, day: 3 }
  const roster = boardWith([
    { place: tuesday, cell: { locked: true } },
    { place: thursday, cell: { shifts: [shiftAt(thursday, 'early', 540, { pinned: true })] } },
  ])
  const review = paste('9-18\t9-18\tnone\toff\t14-23', cellRange(0, 0), roster)
  expect(review.cells.map(({ place, refusals }) => [place.day, refusals.map(({ reason }) => reason)])).toEqual([
    [0, []],
    [1, ['locked']],
    [2, ['unknownWord']],
    [3, ['pinned']],
    [4, []],
  ])
  const outcome = applyPaste(contextOf(roster), review)
  expect(outcome).toMatchObject({ edit: { kind: 'paste', changes: [{ place: { day: 0 } }, { place: { day: 4 } }] } })
  expect(outcome.leftOut).toHaveLength(3)
  const accepted = applyPaste(contextOf(roster), review, [{ person: 0, day: 4 }])
  expect(accepted).toMatchObject({ edit: { changes: [{ place: { day: 4 } }] }, leftOut: [] })
})

test('a night before an early morning is told, not pasted', () => {
  const review = paste('22-6\t5-14', cellRange(0, 0))
  expect(review.cells.map(({ refusals }) => refusals[0]?.reason)).toEqual(['occupied', undefined])
})

test('a day that somebody changed after the review is left out', () => {
  const review = paste('9-18\t9-18', cellRange(0, 0))
  const meanwhile = contextOf(withMonday)
  expect(applyReview(meanwhile, review)).toMatchObject({
    edit: { changes: [{ place: { day: 1 } }] },
    leftOut: [{ reason: 'changed', place: { day: 0 } }],
  })
})

test('more than the board has room for is told cell by cell', () => {
  const review = paste('9-18\t9-18\t\n9-18\t13-22', cellRange(5, DAYS - 1))
  expect(review.cells).toHaveLength(1)
  expect(review.outside).toEqual([
    { row: 0, column: 1, text: '9-18' },
    { row: 1, column: 0, text: '9-18' },
    { row: 1, column: 1, text: '13-22' },
  ])
})

test('one cell fills the range selected, and a row that fits repeats', () => {
  const places = (text: string) =>
    paste(text, cellRange(0, 0, 2, 4)).cells.map(({ place }) => `${place.person}.${place.day}`)
  expect(places('9-18')).toEqual(['0.0', '0.1', '0.2', '0.3', '1.0', '1.1', '1.2', '1.3'])
  expect(places('9-18\toff')).toEqual(['0.0', '0.2', '1.0', '1.2'])
  expect(places('9-18\t9-18\t9-18')).toEqual(['0.0', '0.1', '0.2'])
})

test("a spreadsheet's quoted cells hold several lines, and group heads take no row", () => {
  const review = paste('"7-16\n18-22"\t"9-18"\r\n\r\n14-23\r\n', cellRange(2, 0))
  expect(review.cells.map(({ place, after }) => [place.person, place.day, after.shifts.length])).toEqual([
    [2, 0, 2],
    [2, 1, 1],
    [4, 0, 1],
  ])
})

test('a cell begins no formula in a spreadsheet, and the table is escaped', () => {
  const strange = shiftAt(monday, 'early', 540, { templateId: '<b>&"x"' })
  const copied = copyRange(
    contextOf(boardWith([{ place: monday, cell: { shifts: [strange] } }])),
    ROWS,
    cellRange(0, 0, 1, 2),
  )
  expect(copied.text).toBe('"09:00-18:00 <b>&""x"""\t')
  expect(copied.html).toBe('<table><tr><td>09:00-18:00 &lt;b&gt;&amp;&quot;x&quot;</td><td></td></tr></table>')
})

const everything = { fromRow: 0, toRow: ROWS.length - 1, fromDay: 0, toDay: DAYS - 1 }

test('what is copied and pasted on the same days is as it was, also over days that were changed since', () => {
  const free = (roster: BoardRoster): BoardRoster => ({
    ...roster,
    open: roster.open.map((cell) => ({ ...cell, locked: false })),
    cells: roster.cells.map((row) =>
      row.map(({ shifts, ...cell }) => ({
        ...cell,
        locked: false,
        shifts: shifts.map((shift) => ({ ...shift, pinned: false })),
      })),
    ),
  })
  fc.assert(
    fc.property(boardArbitrary.map(free), (roster) => {
      const copied = copyRange(contextOf(roster), ROWS, everything)
      // A copy of the board on itself changes nothing, from the page's own memory and from the text alone.
      expect(paste(copied.text, everything, roster, { copied })).toMatchObject({ cells: [], outside: [] })
      const alone = paste(`${copied.text}\r\n`, everything, roster)
      expect(alone.cells).toEqual([])
      // Over a board without shifts it brings them all back.
      const bare = withCells(
        roster,
        copied.cells.flat().map(({ place, cell }) => ({ place, after: { ...cell, shifts: [] } })),
      )
      const outcome = applyPaste(contextOf(bare), paste(copied.text, everything, bare, { copied }))
      const back = 'edit' in outcome ? withCells(bare, outcome.edit.changes) : bare
      expect(back).toEqual(roster)
    }),
    { numRuns: 60 },
  )
})

test('from the text alone, times and templates are kept to the minute', () => {
  const texts = (roster: BoardRoster) => copyRange(contextOf(roster), ROWS, everything).text
  const plainBoard = boardArbitrary.map(
    (roster): BoardRoster => ({
      ...EMPTY_BOARD,
      // The person's contract, roles and weekdays allow these, which a template that is named must be.
      cells: roster.cells.map((row) =>
        row.map((cell) => ({
          ...cell,
          locked: false,
          shifts: cell.shifts
            .filter(({ templateId }) => templateId !== 'short')
            .map((shift) => ({ ...shift, pinned: false })),
        })),
      ),
    }),
  )
  let pastes = 0
  fc.assert(
    fc.property(plainBoard, (roster) => {
      const outcome = applyPaste(contextOf(EMPTY_BOARD), paste(texts(roster), everything))
      if ('refused' in outcome) return
      pastes += 1
      expect(outcome.leftOut).toEqual([])
      expect(texts(withCells(EMPTY_BOARD, outcome.edit.changes))).toBe(texts(roster))
    }),
    { numRuns: 40 },
  )
  expect(pastes).toBeGreaterThan(30)
})

test('a template that is pasted lasts its length on the night on which the clocks change', () => {
  const saturday = 5
  for (const text of ['night', '22-6', '22:00-06:00 night']) {
    const [cell] = paste(text, cellRange(0, saturday)).cells
    const [shift] = cell?.after.shifts ?? []
    expect([cell?.advice, ((shift?.endMs ?? 0) - (shift?.startMs ?? 0)) / MS_PER_MINUTE]).toEqual([[], 480])
  }
})

test('what was copied from the board of another week is read as its text', () => {
  const copied = copyRange(contextOf(withMonday), ROWS, cellRange(0, 0))
  const otherWeek = { ...copied, days: [...copied.days] }
  const review = paste(copied.text, cellRange(1, 3), withMonday, { copied: otherWeek })
  expect(review.cells[0]).toMatchObject({ text: '09:00-18:00 early', after: { shifts: [{ templateId: 'early' }] } })
})

test('copied to a colleague, shifts keep their times and take the queues that both serve', () => {
  const copied = copyRange(contextOf(withMonday), ROWS, cellRange(0, 0))
  const review = paste(copied.text, cellRange(2, 2), withMonday, { copied })
  const [shift] = review.cells[0]?.after.shifts ?? []
  expect(shift).toMatchObject({ employeeId: 'chloe', templateId: 'early', queueIds: ['mail'] })
  const [original] = cellAt(withMonday, monday).shifts
  const twoDays = 2 * 1440 * MS_PER_MINUTE
  expect(shift?.breaks.map(({ startMs }) => startMs - twoDays)).toEqual(original?.breaks.map(({ startMs }) => startMs))
})
