import { type Horizon, intervalMs, localClocks, MINUTES_PER_DAY } from '../domain/horizon.ts'
import type { QueueHistory } from '../domain/plan-inputs.ts'

/** A queue's history by local day and wall-clock slot, the form in which it is learned from. */
export interface DayMatrix {
  /** Day 0 as a count of days since 1970-01-01 on the local calendar. */
  readonly firstDay: number
  readonly days: number
  readonly slotMinutes: number
  readonly slots: number
  /** Contacts, `[day * slots + slot]`; NaN where closed or unknown. */
  readonly volume: Float64Array
  /** Mean handling time, seconds, `[day * slots + slot]`, weighted by contacts; NaN where unknown. */
  readonly ahtSeconds: Float64Array
}

/** Days since 1970-01-01 of a local date `YYYY-MM-DD`. */
export const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000)

/** Local date of a day number, `YYYY-MM-DD`. */
export const dayName = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** 0 Monday .. 6 Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** Slot length for planning at `planMinutes`: the plan's own when history can be summed to it, else history's. */
export const slotMinutesFor = (historyMinutes: number, planMinutes: number): number =>
  planMinutes % historyMinutes === 0 ? planMinutes : historyMinutes

/**
 * Puts a history on wall-clock slots. A slot's volume is the mean of its observed parts times the number of parts it
 * should have, so that a part that is missing is taken to be like the others, and the hour that a clock change repeats
 * counts once.
 */
export function dayMatrix(history: QueueHistory, slotMinutes: number): DayMatrix {
  const grid: Horizon = { ...history, intervals: history.volume.length }
  const clocks = localClocks(grid)
  const slots = Math.ceil(MINUTES_PER_DAY / slotMinutes)
  const firstDay = clocks.length === 0 ? 0 : dayNumber(clocks[0]!.date)
  const days = clocks.length === 0 ? 0 : dayNumber(clocks.at(-1)!.date) - firstDay + 1
  const dayOfGrid = gridDays(clocks, firstDay)
  const cells = { sum: new Float64Array(days * slots), parts: new Float64Array(days * slots) }
  const aht = { effort: new Float64Array(days * slots), weight: new Float64Array(days * slots) }
  for (let i = 0; i < clocks.length; i++) {
    const cell = dayOfGrid[i]! * slots + Math.min(slots - 1, Math.floor(clocks[i]!.minuteOfDay / slotMinutes))
    const volume = history.volume[i]!
    if (!Number.isFinite(volume)) continue
    cells.sum[cell]! += volume
    cells.parts[cell]! += 1
    const seconds = history.ahtSeconds[i] ?? Number.NaN
    if (!(seconds > 0) || volume <= 0) continue
    aht.effort[cell]! += volume * seconds
    aht.weight[cell]! += volume
  }
  const partsPerSlot = (slotMinutes * 60_000) / intervalMs(grid)
  return {
    firstDay,
    days,
    slotMinutes,
    slots,
    volume: cells.sum.map((sum, cell) => (sum / cells.parts[cell]!) * partsPerSlot),
    ahtSeconds: aht.effort.map((effort, cell) => effort / aht.weight[cell]!),
  }
}

/** Day index of every grid interval; a date is parsed once a day, not once an interval. */
function gridDays(clocks: readonly { date: string; day: number }[], firstDay: number): Int32Array {
  const days = new Int32Array(clocks.length)
  for (let i = 0; i < clocks.length; i++) {
    const isNewDay = i === 0 || clocks[i]!.day !== clocks[i - 1]!.day
    days[i] = isNewDay ? dayNumber(clocks[i]!.date) - firstDay : days[i - 1]!
  }
  return days
}
