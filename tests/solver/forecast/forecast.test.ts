import { describe, expect, it } from 'vitest'
import type { CalendarEvent } from '../../../solver/domain/calendar.ts'
import type { QueueForecast } from '../../../solver/domain/forecast-outputs.ts'
import { dayHorizon, localClocks } from '../../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../../solver/domain/plan-inputs.ts'
import { forecast } from '../../../solver/forecast/forecast.ts'
import { dateOf, eventOf, historyOf, poisson, sum, uniform } from './synthetic-history.ts'

const week = (
  history: QueueHistory,
  events: CalendarEvent[] = [],
  firstDay = dateOf(70),
  intervalMinutes = 60,
  days = 7,
): QueueForecast => forecast([history], events, dayHorizon(firstDay, days, intervalMinutes, history.zone)).queues[0]!

const dayVolume = (queue: QueueForecast, day: number): number => sum(queue.mean.subarray(day * 24, day * 24 + 24))

describe('level and profile', () => {
  it('forecasts a flat series flat', () => {
    const queue = week(historyOf(70, () => 100))
    for (const mean of queue.mean) expect(mean).toBeCloseTo(100, 0)
  })

  it('recovers weekday and time of day', () => {
    const pattern = ({ weekday, minuteOfDay }: { weekday: number; minuteOfDay: number }) =>
      (weekday >= 6 ? 50 : 100 + 10 * weekday) * (1 + Math.sin(minuteOfDay / 300) / 2)
    const queue = week(historyOf(70, pattern))
    localClocks(dayHorizon(dateOf(70), 7, 60, 'UTC')).forEach((clock, i) => {
      expect(queue.mean[i]! / pattern(clock)).toBeGreaterThan(0.985)
      expect(queue.mean[i]! / pattern(clock)).toBeLessThan(1.015)
    })
  })

  it('follows a lasting change of level within weeks', () => {
    const queue = week(
      historyOf(112, ({ day }) => (day < 70 ? 100 : 160)),
      [],
      dateOf(112),
    )
    expect(sum(queue.mean) / 168).toBeGreaterThan(150)
    expect(sum(queue.mean) / 168).toBeLessThan(165)
  })

  it('is not moved by one odd day', () => {
    const odd = week(historyOf(70, ({ day }) => (day === 66 ? 600 : 100)))
    expect(sum(odd.mean) / 168).toBeLessThan(115)
  })

  it('forecasts some weeks after the history ends', () => {
    const queue = week(
      historyOf(70, ({ weekday }) => 100 + weekday),
      [],
      dateOf(98),
    )
    expect(dayVolume(queue, 6) / 24).toBeCloseTo(107, 0)
  })
})

describe('closed, missing and short', () => {
  const office = ({ weekday, minuteOfDay }: { weekday: number; minuteOfDay: number }) =>
    weekday <= 5 && minuteOfDay >= 540 && minuteOfDay < 1080 ? 80 : Number.NaN

  it('forecasts 0 where the weekday was never observed, quantiles too', () => {
    const queue = week(historyOf(70, office))
    localClocks(dayHorizon(dateOf(70), 7, 60, 'UTC')).forEach((clock, i) => {
      const isOpen = !Number.isNaN(office(clock))
      if (isOpen) expect(queue.mean[i]).toBeCloseTo(80, 0)
      else expect([queue.mean[i], queue.quantiles.p97_5[i]]).toEqual([0, 0])
    })
  })

  it('forecasts 0 where a closed weekday is written as zeros', () => {
    const queue = week(historyOf(70, (slot) => office(slot) || 0))
    expect(dayVolume(queue, 6)).toBe(0)
    expect(dayVolume(queue, 0)).toBeCloseTo(720, -1)
  })

  it('reads a day with gaps by the share that it shows', () => {
    const queue = week(historyOf(70, ({ day, minuteOfDay }) => (day % 5 === 0 && minuteOfDay < 600 ? Number.NaN : 60)))
    for (const mean of queue.mean) expect(mean).toBeCloseTo(60, 0)
  })

  it.each([1, 3, 7, 20])('forecasts from %i days of history', (days) => {
    const queue = week(
      historyOf(days, () => 40),
      [],
      dateOf(days),
    )
    for (const mean of queue.mean) expect(mean).toBeCloseTo(40, 0)
    for (const high of queue.quantiles.p90) expect(high).toBeGreaterThan(45)
  })

  it('forecasts 0 with the fallback handling time for a queue without history', () => {
    for (const history of [historyOf(14, () => Number.NaN), { ...historyOf(0, () => 0), volume: new Float64Array() }]) {
      const horizon = dayHorizon(dateOf(14), 1, 60, 'UTC')
      const queue = forecast([history], [], horizon, { fallbackAhtSeconds: new Map([['chat', 321]]) }).queues[0]!
      expect(sum(queue.mean)).toBe(0)
      expect([...queue.ahtSeconds]).toEqual(new Array(24).fill(321))
    }
  })

  it('forecasts zero volume as zero', () => {
    const queue = week(historyOf(70, () => 0))
    expect(sum(queue.mean) + sum(queue.quantiles.p97_5)).toBe(0)
  })

  it('refuses a horizon with no history before it', () => {
    for (const from of ['2026-01-04', '2026-01-05']) {
      expect(() =>
        week(
          historyOf(70, () => 1),
          [],
          from,
        ),
      ).toThrow(
        `"${from}" has no history of queue "chat" before it, which begins on 2026-01-05. Plan a later week, or import older history.`,
      )
    }
  })

  it('does not look at what came after the horizon began', () => {
    const volume = ({ day }: { day: number }) => (day < 70 ? 100 : 900)
    expect(week(historyOf(140, volume), [], dateOf(70))).toEqual(week(historyOf(70, volume), [], dateOf(70)))
  })

  it('leaves the handling time open where neither history nor fallback has one', () => {
    const history = { ...historyOf(14, () => 10) }
    const unknown = { ...history, ahtSeconds: history.ahtSeconds.map(() => Number.NaN) }
    expect([...week(unknown, [], dateOf(14)).ahtSeconds]).toEqual(new Array(168).fill(Number.NaN))
  })
})

