import { type Horizon, intervalStart, localStamp } from '../domain/horizon.ts'
import type { TargetOutcome, TargetVerdict } from '../domain/service-outputs.ts'
import type { JudgedTarget } from './judged-targets.ts'
import type { Estimate } from './service-estimate.ts'
import { ShareSums } from './share-sums.ts'
import type { Tally } from './tally.ts'
import { type TallyPlace, targetCounts } from './target-counts.ts'

/** Contacts over all replications from which a span's share is worth naming. */
export const ENOUGH_CONTACTS = 30
/** What rounding may take off a figure that is exactly what is asked for, as a share of it. */
const ROUNDING = 1e-9

const DAYS_PER_WEEK = 7

/** Number of the week, day or interval that a target is judged over together with an interval. */
export const judgedSpan = (over: TargetOutcome['over'], interval: number, dayOfInterval: Int32Array): number =>
  over === 'interval'
    ? interval
    : over === 'day'
      ? dayOfInterval[interval]!
      : Math.floor(dayOfInterval[interval]! / DAYS_PER_WEEK)

/** One target of one queue over the replications. People are present or not at a time: such a target has no wider span. */
export class TargetSums {
  readonly #queueId: string
  readonly #judged: JudgedTarget
  readonly #horizon: Horizon
  /** Cell of each interval, or -1 where the target does not count. */
  readonly #cellOf: Int32Array
  readonly #over: TargetOutcome['over']
  readonly #dayOfInterval: Int32Array
  readonly #cells: ShareSums
  readonly #whole = new ShareSums(1)

  constructor(queueId: string, judged: JudgedTarget, horizon: Horizon, dayOfInterval: Int32Array) {
    const { counts, over } = judged.target
    this.#queueId = queueId
    this.#judged = judged
    this.#horizon = horizon
    this.#dayOfInterval = dayOfInterval
    this.#over = judged.by === 'presence' ? 'interval' : over
    this.#cellOf = Int32Array.from(counts, (isCounted, interval) => {
      if (!isCounted) return -1
      return judgedSpan(this.#over, interval, dayOfInterval)
    })
    this.#cells = new ShareSums(1 + this.#cellOf.reduce((last, cell) => Math.max(last, cell), 0))
  }

  /** Adds one replication. */
  add(tally: Tally, place: TallyPlace): void {
    const { parts, wholes } = targetCounts(this.#judged.by, tally, place)
    const cells = this.#cells.part.length
    const [partOf, wholeOf, all] = [new Float64Array(cells), new Float64Array(cells), [0, 0]]
    this.#cellOf.forEach((cell, interval) => {
      if (cell < 0) return
      partOf[cell]! += parts[interval]!
      wholeOf[cell]! += wholes[interval]!
      all[0]! += parts[interval]!
      all[1]! += wholes[interval]!
    })
    this.#cells.add(partOf, wholeOf)
    this.#whole.add([all[0]!], [all[1]!])
  }

  /** Where no week, day or interval has contacts enough to say, all of them together are judged. */
  outcome(): TargetOutcome {
    const { kind, within, asked, preset } = this.#judged.target
    const unit = kind === 'presence' ? 'agents' : kind === 'meanResponse' ? 'seconds' : 'share'
    const worst = this.#worstCell(unit)
    const estimate = bounded(worst < 0 ? this.#whole.ratio(0) : this.#cells.ratio(worst), unit)
    return {
      queue: this.#queueId,
      unit,
      kind,
      within: unit === 'share' ? within : null,
      asked,
      over: this.#over,
      ...estimate,
      at: worst < 0 || this.#isOneWeek() ? null : this.#startOf(worst),
      verdict: verdict(estimate, asked, unit),
      preset: preset ?? null,
    }
  }

  #worstCell(unit: TargetOutcome['unit']): number {
    let worst = -1
    let least = Number.POSITIVE_INFINITY
    for (let cell = 0; cell < this.#cells.whole.length; cell++) {
      const whole = this.#cells.whole[cell]!
      if (whole === 0 || (unit !== 'agents' && whole < ENOUGH_CONTACTS)) continue
      const figure = (this.#cells.part[cell]! / whole) * (unit === 'seconds' ? -1 : 1)
      // Of cells that are alike but for rounding, the first is named.
      if (worst >= 0 && figure >= least - ROUNDING * Math.abs(least)) continue
      least = figure
      worst = cell
    }
    return worst
  }

  #isOneWeek(): boolean {
    return this.#over === 'week' && this.#dayOfInterval.at(-1)! < DAYS_PER_WEEK
  }

  #startOf(cell: number): string {
    const isWeek = this.#over === 'week'
    const interval = isWeek ? this.#dayOfInterval.indexOf(cell * DAYS_PER_WEEK) : this.#cellOf.indexOf(cell)
    return localStamp(intervalStart(this.#horizon, interval), this.#horizon.zone)
  }
}

/** Without contacts nothing was missed, and nobody has waited. */
function bounded({ mean, lower95, upper95 }: Estimate, unit: TargetOutcome['unit']): Estimate {
  const most = unit === 'share' ? 1 : Number.POSITIVE_INFINITY
  if (Number.isNaN(mean)) {
    const nothing = unit === 'share' ? 1 : 0
    return { mean: nothing, lower95: nothing, upper95: nothing }
  }
  return { mean, lower95: Math.max(0, lower95), upper95: Math.min(most, upper95) }
}

function verdict({ mean, lower95, upper95 }: Estimate, asked: number, unit: TargetOutcome['unit']): TargetVerdict {
  const slack = ROUNDING * asked
  const [isMet, isProven] =
    unit === 'seconds'
      ? [mean <= asked + slack, upper95 <= asked + slack]
      : [mean >= asked - slack, lower95 >= asked - slack]
  return isMet ? (isProven ? 'met' : 'unproven') : 'missed'
}
