import type { PersonRequest } from '../../../../server/contracts/request.ts'
import { toldSpan } from '../../../lib/local-span.ts'
import { addDays } from '../../../lib/planning-week.ts'
import { dateOf } from '../../../lib/week-grid.ts'
import type { OwnShift, OwnWeek } from '../own-weeks.ts'

export interface CalendarDay {
  readonly day: string
  readonly shifts: readonly OwnShift[]
  /** What was asked for the day and was not refused or withdrawn. */
  readonly requests: readonly PersonRequest[]
  /** Whether its roster is out: a day without a shift is a day off then. */
  readonly isPublished: boolean
}

/**
 * Days from the first week on, by week.
 * @param weeks of the own roster, from this one on
 */
export function calendarDays(
  weeks: readonly OwnWeek[],
  requests: readonly PersonRequest[],
  shownWeeks: number,
): CalendarDay[][] {
  const first = weeks[0]?.week
  if (first === undefined) return []
  const standing = requests.filter(({ state }) => state !== 'refused' && state !== 'withdrawn')
  const shifts = weeks.flatMap((week) => week.shifts)
  return Array.from({ length: shownWeeks }, (_, index) => {
    const start = addDays(first, 7 * index)
    const isPublished = weeks.some(({ week, runId }) => week === start && runId !== null)
    return Array.from({ length: 7 }, (_, weekday) => {
      const day = addDays(start, weekday)
      return {
        day,
        isPublished,
        shifts: shifts.filter((shift) => dateOf(shift.start) === day),
        requests: standing.filter((request) => touches(request, day)),
      }
    })
  })
}

function touches({ subject }: PersonRequest, day: string): boolean {
  if (subject.kind === 'swap' || subject.kind === 'shiftChange') return dateOf(subject.shift.start) === day
  const { first, last } = toldSpan(subject)
  return day >= first && day <= last
}