describe('grids and clocks', () => {
  it('sums a finer history and splits a coarser one', () => {
    const fine = week(
      historyOf(70, () => 10, { intervalMinutes: 15 }),
      [],
      dateOf(70),
      60,
    )
    for (const mean of fine.mean) expect(mean).toBeCloseTo(40, 0)
    const coarse = week(
      historyOf(70, () => 40, { intervalMinutes: 30 }),
      [],
      dateOf(70),
      15,
    )
    for (const mean of coarse.mean) expect(mean).toBeCloseTo(20, 0)
    const crossing = week(
      historyOf(70, () => 40, { intervalMinutes: 20 }),
      [],
      dateOf(70),
      30,
    )
    for (const mean of crossing.mean) expect(mean).toBeCloseTo(60, 0)
  })

  it('splits with relatively wider bands', () => {
    const random = uniform(5)
    const history = historyOf(112, () => poisson(40, random), { intervalMinutes: 30 })
    const width = (queue: QueueForecast) => sum(queue.quantiles.p90) - sum(queue.quantiles.p10)
    const [half, quarter] = [30, 15].map((minutes) => week(history, [], dateOf(112), minutes))
    expect(width(quarter!)).toBeGreaterThan(1.2 * width(half!))
  })

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ])('keeps the wall clock on the clock change of %s', (date, hours) => {
    const firstDay = new Date(Date.parse(date) - 70 * 86_400_000).toISOString().slice(0, 10)
    const history = historyOf(69, ({ minuteOfDay }) => 10 + minuteOfDay / 60, { zone: 'Europe/Berlin', firstDay })
    const queue = week(history, [], date, 60, 1)
    const clocks = localClocks(dayHorizon(date, 1, 60, 'Europe/Berlin'))
    expect(queue.mean).toHaveLength(hours)
    clocks.forEach((clock, i) => {
      expect(queue.mean[i]! / (10 + clock.minuteOfDay / 60)).toBeCloseTo(1, 1)
    })
  })

  it('learns from a history that spans both clock changes', () => {
    const history = historyOf(330, ({ minuteOfDay }) => 10 + minuteOfDay / 60, { zone: 'Europe/Berlin' })
    const queue = week(history, [], dateOf(330), 60, 1)
    queue.mean.forEach((mean, hour) => {
      expect(mean).toBeCloseTo(10 + hour, 0)
    })
  })
})

