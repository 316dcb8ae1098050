import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Alert, Risk } from '../../../solver/domain/day-risk.ts'
import { randomStream } from '../../../solver/domain/random.ts'
import { nextAlerts } from '../../../solver/intraday/alerts.ts'
import { type BotReport, type BotShareNow, botShareDrop, botShareNow } from '../../../solver/intraday/bot-share.ts'

const LIMIT = 0.1
const MINUTE = 60_000
const HOURLY = { zone: 'Asia/Shanghai', intervalMinutes: 60 }
/** Instant of an hour in Shanghai, so many days after the first one. */
const at = (hour: number, day = 0): number => Date.parse('2026-11-02T00:00+08:00') + (day * 24 + hour) * 60 * MINUTE
const report = (startMs: number, offered: number, botHandled: number): BotReport => ({ startMs, offered, botHandled })
type Counts = readonly [offered: number, botHandled: number]
/** Days of one hour each, from 14 to 15, of which the last is today; looked at when it is over. */
const hoursOf = (...days: readonly Counts[]): BotReport[] =>
  days.map(([offered, botHandled], day) => report(at(14, day), offered, botHandled))
const nowOf = (reports: readonly BotReport[], day: number, hour = 15) =>
  botShareNow(reports, at(hour, day), HOURLY) as BotShareNow
const dropOf = (...days: readonly Counts[]) => botShareDrop(nowOf(hoursOf(...days), days.length - 1), LIMIT)
/** Five days on which the bot settled 40 % of a thousand. */
const FIVE = new Array<[number, number]>(5).fill([600, 400])

describe('the usual share', () => {
  test('is that of the same hours of earlier days, beside that of the last hour, with what it means for people', () => {
    const others = [at(9), at(9, 1), at(13, 2)].map((start) => report(start, 10, 990))
    const now = nowOf([...others, ...hoursOf(...FIVE, [900, 100])], 5)
    expect(now).toMatchObject({ share: 0.1, fromMs: at(14, 5), toMs: at(15, 5), usual: { share: 0.4, groups: 5 } })
    expect(now.extraContacts).toBeCloseTo(300)
  })

  test('is moved neither by a sale, nor by a quiet day, nor by an outage, nor by days without a bot', () => {
    const odd: [number, number][] = [
      [1000, 99_000],
      [1, 0],
      [1000, 0],
      [1000, 0],
    ]
    const days = hoursOf(...FIVE, ...odd, [600, 400])
    // On the first day of the two the bot was out for these hours alone.
    const { usual } = nowOf([...days, report(at(10, 7), 6, 4)], 9)
    expect(usual).toMatchObject({ share: 0.4, groups: 7 })
  })

  test('goes by the wall clock where the clocks change', () => {
    const grid = { zone: 'Europe/Berlin', intervalMinutes: 60 }
    const stamps = ['2026-10-22', '2026-10-23', '2026-10-24'].flatMap((date) =>
      [13, 14, 15].map((hour) => ({ hour, startMs: Date.parse(`${date}T${hour}:00+02:00`) })),
    )
    const earlier = stamps.map(({ hour, startMs }) => report(startMs, 100, hour === 14 ? 300 : 10))
    const today = report(Date.parse('2026-10-26T14:00+01:00'), 100, 300)
    const now = botShareNow([...earlier, today], Date.parse('2026-10-26T15:00+01:00'), grid)
    expect(now?.usual?.share).toBe(0.75)
  })

  test('with fewer than three days is that of the hours before, of which two are reported', () => {
    const morning = (hours: number) =>
      Array.from({ length: hours }, (_, hour) => report(at(14 - hours + hour, 1), 60, 40))
    const usualAfter = (hours: number) => nowOf([...morning(hours), ...hoursOf([600, 10], [95, 5])], 1).usual
    expect(usualAfter(2)).toMatchObject({ share: 0.4, groups: 2 })
    expect(usualAfter(1)).toBeUndefined()
    expect(botShareDrop(nowOf([...morning(6), report(at(14, 1), 100, 0)], 1), LIMIT)).toBe('grave')
    expect(botShareDrop(nowOf(hoursOf([600, 400], [600, 400], [1000, 0]), 2), LIMIT)).toBe('none')
  })

  test('is told of the last hour that is over, while that is not two hours ago', () => {
    const reports = [...hoursOf(...FIVE, [600, 400]), report(at(15, 5), 1000, 0)]
    expect(nowOf(reports, 5, 15.5).share).toBe(0.4)
    expect(nowOf(reports, 5, 16).share).toBe(0)
    expect(nowOf(reports, 5, 18).share).toBe(0)
    expect(nowOf(reports, 5, 18.1)).toBeUndefined()
    expect(nowOf(hoursOf(...FIVE, [0, 0]), 5)).toBeUndefined()
    expect(botShareNow([], at(12), HOURLY)).toBeUndefined()
  })
})

describe('a drop', () => {
  test('is grave from the limit on, and kept until within half of it', () => {
    const many = (share: number): [number, number] => [100_000 * (1 - share), 100_000 * share]
    const days = new Array(28).fill(many(0.4))
    expect([0.25, 0.29, 0.31, 0.34, 0.36, 0.45].map((share) => dropOf(...days, many(share)))).toEqual([
      ...['grave', 'grave', 'kept', 'kept', 'none', 'none'],
    ])
  })

  test('is not told of few contacts, nor within what days differ by', () => {
    expect(dropOf(...FIVE, [9, 0])).toBe('none')
    expect(dropOf(...new Array(5).fill([12, 8]), [15, 5])).toBe('none')
    const differing = [0.2, 0.6, 0.35, 0.5, 0.25, 0.55].map((share): [number, number] => [
      1000 - 1000 * share,
      1000 * share,
    ])
    expect(dropOf(...differing, [800, 200])).toBe('none')
    expect(dropOf(...new Array(6).fill([600, 400]), [850, 150])).toBe('grave')
  })
})

