import { type ColumnState, fixColumns } from '../lp/fix-columns.ts'
import type { LinearModel } from '../lp/linear-model.ts'
import { type LpEngine, LpEngineError, type LpSolution, type SolveOptions } from '../lp/lp-engine.ts'
import type { CoveringModel } from './covering-model.ts'

export interface CoverOptions {
  readonly engine: LpEngine
  readonly seed: number
  /** How far from its bound the week may end, minor currency units; each day stops at its share. */
  readonly absoluteGap: number
  /** Asked before each day; from then on the first answer found will do. Only the last resort. */
  readonly isOutOfTime: () => boolean
  readonly onProgress?: (fraction: number) => void
}

/** Branch-and-bound nodes of a day's model: a limit that is the same on every machine. */
const NODES = 5
/** No plan costs this much: the first answer will do. */
const ANY_GAP = 1e15

/**
 * A whole-number answer of the covering model, day by day (relax and fix): a day is made whole while the days before it
 * are held and those after it stand at their relaxed values, then the rest of the week is relaxed anew, so that what a
 * day took too much or left over is made up by the days after it. Days stop at a gap or at a number of nodes, never at a
 * clock, so the answer does not depend on the machine's speed.
 * @param relaxed an answer of the LP relaxation
 */
export function coverWeek(covering: CoveringModel, relaxed: Float64Array, options: CoverOptions): Float64Array {
  const { dayOfColumn } = covering
  const days = 1 + Math.max(-1, ...dayOfColumn)
  const dayGap = options.absoluteGap / Math.max(1, days)
  let values = relaxed
  for (let day = 0; day < days; day++) {
    options.onProgress?.(day / days)
    values = wholeDay(covering, values, day, dayGap, options)
    const rest = (other: number): ColumnState => (other <= day ? 'held' : 'relaxed')
    values = solveDays(covering, values, rest, { seed: options.seed }, options)
  }
  return values
}

/**
 * One day whole, the people of the others held. The next day may allocate its people anew and backlog may grow through
 * all days after it, or what the day takes from them might not fit.
 */
function wholeDay(
  covering: CoveringModel,
  values: Float64Array,
  day: number,
  absoluteGap: number,
  options: CoverOptions,
): Float64Array {
  const { model, backlogColumns } = covering
  const state = (other: number, column: number): ColumnState => {
    if (other === day) return 'whole'
    const reacts = other === day + 1 ? !model.isInteger[column] : other > day && backlogColumns.has(column)
    return reacts ? 'relaxed' : 'held'
  }
  const limits = options.isOutOfTime() ? { absoluteGap: ANY_GAP } : { absoluteGap, nodeLimit: NODES }
  return solveDays(covering, values, state, { seed: options.seed, ...limits }, options)
}

function solveDays(
  { model, dayOfColumn }: CoveringModel,
  values: Float64Array,
  stateOf: (day: number, column: number) => ColumnState,
  limits: SolveOptions,
  { engine }: CoverOptions,
): Float64Array {
  const sub = fixColumns(model, values, (column) => {
    const day = dayOfColumn[column]!
    return day < 0 ? 'whole' : stateOf(day, column)
  })
  return sub.expand(solveOrThrow(engine, sub.model, limits).values!)
}

/** An answer within the limits or, when they end before there is any, the first one found. */
export function solveOrThrow(engine: LpEngine, model: LinearModel, options: SolveOptions): LpSolution {
  const solution = engine.solve(model, options)
  if (solution.values) return solution
  const { nodeLimit, ...rest } = options
  const retry = nodeLimit === undefined ? solution : engine.solve(model, { ...rest, absoluteGap: ANY_GAP })
  if (retry.values) return retry
  throw new LpEngineError(
    `A roster model of ${model.rows} rows and ${model.columns} columns ended ${retry.termination}` +
      `${retry.limit ? ` at its ${retry.limit} limit` : ''} without an answer, though it always has one.`,
  )
}
