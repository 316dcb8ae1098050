import type { CalendarEvent } from '../domain/calendar.ts'
import { type Horizon, localClocks, localDate } from '../domain/horizon.ts'
import type { QueueHistory } from '../domain/plan-inputs.ts'
import { type Forecast, QUANTILES, type QuantileName, type QueueForecast } from '../domain/plan-outputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { ahtProfile } from './aht-profile.ts'
import { type DayMatrix, dayMatrix, dayNumber, slotMinutesFor, weekdayOf } from './day-matrix.ts'
import { eventExposure } from './event-exposure.ts'
import { forecastSpread, intervalQuantiles } from './forecast-quantiles.ts'
import { fitQueueModel } from './queue-model.ts'

/**
 * Forecasts every queue's volume and handling time over the horizon from its history and the calendar.
 * Simple today: no trend and no season of the year; a coarser history is split evenly; the band is that of the four
 * weeks after an origin together, not wider the further ahead.
 * A queue without any observed volume is forecast 0 (its caller warns).
 * Throws PlanningInputError when the horizon does not begin after the first day of a queue's history.
 * @param fallbackAhtSeconds handling time by queue id, for queues whose history has none; NaN where it is not given
 */
export function forecast(
  history: readonly QueueHistory[],
  calendar: readonly CalendarEvent[],
  horizon: Horizon,
  fallbackAhtSeconds: ReadonlyMap<string, number> = new Map(),
): Forecast {
  const queueIds = new Set(history.map((queue) => queue.queueId))
  const queues = history.map((whole) => {
    refuseEarlyHorizon(whole, horizon)
    const queue = historyBefore(whole, horizon.startsAt)
    const events = calendar.filter((event) => concerns(event, queue.queueId, queueIds))
    return forecastQueue(queue, events, horizon, fallbackAhtSeconds.get(queue.queueId) ?? Number.NaN)
  })
  return { horizon, queues }
}

/** An event of another queue is none of this queue's business; a product category is everybody's. */
const concerns = (event: CalendarEvent, queueId: string, queueIds: ReadonlySet<string>): boolean =>
  event.category === undefined || event.category === queueId || !queueIds.has(event.category)

function forecastQueue(
  history: QueueHistory,
  events: readonly CalendarEvent[],
  horizon: Horizon,
  fallbackAht: number,
): QueueForecast {
  const matrix = dayMatrix(history, slotMinutesFor(history.intervalMinutes, horizon.intervalMinutes))
  const out = emptyForecast(history.queueId, horizon.intervals)
  if (!matrix.volume.some(Number.isFinite)) return { ...out, ahtSeconds: out.ahtSeconds.fill(fallbackAht) }
  const clocks = localClocks(horizon)
  const lastDay = clocks.length === 0 ? 0 : dayNumber(clocks.at(-1)!.date) - matrix.firstDay
  const exposure = eventExposure(events, matrix, Math.max(matrix.days, lastDay + 1), history.zone)
  const model = fitQueueModel(matrix, exposure, matrix.days)
  const spread = forecastSpread(matrix, exposure, model.options)
  const aht = ahtProfile(matrix, fallbackAht)
  clocks.forEach((clock, interval) => {
    const day = dayNumber(clock.date) - matrix.firstDay
    let mean = 0
    for (const [slot, share] of slotShares(clock.minuteOfDay, horizon.intervalMinutes, matrix))
      mean += share * model.mean(day, slot)
    out.mean[interval] = mean
    intervalQuantiles(spread, mean).forEach((value, i) => {
      out.quantiles[QUANTILES[i]![0]][interval] = value
    })
    const slot = Math.min(matrix.slots - 1, Math.floor(clock.minuteOfDay / matrix.slotMinutes))
    out.ahtSeconds[interval] = aht[weekdayOf(day + matrix.firstDay) * matrix.slots + slot]!
  })
  return out
}

function refuseEarlyHorizon(history: QueueHistory, horizon: Horizon): void {
  if (horizon.startsAt > history.startsAt) return
  const [from, first] = [localDate(horizon.startsAt, horizon.zone), localDate(history.startsAt, history.zone)]
  throw new PlanningInputError({
    value: from,
    problem: `has no history of queue ${JSON.stringify(history.queueId)} before it, which begins on ${first}`,
    hint: 'Plan a later week, or import older history.',
  })
}

/** History may reach into or beyond the week, when a past week is planned again: what came later is not looked at. */
function historyBefore(history: QueueHistory, instant: number): QueueHistory {
  const intervals = Math.max(0, Math.floor((instant - history.startsAt) / (history.intervalMinutes * 60_000)))
  if (intervals >= history.volume.length) return history
  return {
    ...history,
    volume: history.volume.slice(0, intervals),
    ahtSeconds: history.ahtSeconds.slice(0, intervals),
  }
}

function emptyForecast(queueId: string, intervals: number): QueueForecast {
  const quantiles = Object.fromEntries(QUANTILES.map(([name]) => [name, new Float64Array(intervals)]))
  return {
    queueId,
    mean: new Float64Array(intervals),
    quantiles: quantiles as Record<QuantileName, Float64Array>,
    ahtSeconds: new Float64Array(intervals),
  }
}

/** Slots that an interval overlaps, with the share of each slot's volume that falls into it. */
function slotShares(minuteOfDay: number, minutes: number, matrix: DayMatrix): [number, number][] {
  const shares: [number, number][] = []
  const { slotMinutes, slots } = matrix
  for (
    let slot = Math.floor(minuteOfDay / slotMinutes);
    slot < slots && slot * slotMinutes < minuteOfDay + minutes;
    slot++
  ) {
    const from = Math.max(minuteOfDay, slot * slotMinutes)
    const to = Math.min(minuteOfDay + minutes, (slot + 1) * slotMinutes)
    shares.push([slot, (to - from) / slotMinutes])
  }
  return shares
}
