import type { CalendarEvent } from '../../../solver/domain/calendar.ts'
import { dayHorizon, localClocks } from '../../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../../solver/domain/plan-inputs.ts'

interface Slot {
  /** Day from the first, 0-based. */
  readonly day: number
  /** 1 Monday .. 7 Sunday. */
  readonly weekday: number
  readonly minuteOfDay: number
}

/** A queue's history from 2026-01-05, a Monday, computed slot by slot. */
export function historyOf(
  days: number,
  volume: (slot: Slot) => number,
  given: { intervalMinutes?: number; zone?: string; ahtSeconds?: (slot: Slot) => number; firstDay?: string } = {},
): QueueHistory {
  const { intervalMinutes = 60, zone = 'UTC', firstDay = '2026-01-05' } = given
  const horizon = dayHorizon(firstDay, days, intervalMinutes, zone)
  const clocks = localClocks(horizon)
  return {
    queueId: 'chat',
    startsAt: horizon.startsAt,
    intervalMinutes,
    zone,
    volume: Float64Array.from(clocks, volume),
    ahtSeconds: Float64Array.from(clocks, given.ahtSeconds ?? (() => Number.NaN)),
  }
}

/** An event on UTC time. */
export const eventOf = (kind: string, start: string, end: string, expectedSize = 1): CalendarEvent => ({
  kind,
  title: kind,
  startMs: Date.parse(`${start}Z`),
  endMs: Date.parse(`${end}Z`),
  expectedSize,
})

/** Local date of a day counted from 2026-01-05. */
export const dateOf = (day: number): string => new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10)

/** Deterministic uniform numbers in [0, 1) (mulberry32). */
export function uniform(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Poisson count by inversion of products (Knuth); `mean` below about 500. */
export function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count++
  return count
}

export const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0)
