import { rosteringTeam } from '../../../scenarios/generate/rostering-team.ts'
import { type EstimateBasis, estimateBasis } from '../../../solver/estimate/estimate-basis.ts'

/** Basis of a generated livestream team's week, its demand that which its requirement was made for. */
export function generatedBasis(people: number, skills: number, templates: number): EstimateBasis {
  const { inputs, requirement } = rosteringTeam({ people, skills, templates, weeks: 1, seed: 1 })
  const { horizon, queues } = requirement
  return estimateBasis(inputs, {
    horizon,
    queues: queues.map(({ queueId, volume: mean, ahtSeconds }) => ({
      ...{ queueId, mean, ahtSeconds },
      quantiles: { p2_5: mean, p10: mean, p50: mean, p90: mean, p97_5: mean },
    })),
  })
}
