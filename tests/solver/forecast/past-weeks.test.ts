import { expect, test } from 'vitest'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { pastWeeks } from '../../../solver/forecast/past-weeks.ts'
import { dateOf, historyOf } from './synthetic-history.ts'

const history = historyOf(70, ({ day, minuteOfDay }) => (minuteOfDay < 600 || day % 7 === 6 ? Number.NaN : 20 + day))
const horizonAt = (day: number) => dayHorizon(dateOf(day), 7, 60, 'UTC')

test('past weeks are those that had weeks enough before them, beside what came in them', () => {
  const past = pastWeeks(history, [], horizonAt(63))
  expect([past.weeks, past.slots, past.slotMinutes]).toEqual([4, 24, 60])
  // The first of them begins on day 35, a Monday.
  const cell = (day: number, slot: number) => (day - 35) * 24 + slot
  expect([past.actual[cell(35, 12)], past.actual[cell(62 - 1, 12)]]).toEqual([55, 81])
  expect(past.mean[cell(35, 12)]).toBeGreaterThan(45)
  expect(past.mean[cell(35, 12)]).toBeLessThan(60)
  expect([past.mean[cell(35, 5)], past.actual[cell(35, 5)]]).toEqual([0, Number.NaN])
})

test('what came after the horizon began is not looked at', () => {
  const rewritten = { ...history, volume: history.volume.map((count, i) => (i >= 63 * 24 ? 9999 : count)) }
  expect(pastWeeks(rewritten, [], horizonAt(63))).toEqual(pastWeeks(history, [], horizonAt(63)))
})

test('a short history, or one of nothing, has none', () => {
  expect(pastWeeks(history, [], horizonAt(35)).weeks).toBe(0)
  expect(pastWeeks({ ...history, volume: history.volume.map(() => Number.NaN) }, [], horizonAt(63)).weeks).toBe(0)
})

test("another queue's events are none of this one's", () => {
  const span = (day: number) => ({
    startMs: Date.parse(`${dateOf(day)}T00:00Z`),
    endMs: Date.parse(`${dateOf(day + 1)}T00:00Z`),
  })
  const events = [10, 31, 45].map((day) => ({
    kind: 'sale',
    title: 'sale',
    expectedSize: 1,
    category: 'phone',
    ...span(day),
  }))
  const busy = historyOf(70, ({ day }) => ([10, 31, 45].includes(day) ? 60 : 20))
  const told = (queueIds?: Set<string>) => pastWeeks(busy, events, horizonAt(63), queueIds).mean[(45 - 35) * 24 + 12]!
  expect(told(new Set(['chat', 'phone']))).toBeLessThan(25)
  expect(told(new Set(['chat']))).toBeGreaterThan(40)
})
