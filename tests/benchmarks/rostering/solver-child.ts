/**
 * A process of its own for solvers that cannot be stopped from within: `node solver-child.ts highs|javascript-lp-solver
 * INSTANCE SECONDS`. Says on stdout, a line at a time, which model it asks, each answer as it comes, and bounds.
 */
import { readFileSync, writeSync } from 'node:fs'
import loadHighs from 'highs'
import solver from 'javascript-lp-solver'
import type { LinearModel } from '../../../solver/lp/linear-model.ts'
import { writeMps } from '../../../solver/lp/write-mps.ts'
import { askedModel } from './asked-model.ts'

export type ChildLine =
  | { readonly model: string }
  | { readonly worked: readonly number[]; readonly objective: number }
  | { readonly bound: number }
  | { readonly ended: string }

const say = (line: ChildLine) => writeSync(1, `${JSON.stringify(line)}\n`)

const workedIn = (model: LinearModel, at: (column: number) => number): number[] =>
  model.columnCost.flatMap((_, column) => (at(column) > 0.5 ? [column] : []))

async function askHighs(model: LinearModel, seconds: number): Promise<void> {
  const highs = await loadHighs()
  const native = highs.createModel({ format: 'mps', data: writeMps(model) })
  native.options.set('output_flag', false)
  native.options.set('time_limit', seconds)
  native.options.set('mip_rel_gap', 0)
  const { callbackType } = highs.constants
  let bound = -Infinity
  native.run({
    [callbackType.mipImprovingSolution]: ({ data }) => {
      const values = data.mip_solution as ArrayLike<number>
      say({ worked: workedIn(model, (column) => values[column]!), objective: model.objectiveOf(values) })
    },
    [callbackType.mipInterrupt]: ({ data }) => {
      const now = Number(data.mip_dual_bound)
      if (!Number.isFinite(now) || now <= bound) return
      bound = now
      say({ bound })
    },
  })
  if (native.info.get('primal_solution_status') === 2) {
    const { colValue } = native.getSolution()
    say({ worked: workedIn(model, (column) => colValue[column]!), objective: model.objectiveOf(colValue) })
  }
  say({ bound: Number(native.info.get('mip_dual_bound')) })
  say({ ended: native.getModelStatus() === highs.constants.modelStatus.optimal ? 'optimal' : 'limit' })
}

/** The package as its readme has it: an object of constraints and variables, integers named. */
function askJavascriptLpSolver(model: LinearModel, seconds: number): void {
  const constraints: Record<string, { min?: number; max?: number }> = {}
  const variables: Record<string, Record<string, number>> = {}
  const ints: Record<string, 1> = {}
  for (let column = 0; column < model.columns; column++) {
    variables[`x${column}`] = { cost: model.columnCost[column]!, [`u${column}`]: 1 }
    if (model.columnUpper[column]! < Infinity) constraints[`u${column}`] = { max: model.columnUpper[column]! }
    if (model.isInteger[column]) ints[`x${column}`] = 1
  }
  for (let row = 0; row < model.rows; row++) {
    const [lower, upper] = [model.rowLower[row]!, model.rowUpper[row]!]
    constraints[`r${row}`] = { ...(lower > -Infinity && { min: lower }), ...(upper < Infinity && { max: upper }) }
    for (let k = model.rowStarts[row]!; k < model.rowStarts[row + 1]!; k++) {
      variables[`x${model.entryColumn[k]}`]![`r${row}`] = model.entryValue[k]!
    }
  }
  const asked = {
    optimize: 'cost',
    opType: 'min' as const,
    constraints,
    variables,
    ints,
    options: { timeout: seconds * 1000 },
  }
  const answer = solver.Solve(asked) as Record<string, number | boolean>
  if (answer.feasible !== true) return void say({ ended: 'no answer' })
  say({
    worked: workedIn(model, (column) => Number(answer[`x${column}`] ?? 0)),
    objective: Number(answer.result) + model.offset,
  })
  say({ ended: 'claims optimal' })
}

const [method, file, seconds] = process.argv.slice(2)
const { model, hash } = askedModel(readFileSync(file!, 'utf8'))
say({ model: hash })
if (method === 'highs') await askHighs(model, Number(seconds))
else askJavascriptLpSolver(model, Number(seconds))
