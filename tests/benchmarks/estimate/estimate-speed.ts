import type { EstimateBasis } from '../../../solver/estimate/estimate-basis.ts'
import { estimateFrom, staffingFrom } from '../../../solver/estimate/estimate-from.ts'
import type { WeekEstimate } from '../../../solver/estimate/estimate-week.ts'
import { interiorPoint } from '../../../solver/estimate/interior-point.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import { javascriptLpSolver } from '../../../solver/lp/javascript-lp-solver.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { type BenchPhase, benchmark } from '../bench-spec.ts'
import { BASIS_SIZES, basisOf } from './basis-of-size.ts'
import { warmSimplexEngine } from './warm-simplex-engine.ts'

interface Input {
  readonly size: string
  readonly basis: EstimateBasis
  readonly highs: LpEngine
  /** What HiGHS says of the same question, minor currency units. */
  readonly total: number
  /** Time of the requirement within a question, seconds. */
  readonly requirementSeconds: number
}

interface Answer {
  readonly estimate: WeekEstimate
  /** Of the engine alone. */
  readonly engineSeconds: number
}

const SLIDERS = { volumeFactor: 1.1 }

function timed(engine: LpEngine, basis: EstimateBasis): Answer {
  let engineSeconds = 0
  const watched: LpEngine = {
    name: engine.name,
    solve: (model) => {
      const startedAt = performance.now()
      const solution = engine.solve(model)
      engineSeconds += (performance.now() - startedAt) / 1000
      return solution
    },
  }
  return { estimate: estimateFrom(basis, SLIDERS, watched), engineSeconds }
}

const phase = (
  name: string,
  engineOf: (input: Input) => LpEngine,
  skips: readonly string[] = [],
): BenchPhase<Input, Answer> => ({
  ...{ name, skips },
  run: async (input) => timed(engineOf(input), input.basis),
  validate: ({ estimate }, { total }) => {
    const difference = Math.abs(estimate.costs.total - total)
    if (difference > 3 + 1e-5 * total) throw new Error(`costs ${estimate.costs.total}, and ${total} by HiGHS`)
  },
  rows: ({ estimate, engineSeconds }, { size, requirementSeconds }) => [
    {
      ...{ size, engine: name, 'engine s': engineSeconds, 'requirement s': requirementSeconds },
      total: estimate.costs.total,
    },
  ],
})

/** From a slider to the new estimate of a week: the requirement anew, the covering relaxation, one engine or another. */
export const estimateSpeed = benchmark<Input, Answer>({
  name: 'estimate-speed',
  what: 'estimate of a week after a slider moved, by the engine of its covering relaxation',
  sizes: BASIS_SIZES,
  repeats: () => 5,
  build: async ({ size }) => {
    const basis = await basisOf(size)
    const highs = await createHighsEngine()
    const { total } = timed(highs, basis).estimate.costs
    const startedAt = performance.now()
    // A copy, for which nothing has been kept yet.
    staffingFrom({ ...basis }, SLIDERS)
    return { size, basis, highs, total, requirementSeconds: (performance.now() - startedAt) / 1000 }
  },
  phases: [
    phase('interior-point', () => interiorPoint),
    phase('highs', ({ highs }) => highs),
    // Of many more rows than the smallest team's these two need minutes, or their pivots end.
    phase('warm-simplex', () => warmSimplexEngine, ['team-500']),
    phase('javascript-lp-solver', () => javascriptLpSolver, ['beauty-50', 'team-500']),
  ],
})
