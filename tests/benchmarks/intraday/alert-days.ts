import {
  type Forecast,
  QUANTILES,
  type QuantileName,
  type QueueForecast,
} from '../../../solver/domain/forecast-outputs.ts'
import {
  type Horizon,
  intervalMs,
  intervalStart,
  type LocalClock,
  localClocks,
} from '../../../solver/domain/horizon.ts'
import { type RandomStream, randomStream } from '../../../solver/domain/random.ts'

/** A way in which a day goes other than planned. Hours are local. */
export interface DayKind {
  readonly name: string
  /** Contacts over those planned, by hour of the day. */
  times(hour: number): number
  readonly handlingTimes: number
}

const between = (hour: number, from: number, to: number): boolean => hour >= from && hour < to
const kind = (name: string, times: DayKind['times'], handlingTimes = 1): DayKind => ({ name, times, handlingTimes })

/** The registered day set: what days do to plans. All of it is synthetic. */
export const DAY_KINDS: readonly DayKind[] = [
  kind('as planned', () => 1),
  kind('busy from the morning', () => 1.25),
  kind('busier and busier', (hour) => 1 + 0.05 * Math.max(0, hour - 9)),
  kind('bigger evening stream', (hour) => (between(hour, 18, 24) ? 1.4 : 1.05)),
  kind('unplanned stream', (hour) => (between(hour, 15, 18) ? 2.5 : 1)),
  kind('slower work', () => 1, 1.25),
  kind('quiet', () => 0.8),
]

/** A day as it comes: contacts that come in each interval of the plan's horizon, by queue. */
export interface PlayedDay {
  readonly kind: DayKind
  readonly date: string
  readonly from: number
  readonly to: number
  readonly offered: ReadonlyMap<string, Float64Array>
}

/** @param day of the horizon */
export function playedDay(plan: Forecast, kind: DayKind, day: number, seed: number): PlayedDay {
  const { horizon } = plan
  const clocks = localClocks(horizon)
  const from = clocks.findIndex((clock) => clock.day === day)
  const end = clocks.findIndex((clock) => clock.day === day + 1)
  const offered = plan.queues.map(({ queueId, mean }, index): [string, Float64Array] => {
    const random = randomStream(seed, index, day)
    return [queueId, mean.map((planned, at) => chance(random, planned * kind.times(hourOf(clocks[at]!))))]
  })
  return { kind, date: clocks[from]!.date, from, to: end < 0 ? horizon.intervals : end, offered: new Map(offered) }
}

const hourOf = ({ minuteOfDay }: LocalClock): number => minuteOfDay / 60

/** A Poisson count: exactly for few, by the normal distribution for many. */
function chance(random: RandomStream, mean: number): number {
  if (!(mean > 0)) return 0
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()))
  let [count, product] = [-1, 1]
  for (const least = Math.exp(-mean); product > least; count++) product *= random.uniform()
  return count
}

/** The forecast of somebody who knew the day: what comes on average, with no doubt about it. */
export function knownForecast(plan: Forecast, { kind }: PlayedDay): Forecast {
  const clocks = localClocks(plan.horizon)
  const queues = plan.queues.map((queue): QueueForecast => {
    const mean = queue.mean.map((planned, at) => planned * kind.times(hourOf(clocks[at]!)))
    const quantiles = Object.fromEntries(QUANTILES.map(([name]) => [name, mean])) as Record<QuantileName, Float64Array>
    return { ...queue, mean, quantiles, ahtSeconds: queue.ahtSeconds.map((seconds) => seconds * kind.handlingTimes) }
  })
  return { horizon: plan.horizon, queues }
}

export interface Span {
  readonly startMs: number
  readonly endMs: number
}

/** Hours below which a share answered in time is a breach, taken together where less than two hours lie between. */
export function breachesOf(horizon: Horizon, isBad: (from: number, to: number) => boolean): Span[] {
  const width = Math.max(1, Math.round(60 / horizon.intervalMinutes))
  const found: Span[] = []
  for (let at = 0; at + width <= horizon.intervals; at++) {
    if (!isBad(at, at + width)) continue
    const span = { startMs: intervalStart(horizon, at), endMs: intervalStart(horizon, at + width) }
    const last = found.at(-1)
    if (last && span.startMs - last.endMs < 2 * 3_600_000) found[found.length - 1] = { ...last, endMs: span.endMs }
    else found.push(span)
  }
  return found
}

/** Starts of the looks at a day: every so many minutes from its opening. */
export function looksOf({ from, to }: PlayedDay, horizon: Horizon, everyMinutes: number): number[] {
  const first = intervalStart(horizon, from)
  const last = first + (to - from) * intervalMs(horizon)
  const looks: number[] = []
  for (let ms = first + 8 * 3_600_000; ms < last; ms += everyMinutes * 60_000) looks.push(ms)
  return looks
}
