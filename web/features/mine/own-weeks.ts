import type { Publication } from '../../../server/contracts/publication.ts'
import type { RunRoster } from '../../../server/contracts/run-result.ts'
import type { OwnPerson, OwnShifts, PublishedShift } from '../../../server/contracts/team.ts'
import { addDays, firstDayOfWeek } from '../../lib/planning-week.ts'
import { standingOn } from '../../lib/published-roster.ts'
import { dateOf } from '../../lib/week-grid.ts'

export interface OwnShift extends Pick<PublishedShift, 'start' | 'end' | 'breaks' | 'paidMinutes' | 'templateId'> {
  /** Of the published shift, by which it can be swapped; null where it was read from a whole roster. */
  readonly id: string | null
  readonly queueIds: readonly string[]
  readonly isOnCall: boolean
}

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
  const later = standingFrom(publications, thisWeek).flatMap(daysOfWeeks)
  const weeks = new Set([thisWeek, addDays(thisWeek, 7), ...later.filter((week) => week >= thisWeek)])
  return [...weeks].sort().map((week) => {
    const publication = standingOn(publications, week)
    const shifts = publication ? (rosters.get(publication.runId)?.assignments ?? []) : []
    return {
      week,
      runId: publication?.runId ?? null,
      publishedAt: publication?.publishedAt ?? null,
      shifts: shifts.filter((shift) => shift.employeeId === employeeId && isIn(week, shift)).map(ofRoster),
    }
  })
}

/** First day of each week that a publication covers. */
const daysOfWeeks = ({ week, weeks }: { readonly week: string; readonly weeks: number }): string[] =>
  Array.from({ length: weeks }, (_, index) => addDays(week, 7 * index))

/** A shift belongs to the week of its date, or of the roster's day where the person's site is a day apart. */
const isIn = (week: string, { start, planDay }: RunRoster['assignments'][number]): boolean => {
  const day = planDay ?? dateOf(start)
  return day >= week && day < addDays(week, 7)
}

/** What is kept on the device: nothing that the list does not show. */
const ofRoster = (shift: RunRoster['assignments'][number]): OwnShift => {
  const { templateId, start, end, breaks, queueIds, paidMinutes, onCall = false } = shift
  return { id: null, templateId, start, end, breaks, queueIds, paidMinutes, isOnCall: onCall }
}

/** Days 1 Monday .. 7 Sunday on which the weeks of published rosters start; Monday where none is published. */
export function weekStartOf(published: OwnShifts['published']): number {
  const first = published[0]?.week
  return first === undefined ? 1 : new Date(`${first}T00:00:00Z`).getUTCDay() || 7
}

/**
 * The same of a person who is signed in, from what the server says of them: this week, the next, every later one that is
 * published or has a shift.
 * @param today local date of the person
 */
export function publishedWeeks(
  { unitId, employeeId }: Pick<OwnPerson, 'unitId' | 'employeeId'>,
  today: string,
  own: OwnShifts,
): OwnWeek[] {
  const published = own.published.filter((one) => one.unitId === unitId)
  const shifts = own.shifts.filter((one) => one.unitId === unitId && one.employeeId === employeeId)
  const weekOf = (date: string) => firstDayOfWeek(date, weekStartOf(published))
  const thisWeek = weekOf(today)
  const known = [...published.flatMap(daysOfWeeks), ...shifts.map(({ start }) => weekOf(dateOf(start)))]
  const weeks = new Set([thisWeek, addDays(thisWeek, 7), ...known.filter((week) => week >= thisWeek)])
  return [...weeks].sort().map((week) => {
    const roster = published.find((one) => week >= one.week && week < addDays(one.week, 7 * one.weeks))
    return {
      week,
      runId: roster?.runId ?? null,
      publishedAt: roster?.publishedAt ?? null,
      shifts: shifts.filter(({ start }) => weekOf(dateOf(start)) === week).map(ofPublished),
    }
  })
}

const ofPublished = (shift: PublishedShift): OwnShift => {
  const { id, templateId, start, end, breaks, queues, paidMinutes, onCall } = shift
  return {
    id,
    templateId,
    start,
    end,
    breaks,
    queueIds: queues.map((queue) => queue.id),
    paidMinutes,
    isOnCall: onCall,
  }
}

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
