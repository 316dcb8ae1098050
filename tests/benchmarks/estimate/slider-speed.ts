import { intervalStart } from '../../../solver/domain/horizon.ts'
import type { EstimateBasis } from '../../../solver/estimate/estimate-basis.ts'
import { type EstimateSliders, estimateFrom } from '../../../solver/estimate/estimate-from.ts'
import type { WeekEstimate } from '../../../solver/estimate/estimate-week.ts'
import { interiorPoint, rememberingInteriorPoint } from '../../../solver/estimate/interior-point.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { type BenchPhase, benchmark } from '../bench-spec.ts'
import { BASIS_SIZES, basisOf } from './basis-of-size.ts'

interface Input {
  readonly size: string
  readonly basis: EstimateBasis
  /** As the page's worker has it: it has answered for the run before any slider moves. */
  readonly engine: LpEngine
}

interface Answer {
  readonly sliders: EstimateSliders
  readonly estimate: WeekEstimate
}

/** A slider at its n-th place, so that no two questions are the same. */
const MOVES: Readonly<Record<string, (place: number, basis: EstimateBasis) => EstimateSliders>> = {
  volume: (place) => ({ volumeFactor: 1 + place * 0.05 }),
  aht: (place) => ({ ahtFactor: 1 + place * 0.01 }),
  deflection: (place) => ({ deflection: { share: place * 0.01 } }),
  absence: (place, { settings }) => ({ absence: settings.unplannedShrinkage + place * 0.01 }),
  sale: (place, { horizon }) => {
    const from = new Date(intervalStart(horizon, 0) + 2 * 86_400_000).toISOString().slice(0, 10)
    return { saleMultiplier: { factor: 1 + place * 0.1, from, to: from } }
  },
  people: (place, { sorts }) => ({ people: { [sorts[0]!.group]: place } }),
  // Three times the volume: most of the work is left undone.
  'far volume': (place) => ({ volumeFactor: 3 + place * 0.05 }),
}

const phase = (name: string): BenchPhase<Input, Answer> => {
  let place = 0
  return {
    name,
    run: async ({ basis, engine }) => {
      const sliders = MOVES[name]!(++place, basis)
      return { sliders, estimate: estimateFrom(basis, sliders, engine) }
    },
    validate: ({ sliders, estimate }, { basis }) => {
      // Anew, with nothing kept from question to question.
      const { total } = estimateFrom({ ...basis }, sliders, interiorPoint).costs
      if (Math.abs(estimate.costs.total - total) > 1) throw new Error(`costs ${estimate.costs.total}, anew ${total}`)
    },
    rows: ({ estimate }, { size }) => [{ size, slider: name, total: estimate.costs.total }],
  }
}

/** From a slider's place to the estimate, by the slider, as the page's worker answers: what can be kept is kept. */
export const sliderSpeed = benchmark<Input, Answer>({
  name: 'slider-speed',
  what: 'estimate of a week after a slider moved, by the slider',
  sizes: BASIS_SIZES,
  repeats: () => 7,
  build: async ({ size }) => {
    const basis = await basisOf(size)
    const engine = rememberingInteriorPoint()
    estimateFrom(basis, {}, engine)
    return { size, basis, engine }
  },
  phases: Object.keys(MOVES).map(phase),
})
