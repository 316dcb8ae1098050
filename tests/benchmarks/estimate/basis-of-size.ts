import { join } from 'node:path'
import { parsePlanFolder, readPlanFolder } from '../../../server/imports/plan-folder.ts'
import { inputsFor } from '../../../solver/domain/plan-inputs.ts'
import { type EstimateBasis, estimateBasis } from '../../../solver/estimate/estimate-basis.ts'
import { forecastFor, weekHorizon } from '../../../solver/plan.ts'
import { generatedBasis } from './generated-basis.ts'

const SAMPLE = join(import.meta.dirname, '../../../scenarios/beauty-50')
/** People, queues, templates. */
const GENERATED = new Map<string, [number, number, number]>([
  ['team-6', [6, 1, 5]],
  ['team-500', [500, 6, 40]],
])

/** Weeks that estimates are timed on, the smallest first. */
export const BASIS_SIZES = ['team-6', 'beauty-50', 'team-500'] as const

export const basisOf = (size: string): EstimateBasis | Promise<EstimateBasis> =>
  size === 'beauty-50' ? sampleBasis() : generatedBasis(...GENERATED.get(size)!)

async function sampleBasis(): Promise<EstimateBasis> {
  const given = parsePlanFolder(await readPlanFolder(SAMPLE))
  const horizon = weekHorizon(given, '2026-11-09')
  const inputs = inputsFor(given, horizon)
  return estimateBasis(inputs, forecastFor(inputs, horizon))
}
