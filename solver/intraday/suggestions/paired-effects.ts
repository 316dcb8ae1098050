import { type Estimate, studentT975 } from '../../simulate/service-estimate.ts'
import type { Counted } from './day-simulation.ts'
import type { ShareChange } from './suggestion.ts'

/** Intervals `[from, to)` of one queue, by its number. */
export interface Cells {
  readonly queue: number
  readonly from: number
  readonly to: number
}

/** Sum over spans of a queue, or several, of what one replication counted. */
export function sumOf(values: Float64Array, intervals: number, cells: readonly Cells[]): number {
  let sum = 0
  for (const { queue, from, to } of cells)
    for (let interval = from; interval < to; interval++) sum += values[queue * intervals + interval]!
  return sum
}

/** Mean of a figure of which each replication has one, with its 95 % confidence interval (Student's t). */
export function estimateOf(values: readonly number[]): Estimate {
  const count = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / count
  if (count < 2) return { mean, lower95: Number.NEGATIVE_INFINITY, upper95: Number.POSITIVE_INFINITY }
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const half = studentT975(count - 1) * Math.sqrt(squares / (count * (count - 1)))
  return { mean, lower95: mean - half, upper95: mean + half }
}

/** Contacts fewer that are late, replication by replication. */
export function lateAvoided(
  before: readonly Counted[],
  after: readonly Counted[],
  intervals: number,
  cells: readonly Cells[],
): Estimate {
  const late = ({ contacts, inTime }: Counted) => sumOf(contacts, intervals, cells) - sumOf(inTime, intervals, cells)
  return estimateOf(after.map((counted, replication) => late(before[replication]!) - late(counted)))
}

/**
 * Share in time before and after: sums of all replications, and the interval of their difference by the ratio estimator,
 * whose residuals are paired by replication.
 */
export function shareChange(
  before: readonly Counted[],
  after: readonly Counted[],
  intervals: number,
  cells: readonly Cells[],
): ShareChange {
  const was = sharedRuns(before.slice(0, after.length), intervals, cells)
  const is = sharedRuns(after, intervals, cells)
  const shift = is.share - was.share
  const { lower95, upper95 } = estimateOf(is.residuals.map((residual, run) => residual - was.residuals[run]!))
  return {
    before: was.share,
    after: is.share,
    change: { mean: shift, lower95: shift + lower95, upper95: shift + upper95 },
  }
}

/** A share of all replications, and by how much each of them misses it. */
interface SharedRuns {
  readonly share: number
  readonly residuals: readonly number[]
}

function sharedRuns(runs: readonly Counted[], intervals: number, cells: readonly Cells[]): SharedRuns {
  const parts = runs.map(({ inTime }) => sumOf(inTime, intervals, cells))
  const wholes = runs.map(({ contacts }) => sumOf(contacts, intervals, cells))
  const whole = wholes.reduce((sum, value) => sum + value, 0)
  const share = parts.reduce((sum, value) => sum + value, 0) / whole
  const residuals = parts.map((part, run) => ((part - share * wholes[run]!) * runs.length) / whole)
  return { share, residuals }
}