describe('calendar', () => {
  it('recovers the multiplier of a holiday', () => {
    const holidays = [20, 45, 80, 115, 142].map((day) =>
      eventOf('holiday', `${dateOf(day)}T00:00`, `${dateOf(day + 1)}T00:00`),
    )
    const days = new Set([20, 45, 80, 115])
    const queue = week(
      historyOf(140, ({ day, weekday }) => (days.has(day) ? 0.5 : 1) * (200 + weekday)),
      holidays,
      dateOf(140),
    )
    expect(dayVolume(queue, 2) / dayVolume(queue, 1)).toBeGreaterThan(0.46)
    expect(dayVolume(queue, 2) / dayVolume(queue, 1)).toBeLessThan(0.56)
    expect(dayVolume(queue, 4) / dayVolume(queue, 1)).toBeCloseTo(1, 1)
  })

  it('closes on a kind of holiday that was always closed', () => {
    const holidays = [20, 45, 73].map((day) => eventOf('holiday', `${dateOf(day)}T00:00`, `${dateOf(day + 1)}T00:00`))
    const queue = week(
      historyOf(70, ({ day }) => (day === 20 || day === 45 ? Number.NaN : 50)),
      holidays,
    )
    expect(dayVolume(queue, 3)).toBe(0)
    expect(dayVolume(queue, 2)).toBeGreaterThan(1000)
  })

  const streams = (future: number) => [
    ...Array.from({ length: 30 }, (_, i) => ({ day: 4 * i + 3, size: 0.5 + (i % 5) * 0.5 })),
    { day: 141, size: future },
  ]
  const streamEvents = (future: number) =>
    streams(future).map(({ day, size }) => eventOf('livestream', `${dateOf(day)}T20:00`, `${dateOf(day)}T22:00`, size))
  const sizeOn = new Map(streams(0).map(({ day, size }) => [day, size]))
  const streamHistory = historyOf(140, ({ day, minuteOfDay }) => {
    const isOn = minuteOfDay >= 1200 && minuteOfDay < 1320
    return 100 * (1 + (isOn ? (sizeOn.get(day) ?? 0) : 0))
  })

  it('lifts the hours of a livestream by its expected size', () => {
    const at = (size: number) => week(streamHistory, streamEvents(size), dateOf(140)).mean
    for (const size of [1, 2]) {
      expect(at(size)[24 + 20]).toBeGreaterThan(100 + 88 * size)
      expect(at(size)[24 + 20]).toBeLessThan(100 + 108 * size)
      expect(at(size)[24 + 10]).toBeGreaterThan(95)
      expect(at(size)[24 + 10]).toBeLessThan(105)
    }
  })

  it('leaves other queues alone when an event names one of them', () => {
    const other = { ...streamHistory, queueId: 'phone' }
    const events = streamEvents(3).map((event) => ({ ...event, category: 'phone' }))
    const horizon = dayHorizon(dateOf(140), 7, 60, 'UTC')
    const [chat, phone] = forecast([streamHistory, other], events, horizon).queues
    expect(chat!.mean[24 + 20]).toBeLessThan(0.6 * phone!.mean[24 + 20]!)
  })
})

describe('handling time', () => {
  it('gives each slot its own, shrunk where contacts are few', () => {
    const seconds = ({ minuteOfDay }: { minuteOfDay: number }) => (minuteOfDay < 720 ? 200 : 300)
    const busy = week(historyOf(70, () => 400, { ahtSeconds: seconds }))
    expect(busy.ahtSeconds[0]).toBeCloseTo(200, -1)
    expect(busy.ahtSeconds[20]).toBeCloseTo(300, -1)
    const thin = week(historyOf(70, () => 0.1, { ahtSeconds: seconds }))
    expect(thin.ahtSeconds[0]).toBeGreaterThan(240)
    expect(thin.ahtSeconds[0]).toBeLessThan(250)
  })
})

describe('quantiles', () => {
  it.each([
    [60, 7],
    [4, 11],
  ])('cover what comes, at about %i contacts an hour', (level, seed) => {
    const random = uniform(seed)
    const rate = (day: number, minuteOfDay: number) =>
      level * (1 + Math.sin(minuteOfDay / 229) / 2) * (1 + (day % 7) / 14)
    const noise: number[] = []
    const truth = historyOf(252, ({ day, minuteOfDay }) => {
      noise[day] ??= 0.9 + 0.2 * random()
      return poisson(rate(day, minuteOfDay) * noise[day]!, random)
    })
    const [in80, in95, n] = [0, 28, 56].reduce(
      (found, shift) => {
        const days = 168 + shift
        const known = {
          ...truth,
          volume: truth.volume.slice(0, days * 24),
          ahtSeconds: truth.ahtSeconds.slice(0, days * 24),
        }
        const queue = week(known, [], dateOf(days), 60, 28)
        truth.volume.slice(days * 24, (days + 28) * 24).forEach((actual, i) => {
          const { p2_5, p10, p90, p97_5 } = queue.quantiles
          found[0]! += Number(actual >= p10[i]! && actual <= p90[i]!)
          found[1]! += Number(actual >= p2_5[i]! && actual <= p97_5[i]!)
          found[2]! += 1
        })
        return found
      },
      [0, 0, 0],
    )
    expect(in80! / n!).toBeGreaterThan(0.77)
    expect(in80! / n!).toBeLessThan(0.86)
    expect(in95! / n!).toBeGreaterThan(0.925)
    expect(in95! / n!).toBeLessThan(0.975)
  })
})
