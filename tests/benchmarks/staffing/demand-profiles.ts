import { randomStream } from '../../../solver/domain/random.ts'

/** One made-up day of an instant queue that is to keep its target in every interval. */
export interface DemandProfile {
  readonly name: string
  readonly group: 'spike' | 'wave' | 'level'
  readonly intervalMinutes: number
  readonly ahtSeconds: number
  /** Load by interval, in agents that work one contact at a time. */
  readonly erlangs: Float64Array
  readonly target: number
  readonly answerWithinSeconds: number
  readonly meanPatienceSeconds?: number
  readonly concurrency?: number
  readonly concurrencyGain?: number
}

interface Facts
  extends Omit<DemandProfile, 'name' | 'group' | 'erlangs' | 'intervalMinutes' | 'target' | 'answerWithinSeconds'> {
  readonly intervalMinutes?: number
  readonly target?: number
  readonly answerWithinSeconds?: number
}

/** A day's load from its shape by hour, sampled in the middle of each interval. */
function day(
  name: string,
  group: DemandProfile['group'],
  facts: Facts,
  shape: (hour: number) => number,
): DemandProfile {
  const intervalMinutes = facts.intervalMinutes ?? 15
  const erlangs = Float64Array.from({ length: (24 * 60) / intervalMinutes }, (_, interval) =>
    shape(((interval + 0.5) * intervalMinutes) / 60),
  )
  return { name, group, target: 0.8, answerWithinSeconds: 30, ...facts, intervalMinutes, erlangs }
}

/** An ordinary day of a shop: quiet nights, a hump at noon, a higher one in the evening; mean about 1. */
const ordinary = (hour: number) =>
  0.35 + 0.9 * Math.exp(-(((hour - 11.5) / 3) ** 2)) + 1.1 * Math.exp(-(((hour - 20) / 3.2) ** 2))

/** A livestream of `hours` that begins at `from`: it is there within minutes and runs out over the half hour after it. */
const stream = (hour: number, from: number, hours: number, times: number) => {
  if (hour < from) return 1
  if (hour < from + hours) return times
  return 1 + (times - 1) * Math.max(0, 1 - (hour - from - hours) / 0.5)
}

const wave = (hour: number, swing: number) => 1 + swing * Math.sin(((hour - 9) / 24) * 2 * Math.PI)

/** The first hour after midnight, the evening, and a busy day between them. */
const doubleEleven = (hour: number) =>
  (hour < 1 ? 8 : hour < 2 ? 4 : hour < 9 ? 1.5 : 2.5) * (hour >= 20 && hour < 23 ? 2 : 1)

function noise(seed: number, spread: number): (hour: number) => number {
  const stream = randomStream(seed)
  const factors = Array.from({ length: 96 }, () => Math.exp(spread * stream.normal() - spread ** 2 / 2))
  return (hour) => factors[Math.floor(hour * 4)]!
}

const noisy = noise(11, 0.25)
const noisier = noise(12, 0.4)

/** Registered before any of them was staffed; which is a spike is told by the load's jump, three times or more at once. */
export const demandProfiles: readonly DemandProfile[] = [
  day('evening stream x3, 8 erlangs, 8 min', 'spike', { ahtSeconds: 480 }, (hour) => 8 * stream(hour, 20, 2, 3)),
  day('evening stream x5, 8 erlangs, 8 min', 'spike', { ahtSeconds: 480 }, (hour) => 8 * stream(hour, 20, 2, 5)),
  day('evening stream x8, 8 erlangs, 8 min', 'spike', { ahtSeconds: 480 }, (hour) => 8 * stream(hour, 20, 2, 8)),
  day('evening stream x3, 20 erlangs, 5 min', 'spike', { ahtSeconds: 300 }, (hour) => 20 * stream(hour, 20, 3, 3)),
  day('evening stream x5, 20 erlangs, 5 min', 'spike', { ahtSeconds: 300 }, (hour) => 20 * stream(hour, 20, 3, 5)),
  day('evening stream x8, 20 erlangs, 5 min', 'spike', { ahtSeconds: 300 }, (hour) => 20 * stream(hour, 20, 3, 8)),
  day(
    'stream x5 on an ordinary day, 30-min grid',
    'spike',
    { ahtSeconds: 480, intervalMinutes: 30, answerWithinSeconds: 60 },
    (hour) => 8 * ordinary(hour) * stream(hour, 20, 2, 5),
  ),
  day(
    'stream x5, patience 3 min',
    'spike',
    { ahtSeconds: 360, meanPatienceSeconds: 180 },
    (hour) => 12 * ordinary(hour) * stream(hour, 20, 2, 5),
  ),
  day(
    'stream x5, chats three at a time',
    'spike',
    { ahtSeconds: 420, concurrency: 3, concurrencyGain: 2.2, target: 0.9 },
    (hour) => 20 * stream(hour, 20, 2, 5),
  ),
  day('stream x3, 60 erlangs', 'spike', { ahtSeconds: 240 }, (hour) => 60 * stream(hour, 20, 2, 3)),
  day('double 11', 'spike', { ahtSeconds: 300 }, (hour) => 12 * doubleEleven(hour)),
  day(
    'double 11, long contacts, patience 5 min',
    'spike',
    { ahtSeconds: 600, meanPatienceSeconds: 300 },
    (hour) => 10 * doubleEleven(hour),
  ),
  day(
    'split stream x4, noon and evening',
    'spike',
    { ahtSeconds: 480 },
    (hour) => 10 * stream(hour, 12, 1.5, 4) * stream(hour, 20, 2, 4),
  ),
  day(
    'split stream x5, 90 % in 20 s',
    'spike',
    { ahtSeconds: 300, target: 0.9, answerWithinSeconds: 20 },
    (hour) => 15 * stream(hour, 12, 1, 5) * stream(hour, 21, 2, 5),
  ),
  day(
    'flash sale x6 for half an hour',
    'spike',
    { ahtSeconds: 360 },
    (hour) => 10 * ordinary(hour) * stream(hour, 20, 0.5, 6),
  ),
  day(
    'sinusoid, 20 erlangs, 20 min',
    'wave',
    { ahtSeconds: 1200, intervalMinutes: 30, answerWithinSeconds: 60 },
    (hour) => 20 * wave(hour, 0.8),
  ),
  day('sinusoid, 20 erlangs, 5 min', 'wave', { ahtSeconds: 300 }, (hour) => 20 * wave(hour, 0.8)),
  day('sinusoid, 100 erlangs, 10 min', 'wave', { ahtSeconds: 600 }, (hour) => 100 * wave(hour, 0.5)),
  day(
    'ordinary day, phone, patience 2 min',
    'wave',
    { ahtSeconds: 270, meanPatienceSeconds: 120, answerWithinSeconds: 20 },
    (hour) => 12 * ordinary(hour),
  ),
  day('flat, 10 erlangs', 'level', { ahtSeconds: 300 }, () => 10),
  day('flat, 50 erlangs', 'level', { ahtSeconds: 300 }, () => 50),
  day('noisy, 15 erlangs', 'level', { ahtSeconds: 480 }, (hour) => 15 * noisy(hour)),
  day(
    'noisy, 40 erlangs, chats two at a time',
    'level',
    { ahtSeconds: 300, concurrency: 2, concurrencyGain: 1.7 },
    (hour) => 40 * noisier(hour),
  ),
]
