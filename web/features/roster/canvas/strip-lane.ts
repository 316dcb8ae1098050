import type { LocalClock } from '../../../../solver/domain/horizon.ts'
import type { QueueCoverage } from '../../../../solver/domain/plan-outputs.ts'

/** What a bar of the strip stands for: intervals `[from, to)` of a day, agents on average, the worst shortage in them. */
export interface LaneBar {
  readonly from: number
  readonly to: number
  /** Of the day, fractions of its 24 hours. */
  readonly start: number
  readonly end: number
  readonly required: number
  readonly covered: number
}

export interface LaneDay {
  readonly bars: readonly LaneBar[]
  /** Agents missing in the worst interval; 0 where there are enough. */
  readonly worst: number
}

/** One queue of the strip, its days worked out when they come into sight. */
export class StripLane {
  readonly queueId: string
  /** Highest of required and covered agents over the horizon; at least 1. */
  readonly most: number
  /** Agent-hours missing over the horizon. */
  readonly shortHours: number
  readonly #coverage: QueueCoverage
  readonly #clocks: readonly LocalClock[]
  readonly #firstOfDay: readonly number[]
  readonly #minutes: number
  readonly #days = new Map<string, LaneDay>()

  /** @param clocks `[interval]` */
  constructor(coverage: QueueCoverage, clocks: readonly LocalClock[], intervalMinutes: number) {
    this.queueId = coverage.queueId
    this.#coverage = coverage
    this.#clocks = clocks
    this.#minutes = intervalMinutes
    this.#firstOfDay = firstIntervals(clocks)
    let [most, short] = [1, 0]
    for (let at = 0; at < clocks.length; at++) {
      const { required, covered } = this.figuresAt(at)
      most = Math.max(most, covered, required)
      short += Math.max(0, required - covered)
    }
    this.most = most
    this.shortHours = (short * intervalMinutes) / 60
  }

  /** A day in at most so many bars; where the clocks repeat an hour, its bars lie over each other. */
  dayOf(day: number, mostBars: number): LaneDay {
    const key = `${day} ${mostBars}`
    const known = this.#days.get(key) ?? this.#makeDay(day, mostBars)
    this.#days.set(key, known)
    return known
  }

  intervalAt(day: number, minute: number): number | undefined {
    const [from, to] = [this.#firstOfDay[day] ?? 0, this.#firstOfDay[day + 1] ?? 0]
    for (let at = from; at < to; at++) {
      const start = this.#clocks[at]!.minuteOfDay
      if (minute >= start && minute < start + this.#minutes) return at
    }
    return undefined
  }

  /** Agents asked for and there in an interval. */
  figuresAt(interval: number): { readonly required: number; readonly covered: number } {
    return { required: requiredAt(this.#coverage, interval), covered: this.#coverage.coveredAgents[interval] ?? 0 }
  }

  #makeDay(day: number, mostBars: number): LaneDay {
    const [from, to] = [this.#firstOfDay[day] ?? 0, this.#firstOfDay[day + 1] ?? 0]
    const step = Math.max(1, Math.ceil((to - from) / Math.max(1, mostBars)))
    const bars: LaneBar[] = []
    let worst = 0
    for (let at = from; at < to; at += step) {
      const bar = this.#bar(at, Math.min(to, at + step))
      bars.push(bar)
      for (let one = bar.from; one < bar.to; one++) {
        const { required, covered } = this.figuresAt(one)
        worst = Math.max(worst, required - covered)
      }
    }
    return { bars, worst }
  }

  #bar(from: number, to: number): LaneBar {
    let [required, covered] = [0, 0]
    for (let at = from; at < to; at++) {
      const figures = this.figuresAt(at)
      required += figures.required / (to - from)
      covered += figures.covered / (to - from)
    }
    const start = this.#clocks[from]!.minuteOfDay
    const end = Math.min(1440, this.#clocks[to - 1]!.minuteOfDay + this.#minutes)
    return { from, to, start: start / 1440, end: Math.max(start, end) / 1440, required, covered }
  }
}

/** For deferred queues, what their overdue work would take beyond those there. */
const requiredAt = ({ coveredAgents, netStaffing }: QueueCoverage, interval: number): number =>
  Math.max(0, (coveredAgents[interval] ?? 0) - (netStaffing[interval] ?? 0))

/** First interval of each day and the end of all, `[day + 1]`. */
function firstIntervals(clocks: readonly LocalClock[]): number[] {
  const firsts: number[] = []
  clocks.forEach(({ day }, interval) => {
    if (day === firsts.length) firsts.push(interval)
  })
  return [...firsts, clocks.length]
}
