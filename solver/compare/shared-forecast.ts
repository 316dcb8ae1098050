import type { ExplainedForecast } from '../domain/forecast-outputs.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { modelForecastFor } from '../plan.ts'

/**
 * `modelForecastFor` that answers at once where it was asked the same before. The model sees the history, the calendar
 * and of the settings only what is in the key, so scenarios that change neither share one forecast.
 */
export function sharedForecast(forecast = modelForecastFor): typeof modelForecastFor {
  const known = new Map<string, { readonly history: PlanInputs['history']; readonly made: ExplainedForecast }>()
  return (inputs: PlanInputs, horizon: Horizon) => {
    const queues = inputs.settings.queues.map(({ id, ahtSeconds, analogy }) => ({ id, ahtSeconds, analogy }))
    const key = JSON.stringify({ horizon, calendar: inputs.calendar, queues })
    const found = known.get(key)
    if (found && found.history === inputs.history) return found.made
    const made = forecast(inputs, horizon)
    known.set(key, { history: inputs.history, made })
    return made
  }
}
