// Before everything that makes a schema.
import '../../lib/zod-without-eval.ts'
import type { EstimateBasis } from '../../../solver/estimate/estimate-basis.ts'
import { type EstimateSliders, estimateFrom } from '../../../solver/estimate/estimate-from.ts'
import type { WeekEstimate } from '../../../solver/estimate/estimate-week.ts'
import { rememberingInteriorPoint } from '../../../solver/estimate/interior-point.ts'

/** The basis once, then sliders again and again. */
export type EstimateQuestion = { readonly basis: EstimateBasis } | { readonly sliders: EstimateSliders }
export type EstimateReply =
  | { readonly estimate: WeekEstimate; readonly milliseconds: number }
  | { readonly problem: string }

// Away from the page, which would stand still for a large team.
let basis: EstimateBasis | undefined
const engine = rememberingInteriorPoint()

self.addEventListener('message', ({ data }: MessageEvent<EstimateQuestion>) => {
  if ('basis' in data) basis = data.basis
  else self.postMessage(replyTo(data.sliders))
})

function replyTo(sliders: EstimateSliders): EstimateReply {
  const startedAt = performance.now()
  try {
    if (!basis) throw new Error('Sliders came before the basis: send the basis first.')
    return { estimate: estimateFrom(basis, sliders, engine), milliseconds: performance.now() - startedAt }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
