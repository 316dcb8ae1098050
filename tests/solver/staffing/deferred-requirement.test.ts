import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PLATFORM_PRESETS } from '../../../solver/domain/platform-presets.ts'
import type { TicketQueue } from '../../../solver/domain/queue.ts'
import { deferredRequirement } from '../../../solver/staffing/deferred-requirement.ts'
import { horizonOf, settingsOf, tickets } from './plan-samples.ts'

const HOURS = 48

function dueOf(rest: object, volume: (hour: number) => number, shrinkage = 0) {
  const queue = settingsOf([tickets(rest)]).queues[0] as TicketQueue
  const arriving = Float64Array.from({ length: HOURS }, (_, hour) => volume(hour))
  const aht = new Float64Array(HOURS).fill(600)
  const lost = new Float64Array(HOURS).fill(shrinkage)
  return deferredRequirement(queue, horizonOf(HOURS / 24), arriving, aht, lost)
}

const finishedWithin = (share: number, hours: number, rest: object = {}) => ({
  kind: 'finishedWithin',
  share,
  hours,
  ...rest,
})
const once = (at: number) => (hour: number) => (hour === at ? 10 : 0)
const from = (due: Float64Array, first: number, last: number) => [...due.slice(first, last)]

describe('further deadlines of a deferred queue', () => {
  const start = { openingBacklog: 0, target: { finishWithinHours: 8 } }

  it('make their share due sooner, and the rest by the main one', () => {
    const { dueByEnd } = dueOf({ ...start, targets: [finishedWithin(0.8, 2)] }, once(3))
    expect(from(dueByEnd, 3, 13)).toEqual([0, 0, 8, 8, 8, 8, 8, 8, 10, 10])
  })

  it('hold for every hour of arrival, not only for the sum', () => {
    const { dueByEnd } = dueOf({ ...start, targets: [finishedWithin(0.8, 2)] }, () => 10)
    // Of the last six hours' arrivals a fifth is left, of the last two all.
    expect(dueByEnd[40]).toBeCloseTo(410 - 2 * 10 - 6 * 2, 9)
  })

  it('count part of an hour exactly where two of them fall due in it', () => {
    const targets = [finishedWithin(0.5, 1.25), finishedWithin(0.8, 1.5)]
    const { dueByEnd } = dueOf({ ...start, targets }, once(3))
    // By 05:00 the first half hour is 80 % due, the quarter after it 50 %.
    expect(dueByEnd[4]).toBeCloseTo(10 * (0.5 * 0.8 + 0.25 * 0.5), 9)
  })

  it('count only what arrives in their window and on their dates', () => {
    const window = [{ from: '09:00', to: '17:00' }]
    const targets = [finishedWithin(0.8, 2, { window, to: '2026-11-09' })]
    const finishedAt = (arrival: number) => dueOf({ ...start, targets }, once(arrival)).dueByEnd.indexOf(8)
    expect([8, 9, 16, 17, 33].map(finishedAt)).toEqual([-1, 11, 18, -1, -1])
  })

  it('may count open hours beside a main one on the calendar', () => {
    const targets = [finishedWithin(0.8, 2, { clock: 'open' })]
    const openHours = [{ from: '09:00', to: '17:00' }]
    const { dueByEnd } = dueOf({ ...start, target: { finishWithinHours: 24 }, openHours, targets }, once(16))
    // What is left of the hour before closing, and the remainder of two open hours on the next day.
    expect(from(dueByEnd, 32, 36)).toEqual([0, 0, 8, 8])
    expect(dueByEnd[40]).toBe(10)
  })

  it('come from presets too', () => {
    const { dueByEnd } = dueOf({ ...start, target: { finishWithinHours: 24 }, presets: ['tickets-4h'] }, once(3))
    expect(from(dueByEnd, 6, 9)).toEqual([0, 9.5, 9.5])
  })

  it('leave less waiting at the start of a steady week', () => {
    const steady = { target: { finishWithinHours: 8 } }
    expect(dueOf(steady, () => 10).openingBacklog).toBe(80)
    const { openingBacklog, dueByEnd } = dueOf({ ...steady, targets: [finishedWithin(0.8, 2)] }, () => 10)
    expect(openingBacklog).toBeCloseTo(2 * 10 + 6 * 2, 9)
    dueByEnd.forEach((due, hour) => {
      expect(due).toBeCloseTo(10 * (hour + 1), 9)
    })
  })
})

describe('shrinkage of a deferred queue', () => {
  it('is that of each interval', () => {
    const queue = settingsOf([tickets()]).queues[0] as TicketQueue
    const constant = (value: number) => new Float64Array(24).fill(value)
    const shrinkage = Float64Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0 : 0.25))
    const { contactsPerAgent } = deferredRequirement(queue, horizonOf(1), constant(1), constant(600), shrinkage)
    expect([contactsPerAgent[11], contactsPerAgent[12]]).toEqual([6, 4.5])
  })
})

