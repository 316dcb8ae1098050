import { expect, test } from 'vitest'
import { MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { applyTemplate } from '../../../../web/features/roster/edits/apply-template.ts'
import { bulkReview } from '../../../../web/features/roster/edits/bulk-edit.ts'
import { setLock } from '../../../../web/features/roster/edits/cell-marks.ts'
import { applyReview } from '../../../../web/features/roster/edits/cell-review.ts'
import { drawShift, stretchShift } from '../../../../web/features/roster/edits/draw-shift.ts'
import type { EditOutcome } from '../../../../web/features/roster/edits/edit-context.ts'
import { fillDown, fillRight, fillWeeks, restoreCells } from '../../../../web/features/roster/edits/fill-cells.ts'
import { findCells } from '../../../../web/features/roster/edits/find-cells.ts'
import { gestureEdit } from '../../../../web/features/roster/edits/gesture-edit.ts'
import { assignOpen, markAbsent, unassign } from '../../../../web/features/roster/edits/open-shifts.ts'
import { setBreak, setQueues } from '../../../../web/features/roster/edits/shift-details.ts'
import {
  type BoardRoster,
  type Cell,
  type CellPlace,
  cellAt,
  OPEN_ROW,
  withCells,
} from '../../../../web/features/roster/model/board-roster.ts'
import { boardWith, contextOf, DAYS, EMPTY_BOARD, ROWS, shiftAt } from './sample-board.ts'

const [ANNA, BEN, CHLOE, DAN, EVE] = [0, 1, 2, 3, 4]
const SUNDAY = 6
const at = (person: number, day: number): CellPlace => ({ person, day })
const filled = (
  place: CellPlace,
  templateId: string,
  minute: number,
  more: Partial<Assignment> = {},
  cell: Partial<Cell> = {},
) => ({
  place,
  cell: { shifts: [shiftAt(place, templateId, minute, more)], ...cell },
})

const done = (roster: BoardRoster, outcome: EditOutcome): BoardRoster => {
  if ('refused' in outcome) throw new Error(`refused: ${JSON.stringify(outcome.refused)}`)
  return withCells(roster, outcome.edit.changes)
}
const whyNot = (outcome: EditOutcome) => ('refused' in outcome ? outcome.refused : undefined)
const only = (roster: BoardRoster, place: CellPlace): Assignment => {
  const { shifts } = cellAt(roster, place)
  expect(shifts).toHaveLength(1)
  return shifts[0]!
}
/** `HH:mm` in a zone. */
const clock = (ms: number, zone = 'Europe/Berlin') =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(ms)
const times = (shift: Assignment, zone?: string) => `${clock(shift.startMs, zone)}-${clock(shift.endMs, zone)}`
const hours = (shift: Assignment) => (shift.endMs - shift.startMs) / MS_PER_MINUTE / 60

const move = (
  roster: BoardRoster,
  from: readonly CellPlace[],
  to: { dayOffset?: number; toPerson?: number; minuteOffset?: number; toPeople?: number[] },
) =>
  gestureEdit(contextOf(roster), {
    kind: 'move',
    from,
    dayOffset: 0,
    minuteOffset: 0,
    toPerson: from[0]!.person,
    ...to,
  })

test('over a change of the clocks a shift keeps its start on the wall and its length in hours', () => {
  const roster = boardWith([filled(at(ANNA, 2), 'night', 1320)])
  const moved = only(done(roster, move(roster, [at(ANNA, 2)], { dayOffset: 3 })), at(ANNA, 5))
  // The night before Sunday 25 October has an hour more.
  expect([times(moved), hours(moved)]).toEqual(['22:00-05:00', 8])
  const [original] = roster.cells[ANNA]![2]!.shifts
  const offsets = (shift: Assignment) => shift.breaks.map(({ startMs }) => startMs - shift.startMs)
  expect(offsets(moved)).toEqual(offsets(original!))
})

test('a shift moved to a colleague of another site starts at the same time there', () => {
  const roster = boardWith([filled(at(ANNA, 1), 'early', 540)])
  const moved = only(done(roster, move(roster, [at(ANNA, 1)], { toPerson: EVE })), at(EVE, 1))
  expect(times(moved, 'America/New_York')).toBe('09:00-18:00')
  // She serves chat, and not the mail that the shift served as well.
  expect([moved.employeeId, moved.queueIds]).toEqual(['eve', ['chat']])
})

test('who shares no queue with a shift works it with all own ones; an open shift is refused as it would stay unserved', () => {
  const roster = boardWith([filled(at(ANNA, 1), 'early', 540), filled(at(OPEN_ROW, 2), 'early', 540)])
  expect(only(done(roster, move(roster, [at(ANNA, 1)], { toPerson: DAN })), at(DAN, 1)).queueIds).toEqual(['phone'])
  const refused = whyNot(assignOpen(contextOf(roster), at(OPEN_ROW, 2), only(roster, at(OPEN_ROW, 2)), DAN))
  expect(refused).toEqual({ reason: 'noSkill', place: at(DAN, 2), figures: { queues: 'chat, mail' } })
})

test('a block keeps its layout, and is refused as a whole with the reason in figures', () => {
  const roster = boardWith([
    filled(at(ANNA, 0), 'early', 540),
    filled(at(BEN, 1), 'late', 780),
    filled(at(CHLOE, 4), 'late', 840),
    { place: at(BEN, 5), cell: { locked: true } },
  ])
  const block = [at(ANNA, 0), at(BEN, 1)]
  const after = done(roster, move(roster, block, { dayOffset: 1, toPerson: BEN, toPeople: [BEN, CHLOE] }))
  expect([times(only(after, at(BEN, 1))), times(only(after, at(CHLOE, 2)))]).toEqual(['09:00-18:00', '13:00-22:00'])
  expect(cellAt(after, at(ANNA, 0)).shifts).toEqual([])
  const to = (dayOffset: number) => whyNot(move(roster, block, { dayOffset, toPerson: BEN, toPeople: [BEN, CHLOE] }))
  expect(to(3)).toEqual({ reason: 'occupied', place: at(CHLOE, 4), figures: { start: '14:00', end: '23:00' } })
  expect(to(5)).toEqual({ reason: 'locked', place: at(BEN, 5), figures: {} })
  expect(to(13)).toEqual({ reason: 'outside', place: at(CHLOE, DAYS - 1), figures: { date: '2026-11-02' } })
})

test('a drag in the hours keeps to the grid, and past midnight the shift is the next day’s', () => {
  const roster = boardWith([filled(at(ANNA, 0), 'late', 840)])
  const later = done(roster, move(roster, [at(ANNA, 0)], { minuteOffset: 600 }))
  expect([times(only(later, at(ANNA, 1))), cellAt(later, at(ANNA, 0)).shifts]).toEqual(['00:00-09:00', []])
  expect(whyNot(move(roster, [at(ANNA, 0)], { minuteOffset: 7 }))).toEqual({
    reason: 'offGrid',
    place: at(ANNA, 0),
    figures: { time: '14:07', minutes: 15 },
  })
  expect(whyNot(move(roster, [at(ANNA, 0)], {}))?.reason).toBe('nothing')
})

test('locked days and pinned shifts stay until they are given free', () => {
  const roster = boardWith([
    filled(at(ANNA, 0), 'early', 540, {}, { locked: true }),
    filled(at(BEN, 0), 'early', 540, { pinned: true }),
  ])
  expect([ANNA, BEN].map((person) => whyNot(move(roster, [at(person, 0)], { dayOffset: 1 }))?.reason)).toEqual([
    'locked',
    'pinned',
  ])
  const free = done(roster, setLock(contextOf(roster), [at(ANNA, 0), at(BEN, 0)], false))
  for (const person of [ANNA, BEN])
    expect(only(done(free, move(free, [at(person, 0)], { dayOffset: 1 })), at(person, 1)).pinned).toBe(false)
})

test('a copy is nobody’s fixed shift, and a copy onto itself is told', () => {
  const roster = boardWith([filled(at(ANNA, 0), 'early', 540, { pinned: true })])
  const copy = (dayOffset: number) =>
    gestureEdit(contextOf(roster), { kind: 'copy', from: [at(ANNA, 0)], dayOffset, toPerson: ANNA, minuteOffset: 0 })
  expect(only(done(roster, copy(2)), at(ANNA, 2)).pinned).toBe(false)
  expect(whyNot(copy(0))?.reason).toBe('occupied')
})

test('two people swap a day, and two days of a person swap', () => {
  const roster = boardWith([filled(at(ANNA, 0), 'early', 540), filled(at(BEN, 0), 'late', 780)])
  const swap = (a: CellPlace, b: CellPlace) => done(roster, gestureEdit(contextOf(roster), { kind: 'swap', a, b }))
  const people = swap(at(ANNA, 0), at(BEN, 0))
  expect([times(only(people, at(ANNA, 0))), times(only(people, at(BEN, 0)))]).toEqual(['13:00-22:00', '09:00-18:00'])
  const days = swap(at(ANNA, 0), at(ANNA, 3))
  expect([cellAt(days, at(ANNA, 0)).shifts.length, times(only(days, at(ANNA, 3)))]).toEqual([0, '09:00-18:00'])
})

const drawn = (person: number, day: number, from: number, to: number) => {
  const days = contextOf(EMPTY_BOARD).daysOf(person)
  return drawShift(contextOf(EMPTY_BOARD), at(person, day), days.instantOf(day, from), days.instantOf(day, to))
}

test('a drawn span is the template of about its times that the person may work, otherwise the drawn times', () => {
  const result = (person: number, day: number, from: number, to: number) => {
    const shift = only(done(EMPTY_BOARD, drawn(person, day, from, to)), at(person, day))
    return `${times(shift)} ${shift.templateId}`
  }
  expect(result(ANNA, 0, 9 * 60 + 15, 18 * 60)).toBe('09:00-18:00 early')
  expect(result(ANNA, 0, 10 * 60, 16 * 60)).toBe('10:00-16:00 early')
  expect(result(ANNA, 5, 10 * 60, 16 * 60)).toBe('10:00-16:00 weekend')
  expect(result(CHLOE, 0, 9 * 60, 13 * 60)).toBe('09:00-13:00 short')
  expect(result(BEN, 0, 9 * 60, 13 * 60)).toBe('09:00-13:00 early')
  expect(result(ANNA, 0, 8 * 60, 18 * 60)).toBe('08:00-18:00 duty')
  expect(whyNot(drawn(ANNA, 0, 600, 630))).toMatchObject({ reason: 'tooShort', figures: { minutes: 30, least: 60 } })
  expect(whyNot(drawn(ANNA, 0, 600, 601 + 1440))).toMatchObject({ reason: 'tooLong', figures: { minutes: 1441 } })
})

test('a shift that is stretched keeps breaks inside, moves or drops the others, and gets them back with the room', () => {
  const roster = boardWith([filled(at(ANNA, 0), 'early', 540)])
  const shift = only(roster, at(ANNA, 0))
  const end = (before: BoardRoster, minute: number) => {
    const toMs = contextOf(roster).daysOf(ANNA).instantOf(0, minute)
    return done(before, stretchShift(contextOf(before), at(ANNA, 0), only(before, at(ANNA, 0)), 'end', toMs))
  }
  const breaks = (of: BoardRoster) =>
    only(of, at(ANNA, 0)).breaks.map(({ kind, startMs }) => `${kind} ${clock(startMs)}`)
  expect(breaks(roster)).toEqual(['rest 11:00', 'meal 12:45'])
  const short = end(roster, 13 * 60)
  expect([times(only(short, at(ANNA, 0))), ...breaks(short)]).toEqual(['09:00-13:00', 'rest 11:00', 'meal 12:00'])
  const shorter = end(short, 12 * 60)
  expect(breaks(shorter)).toEqual(['rest 11:00'])
  expect(breaks(end(shorter, 18 * 60))).toEqual(breaks(roster))
  // A break that was taken out by hand does not come back.
  const without = done(roster, setBreak(contextOf(roster), at(ANNA, 0), shift, 1, null))
  expect(breaks(end(without, 19 * 60))).toEqual(['rest 11:00'])
})

test('a shift is not stretched away from its training, off the grid, or over the next', () => {
  const place = at(ANNA, 0)
  const shift = shiftAt(place, 'early', 540)
  const minutes = (count: number) => count * MS_PER_MINUTE
  const training = { activityId: 'training', startMs: shift.endMs - minutes(60), endMs: shift.endMs - minutes(30) }
  const roster = boardWith([
    { place, cell: { shifts: [{ ...shift, activities: [training] }] } },
    filled(at(ANNA, 1), 'early', 420),
  ])
  const to = (toMs: number) => whyNot(stretchShift(contextOf(roster), place, only(roster, place), 'end', toMs))
  expect(to(shift.endMs - minutes(45))).toMatchObject({
    reason: 'activityOutside',
    figures: { start: '17:00', end: '17:30' },
  })
  expect(to(shift.endMs + minutes(5))).toMatchObject({ reason: 'offGrid', figures: { time: '18:05', minutes: 15 } })
  expect(to(shift.endMs + minutes(14 * 60))).toMatchObject({
    reason: 'occupied',
    figures: { start: '07:00', end: '16:00' },
  })
})

test('a template is set on every day on which the person may work it; why not is told for each of the others', () => {
  const roster = boardWith([
    filled(at(ANNA, 0), 'early', 540, { queueIds: ['mail'] }),
    { place: at(ANNA, 1), cell: { locked: true } },
    filled(at(BEN, 2), 'night', 1320),
  ])
  const context = contextOf(roster)
  const outcome = applyTemplate(context, [at(ANNA, 0), at(ANNA, 1), at(BEN, 3)], 'late')
  expect(only(done(roster, outcome), at(ANNA, 0))).toMatchObject({ templateId: 'late', queueIds: ['mail'] })
  expect(times(only(done(roster, outcome), at(BEN, 3)))).toBe('13:00-22:00')
  expect(outcome.leftOut).toEqual([{ reason: 'locked', place: at(ANNA, 1), figures: {} }])
  const reasons = (place: CellPlace, id: string, start?: number) => whyNot(applyTemplate(context, [place], id, start))
  expect(reasons(at(EVE, 5), 'weekend')).toMatchObject({
    reason: 'templateGroup',
    figures: { template: 'weekend', group: 'sales' },
  })
  expect(reasons(at(ANNA, 2), 'short')).toMatchObject({ reason: 'templateContract', figures: { contract: 'full' } })
  expect(reasons(at(BEN, 0), 'duty')).toMatchObject({ reason: 'templateRole', figures: { roles: 'supervisor' } })
  expect(reasons(at(ANNA, 2), 'weekend')).toMatchObject({ reason: 'templateWeekday', figures: { date: '2026-10-21' } })
  expect(reasons(at(ANNA, 2), 'late', 600)).toMatchObject({ reason: 'templateStart', figures: { time: '10:00' } })
  expect(reasons(at(ANNA, 2), 'gone')).toMatchObject({ reason: 'unknownTemplate', figures: { template: 'gone' } })
})

test('an open shift of a template serves what those who may work it serve', () => {
  const roster = done(EMPTY_BOARD, applyTemplate(contextOf(EMPTY_BOARD), [at(OPEN_ROW, 0), at(OPEN_ROW, 0)], 'short'))
  expect(cellAt(roster, at(OPEN_ROW, 0)).shifts.map(({ queueIds, employeeId }) => [employeeId, queueIds])).toEqual([
    ['', ['mail']],
    ['', ['mail']],
  ])
})

test('who is absent leaves open shifts at the very times, and a note', () => {
  const roster = boardWith([filled(at(EVE, 1), 'early', 540), filled(at(EVE, 2), 'early', 540, {}, { locked: true })])
  const outcome = markAbsent(contextOf(roster), EVE, [0, 1, 2], 'Sick')
  const after = done(roster, outcome)
  expect([0, 1, 2].map((day) => cellAt(after, at(EVE, day)).note)).toEqual(['Sick', 'Sick', ''])
  expect(outcome.leftOut.map(({ reason, place }) => [reason, place.day])).toEqual([['locked', 2]])
  const open = only(after, at(OPEN_ROW, 1))
  expect([open.startMs, open.employeeId]).toEqual([roster.cells[EVE]![1]!.shifts[0]!.startMs, ''])
  const back = done(after, assignOpen(contextOf(after), at(OPEN_ROW, 1), open, EVE))
  expect(cellAt(back, at(EVE, 1)).shifts).toEqual(roster.cells[EVE]![1]!.shifts)
  expect(done(roster, unassign(contextOf(roster), [at(EVE, 1)])).open).toEqual(after.open)
})

test('a candidate takes an open shift as proposed', () => {
  const roster = boardWith([filled(at(OPEN_ROW, 0), 'early', 540)])
  const proposal = shiftAt(at(ANNA, 0), 'early', 420)
  const after = done(
    roster,
    assignOpen(contextOf(roster), at(OPEN_ROW, 0), only(roster, at(OPEN_ROW, 0)), ANNA, proposal),
  )
  expect([only(after, at(ANNA, 0)), cellAt(after, at(OPEN_ROW, 0)).shifts]).toEqual([proposal, []])
})

test('breaks lie in their shift, on the grid and clear of one another; queues are those that the person knows', () => {
  const roster = boardWith([filled(at(ANNA, 0), 'early', 540)])
  const shift = only(roster, at(ANNA, 0))
  const rest = (minute: number, kind: 'rest' | 'meal' = 'rest') => {
    const startMs = shift.startMs + minute * MS_PER_MINUTE
    return { kind, paid: true, startMs, endMs: startMs + 15 * MS_PER_MINUTE }
  }
  const context = contextOf(roster)
  const set = (minute: number) => setBreak(context, at(ANNA, 0), shift, 0, rest(minute))
  expect(only(done(roster, set(60)), at(ANNA, 0)).breaks[0]).toEqual(rest(60))
  expect([530, 240, 65].map((minute) => whyNot(set(minute))?.reason)).toEqual(['offGrid', 'breakOverlaps', 'offGrid'])
  expect(whyNot(set(540))).toMatchObject({ reason: 'breakOutside', figures: { start: '18:00', end: '18:15' } })
  const late = boardWith([filled(at(ANNA, 0), 'late', 780)])
  const noRest = setBreak(contextOf(late), at(ANNA, 0), only(late, at(ANNA, 0)), 1, rest(300))
  expect(whyNot(noRest)).toMatchObject({ reason: 'breakKind', figures: { template: 'late' } })
  const queues = (ids: string[]) => setQueues(context, at(ANNA, 0), shift, ids)
  expect(only(done(roster, queues(['mail'])), at(ANNA, 0)).queueIds).toEqual(['mail'])
  expect(whyNot(queues(['mail', 'phone']))).toMatchObject({ reason: 'noSkill', figures: { queues: 'phone' } })
  expect(whyNot(queues([]))?.reason).toBe('noSkill')
})

const row = (person: number) => ROWS.findIndex((shown) => shown.kind === 'person' && shown.person === person)

test('filling repeats the first day, the first row or a week, days off as well', () => {
  const roster = boardWith([
    filled(at(ANNA, 0), 'early', 540),
    filled(at(ANNA, SUNDAY), 'late', 780),
    filled(at(BEN, 1), 'early', 540),
    filled(at(ANNA, 9), 'late', 780, {}, { locked: true }),
  ])
  const context = contextOf(roster)
  const range = (person: number, rows: number, day: number, days: number) => ({
    fromRow: row(person),
    toRow: row(person) + rows - 1,
    fromDay: day,
    toDay: day + days - 1,
  })
  const counts = (after: BoardRoster, person: number) =>
    cellsOf(after, person)
      .map(({ shifts }) => shifts.length)
      .join('')
  expect(counts(done(roster, fillRight(context, ROWS, range(ANNA, 1, 0, 3))), ANNA)).toBe('11100010010000')
  expect(counts(done(roster, fillRight(context, ROWS, range(ANNA, 1, 1, 1))), ANNA)).toBe('11000010010000')
  const down = done(roster, fillDown(context, ROWS, range(ANNA, 3, 0, 2)))
  expect([counts(down, BEN), counts(down, CHLOE)]).toEqual(['10000000000000', '10000000000000'])
  expect(counts(done(roster, fillDown(context, ROWS, range(BEN, 1, 0, 1))), BEN)).toBe('11000000000000')
  const weeks = fillWeeks(context, [ANNA], 0)
  expect(counts(done(roster, weeks), ANNA)).toBe('10000011010001')
  expect(weeks.leftOut).toEqual([{ reason: 'locked', place: at(ANNA, 9), figures: {} }])
})

const cellsOf = (roster: BoardRoster, person: number) => roster.cells[person] ?? []

test('days are restored as the run made them, by person and date', () => {
  const made = boardWith([filled(at(ANNA, 0), 'early', 540)])
  const now = boardWith([filled(at(ANNA, 0), 'late', 780, {}, { note: 'kept' }), filled(at(BEN, 0), 'early', 540)])
  const reversed = { ...made, people: [...made.people].reverse(), cells: [...made.cells].reverse() }
  const after = done(now, restoreCells(contextOf(now), [at(ANNA, 0), at(BEN, 0)], reversed))
  expect(cellAt(after, at(ANNA, 0))).toEqual({ ...cellAt(made, at(ANNA, 0)), note: 'kept' })
  expect(cellAt(after, at(BEN, 0)).shifts).toEqual([])
})

test('a change of many days is read first, and done where it is accepted', () => {
  const roster = boardWith([
    filled(at(ANNA, 0), 'early', 540),
    filled(at(BEN, 0), 'late', 840),
    filled(at(CHLOE, 0), 'early', 540, { pinned: true }),
  ])
  const context = contextOf(roster)
  const places = [at(ANNA, 0), at(BEN, 0), at(CHLOE, 0), at(DAN, 0)]
  const review = bulkReview(context, places, { kind: 'shiftBy', minutes: 600 })
  expect(review.cells.map(({ place, refusals }) => [place.person, refusals[0]?.reason])).toEqual([
    [ANNA, undefined],
    [BEN, 'outside'],
    [CHLOE, 'pinned'],
  ])
  expect(review.unchanged).toBe(1)
  const outcome = applyReview(context, review, [at(ANNA, 0)])
  expect([times(only(done(roster, outcome), at(ANNA, 0))), outcome.leftOut]).toEqual(['19:00-04:00', []])
  const kinds = [
    bulkReview(context, places, { kind: 'lock', isLocked: true }),
    bulkReview(context, places, { kind: 'remove' }),
    bulkReview(context, places, { kind: 'template', templateId: 'late' }),
    bulkReview(context, places, { kind: 'color', color: 'red' }),
    bulkReview(context, places, { kind: 'note', note: 'x' }),
  ]
  expect(kinds.map(({ kind, cells, unchanged }) => [kind, cells.length, unchanged])).toEqual([
    ['lock', 4, 0],
    ['bulk', 3, 1],
    // Ben has the late shift already.
    ['bulk', 3, 1],
    ['bulk', 4, 0],
    ['bulk', 4, 0],
  ])
})

test('cells are found by person, note, template, time, and as open or in violation', () => {
  const roster = boardWith([
    filled(at(ANNA, 2), 'early', 540),
    filled(at(BEN, 3), 'late', 780, {}, { note: 'Dentist at 9' }),
    filled(at(OPEN_ROW, 4), 'early', 420),
    { place: at(DAN, 7), cell: { note: 'call back' } },
  ])
  const find = (text: string, violationKeys?: ReadonlySet<string>) =>
    findCells(contextOf(roster), { text, ...(violationKeys && { violationKeys }) }).map(
      ({ person, day }) => `${person}.${day}`,
    )
  expect(find('Anna')).toEqual(['0.2'])
  expect(find('chloe')).toEqual(['2.0'])
  expect(find('dentist')).toEqual(['1.3'])
  expect(find('早班')).toEqual(['-1.4', '0.2'])
  expect(find('late')).toEqual(['1.3'])
  expect(find('9:00')).toEqual(['0.2'])
  expect(find('9-18')).toEqual(['0.2'])
  expect(find('early 7:00')).toEqual(['-1.4'])
  expect(find('open')).toEqual(['-1.4'])
  expect(find('空缺')).toEqual(['-1.4'])
  expect(find('violation', new Set(['dan 2026-10-26', 'ben 2026-10-19']))).toEqual(['1.0', '3.7'])
  expect(find('')).toEqual([])
  expect(find('nothing of the kind')).toEqual([])
})
