import type { SettingsItem, SettingsValue } from '../../../server/contracts/settings.ts'
import { MINUTES_PER_DAY, minuteOfDayFrom } from '../../../solver/domain/horizon.ts'

/** A break's window, minutes from the shift's start. */
interface DraftBreak {
  readonly kind?: 'meal' | 'rest'
  readonly minutes?: number
  readonly paid?: boolean
  readonly earliestStartMinutes?: number
  readonly latestStartMinutes?: number
}

interface ShiftShape {
  /** Minutes after midnight, ascending; what is not yet a time is left out. */
  readonly starts: readonly number[]
  readonly lengthMinutes: number
  readonly breaks: readonly Required<DraftBreak>[]
}

/** What a template's picture shows: of a draft, as much as is usable. */
export function shiftShape({ startTimes, lengthMinutes, breaks }: SettingsValue): ShiftShape {
  const starts = (Array.isArray(startTimes) ? startTimes : []).flatMap((text) => minuteOfDayFrom(String(text)) ?? [])
  const known = (Array.isArray(breaks) ? (breaks as DraftBreak[]) : []).map((each) => ({
    ...{ kind: each.kind ?? 'rest', minutes: each.minutes ?? 0, paid: each.paid ?? false },
    earliestStartMinutes: each.earliestStartMinutes ?? 0,
    latestStartMinutes: Math.max(each.latestStartMinutes ?? 0, each.earliestStartMinutes ?? 0),
  }))
  const length = Number(lengthMinutes)
  return {
    starts: starts.toSorted((a, b) => a - b),
    lengthMinutes: Number.isFinite(length) ? Math.min(Math.max(length, 0), MINUTES_PER_DAY) : 0,
    breaks: known,
  }
}

/** Minutes after midnight as a clock shows them; beyond 24:00 counted on. */
export const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** What the templates are, all together. */
export function shiftFacts(templates: readonly SettingsItem[]) {
  const shapes = templates.map(({ value }) => shiftShape(value))
  const starts = [...new Set(shapes.flatMap((shape) => shape.starts))]
  const lengths = shapes.map(({ lengthMinutes }) => lengthMinutes)
  return {
    starts: starts.length,
    firstStart: clockOf(Math.min(...starts)),
    lastStart: clockOf(Math.max(...starts)),
    shortestMinutes: Math.min(...lengths),
    longestMinutes: Math.max(...lengths),
  }
}
