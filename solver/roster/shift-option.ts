import { DateTime } from 'luxon'
import { dayStarts, type Horizon, instantOnDay, intervalMs, MS_PER_MINUTE } from '../domain/horizon.ts'
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

/** Start times are at most 48:00, so a shift that starts in the horizon belongs to a day up to two before it. */
const DAYS_BEFORE = 2

/** Every shift that may start in the horizon, ordered by day, start, template. */
export function shiftOptions({ shiftTemplates, zone }: PlanSettings, horizon: Horizon): ShiftOption[] {
  const starts = dayStarts(horizon)
  const firstDay = DateTime.fromMillis(horizon.startsAt, { zone })
  const options = Array.from({ length: starts.length - 1 + DAYS_BEFORE }, (_, index) =>
    firstDay.plus({ days: index - DAYS_BEFORE }),
  )
    .flatMap((date) =>
      shiftTemplates
        .filter(({ weekdays }) => weekdays.includes(date.weekday))
        .flatMap((template) =>
          template.startTimes.map((minute) => optionAt(template, starts, instantOnDay(date.toMillis(), minute, zone))),
        ),
    )
    .filter(({ day }) => day >= 0 && day < starts.length - 1)
    .sort((a, b) => a.startMs - b.startMs || compareIds(a.template.id, b.template.id))
  return options
    .filter((option, index) => !isSame(option, options[index - 1]))
    .map((option, index) => ({ ...option, index }))
}

type Option = Omit<ShiftOption, 'index'>

/** The day is that on which the shift starts, not that whose "25:00" it is: rules count days by the calendar. */
const optionAt = (template: ShiftTemplate, starts: readonly number[], startMs: number): Option => ({
  day: starts.findLastIndex((start) => start <= startMs),
  template,
  startMs,
  endMs: startMs + template.lengthMinutes * MS_PER_MINUTE,
  paidMinutes: paidMinutes(template),
})

const isSame = (a: Option, b: Option | undefined): boolean => a.startMs === b?.startMs && a.template === b.template

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
