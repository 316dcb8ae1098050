import type { Publication } from '../../../server/contracts/publication.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { addDays } from '../../lib/planning-week.ts'

type WeekSpan = Pick<Run, 'week' | 'weeks'>

/** Those that stand for any of a run's weeks, whose place it would take. */
export const standingFor = (run: WeekSpan, publications: readonly Publication[]): Publication[] =>
  publications.filter((other) => other.supersededAt === null && sharesWeeks(other, run))

/** Whether two spans of whole weeks have a week in common. */
const sharesWeeks = (a: WeekSpan, b: WeekSpan): boolean =>
  a.week < addDays(b.week, 7 * b.weeks) && b.week < addDays(a.week, 7 * a.weeks)
