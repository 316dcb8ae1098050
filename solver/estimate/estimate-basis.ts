import type { Forecast, QuantileName, QueueForecast } from '../domain/forecast-outputs.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { PlanInputs, PlanSettings } from '../domain/plan-inputs.ts'
import { type TeamSort, teamSorts } from './team-sorts.ts'

/** Demand of one queue; arrays are `[interval]`. */
export interface BasisDemand {
  readonly queueId: string
  /** Contacts offered, as the run planned for: overrides, levers and the scenario in them. */
  readonly mean: readonly number[]
  readonly ahtSeconds: readonly number[]
  /** Those that the plan's requirement is made from; others are taken for the mean. */
  readonly quantiles: Readonly<Partial<Record<QuantileName, readonly number[]>>>
}

/** All that an estimate of a week takes, without the plan's files: plain data that survives JSON. */
export interface EstimateBasis {
  readonly horizon: Horizon
  /** Of the run, with its scenario; without what an estimate has no use for: rules, activities, levers. */
  readonly settings: PlanSettings
  readonly demand: readonly BasisDemand[]
  readonly sorts: readonly TeamSort[]
}

/**
 * @param inputs with the scenario in them
 * @param demand of the run; kept to seven digits
 */
export function estimateBasis(inputs: PlanInputs, demand: Forecast): EstimateBasis {
  const settings: PlanSettings = { ...inputs.settings, levers: [], rulePacks: [], workRules: [], activities: [] }
  const wanted = quantilesFor(settings)
  return {
    horizon: demand.horizon,
    settings,
    demand: demand.queues.map(({ queueId, mean, ahtSeconds, quantiles }) => ({
      queueId,
      mean: Array.from(mean, kept),
      // A queue without a handling time of its own has the settings' one.
      ahtSeconds: Array.from(ahtSeconds, (aht) => (aht > 0 ? kept(aht) : 0)),
      quantiles: Object.fromEntries(wanted.map((level) => [level, Array.from(quantiles[level], kept)])),
    })),
    sorts: teamSorts(inputs, demand.horizon),
  }
}

const kept = (value: number): number => Number(value.toPrecision(7))

const quantilesFor = ({ assurance, planFor }: PlanSettings): QuantileName[] =>
  assurance !== undefined ? ['p10', 'p90'] : planFor === 'mean' ? [] : [planFor]

/** The demand as a forecast. */
export const demandOf = ({ horizon, demand }: EstimateBasis): Forecast => ({
  horizon,
  queues: demand.map(({ queueId, mean, ahtSeconds, quantiles }): QueueForecast => {
    const level = (name: QuantileName) => Float64Array.from(quantiles[name] ?? mean)
    return {
      queueId,
      mean: Float64Array.from(mean),
      ahtSeconds: Float64Array.from(ahtSeconds),
      quantiles: {
        p2_5: level('p2_5'),
        p10: level('p10'),
        p50: level('p50'),
        p90: level('p90'),
        p97_5: level('p97_5'),
      },
    }
  }),
})
