import { describe, expect, it } from 'vitest'
import { dayMatrix, dayNumber, slotMinutesFor, weekdayOf } from '../../../solver/forecast/day-matrix.ts'
import { historyOf } from './synthetic-history.ts'

describe('dayMatrix', () => {
  it('sums finer parts to slots and takes a missing part to be like the others', () => {
    const parts = historyOf(1, ({ minuteOfDay }) => (minuteOfDay === 15 ? Number.NaN : minuteOfDay / 15), {
      intervalMinutes: 15,
    })
    const { volume, slots, days } = dayMatrix(parts, 30)
    expect([slots, days, volume[0], volume[1], volume[47]]).toEqual([48, 1, 0, 5, 189])
  })

  it('weights handling time by contacts', () => {
    const parts = historyOf(1, ({ minuteOfDay }) => 1 + minuteOfDay / 30, {
      intervalMinutes: 30,
      ahtSeconds: ({ minuteOfDay }) => (minuteOfDay % 60 === 0 ? 100 : 400),
    })
    expect(dayMatrix(parts, 60).ahtSeconds[0]).toBeCloseTo((1 * 100 + 2 * 400) / 3, 9)
  })

  it('counts the repeated hour of a clock change once and leaves the skipped one unknown', () => {
    const zone = 'Europe/Berlin'
    const autumn = dayMatrix(
      historyOf(1, () => 7, { zone, firstDay: '2026-10-25' }),
      60,
    )
    expect([...autumn.volume]).toEqual(new Array(24).fill(7))
    const spring = dayMatrix(
      historyOf(1, () => 7, { zone, firstDay: '2026-03-29' }),
      60,
    )
    expect([spring.volume[1], spring.volume[2], spring.volume[3]]).toEqual([7, Number.NaN, 7])
  })

  it('knows weekdays and which grid to learn on', () => {
    expect(['2026-01-05', '2026-01-11', '1969-12-31'].map((date) => weekdayOf(dayNumber(date)))).toEqual([0, 6, 2])
    expect([slotMinutesFor(15, 60), slotMinutesFor(30, 15), slotMinutesFor(20, 30)]).toEqual([60, 30, 20])
  })
})
