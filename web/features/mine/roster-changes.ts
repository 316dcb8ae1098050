import { addDays } from '../../lib/planning-week.ts'
import { dateOf } from '../../lib/week-grid.ts'
import type { OwnShift, OwnWeek } from './own-weeks.ts'

export type SeenShift = Pick<OwnShift, 'start' | 'end' | 'templateId'>

/** What a reader saw of the own roster. */
export interface SeenRoster {
  /** First days of the weeks whose roster was out. */
  readonly weeks: readonly string[]
  readonly shifts: readonly SeenShift[]
}

/** A day whose shifts are others than the reader saw. */
export interface DayChange {
  readonly day: string
  /** What they were; none for a day that was off. */
  readonly before: readonly SeenShift[]
}

export const seenOf = (weeks: readonly OwnWeek[]): SeenRoster => ({
  weeks: weeks.filter(({ runId }) => runId !== null).map(({ week }) => week),
  shifts: weeks.flatMap(({ shifts }) => shifts.map(({ start, end, templateId }) => ({ start, end, templateId }))),
})

/**
 * Days from today on whose shifts changed since the reader looked. A week that was not out then has none: all of it is
 * new.
 */
export function rosterChanges(seen: SeenRoster, weeks: readonly OwnWeek[], today: string): DayChange[] {
  return weeks
    .filter(({ week }) => seen.weeks.includes(week))
    .flatMap(({ week, shifts }) =>
      Array.from({ length: 7 }, (_, index) => addDays(week, index)).flatMap((day) => {
        const before = seen.shifts.filter(({ start }) => dateOf(start) === day)
        const now = shifts.filter(({ start }) => dateOf(start) === day)
        return day < today || told(before) === told(now) ? [] : [{ day, before }]
      }),
    )
}

const told = (shifts: readonly SeenShift[]): string =>
  shifts.map(({ start, end, templateId }) => [start, end, templateId].join(' ')).join()

/** What a reader has seen once weeks have gone out that were not out before: those are new, and no changes. */
export function withNewWeeks(seen: SeenRoster | undefined, now: SeenRoster): SeenRoster {
  if (!seen) return now
  const isNew = (week: string) => !seen.weeks.includes(week)
  const weeks = now.weeks.filter(isNew)
  const inNew = ({ start }: SeenShift) =>
    weeks.some((week) => dateOf(start) >= week && dateOf(start) < addDays(week, 7))
  const inOld = (shift: SeenShift) => !inNew(shift)
  return {
    weeks: [...seen.weeks, ...weeks].sort(),
    shifts: [...seen.shifts.filter(inOld), ...now.shifts.filter(inNew)],
  }
}
