import { describe, expect, test } from 'vitest'
import type { Reforecast } from '../../../solver/intraday/reforecast.ts'
import { reforecast } from '../../../solver/intraday/reforecast.ts'
import { actualsOf, at, planOf, sumFrom } from './plan-of-days.ts'

const plan = planOf(3)
const planned = plan.queues[0]!
/** What is known at an hour of the first day when the plan came in so many times over. */
const told = (hour: number, times: (hour: number, day: number) => number, day = 0): Reforecast =>
  reforecast(plan, actualsOf(plan, at(hour, day), times), at(hour, day), new Map())
/** Rest of a day over its plan. */
const restOver = ({ queues }: Reforecast, hour: number, day = 0): number =>
  sumFrom(queues[0]!.mean, hour, day) / sumFrom(planned.mean, hour, day)

test('with nothing reported the plan stands as it is', () => {
  const made = reforecast(plan, new Map(), at(12), new Map())
  expect(made.queues[0]).toEqual(planned)
  expect(made.outlooks[0]).toMatchObject({ reportedUntil: null, day: { level: 1, evidence: 'none', intervals: 0 } })
})

test('before and after the plan there is nothing to tell', () => {
  expect(
    reforecast(
      plan,
      actualsOf(plan, at(72), () => 2),
      at(-5),
      new Map(),
    ).queues[0],
  ).toEqual(planned)
  const after = reforecast(
    plan,
    actualsOf(plan, at(72), () => 2),
    at(80),
    new Map(),
  )
  expect(after.queues[0]).toEqual(planned)
  expect(after.outlooks[0]).toEqual({ queueId: 'chat', reportedUntil: at(68, 0) })
})

describe('a quiet day', () => {
  const made = told(14, () => 0.8)

  test('is followed, and less so the days after', () => {
    expect(restOver(made, 14)).toBeGreaterThan(0.8)
    expect(restOver(made, 14)).toBeLessThan(0.86)
    expect(restOver(made, 0, 1)).toBeGreaterThan(0.9)
    expect(restOver(made, 0, 2)).toBeGreaterThan(restOver(made, 0, 1))
    expect(restOver(made, 0, 2)).toBeLessThan(1)
  })

  test('is told with its band and what it is known from', () => {
    const { day, surprise, reportedUntil } = made.outlooks[0]!
    expect(day).toMatchObject({ date: '2026-11-09', evidence: 'today', intervals: 12 })
    expect([day!.planned, day!.came]).toEqual([480, expect.closeTo(384)])
    expect(day!.levelP10).toBeLessThan(0.8)
    expect(day!.levelP90).toBeGreaterThan(day!.level)
    expect([surprise, reportedUntil]).toEqual([undefined, at(14)])
  })

  test('leaves what is over as it was planned', () => {
    expect(made.queues[0]!.mean.subarray(0, 28)).toEqual(planned.mean.subarray(0, 28))
  })

  test('is known in the morning after from the day before', () => {
    const next = told(8, () => 0.8, 1)
    expect(next.outlooks[0]!.day).toMatchObject({ date: '2026-11-10', evidence: 'earlierDays', intervals: 0 })
    expect(restOver(next, 8, 1)).toBeLessThan(0.97)
  })
})

test('the band closes in as the day goes on', () => {
  const widths = [8, 10, 12, 16].map((hour) => {
    const { quantiles } = told(hour, () => 1).queues[0]!
    return quantiles.p90[39]! - quantiles.p10[39]!
  })
  expect(widths).toEqual(widths.toSorted((a, b) => b - a))
  expect(widths[3]!).toBeLessThan(0.9 * widths[0]!)
})

describe('a surprise', () => {
  const burst = (hour: number) => (hour >= 14 ? 3 : 1)

  test('one odd interval is none, and moves little', () => {
    const made = told(14.5, burst)
    expect(made.outlooks[0]!.surprise).toBeUndefined()
    expect(restOver(made, 15)).toBeLessThan(1.06)
  })

  test('several in a row are, and fade while the day stays where it was', () => {
    const made = told(15.5, burst)
    const { surprise, day } = made.outlooks[0]!
    expect(surprise).toMatchObject({ kind: 'burst', since: at(14) })
    expect(surprise!.times).toBeGreaterThan(1.7)
    expect(surprise!.halfLifeMinutes).toBeCloseTo(45.4, 1)
    expect(surprise!.fadedAt).toBeCloseTo(at(15.5) + 2.513 * 3_600_000, -5)
    expect(day!.level).toBeLessThan(1.15)
    const over = [31, 33, 35, 39].map((interval) => made.queues[0]!.mean[interval]! / planned.mean[interval]!)
    expect(over[0]!).toBeGreaterThan(1.7)
    expect(over).toEqual(over.toSorted((a, b) => b - a))
    expect(over[3]!).toBeLessThan(1.2)
  })

  test('a line that falls silent is a drop, which the day does not follow', () => {
    const made = told(15.5, (hour) => (hour >= 14 ? 0 : 1))
    expect(made.outlooks[0]!.surprise).toMatchObject({ kind: 'drop', since: at(14) })
    expect(made.queues[0]!.mean[31]! / planned.mean[31]!).toBeLessThan(0.5)
    expect(made.queues[0]!.mean[39]! / planned.mean[39]!).toBeGreaterThan(0.85)
  })

  test('is over when what comes is as before', () => {
    const made = told(18, (hour) => (hour >= 12 && hour < 14 ? 3 : 1))
    expect(made.outlooks[0]!.surprise).toBeUndefined()
    expect(restOver(made, 18)).toBeLessThan(1.1)
  })

  test('a day that is far out from its opening is a busy day and no surprise', () => {
    const made = told(13, () => 1.7)
    expect(made.outlooks[0]!.surprise).toBeUndefined()
    expect(made.outlooks[0]!.day!.level).toBeGreaterThan(1.55)
    expect(restOver(made, 13)).toBeGreaterThan(1.5)
  })
})

test('no contacts in a few small intervals after opening say little', () => {
  const small = planOf(1, () => 1)
  const made = reforecast(
    small,
    actualsOf(small, at(10), () => 0),
    at(10),
    new Map(),
  )
  const over = sumFrom(made.queues[0]!.mean, 10) / sumFrom(small.queues[0]!.mean, 10)
  expect(over).toBeGreaterThan(0.9)
  expect(over).toBeLessThan(1)
})

test('the interval under way is not looked at', () => {
  const whole = told(12, () => 0.9)
  const actuals = actualsOf(plan, at(12), () => 0.9)
  actuals.get('chat')![24] = 3
  const made = reforecast(plan, actuals, at(12.25), new Map())
  expect(made.queues[0]!.mean).toEqual(whole.queues[0]!.mean)
})

test('a queue that fell silent is told from what it said', () => {
  const actuals = actualsOf(plan, at(11), () => 0.8)
  const made = reforecast(plan, actuals, at(15), new Map())
  expect(made.outlooks[0]).toMatchObject({ reportedUntil: at(11), day: { intervals: 6 } })
  expect(restOver(made, 15)).toBeLessThan(0.9)
})

test('closed intervals stay closed, whatever is reported there', () => {
  const actuals = actualsOf(plan, at(12), () => 1.2)
  actuals.get('chat')!.fill(50, 0, 16)
  const made = reforecast(plan, actuals, at(12), new Map())
  expect(made.outlooks[0]!.day!.intervals).toBe(8)
  expect(made.queues[0]!.mean[41]).toBe(0)
})
