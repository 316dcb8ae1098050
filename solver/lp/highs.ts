import loadHighs, { type Highs, type HighsCallbackMap, type InterruptCallbackEvent, type Model } from 'highs'
import type { Termination } from '../domain/plan-outputs.ts'
import { checkPoint, isFeasible } from './check-point.ts'
import type { LinearModel } from './linear-model.ts'
import { type LpEngine, LpEngineError, type LpSolution, type SolveOptions } from './lp-engine.ts'

export interface HighsOptions {
  /** Asked often while an integer model is searched: from then on a search ends as soon as it has an answer. */
  readonly isStopped?: () => boolean
}

/**
 * HiGHS in WebAssembly. Every call blocks its thread until it ends, so it belongs in a worker; terminating that worker
 * is the only limit that always holds.
 */
export async function createHighsEngine({ isStopped }: HighsOptions = {}): Promise<LpEngine> {
  const highs = await loadHighs()
  const watch = isStopped && { [highs.constants.callbackType.mipInterrupt]: endingOnStop(isStopped) }
  return { name: 'highs', solve: (model, options = {}) => solveWithHighs(highs, model, options, watch) }
}

/** A search without an answer goes on: callers count on getting one. */
const endingOnStop =
  (isStopped: () => boolean) =>
  ({ data, interrupt }: InterruptCallbackEvent): undefined => {
    if (Number.isFinite(data.mip_primal_bound) && isStopped()) interrupt()
  }

/** Relative difference of objective and bound up to which an answer is called optimal. */
const OPTIMAL_GAP = 1e-6

function solveWithHighs(highs: Highs, model: LinearModel, options: SolveOptions, watch?: HighsCallbackMap): LpSolution {
  const asIntegers = model.hasIntegers && !options.relaxIntegers
  if (model.columns === 0) return solveEmpty(model)
  const native = highs.createModel(toHighsModel(model, asIntegers))
  try {
    native.options.set('output_flag', false)
    native.options.set('random_seed', options.seed ?? 0)
    native.options.set('mip_rel_gap', options.relativeGap ?? OPTIMAL_GAP)
    native.options.set('mip_abs_gap', Math.min(options.absoluteGap ?? 1e-6, Number.MAX_VALUE))
    if (options.nodeLimit !== undefined) native.options.set('mip_max_nodes', options.nodeLimit)
    native.run(watch)
    return readSolution(highs, native, model, asIntegers)
  } finally {
    native.dispose()
  }
}

/** HiGHS gives no solution of a model without columns: its only point is the empty one, if the rows let zero pass. */
function solveEmpty(model: LinearModel): LpSolution {
  const values = new Float64Array(0)
  const isSound = isFeasible(checkPoint(model, values))
  return {
    termination: isSound ? 'optimal' : 'infeasible',
    values: isSound ? values : null,
    objective: isSound ? model.offset : Infinity,
    objectiveBound: isSound ? model.offset : -Infinity,
    rowDuals: isSound ? new Float64Array(model.rows) : null,
  }
}

function readSolution(highs: Highs, native: Model, model: LinearModel, isMip: boolean): LpSolution {
  const { termination, limit } = terminationOf(highs, native.getModelStatus())
  const mayHavePoint = termination === 'optimal' || termination === 'feasible'
  const hasPoint = mayHavePoint && native.info.get('primal_solution_status') === 2
  if (!hasPoint) {
    const ending = mayHavePoint ? 'interrupted' : termination
    return {
      termination: ending,
      ...(limit && { limit }),
      values: null,
      objective: Infinity,
      objectiveBound: isMip && mayHavePoint ? Number(native.info.get('mip_dual_bound')) : -Infinity,
      rowDuals: null,
    }
  }
  const { colValue, rowDual } = native.getSolution()
  const values = isMip ? roundIntegers(model, colValue) : colValue
  if (!isFeasible(checkPoint(model, values, isMip))) {
    throw new LpEngineError(
      `HiGHS returned a point that breaks its own model: ${JSON.stringify(checkPoint(model, values, isMip))}. ` +
        'Maybe a coefficient is extreme; write the model with writeLp and look at its ranges.',
    )
  }
  const objective = model.objectiveOf(values)
  const objectiveBound = isMip ? Math.min(Number(native.info.get('mip_dual_bound')), objective) : objective
  // HiGHS calls an answer optimal when it is within the gap asked for.
  const isWithinGap =
    termination === 'optimal' && objective - objectiveBound > OPTIMAL_GAP * Math.max(1, Math.abs(objective))
  return {
    termination: isWithinGap ? 'feasible' : termination,
    ...(isWithinGap ? { limit: 'gap' as const } : limit && { limit }),
    values,
    objective,
    objectiveBound,
    rowDuals: isMip ? null : rowDual,
  }
}

function terminationOf(highs: Highs, status: number): Pick<LpSolution, 'termination' | 'limit'> {
  const { modelStatus } = highs.constants
  const named = new Map<number, Termination>([
    [modelStatus.optimal, 'optimal'],
    [modelStatus.empty, 'optimal'],
    [modelStatus.infeasible, 'infeasible'],
    [modelStatus.unbounded, 'unbounded'],
    [modelStatus.unboundedOrInfeasible, 'infeasibleOrUnbounded'],
  ]).get(status)
  if (named) return { termination: named }
  if (status === modelStatus.solutionLimit) return { termination: 'feasible', limit: 'work' }
  if (status === modelStatus.interrupted) return { termination: 'feasible', limit: 'stopped' }
  if (status === modelStatus.timeLimit) return { termination: 'feasible', limit: 'time' }
  return { termination: 'error' }
}

/** Integer columns come back within 1e-6 of whole numbers; only what is that near is rounded. */
function roundIntegers(model: LinearModel, colValue: Float64Array): Float64Array {
  return colValue.map((value, column) =>
    model.isInteger[column] && Math.abs(value - Math.round(value)) < 1e-5 ? Math.round(value) : value,
  )
}

function toHighsModel(model: LinearModel, asIntegers: boolean) {
  return {
    numCols: model.columns,
    numRows: model.rows,
    offset: model.offset,
    colCost: Float64Array.from(model.columnCost),
    colLower: Float64Array.from(model.columnLower),
    colUpper: Float64Array.from(model.columnUpper),
    rowLower: Float64Array.from(model.rowLower),
    rowUpper: Float64Array.from(model.rowUpper),
    matrix: {
      format: 'csr' as const,
      numRows: model.rows,
      numCols: model.columns,
      starts: Int32Array.from(model.rowStarts),
      indices: Int32Array.from(model.entryColumn),
      values: Float64Array.from(model.entryValue),
    },
    ...(asIntegers && { integrality: Int32Array.from(model.isInteger, (integer) => (integer ? 1 : 0)) }),
  }
}
