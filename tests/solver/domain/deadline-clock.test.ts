import { describe, expect, it } from 'vitest'
import { deadlineClock, openIntervals, placeOfTick, ticksAt } from '../../../solver/domain/deadline-clock.ts'
import type { TicketQueue } from '../../../solver/domain/queue.ts'
import { horizonOf, settingsOf, tickets } from '../staffing/plan-samples.ts'

const queueOf = (rest: object) => settingsOf([tickets(rest)]).queues[0] as TicketQueue

describe('openIntervals', () => {
  it('follows the opening hours over midnight and by weekday', () => {
    const late = queueOf({ openHours: [{ from: '22:00', to: '25:00', weekdays: [1] }] })
    const open = openIntervals(late, horizonOf(2))
    expect([...open.keys()].filter((interval) => open[interval])).toEqual([22, 23, 24])
  })
})

describe('deadlineClock', () => {
  const open = deadlineClock(
    queueOf({ openHours: [{ from: '09:00', to: '17:00' }], target: { finishWithinHours: 4, deadlineClock: 'open' } }),
    horizonOf(2),
  )

  it('counts every interval, or only the open ones', () => {
    const calendar = deadlineClock(queueOf({ target: { finishWithinHours: 6 } }), horizonOf(1, 30))
    expect(calendar.allowance).toBe(12)
    expect(calendar.ticks.at(-1)).toBe(48)
    expect(open.allowance).toBe(4)
    expect([open.ticks[9], open.ticks[10], open.ticks[17], open.ticks[24], open.ticks[48]]).toEqual([0, 1, 8, 8, 16])
  })

  it('turns places into ticks and back, standing still while closed', () => {
    expect(ticksAt(open, 9.25)).toBe(0.25)
    expect(placeOfTick(open, 0.25)).toBe(9.25)
    expect(ticksAt(open, 20.5)).toBe(8)
    expect(placeOfTick(open, 8)).toBe(17)
    expect(placeOfTick(open, 8.5)).toBe(33.5)
    expect(placeOfTick(open, 16)).toBe(41)
    expect(placeOfTick(open, 16.01)).toBe(Number.POSITIVE_INFINITY)
  })
})
