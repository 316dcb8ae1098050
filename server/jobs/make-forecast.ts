import { gzipSync } from 'node:zlib'
import packageJson from '../../package.json' with { type: 'json' }
import type { ExplainedForecast } from '../../solver/domain/forecast-outputs.ts'
import { dayHorizon } from '../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { modelForecastFor } from '../../solver/plan.ts'
import { forecastCsv } from '../exports/plan-files.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import type { MadeForecast } from '../store/forecast-store.ts'
import { forecastHashOf } from './describe-plan.ts'
import { forecastContent } from './forecast-content.ts'
import type { PlanFiles } from './worker-task.ts'

/**
 * Forecasts every queue of a plan from what its history knew before the first day, without anybody's overrides.
 * @param from first day, `YYYY-MM-DD`
 * @throws PlanningInputError when the plan cannot be read or the days are not on the calendar
 */
export function makeForecast(files: PlanFiles, from: string, days: number): MadeForecast {
  const inputs = parsePlanFolder(files)
  const { intervalMinutes, zone } = inputs.settings
  const forecast = modelForecastFor(inputs, dayHorizon(from, days, intervalMinutes, zone))
  return forecastTexts(files, inputs, forecast)
}

/** A forecast as it is stored and goes out. */
export function forecastTexts(files: PlanFiles, inputs: PlanInputs, forecast: ExplainedForecast): MadeForecast {
  return {
    forecastHash: forecastHashOf(files),
    madeWith: packageJson.version,
    contentGzip: gzipSync(JSON.stringify(forecastContent(inputs, forecast))),
    csvGzip: gzipSync(forecastCsv(forecast)),
  }
}
