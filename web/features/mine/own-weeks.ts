import type { Publication } from '../../../server/contracts/publication.ts'
import type { RunRoster } from '../../../server/contracts/run-result.ts'
import { addDays } from '../../lib/planning-week.ts'
import { standingOn } from '../../lib/published-roster.ts'
import { dateOf } from '../../lib/week-grid.ts'

export type OwnShift = Pick<
  RunRoster['assignments'][number],
  'templateId' | 'start' | 'end' | 'breaks' | 'queueIds' | 'paidMinutes'
>

/** A week of one person by the rosters that stand for it. */
export interface OwnWeek {
  /** First day, `YYYY-MM-DD`. */
  readonly week: string
  /** Run of the roster that stands for it; null while none is published. */
  readonly runId: string | null
  readonly publishedAt: string | null
  /** Ordered by start; each on the date of its start by the person's clock. */
  readonly shifts: readonly OwnShift[]
}

/** Publications that a person still works to or will: those of the week of `fromWeek` and after it. */
export const standingFrom = (publications: readonly Publication[], fromWeek: string): Publication[] =>
  publications
    .filter(({ supersededAt, week, weeks }) => supersededAt === null && addDays(week, 7 * weeks) > fromWeek)
    .toSorted((a, b) => (a.week < b.week ? -1 : 1))

/**
 * This week, the next, and every later one that is published.
 * @param rosters by run id, of the publications that stand
 */
export function ownWeeks(
  employeeId: string,
  thisWeek: string,
  publications: readonly Publication[],
  rosters: ReadonlyMap<string, Pick<RunRoster, 'assignments'>>,
): OwnWeek[] {
  const later = standingFrom(publications, thisWeek).flatMap(({ week, weeks }) =>
    Array.from({ length: weeks }, (_, index) => addDays(week, 7 * index)),
  )
  const weeks = new Set([thisWeek, addDays(thisWeek, 7), ...later.filter((week) => week >= thisWeek)])
  return [...weeks].sort().map((week) => {
    const publication = standingOn(publications, week)
    const shifts = publication ? (rosters.get(publication.runId)?.assignments ?? []) : []
    return {
      week,
      runId: publication?.runId ?? null,
      publishedAt: publication?.publishedAt ?? null,
      shifts: shifts.filter((shift) => shift.employeeId === employeeId && isIn(week, shift)).map(ownShift),
    }
  })
}

/** A shift belongs to the week of its date, or of the roster's day where the person's site is a day apart. */
const isIn = (week: string, { start, planDay }: RunRoster['assignments'][number]): boolean => {
  const day = planDay ?? dateOf(start)
  return day >= week && day < addDays(week, 7)
}

/** What is kept on the device: nothing that the list does not show. */
const ownShift = ({ templateId, start, end, breaks, queueIds, paidMinutes }: OwnShift): OwnShift => ({
  ...{ templateId, start, end, breaks, queueIds, paidMinutes },
})

/** The shift that is being worked at an instant, epoch milliseconds, else the first after it. */
export const nextShift = (weeks: readonly OwnWeek[], now: number): OwnShift | undefined =>
  weeks.flatMap(({ shifts }) => shifts).find(({ end }) => Date.parse(end) > now)

/**
 * Name of a person's calendar file, as the server names it: undefined for ids that it may have to name otherwise.
 * @param ids of everybody of the plan
 */
export function calendarName(employeeId: string, ids: readonly string[]): string | undefined {
  const isPlain = /^[\w.-]{1,60}$/.test(employeeId)
  const alike = ids.filter((id) => id.toLowerCase() === employeeId.toLowerCase())
  return isPlain && alike.length === 1 ? `shifts-${employeeId}.ics` : undefined
}
