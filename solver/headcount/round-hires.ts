import { fixColumns } from '../lp/fix-columns.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import type { HeadcountProblem } from './headcount-problem.ts'
import type { HeadcountModel } from './model-shape.ts'

/** How much of a person, or of a least class, must be missing before one more is hired. */
const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75] as const

/**
 * A good plan near the relaxation's: hires in whole classes so that their running sum follows the fractional one, at
 * several readiness levels to hire early; hours are then decided anew, and the cheapest is kept.
 * @param relaxed the relaxation's point
 * @returns a point of the model with whole numbers, or null where none was found
 */
export function roundHires(
  problem: HeadcountProblem,
  built: HeadcountModel,
  relaxed: Float64Array,
  engine: LpEngine,
): { readonly values: Float64Array; readonly objective: number } | null {
  let best: { values: Float64Array; objective: number } | null = null
  for (const threshold of THRESHOLDS) {
    const { point, held } = rounded(problem, built, relaxed, threshold)
    const fixed = fixColumns(built.model, point, (column) => (held.has(column) ? 'held' : 'whole'))
    const { values, objective } = engine.solve(fixed.model, { relativeGap: 1e-4, nodeLimit: 200 })
    if (values !== null && (best === null || objective < best.objective)) {
      best = { values: fixed.expand(values), objective }
    }
  }
  return best
}

function rounded(problem: HeadcountProblem, built: HeadcountModel, relaxed: Float64Array, threshold: number) {
  const point = Float64Array.from(relaxed)
  const held = new Set<number>()
  const hold = (column: number, value: number) => {
    if (column === -1 || !built.model.isInteger[column]) return
    point[column] = value
    held.add(column)
  }
  built.hires.forEach((columns, group) => {
    const { classMin, classMax, maxClassesPerPeriod } = problem.groups[group]!.hiring
    let missing = 0
    columns.forEach((column, period) => {
      missing += column === -1 ? 0 : relaxed[column]!
      const whole = Math.max(Math.floor(missing + 1 - threshold), missing > threshold * classMin ? classMin : 0)
      const people = whole < classMin ? 0 : Math.min(whole, classMax * maxClassesPerPeriod)
      const classes = Math.ceil(people / classMax)
      const fits = classes * classMin <= people ? people : (classes - 1) * classMax
      hold(column, fits)
      hold(built.classes[group]![period]!, Math.ceil(fits / classMax))
      if (column !== -1) missing -= fits
    })
  })
  for (const columns of built.transfers) for (const column of columns) hold(column, Math.round(relaxed[column]!))
  return { point, held }
}
