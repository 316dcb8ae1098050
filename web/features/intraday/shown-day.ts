import type { Publication } from '../../../server/contracts/publication.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { addDays } from '../../lib/planning-week.ts'
import { standingOn } from '../../lib/published-roster.ts'

/** A day and the roster that is shown of it. */
export interface ShownDay {
  readonly day: string
  /** Undefined where nothing is planned of the day. */
  readonly runId: string | undefined
  /** Undefined where the roster is not published. */
  readonly publication: Publication | undefined
}

type RunSpan = Pick<Run, 'id' | 'week' | 'weeks' | 'state'>

const holds = ({ week, weeks, state }: RunSpan, day: string): boolean =>
  state === 'succeeded' && day >= week && day < addDays(week, 7 * weeks)

/**
 * The roster of a day: the published one, else that of the run looked at. Unasked it is today, and where nothing is
 * planned of today the first day of the run looked at, or of what was published last.
 * @param today local date of the plan's zone, as `asked` is
 */
export function shownDay(
  asked: string | undefined,
  today: string,
  publications: readonly Publication[],
  run: RunSpan | undefined,
): ShownDay {
  const ofDay = (day: string): ShownDay => {
    const publication = standingOn(publications, day)
    const runId = publication?.runId ?? (run && holds(run, day) ? run.id : undefined)
    return { day, runId, publication }
  }
  if (asked !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asked)) return ofDay(asked)
  const ofToday = ofDay(today)
  if (ofToday.runId !== undefined) return ofToday
  const other = run?.state === 'succeeded' ? run.week : publications.find((each) => each.supersededAt === null)?.week
  return other === undefined ? ofToday : ofDay(other)
}

/**
 * The instant that is looked at, epoch milliseconds: the one asked for by its stamp; now, when it is of the day; else the
 * same time of that day. A time that a clock change leaves out is the one after it.
 * @param starts of the intervals, local stamps with offset
 */
export function momentOf(
  asked: string | undefined,
  day: string,
  now: { readonly instant: number; readonly wallClock: string },
  starts: readonly string[],
): number {
  if (asked?.startsWith(day) && !Number.isNaN(Date.parse(asked))) return Date.parse(asked)
  if (now.wallClock.startsWith(day)) return now.instant
  return instantOfClock(starts, day, now.wallClock.slice(11))
}

/** The instant of a wall clock `HH:mm` on a day of the grid. */
export function instantOfClock(starts: readonly string[], day: string, clock: string): number {
  const stamp = `${day}T${clock}`
  const before = starts.findLast((start) => start.startsWith(day) && start.slice(0, 16) <= stamp)
  const base = before ?? starts.find((start) => start.startsWith(day)) ?? starts[0] ?? `${day}T00:00Z`
  return before === undefined ? Date.parse(base) : Date.parse(`${stamp}${base.slice(16)}`)
}
