import { type GenerateOptions, generateColumns, type SpanMaster, type TourSearch } from './column-generation.ts'
import type { Tour } from './tour-problem.ts'

export interface DiveOptions {
  /** Rounds of column generation after each fixing. */
  readonly rounds: number
  /** Give up as soon as nothing below this can come of it. */
  readonly cutoff: number
  /** Share above which a tour is as good as chosen. */
  readonly sure: number
  /** Share of those who still choose that is fixed at once, when nobody is sure. */
  readonly atOnce: number
}

/**
 * Rounds a relaxation to whole tours: fix those that are as good as chosen, or the best few, generate columns for the rest
 * around them, again. What a fixed tour took too much or left over is thus made up by those after it.
 * @param span with its columns generated
 * @returns tours by person; null when given up
 */
export function dive(search: TourSearch, span: SpanMaster, options: DiveOptions): Map<number, Tour> | null {
  const chosen = new Map<number, Tour>()
  let fixedCost = 0
  let { master } = generateColumns(search, span, generation(options, 0))
  while (span.choosing.length > 0) {
    for (const column of leaders(span, master.shares, options)) {
      span.columns.fix(column)
      chosen.set(column.person, column.tour)
      fixedCost += column.cost
    }
    if (span.choosing.length === 0) break
    const generated = generateColumns(search, span, generation(options, fixedCost))
    if (fixedCost + generated.bound >= options.cutoff) return null
    master = generated.master
  }
  return chosen
}

const generation = ({ rounds, cutoff }: DiveOptions, fixedCost: number): GenerateOptions => ({
  rounds,
  smoothing: 0,
  cutoff: cutoff - fixedCost,
  tolerance: 1e-6,
})

/** Columns to fix next: each person's greatest share, the sure ones, or else the greatest few. */
function leaders({ columns: { columns }, choosing }: SpanMaster, shares: Float64Array, { sure, atOnce }: DiveOptions) {
  const best = new Map<number, number>()
  columns.forEach(({ person }, column) => {
    const known = best.get(person)
    if (known === undefined || shares[column]! > shares[known]!) best.set(person, column)
  })
  const ordered = choosing
    .map((person) => best.get(person)!)
    .sort((a, b) => shares[b]! - shares[a]! || columns[a]!.person - columns[b]!.person)
  const few = Math.max(1, Math.floor(ordered.length * atOnce))
  return ordered.filter((column, index) => index < few || shares[column]! >= sure).map((column) => columns[column]!)
}
