import { describe, expect, test } from 'vitest'
import type { PastWeeks } from '../../../solver/forecast/past-weeks.ts'
import { learnErrors, UNLEARNED } from '../../../solver/intraday/learn-errors.ts'
import { reforecast } from '../../../solver/intraday/reforecast.ts'
import { poisson, uniform } from '../forecast/synthetic-history.ts'
import { actualsOf, at, planOf, sumFrom } from './plan-of-days.ts'

const SLOTS = 48

/** Standard normal numbers (Box and Muller 1958). */
const normals = (random: () => number) => () =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Past weeks of 40 contacts a half-hour from 08:00 to 20:00. */
function pastWeeks(
  weeks: number,
  given: { daySpread?: number; intervalSpread?: number; times?: (day: number, slot: number) => number },
): PastWeeks {
  const { daySpread = 0, intervalSpread = 0, times = () => 1 } = given
  const random = uniform(7)
  const normal = normals(random)
  const mean = new Float64Array(weeks * 7 * SLOTS)
  const actual = new Float64Array(weeks * 7 * SLOTS).fill(Number.NaN)
  for (let day = 0; day < weeks * 7; day++) {
    const level = 1 + daySpread * normal()
    for (let slot = 16; slot < 40; slot++) {
      const rate = 40 * level * times(day, slot) * (1 + intervalSpread * normal())
      mean[day * SLOTS + slot] = 40
      actual[day * SLOTS + slot] = poisson(Math.max(0, rate), random)
    }
  }
  return { slotMinutes: 30, slots: SLOTS, weeks, mean, actual }
}

test('too few weeks teach nothing', () => {
  expect(learnErrors(pastWeeks(2, { daySpread: 0.3 }))).toEqual({ ...UNLEARNED, weeks: 2 })
})

describe('what is learned', () => {
  const restless = learnErrors(pastWeeks(16, { daySpread: 0.2 }))
  const steady = learnErrors(pastWeeks(16, { daySpread: 0.02, intervalSpread: 0.3 }))

  test('tells days that differ from intervals that do', () => {
    expect(Math.sqrt(restless.model.dayVariance)).toBeGreaterThan(0.12)
    expect(Math.sqrt(restless.model.dayVariance)).toBeLessThan(0.3)
    expect(Math.sqrt(steady.model.dayVariance)).toBeLessThan(0.07)
  })

  test('makes one queue follow a quiet morning and another wait', () => {
    const plan = planOf(1)
    const restAfter = (learned: typeof restless) => {
      const made = reforecast(
        plan,
        actualsOf(plan, at(10), () => 0.8),
        at(10),
        new Map([['chat', learned]]),
      )
      return sumFrom(made.queues[0]!.mean, 10) / sumFrom(plan.queues[0]!.mean, 10)
    }
    expect(restAfter(restless)).toBeLessThan(0.86)
    expect(restAfter(steady)).toBeGreaterThan(0.92)
  })
})

test('half-hours that foretell little count for little', () => {
  const random = uniform(3)
  const opening = new Map<number, number>()
  for (let day = 0; day < 112; day++) opening.set(day, 0.2 + 1.6 * random())
  const { slotNoise } = learnErrors(
    pastWeeks(16, { daySpread: 0.1, times: (day, slot) => (slot === 16 ? opening.get(day)! : 1) }),
  )
  expect(slotNoise[16]!).toBeGreaterThan(4)
  expect(slotNoise[24]!).toBeLessThan(1)
})

test('how fast surprises fade is learned from those of the past', () => {
  /** Every eleventh day, three times the contacts for some hours from a time that is never the same. */
  const bursts = (hours: number) => (day: number, slot: number) => {
    const first = 20 + ((day * 3) % 7)
    return day % 11 === 0 && slot >= first && slot < first + 2 * hours ? 3 : 1
  }
  const learned = (hours: number) => learnErrors(pastWeeks(16, { daySpread: 0.05, times: bursts(hours) })).model
  expect(learned(5).surpriseMemoryPerHour).toBeGreaterThan(learned(1).surpriseMemoryPerHour)
})

test('four days in five lie within the bands that are told of them', () => {
  const past = pastWeeks(30, { daySpread: 0.15, intervalSpread: 0.1 })
  const half = (from: number, to: number): PastWeeks => ({
    ...past,
    weeks: to - from,
    mean: past.mean.slice(from * 7 * SLOTS, to * 7 * SLOTS),
    actual: past.actual.slice(from * 7 * SLOTS, to * 7 * SLOTS),
  })
  const learned = new Map([['chat', learnErrors(half(0, 15))]])
  const later = half(15, 30)
  const plan = planOf(1)
  let inside = 0
  for (let day = 0; day < 105; day++) {
    const came = later.actual.slice(day * SLOTS, (day + 1) * SLOTS).map((count) => count || 0)
    const { level, levelP10, levelP90 } = reforecast(plan, new Map([['chat', came]]), at(12), learned).outlooks[0]!.day!
    expect(level).toBeGreaterThan(levelP10)
    const rest = sumFrom(came, 12) / sumFrom(plan.queues[0]!.mean, 12)
    if (rest >= levelP10 && rest <= levelP90) inside++
  }
  expect(inside / 105).toBeGreaterThan(0.65)
  expect(inside / 105).toBeLessThan(0.93)
})
