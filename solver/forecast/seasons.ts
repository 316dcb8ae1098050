export interface SeasonOptions {
  /** Whether volume follows the day of the month (pay days, bills). */
  readonly monthly: boolean
  /** Whether volume follows the season of the year. */
  readonly yearly: boolean
}

const MONTH_HARMONICS = 4
const MONTH_DEVIATION = 0.03
const YEAR_HARMONICS = 3
const YEAR_DEVIATION = 0.15

/** Harmonics of the month and of the year, as the options ask for. */
export class Seasons {
  readonly size: number
  readonly #firstDay: number
  readonly #monthTerms: number
  readonly #terms: Float64Array

  constructor(firstDay: number, options: SeasonOptions) {
    this.#firstDay = firstDay
    this.#monthTerms = options.monthly ? 2 * MONTH_HARMONICS : 0
    this.size = this.#monthTerms + (options.yearly ? 2 * YEAR_HARMONICS : 0)
    this.#terms = new Float64Array(this.size)
  }

  deviation(term: number): number {
    return term < this.#monthTerms ? MONTH_DEVIATION : YEAR_DEVIATION / (1 + ((term - this.#monthTerms) >> 1))
  }

  terms(day: number): Float64Array {
    const epochDay = day + this.#firstDay
    const month = this.#monthTerms > 0 ? monthPhase(epochDay) : 0
    const year = epochDay / 365.2425
    for (let k = 0; k < this.size; k++) {
      const isMonth = k < this.#monthTerms
      this.#terms[k] = isMonth ? harmonic(month, k) : harmonic(year, k - this.#monthTerms)
    }
    return this.#terms
  }
}

const harmonic = (phase: number, k: number): number =>
  (k % 2 === 0 ? Math.cos : Math.sin)(2 * Math.PI * (1 + (k >> 1)) * phase)

/** Place in the month, 0 at its first day, towards 1 at its end. */
function monthPhase(epochDay: number): number {
  const date = new Date(epochDay * 86_400_000)
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return (date.getUTCDate() - 1) / length
}
