import { generateColumns, type SpanMaster, type TourSearch } from './column-generation.ts'
import type { Tour } from './tour-problem.ts'

export interface DiveOptions {
  /** Rounds of column generation after each decision. */
  readonly rounds: number
  /** Give up as soon as nothing below this can come of it. */
  readonly cutoff: number
  /** As in `GenerateOptions`; the dive then comes to nothing. */
  readonly givesUp?: boolean
  /** Share of the open days that is decided at once. */
  readonly atOnce: number
}

/**
 * Rounds a relaxation to whole tours, day by day of single people: decide the days on which a person's tours agree most,
 * generate columns for what is left around them, again. What a decision took too much or left over is thus made up by
 * those after it.
 * @param span with its columns generated
 * @returns tours by person; null when given up
 */
export function dive(search: TourSearch, span: SpanMaster, options: DiveOptions): Map<number, Tour> | null {
  const { rounds, cutoff, givesUp = false } = options
  for (;;) {
    const { master, bound } = generateColumns(search, span, { rounds, smoothing: 0, cutoff, tolerance: 1e-6, givesUp })
    if (bound >= cutoff || (givesUp && span.columns.isStuck) || search.isOver()) return null
    const open = openDays(span, master.shares)
    if (open.length === 0) return chosenTours(span, master.shares)
    open.sort((a, b) => b.share - a.share || a.person - b.person || a.day - b.day)
    const count = Math.max(1, Math.floor(open.length * options.atOnce))
    for (const { person, day, option } of open.slice(0, count)) span.narrow(person, day, (choice) => choice === option)
  }
}

interface OpenDay {
  readonly person: number
  readonly day: number
  /** The choice that most of the person's tours make. */
  readonly option: number
  readonly share: number
}

const WHOLE = 1 - 1e-5

/** Days on which the tours of a person are of several minds. */
function openDays({ columns: { columns }, span }: SpanMaster, shares: Float64Array): OpenDay[] {
  const used = Map.groupBy(
    columns.flatMap(({ person, tour }, column) =>
      shares[column]! > 1e-7 ? [{ person, tour, share: shares[column]! }] : [],
    ),
    ({ person }) => person,
  )
  const open: OpenDay[] = []
  for (const [person, tours] of used) {
    if (tours.some(({ share }) => share >= WHOLE)) continue
    for (const day of span.days) {
      const votes = new Map<number, number>()
      for (const { tour, share } of tours) votes.set(tour[day]!, (votes.get(tour[day]!) ?? 0) + share)
      const [option, share] = [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best))
      if (share < WHOLE) open.push({ person, day, option, share })
    }
  }
  return open
}

function chosenTours({ columns: { columns } }: SpanMaster, shares: Float64Array): Map<number, Tour> {
  const best = new Map<number, number>()
  columns.forEach(({ person }, column) => {
    if (shares[column]! > (shares[best.get(person) ?? -1] ?? 0)) best.set(person, column)
  })
  return new Map([...best].map(([person, column]) => [person, columns[column]!.tour]))
}
