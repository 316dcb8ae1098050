import { DateTime } from 'luxon'
import { dayStarts, type Horizon, instantOnDay, intervalMs, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import { compareIds } from '../domain/roster.ts'
import { paidMinutes, type ShiftBreak, type ShiftTemplate } from '../domain/shift-template.ts'
import { siteHorizon, zoneOfGroup, zonesOfGroups } from '../domain/site.ts'

/** A template at one of its start times on one day of a site: the unit of choice of the covering model. */
export interface ShiftOption {
  readonly index: number
  /** Zone of the people who may work it, by whose clock it starts. */
  readonly zone: string
  /** Day of the zone's own horizon (`siteHorizon`). */
  readonly day: number
  readonly template: ShiftTemplate
  readonly startMs: number
  readonly endMs: number
  readonly paidMinutes: number
}

/** Start times are at most 48:00, so a shift that starts in the horizon belongs to a day up to two before it. */
const DAYS_BEFORE = 2

/** Every shift that may start on the days of a site, for each zone in which groups work, ordered by day, start, template. */
export function shiftOptions(settings: PlanSettings, horizon: Horizon): ShiftOption[] {
  const options = zonesOfGroups(settings)
    .flatMap((zone) => optionsOfSite(templatesIn(settings, zone), siteHorizon(horizon, zone)))
    .sort(
      (a, b) =>
        a.day - b.day ||
        a.startMs - b.startMs ||
        compareIds(a.template.id, b.template.id) ||
        compareIds(a.zone, b.zone),
    )
  return options
    .filter((option, index) => !isSame(option, options[index - 1]))
    .map((option, index) => ({ ...option, index }))
}

/** Templates that some group of a zone works. */
const templatesIn = (settings: PlanSettings, zone: string): ShiftTemplate[] =>
  settings.shiftTemplates.filter(
    ({ groups }) => groups === undefined || groups.some((group) => zoneOfGroup(settings, group) === zone),
  )

type Option = Omit<ShiftOption, 'index'>

function optionsOfSite(templates: readonly ShiftTemplate[], site: Horizon): Option[] {
  const { zone } = site
  const starts = dayStarts(site)
  const firstDay = DateTime.fromMillis(site.startsAt, { zone })
  return Array.from({ length: starts.length - 1 + DAYS_BEFORE }, (_, index) =>
    firstDay.plus({ days: index - DAYS_BEFORE }),
  )
    .flatMap((date) =>
      templates
        .filter(({ weekdays }) => weekdays.includes(date.weekday))
        .flatMap((template) =>
          template.startTimes.map((minute) =>
            optionAt(template, zone, starts, instantOnDay(date.toMillis(), minute, zone)),
          ),
        ),
    )
    .filter(({ day }) => day >= 0 && day < starts.length - 1)
}

/** The day is that on which the shift starts, not that whose "25:00" it is: rules count days by the calendar. */
const optionAt = (template: ShiftTemplate, zone: string, starts: readonly number[], startMs: number): Option => ({
  zone,
  day: starts.findLastIndex((start) => start <= startMs),
  template,
  startMs,
  endMs: startMs + template.lengthMinutes * MS_PER_MINUTE,
  paidMinutes: paidMinutes(template),
})

const isSame = (a: Option, b: Option | undefined): boolean =>
  a.startMs === b?.startMs && a.template === b.template && a.zone === b.zone

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
