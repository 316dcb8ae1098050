import { describe, expect, it } from 'vitest'
import type { CalendarEvent } from '../../../solver/domain/calendar.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../../solver/domain/plan-inputs.ts'
import { type ForecastOptions, forecast } from '../../../solver/forecast/forecast.ts'
import { dateOf, eventOf, historyOf, poisson, sum, uniform } from './synthetic-history.ts'

const DAYS = 140
const made = (
  history: readonly QueueHistory[],
  events: readonly CalendarEvent[] = [],
  days = 28,
  options?: ForecastOptions,
) => forecast(history, events, dayHorizon(dateOf(DAYS), days, 60, 'UTC'), options)

/** Counts about a daytime curve, with what `factor` says of each day. */
const counted = (seed: number, level: number, factor: (day: number) => number = () => 1) => {
  const random = uniform(seed)
  return historyOf(DAYS, ({ day, weekday, minuteOfDay }) =>
    poisson(level * factor(day) * (weekday > 5 ? 0.7 : 1) * (1 - Math.cos((minuteOfDay / 1440) * 2 * Math.PI)), random),
  )
}

const holidayOn = (day: number) => eventOf('holiday', `${dateOf(day)}T00:00`, `${dateOf(day + 1)}T00:00`)
const streamOn = (day: number, size = 1) => eventOf('livestream', `${dateOf(day)}T20:00`, `${dateOf(day)}T22:00`, size)

describe('what a day is made of', () => {
  const holidays = [20, 50, 80, 110, 145]
  const streams = [10, 23, 38, 52, 66, 81, 95, 109, 123, 137, 150]
  const history = counted(1, 20, (day) => (holidays.includes(day) ? 0.5 : 1))
  const { queues, explanations } = made([history], [...holidays.map(holidayOn), ...streams.map((day) => streamOn(day))])

  it('sums to the mean of the day', () => {
    explanations[0]!.days.forEach(({ parts }, day) => {
      const mean = sum(queues[0]!.mean.subarray(day * 24, day * 24 + 24))
      expect(parts.reduce((total, { contacts }) => total + contacts, 0)).toBeCloseTo(mean, 6)
    })
  })

  it('names the event that moves the day, and by how much', () => {
    const { date, parts } = explanations[0]!.days[5]!
    expect(date).toBe(dateOf(145))
    const holiday = parts.find(({ kind, label }) => kind === 'event' && label === 'holiday')!
    const others = sum(parts.filter((part) => part !== holiday).map(({ contacts }) => contacts))
    expect(holiday.contacts / others).toBeCloseTo(-0.5, 1)
  })

  it('begins with the level and the weekday', () => {
    for (const { parts } of explanations[0]!.days)
      expect(parts.slice(0, 2).map(({ kind }) => kind)).toEqual(['level', 'weekday'])
  })
})

describe('events that move nothing', () => {
  it('leave the forecast as it was', () => {
    const history = counted(2, 20)
    const nothing = Array.from({ length: 50 }, (_, i) => holidayOn(3 * i + 1)).map((event) => ({
      ...event,
      kind: 'memo',
    }))
    const [plain, filled] = [made([history]), made([history], nothing)].map(({ queues }) => queues[0]!.mean)
    expect(sum(filled!.map((mean, i) => Math.abs(mean - plain![i]!))) / sum(plain!)).toBeLessThan(0.02)
  })
})

describe('a full-day event', () => {
  it('takes its share of a livestream of the same day too', () => {
    const both = [9, 37, 65, 93, 121, 149]
    const streams = [2, 16, 23, 30, 44, 51, 58, 72, 79, 86, 100, 107, 114, 128, 135, 142, ...both]
    const random = uniform(3)
    const history = historyOf(DAYS, ({ day, minuteOfDay }) => {
      const stream = streams.includes(day) && minuteOfDay >= 1200 && minuteOfDay < 1320 ? 200 : 0
      return poisson((both.includes(day) ? 0.5 : 1) * (20 + stream), random)
    })
    const { queues } = made([history], [...both.map(holidayOn), ...streams.map((day) => streamOn(day))])
    const evening = (day: number) => sum(queues[0]!.mean.subarray((day - DAYS) * 24 + 20, (day - DAYS) * 24 + 22))
    expect(evening(142)).toBeGreaterThan(370)
    expect(evening(149) / evening(142)).toBeGreaterThan(0.4)
    expect(evening(149) / evening(142)).toBeLessThan(0.6)
  })
})

describe('planned sizes', () => {
  const days = Array.from({ length: 40 }, (_, i) => 4 * i + 1)
  const size = (i: number) => [0.3, 2, 1, 4][i % 4]!
  const evening = (lift: (i: number) => number) => {
    const random = uniform(10)
    const history = historyOf(DAYS, ({ day, minuteOfDay }) => {
      const isLive = days.includes(day) && minuteOfDay >= 1200 && minuteOfDay < 1320
      return poisson(30 + (isLive ? lift(days.indexOf(day)) : 0), random)
    })
    const { mean } = made(
      [history],
      days.map((day, i) => streamOn(day, size(i))),
    ).queues[0]!
    return (i: number) => sum(mean.subarray((days[i]! - DAYS) * 24 + 20, (days[i]! - DAYS) * 24 + 22))
  }

  it('scale what an event brings', () => {
    const lifted = evening((i) => 60 * size(i))
    expect((lifted(39) - 60) / (lifted(38) - 60)).toBeGreaterThan(3)
  })

  it('are left aside where history says that they mean nothing', () => {
    const lifted = evening(() => 100)
    expect((lifted(39) - 60) / (lifted(38) - 60)).toBeLessThan(1.3)
  })
})