describe('laws of deferred work with several deadlines', () => {
  const volumes = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: HOURS, maxLength: HOURS })
  const main = fc.record({
    finishWithinHours: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.2, max: 100, noNaN: true })),
    deadlineClock: fc.constantFrom('calendar', 'open'),
  })
  const window = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 20 }))
    .map(([start, length]) => [{ from: `${start}:00`, to: `${start + length}:00` }])
  const target = fc
    .record({
      share: fc.double({ min: 0.05, max: 0.99, noNaN: true }),
      hours: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.2, max: 100, noNaN: true })),
      clock: fc.constantFrom('calendar', 'open'),
      window: fc.option(window, { nil: undefined }),
    })
    .map(({ window, ...rest }) => ({ kind: 'finishedWithin', ...rest, ...(window && { window }) }))
  const opening = fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined })
  const queue = fc.record({ openHours: window, target: main, openingBacklog: opening })
  const SLACK = 1e-6

  /** Contacts that may still wait at each interval's end, which is what deadlines are about. */
  function mayWait(rest: object, volume: readonly number[]): number[] {
    const { dueByEnd, openingBacklog } = dueOf(rest, (hour) => volume[hour]!)
    let present = openingBacklog
    return volume.map((contacts, hour) => {
      present += contacts
      return present - dueByEnd[hour]!
    })
  }

  it('a further target never lets more wait, nor lowers what is due from a given start', () => {
    fc.assert(
      fc.property(queue, fc.array(target, { maxLength: 3 }), target, volumes, (rest, targets, further, volume) => {
        const before = mayWait({ ...rest, targets }, volume)
        const after = mayWait({ ...rest, targets: [...targets, further] }, volume)
        after.forEach((waiting, hour) => {
          expect(waiting).toBeLessThanOrEqual(before[hour]! + SLACK)
          expect(waiting).toBeGreaterThanOrEqual(-SLACK)
        })
        const given = { ...rest, openingBacklog: rest.openingBacklog ?? 20 }
        const due = dueOf({ ...given, targets }, (hour) => volume[hour]!).dueByEnd
        const more = dueOf({ ...given, targets: [...targets, further] }, (hour) => volume[hour]!).dueByEnd
        more.forEach((contacts, hour) => {
          expect(contacts).toBeGreaterThanOrEqual(due[hour]! - SLACK)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('a steady week owes what arrives, however many deadlines there are', () => {
    fc.assert(
      fc.property(queue, fc.array(target, { maxLength: 3 }), volumes, (rest, targets, volume) => {
        const { dueByEnd } = dueOf({ ...rest, openingBacklog: undefined, targets }, (hour) => volume[hour]!)
        const arriving = volume.reduce((sum, contacts) => sum + contacts, 0)
        expect(dueByEnd.at(-1)).toBeCloseTo(arriving, 6)
        for (let hour = 1; hour < HOURS; hour++)
          expect(dueByEnd[hour]!).toBeGreaterThanOrEqual(dueByEnd[hour - 1]! - SLACK)
      }),
      { numRuns: 200 },
    )
  })

  it('their order changes nothing', () => {
    fc.assert(
      fc.property(queue, fc.array(target, { minLength: 2, maxLength: 4 }), volumes, (rest, targets, volume) => {
        const forth = mayWait({ ...rest, targets }, volume)
        const back = mayWait({ ...rest, targets: targets.toReversed() }, volume)
        back.forEach((waiting, hour) => {
          expect(waiting).toBeCloseTo(forth[hour]!, 9)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('a looser one changes nothing', () => {
    const factor = fc.double({ min: 1, max: 3, noNaN: true })
    const less = fc.double({ min: 0.1, max: 1, noNaN: true })
    fc.assert(
      fc.property(queue, target, factor, less, volumes, (rest, target, longer, less, volume) => {
        const looser = { ...target, hours: Math.min(168, target.hours * longer), share: target.share * less }
        const alone = mayWait({ ...rest, targets: [target] }, volume)
        const both = mayWait({ ...rest, targets: [looser, target] }, volume)
        both.forEach((waiting, hour) => {
          expect(waiting).toBeCloseTo(alone[hour]!, 9)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('every preset for tickets can be planned', () => {
    const deferred = PLATFORM_PRESETS.filter(({ channels }) => channels.includes('ticket'))
    expect(deferred.length).toBe(5)
    for (const { id } of deferred) {
      const { dueByEnd } = dueOf({ target: { finishWithinHours: 48 }, presets: [id] }, () => 5)
      expect(dueByEnd.at(-1)).toBeCloseTo(5 * HOURS, 6)
    }
  })
})
