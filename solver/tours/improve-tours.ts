import { type RandomStream, randomStream } from '../domain/random.ts'
import { generateColumns, SpanMaster, type TourSearch, type TourSpan } from './column-generation.ts'
import { dive } from './dive.ts'
import type { Incumbent } from './incumbent.ts'
import { daysFrom } from './tour-problem.ts'

export interface ImproveOptions {
  readonly seed: number
  /** All costs are multiples of this; 0 if unknown. */
  readonly costStep: number
  readonly onBetter: () => void
}

/** Days that a neighbourhood may last where the horizon is longer. */
const LENGTHS = [7, 10, 14, 21, 28, 35]
/** Stretches of days on the same weekdays of several weeks, and how many weeks: what one week gives another may take. */
const STRETCHES = [
  { length: 7, parts: 2 },
  { length: 7, parts: 3 },
  { length: 7, parts: 5 },
  { length: 4, parts: 5 },
  { length: 3, parts: 12 },
]
/** Days of all people of a neighbourhood together: at first, at most, and after the largest. */
const FIRST_SIZE = 160
const MOST_SIZE = 1600
const NEXT_SIZE = 400
/** The same at most, as shares of the days of everybody. */
const MOST_SHARE = 0.9
const NEXT_SHARE = 0.25
const GROWTH = 1.2

/** Neighbourhoods of so many days, in one or more parts, and how they fare. */
interface Sort {
  readonly length: number
  readonly parts: number
  /** Days of all people together. */
  size: number
  /** What they save for each step of work, lately. */
  rate: number
}

const DAYS_OF_WEEK = 7

/** Weight of the last try in a rate, and the least chance of a sort against the best one's. */
const RECENT = 0.3
const LEAST_CHANCE = 0.05

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
  readonly #sorts: readonly Sort[]
  /** Multipliers of the cover's rows that neighbourhoods ended with lately, to begin near. */
  readonly #duals: Float64Array

  constructor(search: TourSearch, incumbent: Incumbent, options: ImproveOptions) {
    this.#search = search
    this.#incumbent = incumbent
    this.#options = options
    this.#random = randomStream(options.seed, 0x70e5)
    this.#everyone = incumbent.tours.flatMap((tour, person) => (tour ? [person] : []))
    const { days } = search.problem
    this.#duals = new Float64Array(search.problem.cover.rows)
    const lengths = [...LENGTHS.filter((length) => length < days), ...(days <= LENGTHS.at(-1)! ? [days] : [])]
    const stretches = STRETCHES.filter(({ length, parts }) => length + parts * DAYS_OF_WEEK <= days)
    const sorts = [...lengths.map((length) => ({ length, parts: 1 })), ...stretches]
    this.#sorts = sorts.map((sort) => ({ ...sort, size: FIRST_SIZE, rate: Infinity }))
  }

  /** Tries some neighbourhoods more. */
  advance(count: number, isDone: () => boolean): void {
    const { pricer } = this.#search
    for (let tried = 0; tried < count && !isDone() && this.#everyone.length > 0; tried++) {
      const sort = this.#pick()
      const before = { work: pricer.work, objective: this.#incumbent.objective }
      const isBetter = remake(this.#search, this.#incumbent, this.#neighbourhood(sort), this.#options, this.#duals)
      const rate = (before.objective - this.#incumbent.objective) / (pricer.work - before.work + 1)
      sort.rate = sort.rate === Infinity ? rate : RECENT * rate + (1 - RECENT) * sort.rate
      if (isBetter) this.#options.onBetter()
      // Larger neighbourhoods once the small ones help no more, and smaller ones again after the largest.
      else sort.size = sort.size * GROWTH > this.#mostSize() ? this.#nextSize() : sort.size * GROWTH
    }
  }

  #mostSize = (): number => Math.min(MOST_SIZE, MOST_SHARE * this.#everyone.length * this.#search.problem.days)

  #nextSize = (): number => Math.min(NEXT_SIZE, NEXT_SHARE * this.#everyone.length * this.#search.problem.days)

  /** A sort not tried yet, or else one by chance, those that save most for their work the likeliest. */
  #pick(): Sort {
    const untried = this.#sorts.find(({ rate }) => rate === Infinity)
    if (untried) return untried
    const least = LEAST_CHANCE * Math.max(...this.#sorts.map(({ rate }) => rate)) + Number.MIN_VALUE
    const chances = this.#sorts.map(({ rate }) => Math.max(rate, least))
    const drawn = this.#random.uniform() * chances.reduce((sum, chance) => sum + chance, 0)
    let reached = 0
    for (const [index, sort] of this.#sorts.entries()) {
      reached += chances[index]!
      if (reached >= drawn) return sort
    }
    return this.#sorts[0]!
  }

  /** Some people at random over some days: few of them for long, or many for a week or two. */
  #neighbourhood({ length, parts, size }: Sort): TourSpan {
    const below = (count: number) => Math.floor(this.#random.uniform() * count)
    const days = this.#days(length, parts, below)
    const people = [...this.#everyone]
    for (let i = people.length - 1; i > 0; i--) {
      const other = below(i + 1)
      ;[people[i], people[other]] = [people[other]!, people[i]!]
    }
    const count = Math.max(2, Math.round(size / days.length))
    return { people: people.slice(0, count).sort((a, b) => a - b), days }
  }

  /** Days in a row, or several times as many on the same weekdays of other weeks. */
  #days(length: number, parts: number, below: (count: number) => number): number[] {
    const { days } = this.#search.problem
    const first = below(days - length + 1)
    const found = new Set(daysFrom(first, first + length))
    const starts = daysFrom(0, days - length + 1).filter((day) => day % DAYS_OF_WEEK === first % DAYS_OF_WEEK)
    for (let part = 1; part < parts; part++) {
      const start = starts[below(starts.length)]!
      for (const day of daysFrom(start, start + length)) found.add(day)
    }
    return [...found].sort((a, b) => a - b)
  }
}

function remake(
  search: TourSearch,
  incumbent: Incumbent,
  span: TourSpan,
  { costStep }: ImproveOptions,
  duals: Float64Array,
): boolean {
  const master = new SpanMaster(search, span, incumbent.tours)
  const now = incumbent.costOf(span.people, master.rows)
  const cutoff = now - Math.max(costStep, 1e-6) + 1e-6
  const giving = { cutoff, givesUp: true }
  const { bound, boundDuals } = generateColumns(search, master, {
    ...giving,
    rounds: 40,
    smoothing: 0.6,
    tolerance: 1e-3,
    duals,
  })
  for (const row of master.rows) duals[row] = boundDuals[row]!

  if (bound >= cutoff) return false
  const dived = dive(search, master, { ...giving, rounds: 8, atOnce: 0.05 })
  return dived !== null && incumbent.offer(dived)
}