describe('odd days', () => {
  it('are found, told with what was expected, and teach nothing', () => {
    const odd = new Map([
      [60, 0.1],
      [100, 4],
    ])
    const { queues, explanations } = made([counted(4, 20, (day) => odd.get(day) ?? 1)])
    const plain = made([counted(4, 20)]).queues[0]!
    expect(explanations[0]!.oddDays.map(({ date, kind }) => ({ date, kind }))).toEqual([
      { date: dateOf(100), kind: 'many' },
      { date: dateOf(60), kind: 'few' },
    ])
    const [many, few] = explanations[0]!.oddDays
    expect(many!.contacts / many!.expected).toBeCloseTo(4, 0)
    expect(few!.contacts / few!.expected).toBeCloseTo(0.1, 1)
    expect(sum(queues[0]!.mean) / sum(plain.mean)).toBeCloseTo(1, 1)
  })
})

describe('growth', () => {
  it('goes on for a while', () => {
    const history = counted(5, 20, (day) => 1.007 ** day)
    const mean = sum(made([history]).queues[0]!.mean)
    const expected = sum(
      Array.from({ length: 28 }, (_, i) => 20 * 24 * 1.007 ** (DAYS + i) * ((DAYS + i) % 7 > 4 ? 0.7 : 1)),
    )
    expect(mean / expected).toBeGreaterThan(0.93)
    expect(mean / expected).toBeLessThan(1.05)
  })
})

describe('the band', () => {
  it('is not narrower further ahead', () => {
    const random = uniform(6)
    let level = 1
    const levels = Array.from({ length: DAYS }, () => {
      level *= Math.exp((random() - 0.5) * 0.12)
      return level
    })
    const { mean, quantiles } = made([counted(6, 30, (day) => levels[day]!)]).queues[0]!
    const width = (week: number) => {
      const at = week * 168 + 12
      return (quantiles.p90[at]! - quantiles.p10[at]!) / mean[at]!
    }
    expect(width(3)).toBeGreaterThan(width(0) * 1.05)
  })
})

describe('the backtest', () => {
  it('tells the errors that counts leave, beside those of the hand method', () => {
    const { backtest } = made([counted(7, 20)]).explanations[0]!
    expect(backtest!.wape).toBeGreaterThan(0.1)
    expect(backtest!.wape).toBeLessThan(0.25)
    expect(backtest!.handWape).toBeGreaterThan(backtest!.wape!)
    expect(backtest!.coverage80).toBeGreaterThan(0.74)
    expect(backtest!.coverage80).toBeLessThan(0.86)
    expect(Math.abs(backtest!.bias!)).toBeLessThan(0.03)
  })

  it('is left out where history is too short', () => {
    const short = historyOf(30, () => 10)
    const { explanations } = forecast([short], [], dayHorizon(dateOf(30), 7, 60, 'UTC'))
    expect(explanations[0]!.backtest).toBeNull()
  })
})

describe('a queue by analogy', () => {
  const other = { ...counted(8, 20), queueId: 'phone' }
  const analogies = new Map([['chat', { queueId: 'phone', scale: 0.3 }]])
  const scaleOf = (histories: readonly QueueHistory[]) => {
    const { queues } = made(histories, [], 7, { analogies })
    const total = (id: string) => sum(queues.find(({ queueId }) => queueId === id)!.mean)
    return total('chat') / total('phone')
  }

  it('follows the other at its scale while it has no history', () => {
    expect(scaleOf([other])).toBeCloseTo(0.3, 2)
  })

  it('moves to its own level with its own days', () => {
    const ownDays = (days: number) => {
      const whole = counted(9, 12)
      const from = DAYS - days
      return {
        ...whole,
        startsAt: whole.startsAt + from * 86_400_000,
        volume: whole.volume.slice(from * 24),
        ahtSeconds: whole.ahtSeconds.slice(from * 24),
      }
    }
    const [few, more] = [scaleOf([other, ownDays(3)]), scaleOf([other, ownDays(21)])]
    expect(few).toBeGreaterThan(0.3)
    expect(more).toBeGreaterThan(few)
    expect(more).toBeCloseTo(0.6, 1)
  })

  it('is less sure of itself than a queue with history', () => {
    const { queues } = made([other], [], 7, { analogies })
    const width = (id: string) => {
      const queue = queues.find(({ queueId }) => queueId === id)!
      return (queue.quantiles.p90[12]! - queue.quantiles.p10[12]!) / queue.mean[12]!
    }
    expect(width('chat')).toBeGreaterThan(width('phone'))
  })
})
