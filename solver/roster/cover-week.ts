import { type ColumnState, fixColumns } from '../lp/fix-columns.ts'
import type { LinearModel } from '../lp/linear-model.ts'
import { type LpEngine, LpEngineError, type LpSolution, type SolveOptions } from '../lp/lp-engine.ts'
import type { CoveringModel } from './covering-model.ts'

export interface CoverOptions {
  readonly engine: LpEngine
  readonly seed: number
  /** Stop improving when objective - bound is at most this, minor currency units. */
  readonly absoluteGap: number
  /** Proved lower bound of the model. */
  readonly bound: number
  /** Asked before each day; from then on the first answer found will do. Only the last resort. */
  readonly isOutOfTime: () => boolean
  readonly onProgress?: (fraction: number) => void
}

/** Branch-and-bound nodes of a day's model: a limit that is the same on every machine. */
const NODES = 20
/** HiGHS takes no infinite option; no plan costs this much. */
const ANY_GAP = 1e15

/**
 * A whole-number answer of the covering model, day by day (relax and fix): a day is made whole while the days before it
 * are held and those after it stand at their relaxed values, then the rest of the week is relaxed anew, so that what a
 * day took too much or left over is made up by the days after it. If the week misses its gap, each day is solved once
 * more among its whole neighbours. Days stop at a gap or at a number of nodes, never at a clock, so the answer does not
 * depend on the machine's speed.
 */
export function coverWeek(covering: CoveringModel, options: CoverOptions): Float64Array {
  const { model, dayOfColumn } = covering
  const days = 1 + Math.max(-1, ...dayOfColumn)
  const dayGap = options.absoluteGap / Math.max(1, days)
  let values = solveOrThrow(options.engine, model, { relaxIntegers: true, seed: options.seed }).values!
  for (let day = 0; day < days; day++) {
    options.onProgress?.(day / days)
    values = wholeDay(covering, values, day, dayGap, options)
    values = solveDays(covering, values, (other) => (other <= day ? 'held' : 'relaxed'), { seed: options.seed }, options)
  }
  for (let day = 0; day < days && isMissed(model, values, options); day++) {
    values = wholeDay(covering, values, day, dayGap / 2, options)
  }
  return values
}

const isMissed = (model: LinearModel, values: Float64Array, { bound, absoluteGap, isOutOfTime }: CoverOptions): boolean =>
  model.objectiveOf(values) - bound > absoluteGap && !isOutOfTime()

/** One day whole; the next day's backlog and allocation may react to it, its people stay. */
function wholeDay(
  covering: CoveringModel,
  values: Float64Array,
  day: number,
  absoluteGap: number,
  options: CoverOptions,
): Float64Array {
  const state = (other: number, isInteger: boolean): ColumnState =>
    other === day ? 'whole' : other === day + 1 && !isInteger ? 'relaxed' : 'held'
  const before = covering.model.objectiveOf(values)
  const wasWhole = isWholeOn(covering, values, day)
  const limits = options.isOutOfTime() ? { absoluteGap: ANY_GAP, nodeLimit: 0 } : { absoluteGap, nodeLimit: NODES }
  const answer = solveDays(covering, values, state, { seed: options.seed, ...limits }, options)
  return wasWhole && covering.model.objectiveOf(answer) >= before ? values : answer
}

const isWholeOn = ({ model, dayOfColumn }: CoveringModel, values: Float64Array, day: number): boolean =>
  dayOfColumn.every((other, column) => other !== day || !model.isInteger[column] || Number.isInteger(values[column]))

function solveDays(
  { model, dayOfColumn }: CoveringModel,
  values: Float64Array,
  stateOf: (day: number, isInteger: boolean) => ColumnState,
  limits: SolveOptions,
  { engine }: CoverOptions,
): Float64Array {
  const sub = fixColumns(model, values, (column) => {
    const day = dayOfColumn[column]!
    return day < 0 ? 'whole' : stateOf(day, model.isInteger[column]!)
  })
  return sub.expand(solveOrThrow(engine, sub.model, limits).values!)
}

export function solveOrThrow(engine: LpEngine, model: LinearModel, options: SolveOptions): LpSolution {
  const solution = engine.solve(model, options)
  if (solution.values) return solution
  throw new LpEngineError(
    `A roster model of ${model.rows} rows and ${model.columns} columns ended ${solution.termination}` +
      `${solution.limit ? ` at its ${solution.limit} limit` : ''} without an answer, though it always has one.`,
  )
}