describe('laws', () => {
  const shares = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000)
  const day = (share: fc.Arbitrary<number>) =>
    fc.tuple(fc.integer({ min: 0, max: 400 }), share).map(([all, part]): [number, number] => {
      const botHandled = Math.round(all * part)
      return [all - botHandled, botHandled]
    })
  const days = shares.chain((usual) => {
    const near = shares.map((part) => Math.min(1, Math.max(0, usual + (part - 0.5) / 10)))
    return fc.tuple(fc.array(day(near), { minLength: 3, maxLength: 9 }), day(shares.map((part) => part * usual)))
  })
  const RANKS = ['none', 'kept', 'grave']
  const rankOf = (earlier: readonly [number, number][], today: readonly [number, number]) =>
    today[0] + today[1] === 0 ? -1 : RANKS.indexOf(dropOf(...earlier, today))

  test('the order of reports decides nothing', () => {
    fc.assert(
      fc.property(days, fc.gen(), ([earlier, today], gen) => {
        const reports = hoursOf(...earlier, today).map((each) => ({ ...each, offered: each.offered / 3 }))
        const shuffled = gen(fc.shuffledSubarray, reports, { minLength: reports.length })
        expect(nowOf(shuffled, earlier.length)).toEqual(nowOf(reports, earlier.length))
      }),
    )
  })

  test('more that the bot settles now never raises a warning', () => {
    let lowered = 0
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 300 }), ([earlier, [offered, botHandled]], more) => {
        const [before, after] = [rankOf(earlier, [offered, botHandled]), rankOf(earlier, [offered, botHandled + more])]
        fc.pre(before >= 0)
        expect(after).toBeLessThanOrEqual(before)
        if (after < before) lowered++
      }),
      { numRuns: 400 },
    )
    expect(lowered).toBeGreaterThan(20)
  })

  test('counts that are all so many times as large only make it surer', () => {
    let [raised, told] = [0, 0]
    fc.assert(
      fc.property(days, fc.integer({ min: 2, max: 50 }), ([earlier, today], times) => {
        const scaled = ([offered, botHandled]: readonly [number, number]): [number, number] => [
          offered * times,
          botHandled * times,
        ]
        const [before, after] = [rankOf(earlier, today), rankOf(earlier.map(scaled), scaled(today))]
        expect(after).toBeGreaterThanOrEqual(before)
        if (before === 2) told++
        if (after > before) raised++
      }),
      { numRuns: 400 },
    )
    expect(raised).toBeGreaterThan(10)
    expect(told).toBeGreaterThan(40)
  })
})

describe('played', () => {
  const GRID = { zone: 'Asia/Shanghai', intervalMinutes: 30 }
  /** A day from eight to ten in the evening in half-hours, of so many contacts each, whose share strays from the usual 40 %. */
  function playDay(day: number, contacts: number, isOut: (hour: number) => boolean = () => false): BotReport[] {
    const stream = randomStream(7, day, contacts)
    const usual = 0.4 + 0.03 * stream.normal()
    return Array.from({ length: 28 }, (_, half) => {
      const hour = 8 + half / 2
      let botHandled = 0
      for (let contact = 0; contact < contacts; contact++) if (stream.uniform() < usual && !isOut(hour)) botHandled++
      return report(at(hour, day), contacts - botHandled, botHandled)
    })
  }
  /** Looks each half-hour of a day. @returns hours at which what happened */
  function watch(reports: readonly BotReport[], day: number): string[] {
    let open: readonly Alert[] = []
    return Array.from({ length: 30 }, (_, half) => 8.5 + half / 2).flatMap((hour) => {
      const now = botShareNow(reports, at(hour, day), GRID)
      const drop = now ? botShareDrop(now, LIMIT) : 'none'
      const risk = { kind: 'botShareDropped', queueId: 'chat', startMs: 0, endMs: 0, value: 0, limit: 0 } as const
      const risks: Risk[] = drop === 'none' ? [] : [{ ...risk, isGrave: drop === 'grave' }]
      const next = nextAlerts(open, risks, at(hour, day))
      open = next.open
      return next.changes.filter(({ what }) => what !== 'escalated').map(({ what }) => `${what} ${hour}`)
    })
  }
  const firstDays = (contacts: number) => Array.from({ length: 5 }, (_, day) => playDay(day, contacts)).flat()

  test('an outage at 14:00 after five days is warned of within an hour, and over after the bot is back', () => {
    const out = playDay(5, 60, (hour) => hour >= 14 && hour < 16)
    const told = watch([...firstDays(60), ...out], 5)
    expect(told).toHaveLength(2)
    expect(['raised 14.5', 'raised 15']).toContain(told[0])
    expect(['cleared 17', 'cleared 17.5', 'cleared 18']).toContain(told[1])
  })

  test('fifty days without an outage bring no warning, whether many come or few', { timeout: 120_000 }, () => {
    const told = [8, 40, 400].flatMap((contacts) => {
      const reports = firstDays(contacts)
      return Array.from({ length: 50 }, (_, index) => {
        reports.push(...playDay(5 + index, contacts))
        return watch(reports, 5 + index).length
      })
    })
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(0)
  })
})
