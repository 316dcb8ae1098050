import { DateTime } from 'luxon'

/** Days begin at these marks in every zone; counting by them first keeps the calendar out of a loop over millions. */
const MARK_MS = 15 * 60_000

/** Contacts counted by local date, in any order. */
export class DayCounts {
  readonly #byMark = new Map<number, number>()

  add(instantMs: number, contacts: number): void {
    const mark = Math.floor(instantMs / MARK_MS)
    this.#byMark.set(mark, (this.#byMark.get(mark) ?? 0) + contacts)
  }

  /** Ordered by date; a day of which nothing was counted is left out. */
  inZone(zone: string): { date: string; contacts: number }[] {
    const days: { date: string; contacts: number }[] = []
    let endMs = Number.NEGATIVE_INFINITY
    for (const [mark, contacts] of [...this.#byMark].sort(([a], [b]) => a - b)) {
      const instantMs = mark * MARK_MS
      if (instantMs >= endMs) {
        const day = DateTime.fromMillis(instantMs, { zone }).startOf('day')
        endMs = day.plus({ days: 1 }).toMillis()
        days.push({ date: day.toFormat('yyyy-MM-dd'), contacts: 0 })
      }
      days.at(-1)!.contacts += contacts
    }
    return days
  }
}
