import type { CalendarEvent } from '../domain/calendar.ts'
import {
  type DayExplanation,
  type ExplainedForecast,
  type ForecastExplanation,
  QUANTILES,
  type QuantileName,
  type QueueForecast,
} from '../domain/forecast-outputs.ts'
import { type Horizon, type LocalClock, localClocks, localDate } from '../domain/horizon.ts'
import type { QueueHistory } from '../domain/plan-inputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { ahtProfile } from './aht-profile.ts'
import { type AnalogousHistory, type Analogy, analogousHistory } from './analogy.ts'
import { backtest } from './backtest.ts'
import { type DayMatrix, dayMatrix, dayNumber, slotMinutesFor, weekdayOf } from './day-matrix.ts'
import { exposureByPower } from './event-exposure.ts'
import { explainDay } from './explain-days.ts'
import { backtestAccuracy, type ForecastSpread, forecastSpread, intervalQuantiles } from './forecast-quantiles.ts'
import { handMean } from './hand-method.ts'
import { oddDays } from './odd-days.ts'
import { fitQueueModel, type QueueModel } from './queue-model.ts'

export interface ForecastOptions {
  /** Handling time by queue id, seconds, for queues whose history has none; NaN where it is not given. */
  readonly fallbackAhtSeconds?: ReadonlyMap<string, number>
  /** New queues by id, and the queue that each is forecast by while it has little history of its own. */
  readonly analogies?: ReadonlyMap<string, Analogy>
}

/**
 * Forecasts every queue's volume and handling time over the horizon from its history and the calendar, and says why.
 * A coarser history is split evenly. A queue without any observed volume is forecast 0 (its caller warns).
 * Queues by analogy that have no history follow the others.
 * Throws PlanningInputError when the horizon does not begin after the first day of a queue's history.
 */
export function forecast(
  history: readonly QueueHistory[],
  calendar: readonly CalendarEvent[],
  horizon: Horizon,
  { fallbackAhtSeconds = new Map(), analogies = new Map() }: ForecastOptions = {},
): ExplainedForecast {
  for (const queue of history) if (!analogies.has(queue.queueId)) refuseEarlyHorizon(queue, horizon)
  const known = new Map(history.map((queue) => [queue.queueId, historyBefore(queue, horizon.startsAt)]))
  const queueIds = new Set([...known.keys(), ...analogies.keys()])
  const made = [...queueIds].map((queueId) => {
    const events = calendar.filter((event) => concerns(event, queueId, queueIds))
    return forecastQueue(queueId, learnableHistory(queueId, known, analogies), events, {
      horizon,
      clocks: localClocks(horizon),
      fallbackAht: fallbackAhtSeconds.get(queueId) ?? Number.NaN,
    })
  })
  return {
    horizon,
    queues: made.map(({ queue }) => queue),
    explanations: made.map(({ explanation }) => explanation),
  }
}

/** An event of another queue is none of this queue's business; a product category is everybody's. */
export const concerns = (event: CalendarEvent, queueId: string, queueIds: ReadonlySet<string>): boolean =>
  event.category === undefined || event.category === queueId || !queueIds.has(event.category)

function learnableHistory(
  queueId: string,
  known: ReadonlyMap<string, QueueHistory>,
  analogies: ReadonlyMap<string, Analogy>,
): AnalogousHistory | undefined {
  const own = known.get(queueId)
  const analogy = analogies.get(queueId)
  const other = analogy && known.get(analogy.queueId)
  if (analogy && other) return analogousHistory(own, other, analogy, queueId)
  return own && { history: own, scaleVariance: 0 }
}

interface Surroundings {
  readonly horizon: Horizon
  /** Of each interval of the horizon. */
  readonly clocks: readonly LocalClock[]
  readonly fallbackAht: number
}

