import { type RandomStream, randomStream } from '../domain/random.ts'
import { generateColumns, SpanMaster, type TourSearch, type TourSpan } from './column-generation.ts'
import { dive } from './dive.ts'
import type { Incumbent } from './incumbent.ts'

export interface ImproveOptions {
  readonly seed: number
  /** All costs are multiples of this; 0 if unknown. */
  readonly costStep: number
  readonly onBetter: () => void
}

/** Days of a horizon up to which neighbourhoods always are whole tours. */
const LONG_HORIZON = 60
const FIRST_PEOPLE = 6
const MOST_PEOPLE = 30
const GROWTH = 1.04

/**
 * Large-neighbourhood search: some people's tours (or some weeks of a long horizon) are made anew by column generation
 * around all others, then made whole; how many people depends on what helped before. A neighbourhood whose bound shows
 * that it holds nothing better is left at once.
 */
export class Neighbourhoods {
  readonly #search: TourSearch
  readonly #incumbent: Incumbent
  readonly #options: ImproveOptions
  readonly #random: RandomStream
  readonly #everyone: readonly number[]
  #size: number

  constructor(search: TourSearch, incumbent: Incumbent, options: ImproveOptions) {
    this.#search = search
    this.#incumbent = incumbent
    this.#options = options
    this.#random = randomStream(options.seed, 0x70e5)
    this.#everyone = incumbent.tours.flatMap((tour, person) => (tour ? [person] : []))
    this.#size = Math.min(this.#everyone.length, FIRST_PEOPLE)
  }

  /** Tries some neighbourhoods more. */
  advance(count: number, isDone: () => boolean): void {
    for (let tried = 0; tried < count && !isDone() && this.#everyone.length > 0; tried++) {
      const span = neighbourhood(this.#search, this.#everyone, Math.round(this.#size), this.#random)
      if (remake(this.#search, this.#incumbent, span, this.#options)) this.#options.onBetter()
      else this.#grow()
    }
  }

  /** Larger neighbourhoods once the small ones help no more, and small ones again after the largest. */
  #grow(): void {
    this.#size *= GROWTH
    const most = Math.min(this.#everyone.length, MOST_PEOPLE)
    if (this.#size > most) this.#size = Math.min(most, FIRST_PEOPLE)
  }
}

function neighbourhood(
  { problem }: TourSearch,
  everyone: readonly number[],
  size: number,
  random: RandomStream,
): TourSpan {
  const people = [...everyone]
  for (let i = people.length - 1; i > 0; i--) {
    const other = Math.floor(random.uniform() * (i + 1))
    ;[people[i], people[other]] = [people[other]!, people[i]!]
  }
  const days = problem.days
  if (days <= LONG_HORIZON) return { people: people.slice(0, size).sort((a, b) => a - b), fromDay: 0, toDay: days }
  const length = Math.min(days, 14 + 7 * Math.floor(random.uniform() * 4))
  const fromDay = Math.floor(random.uniform() * (days - length + 1))
  return { people: people.slice(0, size).sort((a, b) => a - b), fromDay, toDay: fromDay + length }
}

function remake(search: TourSearch, incumbent: Incumbent, span: TourSpan, { costStep }: ImproveOptions): boolean {
  const master = new SpanMaster(search, span, incumbent.tours)
  const now = incumbent.costOf(span.people, master.rows)
  const cutoff = now - Math.max(costStep, 1e-6) + 1e-6
  const { bound } = generateColumns(search, master, { rounds: 40, smoothing: 0.3, cutoff, tolerance: 1e-3 })
  if (bound >= cutoff) return false
  const dived = dive(search, master, { rounds: 8, cutoff, atOnce: 0.05 })
  return dived !== null && incumbent.offer(dived)
}
