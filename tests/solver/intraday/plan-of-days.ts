import { type Forecast, QUANTILES, type QuantileName } from '../../../solver/domain/forecast-outputs.ts'
import { dayHorizon, localClocks } from '../../../solver/domain/horizon.ts'

/** A plan from Monday 2026-11-09 UTC in half-hours, open 08:00-20:00, of a chat queue. */
export function planOf(days: number, meanOf: (hour: number) => number = () => 40): Forecast {
  const horizon = dayHorizon('2026-11-09', days, 30, 'UTC')
  const mean = Float64Array.from(localClocks(horizon), ({ minuteOfDay }) =>
    minuteOfDay >= 480 && minuteOfDay < 1200 ? meanOf(minuteOfDay / 60) : 0,
  )
  const widths: Record<QuantileName, number> = { p2_5: -0.4, p10: -0.25, p50: 0, p90: 0.25, p97_5: 0.4 }
  const quantiles = Object.fromEntries(QUANTILES.map(([name]) => [name, mean.map((m) => m * (1 + widths[name]))]))
  const ahtSeconds = new Float64Array(horizon.intervals).fill(300)
  return {
    horizon,
    queues: [{ queueId: 'chat', mean, quantiles: quantiles as Record<QuantileName, Float64Array>, ahtSeconds }],
  }
}

/** Instant of a local hour of a day of the plan. */
export const at = (hour: number, day = 0): number => Date.parse('2026-11-09T00:00Z') + (day * 24 + hour) * 3_600_000

/** What came by an hour of a day, as times the plan. */
export function actualsOf(plan: Forecast, asOf: number, times: (hour: number, day: number) => number) {
  const { horizon, queues } = plan
  const volume = queues[0]!.mean.map((mean, interval) => {
    const hours = interval / 2
    const isOver = horizon.startsAt + (hours + 0.5) * 3_600_000 <= asOf
    return isOver ? mean * times(hours % 24, Math.floor(hours / 24)) : Number.NaN
  })
  return new Map([['chat', volume]])
}

/** Sum over the intervals of a day from an hour on. */
export const sumFrom = (values: Float64Array, hour: number, day = 0): number =>
  values.subarray(day * 48 + hour * 2, (day + 1) * 48).reduce((sum, value) => sum + value, 0)