function forecastQueue(
  queueId: string,
  learnable: AnalogousHistory | undefined,
  events: readonly CalendarEvent[],
  { horizon, clocks, fallbackAht }: Surroundings,
): { queue: QueueForecast; explanation: ForecastExplanation } {
  const queue = emptyForecast(queueId, horizon.intervals)
  const handMeans = new Float64Array(horizon.intervals).fill(Number.NaN)
  const nothing = { queueId, days: [], oddDays: [], backtest: null, handMean: handMeans }
  const history = learnable?.history
  if (!history || history.volume.length === 0 || !history.volume.some(Number.isFinite))
    return { queue: { ...queue, ahtSeconds: queue.ahtSeconds.fill(fallbackAht) }, explanation: nothing }
  const matrix = dayMatrix(history, slotMinutesFor(history.intervalMinutes, horizon.intervalMinutes))
  const lastDay = clocks.length === 0 ? 0 : dayNumber(clocks.at(-1)!.date) - matrix.firstDay
  const exposures = exposureByPower(events, matrix, Math.max(matrix.days, lastDay + 1), history.zone)
  const model = fitQueueModel(matrix, exposures, matrix.days)
  const outcomes = backtest(matrix, exposures, model.options)
  const spread = forecastSpread(outcomes)
  const relativeSquared = spread.relativeSquared + learnable.scaleVariance
  fillIntervals(queue, handMeans, {
    matrix,
    model,
    spread: { ...spread, relativeSquared },
    horizon,
    clocks,
    fallbackAht,
  })
  return {
    queue,
    explanation: {
      queueId,
      days: explainDays(queue, model, matrix, clocks),
      oddDays: oddDays(matrix, model),
      backtest: backtestAccuracy(outcomes),
      handMean: handMeans,
    },
  }
}

interface Learned extends Surroundings {
  readonly matrix: DayMatrix
  readonly model: QueueModel
  readonly spread: ForecastSpread
}

function fillIntervals(queue: QueueForecast, handMeans: Float64Array, learned: Learned): void {
  const { matrix, model, spread, horizon, clocks, fallbackAht } = learned
  const aht = ahtProfile(matrix, fallbackAht)
  clocks.forEach((clock, interval) => {
    const day = dayNumber(clock.date) - matrix.firstDay
    let [mean, hand] = [0, 0]
    for (const [slot, share] of slotShares(clock.minuteOfDay, horizon.intervalMinutes, matrix)) {
      mean += share * model.mean(day, slot)
      hand += share * handMean(matrix, matrix.days, day, slot)
    }
    queue.mean[interval] = mean
    handMeans[interval] = hand
    intervalQuantiles(spread, mean, Math.floor((day - matrix.days) / 7)).forEach((value, i) => {
      queue.quantiles[QUANTILES[i]![0]][interval] = value
    })
    const slot = Math.min(matrix.slots - 1, Math.floor(clock.minuteOfDay / matrix.slotMinutes))
    queue.ahtSeconds[interval] = aht[weekdayOf(day + matrix.firstDay) * matrix.slots + slot]!
  })
}

function explainDays(
  queue: QueueForecast,
  model: QueueModel,
  matrix: DayMatrix,
  clocks: readonly LocalClock[],
): DayExplanation[] {
  const totals = new Map<string, number>()
  clocks.forEach(({ date }, interval) => {
    totals.set(date, (totals.get(date) ?? 0) + queue.mean[interval]!)
  })
  return [...totals].map(([date, total]) => ({
    date,
    parts: explainDay(model, dayNumber(date) - matrix.firstDay, total),
  }))
}

/** @throws PlanningInputError when a horizon does not begin after the first day of a queue's history */
export function refuseEarlyHorizon(history: QueueHistory, horizon: Horizon): void {
  if (horizon.startsAt > history.startsAt) return
  const [from, first] = [localDate(horizon.startsAt, horizon.zone), localDate(history.startsAt, history.zone)]
  throw new PlanningInputError({
    value: from,
    problem: `has no history of queue ${JSON.stringify(history.queueId)} before it, which begins on ${first}`,
    hint: 'Plan a later week, or import older history.',
  })
}

/** History may reach into or beyond the week, when a past week is planned again: what came later is not looked at. */
export function historyBefore(history: QueueHistory, instant: number): QueueHistory {
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
