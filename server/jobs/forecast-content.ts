import { DateTime } from 'luxon'
import type {
  ExplainedForecast,
  ForecastAccuracy,
  ForecastExplanation,
  QueueForecast,
} from '../../solver/domain/forecast-outputs.ts'
import { dayHorizon, type Horizon, horizonEnd, intervalStart, localStamp } from '../../solver/domain/horizon.ts'
import type { PlanInputs, QueueHistory } from '../../solver/domain/plan-inputs.ts'
import type { ForecastAccuracyReply, ForecastContent, QueueSnapshot } from '../contracts/forecast.ts'
import { historyEnd, historyOnGrid } from './history-on-grid.ts'
import { bandColumns, columnOrNull, gridOf, orNull, rounded } from './reply-columns.ts'

/** History shown before a forecast, days; as many as the forecast has, if those are more. */
const HISTORY_DAYS = 56

/** Everything that people and the page ask of a forecast, with the history that it goes on from. */
export function forecastContent(inputs: PlanInputs, forecast: ExplainedForecast): ForecastContent {
  const { horizon } = forecast
  const stamp = (instant: number) => localStamp(instant, horizon.zone)
  const grid = gridOf(horizon)
  const shown = historyHorizon(inputs, horizon, Math.max(HISTORY_DAYS, grid.days.length))
  const from = Math.min(horizon.startsAt, shown?.startsAt ?? horizon.startsAt)
  const historyById = new Map(inputs.history.map((history) => [history.queueId, history]))
  return {
    ...grid,
    queues: forecast.queues.map((queue, at) =>
      queueSnapshot(queue, forecast.explanations[at]!, historyById.get(queue.queueId), shown),
    ),
    events: inputs.calendar
      .filter((event) => event.startMs < horizonEnd(horizon) && event.endMs > from)
      .map(({ startMs, endMs, ...event }) => ({ ...event, start: stamp(startMs), end: stamp(endMs) })),
  }
}

/** The last days before the forecast of which any queue knows something; undefined when there are none. */
function historyHorizon({ history }: PlanInputs, horizon: Horizon, days: number): Horizon | undefined {
  const { zone, intervalMinutes, startsAt } = horizon
  const end = Math.min(startsAt, Math.max(...history.map(historyEnd)))
  const firstKnown = Math.min(...history.map((queue) => queue.startsAt))
  if (!(firstKnown < end)) return undefined
  // A history that ends in the middle of a day is shown to the end of it.
  const lastDay = DateTime.fromMillis(end - 1, { zone }).startOf('day')
  const firstDay = DateTime.max(
    lastDay.minus({ days: days - 1 }),
    DateTime.fromMillis(firstKnown, { zone }).startOf('day'),
  )
  const count = Math.round(lastDay.diff(firstDay, 'days').days) + 1
  return dayHorizon(firstDay.toISODate()!, count, intervalMinutes, zone)
}

function queueSnapshot(
  queue: QueueForecast,
  { days, oddDays, backtest, handMean }: ForecastExplanation,
  history: QueueHistory | undefined,
  shown: Horizon | undefined,
): QueueSnapshot {
  const known = history && shown ? knownHistory(history, shown) : undefined
  return {
    ...bandColumns(queue),
    handMean: columnOrNull(handMean),
    days: days.map(({ date, parts }) => ({
      date,
      parts: parts.map(({ kind, label, contacts }) => ({ kind, label, contacts: rounded(contacts) })),
    })),
    oddDays: oddDays.map((day) => ({ ...day, contacts: rounded(day.contacts), expected: rounded(day.expected) })),
    backtest: backtest && accuracyReply(backtest),
    history: known?.volume ?? [],
    historyFrom: known?.from ?? null,
  }
}

/** From the first to the last interval of which the queue knows something. */
function knownHistory(history: QueueHistory, shown: Horizon) {
  const volume = columnOrNull(historyOnGrid(history, shown))
  const first = volume.findIndex((contacts) => contacts !== null)
  if (first < 0) return undefined
  const last = volume.findLastIndex((contacts) => contacts !== null)
  return { from: localStamp(intervalStart(shown, first), shown.zone), volume: volume.slice(first, last + 1) }
}

const roundedOrNull = (value: number | null): number | null => (value === null ? null : orNull(rounded(value)))

export const accuracyReply = (accuracy: ForecastAccuracy): ForecastAccuracyReply => ({
  intervals: accuracy.intervals,
  contacts: rounded(accuracy.contacts),
  wape: roundedOrNull(accuracy.wape),
  wapeOfDays: roundedOrNull(accuracy.wapeOfDays),
  bias: roundedOrNull(accuracy.bias),
  coverage80: roundedOrNull(accuracy.coverage80),
  coverage95: roundedOrNull(accuracy.coverage95),
  handWape: roundedOrNull(accuracy.handWape),
})
