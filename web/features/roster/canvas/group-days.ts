import type { QueueCoverage } from '../../../../solver/domain/plan-outputs.ts'
import type { BoardRoster } from '../model/board-roster.ts'

/** What a group's head says of each day, `[day]`. */
export interface GroupDay {
  /** People with a shift of the day. */
  readonly working: Uint32Array
  /** A queue that its people serve is short in the day. */
  readonly isShort: readonly boolean[]
}

/** Agent-hours of a day below which nobody would be called in. */
const SHORT_HOURS = 0.05

/** Heads of groups, counted when they come into sight and kept until the roster or the score is another. */
export class GroupDays {
  readonly #roster: BoardRoster
  readonly #shortHours: ReadonlyMap<string, Float64Array>
  readonly #known = new Map<string, GroupDay>()

  /** @param shortHours agent-hours missing, by queue, `[day]` */
  constructor(roster: BoardRoster, shortHours: ReadonlyMap<string, Float64Array>) {
    this.#roster = roster
    this.#shortHours = shortHours
  }

  of(group: string, people: readonly number[]): GroupDay {
    let known = this.#known.get(group)
    if (!known) {
      known = { working: this.#working(people), isShort: this.#isShort(people) }
      this.#known.set(group, known)
    }
    return known
  }

  #working(people: readonly number[]): Uint32Array {
    const { cells, days } = this.#roster
    const working = new Uint32Array(days.length)
    for (const person of people) {
      const row = cells[person]
      for (let day = 0; day < days.length; day++) if (row?.[day]?.shifts.length) working[day]! += 1
    }
    return working
  }

  #isShort(people: readonly number[]): boolean[] {
    const queues = new Set(people.flatMap((person) => this.#roster.people[person]?.skills ?? []))
    const short = [...queues].flatMap((queue) => this.#shortHours.get(queue) ?? [])
    return this.#roster.days.map((_, day) => short.some((hours) => hours[day]! > SHORT_HOURS))
  }
}

/**
 * Agent-hours that each queue misses, by queue, `[day]`.
 * @param dayOfInterval day of the plan's zone, `[interval]`
 */
export function shortHoursByDay(
  coverage: readonly QueueCoverage[],
  dayOfInterval: readonly number[],
  days: number,
  intervalMinutes: number,
): Map<string, Float64Array> {
  return new Map(
    coverage.map(({ queueId, netStaffing }) => {
      const hours = new Float64Array(days)
      for (let interval = 0; interval < netStaffing.length; interval++) {
        const day = dayOfInterval[interval]!
        if (day < days) hours[day]! -= (Math.min(0, netStaffing[interval]!) * intervalMinutes) / 60
      }
      return [queueId, hours]
    }),
  )
}
