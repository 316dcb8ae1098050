import { dayStarts, type Horizon, instantOnDay, intervalMs, localClocks, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import { compareIds } from '../domain/roster.ts'
import { paidMinutes, type ShiftBreak, type ShiftTemplate } from '../domain/shift-template.ts'

/** A template at one of its start times on one day: the unit of choice of the covering model. */
export interface ShiftOption {
  readonly index: number
  readonly day: number
  readonly template: ShiftTemplate
  readonly startMs: number
  readonly endMs: number
  readonly paidMinutes: number
}

/** Every shift that may start in the horizon, ordered by day, start, template. */
export function shiftOptions(settings: PlanSettings, horizon: Horizon): ShiftOption[] {
  const weekdayOfDay = weekdays(horizon)
  const options = dayStarts(horizon)
    .slice(0, -1)
    .flatMap((dayStart, day) =>
      settings.shiftTemplates
        .filter((template) => template.weekdays.includes(weekdayOfDay[day]!))
        .flatMap((template) =>
          template.startTimes.map((minute) => optionAt(template, day, instantOnDay(dayStart, minute, horizon.zone))),
        ),
    )
  options.sort((a, b) => a.day - b.day || a.startMs - b.startMs || compareIds(a.template.id, b.template.id))
  return options.map((option, index) => ({ ...option, index }))
}

const optionAt = (template: ShiftTemplate, day: number, startMs: number): Omit<ShiftOption, 'index'> => ({
  day,
  template,
  startMs,
  endMs: startMs + template.lengthMinutes * MS_PER_MINUTE,
  paidMinutes: paidMinutes(template),
})

function weekdays(horizon: Horizon): number[] {
  const result: number[] = []
  for (const clock of localClocks(horizon)) result[clock.day] ??= clock.weekday
  return result
}

/** Instants at which a break of a shift may start: every interval length through its window. */
export function breakStarts(shiftStartMs: number, item: ShiftBreak, horizon: Horizon): number[] {
  const starts: number[] = []
  const last = shiftStartMs + item.latestStartMinutes * MS_PER_MINUTE
  for (let at = shiftStartMs + item.earliestStartMinutes * MS_PER_MINUTE; at <= last; at += intervalMs(horizon)) {
    starts.push(at)
  }
  return starts
}

/** Share of each interval that a span of time fills, for the intervals of the horizon that it touches. */
export function intervalShares(horizon: Horizon, startMs: number, endMs: number): (readonly [number, number])[] {
  const length = intervalMs(horizon)
  const first = Math.max(0, Math.floor((startMs - horizon.startsAt) / length))
  const last = Math.min(horizon.intervals, Math.ceil((endMs - horizon.startsAt) / length))
  const shares: (readonly [number, number])[] = []
  for (let interval = first; interval < last; interval++) {
    const from = horizon.startsAt + interval * length
    const filled = Math.min(endMs, from + length) - Math.max(startMs, from)
    if (filled > 0) shares.push([interval, filled / length])
  }
  return shares
}
