import type { CalendarEvent } from '../domain/calendar.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { QueueHistory } from '../domain/plan-inputs.ts'
import { backtest } from './backtest.ts'
import { dayMatrix, slotMinutesFor } from './day-matrix.ts'
import { exposureByPower } from './event-exposure.ts'
import { concerns, historyBefore } from './forecast.ts'
import { fitQueueModel } from './queue-model.ts'

/** What was forecast for past weeks from the day before each, beside what came. */
export interface PastWeeks {
  readonly slotMinutes: number
  /** Slots of a day on the wall clock. */
  readonly slots: number
  readonly weeks: number
  /** Contacts; 0 where nothing was expected or nothing is known, `[(week * 7 + day) * slots + slot]`. */
  readonly mean: Float64Array
  /** Contacts; NaN where unknown, `[(week * 7 + day) * slots + slot]`. */
  readonly actual: Float64Array
}

/**
 * The forecast's backtest of the weeks before a horizon, week by week as weekly plans would have had it.
 * @param calendar all events
 * @param horizon what follows the history to learn from; its intervals are the slots
 * @param queueIds all queues, whose own events are nobody else's
 */
export function pastWeeks(
  history: QueueHistory,
  calendar: readonly CalendarEvent[],
  horizon: Horizon,
  queueIds: ReadonlySet<string> = new Set(),
): PastWeeks {
  const known = historyBefore(history, horizon.startsAt)
  const slotMinutes = slotMinutesFor(known.intervalMinutes, horizon.intervalMinutes)
  const matrix = dayMatrix(known, slotMinutes)
  const { slots, days } = matrix
  if (!matrix.volume.some(Number.isFinite)) return emptyWeeks(slotMinutes, slots, 0)
  const events = calendar.filter((event) => concerns(event, known.queueId, queueIds))
  const exposures = exposureByPower(events, matrix, days, known.zone)
  const outcomes = backtest(matrix, exposures, fitQueueModel(matrix, exposures, days).options)
  // Origins lie whole weeks before the end of history, the earliest first.
  const weeks = outcomes.day.length === 0 ? 0 : Math.ceil((days - outcomes.day[0]!) / 7)
  const past = emptyWeeks(slotMinutes, slots, weeks)
  outcomes.mean.forEach((expected, i) => {
    if (outcomes.week[i] !== 0) return
    const cell = (outcomes.day[i]! - (days - 7 * weeks)) * slots + outcomes.slot[i]!
    past.mean[cell] = expected
    past.actual[cell] = outcomes.actual[i]!
  })
  return past
}

const emptyWeeks = (slotMinutes: number, slots: number, weeks: number): PastWeeks => ({
  slotMinutes,
  slots,
  weeks,
  mean: new Float64Array(weeks * 7 * slots),
  actual: new Float64Array(weeks * 7 * slots).fill(Number.NaN),
})
