import type { PlanLimit, Termination } from '../domain/plan-outputs.ts'
import type { LinearModel } from './linear-model.ts'

export interface SolveOptions {
  /** Solve the LP relaxation: integer columns may take any value between their bounds. */
  readonly relaxIntegers?: boolean
  /** Stop when incumbent - bound is at most this, in units of the objective. */
  readonly absoluteGap?: number
  /** Stop when (incumbent - bound) / |incumbent| is at most this. */
  readonly relativeGap?: number
  /** Stop a search after this many nodes: a limit that is the same on every machine. */
  readonly nodeLimit?: number
  readonly seed?: number
}

/** Answer of an engine. `values` is null when there is none; whatever is there has passed `checkPoint`. */
export interface LpSolution {
  readonly termination: Termination
  readonly limit?: PlanLimit
  readonly values: Float64Array | null
  /** Recomputed from `values`; Infinity without them. */
  readonly objective: number
  /** The engine's claim; see `dualBound` for a bound that is proved in plain code. */
  readonly objectiveBound: number
  /** Multipliers of the rows of an LP, `[row]`; null for integer models. */
  readonly rowDuals: Float64Array | null
}

/** A solver of linear models. Outcomes are values; only a broken engine throws. */
export interface LpEngine {
  readonly name: string
  solve(model: LinearModel, options?: SolveOptions): LpSolution
}

export class LpEngineError extends Error {
  override readonly name = 'LpEngineError'
}
