import type { PersonRequest } from '../../../server/contracts/request.ts'
import type { PublishedShift, TeamGroup, TeamPerson, TeamShifts } from '../../../server/contracts/team.ts'
import { toldSpan } from '../../lib/local-span.ts'
import { addDays } from '../../lib/planning-week.ts'
import { dateOf, sum } from '../../lib/week-grid.ts'

export interface TeamCell {
  readonly day: string
  readonly shifts: readonly PublishedShift[]
  /** `unplanned` where no roster of the day is out. */
  readonly standing: 'works' | 'off' | 'timeOff' | 'unplanned'
}

export interface TeamRow {
  readonly person: TeamPerson
  readonly cells: readonly TeamCell[]
  readonly paidMinutes: number
  /** Minor currency units; null where the reader may not see costs, or they are not known. */
  readonly paidCost: number | null
}

interface Wanted {
  readonly group?: string | undefined
  /** Words of names or numbers. */
  readonly find?: string | undefined
}

export const daysOf = (first: string): string[] => Array.from({ length: 7 }, (_, index) => addDays(first, index))

/**
 * People by group, each with a cell for each day; groups and people in the order of the reply, groups without people left out.
 * @param first first day of the week, `YYYY-MM-DD`
 * @param requests of the people; those for time off that were approved are shown
 */
export function teamGrid(
  { groups, people, shifts, published }: TeamShifts,
  first: string,
  requests: readonly PersonRequest[],
  wanted: Wanted = {},
): { readonly group: TeamGroup; readonly rows: readonly TeamRow[] }[] {
  const words = (wanted.find ?? '').trim().toLowerCase()
  const isFound = ({ employeeId, name }: TeamPerson) => `${employeeId} ${name}`.toLowerCase().includes(words)
  const byPerson = Map.groupBy(shifts, ({ employeeId }) => employeeId)
  const isOut = (day: string) => published.some(({ week, weeks }) => day >= week && day < addDays(week, 7 * weeks))
  const rowOf = (person: TeamPerson): TeamRow => {
    const own = byPerson.get(person.employeeId) ?? []
    const cells = daysOf(first).map((day): TeamCell => {
      const ofDay = own.filter(({ start }) => dateOf(start) === day)
      const isAway = requests.some((request) => request.employeeId === person.employeeId && isOffOn(request, day))
      const off = isAway ? 'timeOff' : isOut(day) ? 'off' : 'unplanned'
      return { day, shifts: ofDay, standing: ofDay.length > 0 ? 'works' : off }
    })
    const costs = own.map(({ paidCost }) => paidCost)
    return {
      ...{ person, cells },
      paidMinutes: sum(own.map(({ paidMinutes }) => paidMinutes)),
      paidCost: costs.length > 0 && costs.every((cost) => cost !== null) ? sum(costs) : null,
    }
  }
  return groups
    .filter(({ id }) => wanted.group === undefined || id === wanted.group)
    .map((group) => ({
      group,
      rows: people.filter((person) => person.groupId === group.id && isFound(person)).map(rowOf),
    }))
    .filter(({ rows }) => rows.length > 0)
}

const isOffOn = ({ subject, state }: PersonRequest, day: string): boolean => {
  if (subject.kind !== 'timeOff' || state !== 'approved') return false
  const { first, last } = toldSpan(subject)
  return day >= first && day <= last
}

/** People at work at an instant, epoch milliseconds. */
export const atWork = (shifts: readonly PublishedShift[], now: number): number =>
  new Set(
    shifts
      .filter(({ start, end, onCall }) => !onCall && Date.parse(start) <= now && now < Date.parse(end))
      .map(({ employeeId }) => employeeId),
  ).size
