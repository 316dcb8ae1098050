import { type LpEngine, LpEngineError } from '../lp/lp-engine.ts'
import { type CoverModel, type CoverPart, coverModel } from './cover-model.ts'
import { coverParts } from './cover-parts.ts'

/** A part with the optimum of its relaxation. */
export interface SolvedPart extends CoverPart {
  readonly cover: CoverModel
  /** `[column]` */
  readonly values: Float64Array
  /** In the units of the bands' prices. */
  readonly objective: number
}

/** Every part by itself. @throws LpEngineError when an engine finds no optimum, which there always is */
export function solveCover(whole: CoverPart, hours: Float64Array, engine: LpEngine): SolvedPart[] {
  return coverParts(whole).map((part) => {
    const cover = coverModel(part, hours)
    const { values, objective, termination } = engine.solve(cover.model)
    if (values && termination === 'optimal') return { ...part, cover, values, objective }
    throw new LpEngineError(
      `${engine.name} ended ${termination} on a covering relaxation of ${cover.model.rows} rows, which always has an optimum.`,
    )
  })
}
