import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { dateOf } from '../../lib/week-grid.ts'
import type { QueueCoverage } from './reason-parts.ts'

/** Agents on average below which an hour fits. */
const NOTABLE = 0.25

/** How an hour of a weekday fits over the weeks of a run. */
interface HourMisfit {
  /** Agents missing and agents too many, on average over the weeks' intervals of the hour; both where weeks differ. */
  readonly short: number
  readonly over: number
  /** Weeks in which agents are missing, and in which there are too many. */
  readonly shortWeeks: number
  readonly overWeeks: number
  /** Start of its interval furthest from what is needed. */
  readonly furthest: string
}

type WeekdayMisfit = Map<string, Map<number, HourMisfit>>

type Coverage = Pick<RunCoverage, 'starts' | 'days' | 'intervalMinutes'>
type Queue = Pick<QueueCoverage, 'netStaffing' | 'coveredAgents' | 'volume'>

/**
 * Over- and understaffing by weekday and wall-clock hour across the weeks. A weekday is keyed by its first date in the
 * run; hours in which nobody comes, is needed or is there are left out.
 */
export function weekdayMisfit(coverage: Coverage, queue: Queue): WeekdayMisfit {
  const weekdayOf = new Map(coverage.days.map((day, index) => [day, coverage.days[index % 7] ?? day]))
  const hours = new Map<string, number[]>()
  coverage.starts.forEach((start, at) => {
    const net = queue.netStaffing[at] ?? 0
    if (net === 0 && queue.coveredAgents[at] === 0 && queue.volume[at] === 0) return
    const key = `${weekdayOf.get(dateOf(start)) ?? dateOf(start)} ${Number(start.slice(11, 13))}`
    hours.set(key, [...(hours.get(key) ?? []), at])
  })
  const found: WeekdayMisfit = new Map(coverage.days.slice(0, 7).map((day) => [day, new Map()]))
  for (const [key, intervals] of hours) {
    const [day = '', hour] = key.split(' ')
    found.get(day)?.set(Number(hour), hourMisfit(coverage, queue, intervals))
  }
  return found
}

function hourMisfit({ starts }: Coverage, { netStaffing }: Queue, intervals: readonly number[]): HourMisfit {
  const net = (at: number) => netStaffing[at] ?? 0
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const weeksOf = (isSuch: (at: number) => boolean) =>
    new Set(intervals.filter(isSuch).map((at) => dateOf(starts[at] ?? ''))).size
  const furthest = intervals.reduce((worst, at) => (Math.abs(net(at)) > Math.abs(net(worst)) ? at : worst))
  return {
    short: mean(intervals.map((at) => Math.max(0, -net(at)))),
    over: mean(intervals.map((at) => Math.max(0, net(at)))),
    shortWeeks: weeksOf((at) => net(at) < -NOTABLE),
    overWeeks: weeksOf((at) => net(at) > NOTABLE),
    furthest: starts[furthest] ?? '',
  }
}

/** Hours of a weekday, one after the other, in which shifts do not fit demand. */
export interface WorstMisfit {
  /** First date of the weekday in the run. */
  readonly day: string
  readonly fromHour: number
  /** Half-open: 24 at the end of the day. */
  readonly toHour: number
  /** Agents on average over these hours. */
  readonly agents: number
  /** The most weeks in which one of these hours is so. */
  readonly weeks: number
}

/** The stretch with most agent-hours missing, or too many; undefined where everything fits. */
export function worstMisfit(misfit: WeekdayMisfit, side: 'short' | 'over'): WorstMisfit | undefined {
  const stretches = [...misfit].flatMap(([day, hours]) => stretchesOf(day, hours, side))
  const size = ({ agents, fromHour, toHour }: WorstMisfit) => agents * (toHour - fromHour)
  return stretches.toSorted((a, b) => size(b) - size(a))[0]
}

function stretchesOf(day: string, hours: ReadonlyMap<number, HourMisfit>, side: 'short' | 'over'): WorstMisfit[] {
  const found: WorstMisfit[] = []
  let run: HourMisfit[] = []
  for (let hour = 0; hour <= 24; hour++) {
    const misfit = hours.get(hour)
    if (misfit && misfit[side] >= NOTABLE) run.push(misfit)
    else if (run.length > 0) {
      const agents = run.reduce((sum, each) => sum + each[side], 0) / run.length
      const weeks = Math.max(...run.map((each) => (side === 'short' ? each.shortWeeks : each.overWeeks)))
      found.push({ day, fromHour: hour - run.length, toHour: hour, agents, weeks })
      run = []
    }
  }
  return found
}

/** Step of the short-to-over scale for agents on average. */
export function misfitClass({ short, over }: Pick<HourMisfit, 'short' | 'over'>): string {
  const net = over - short
  const size = Math.abs(net) >= 2.5 ? 3 : Math.abs(net) >= 1 ? 2 : 1
  if (Math.abs(net) < NOTABLE) return 'heat-even'
  return net < 0 ? `heat-short-${size}` : `heat-over-${size}`
}
