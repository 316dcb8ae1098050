import { gunzipSync } from 'node:zlib'
import type { VersionRequest } from '../contracts/version.ts'
import type { Database } from '../store/database.ts'
import { findForecast, findForecastText } from '../store/forecast-store.ts'
import type { PlanRow } from '../store/plan-store.ts'
import { findRun } from '../store/run-store.ts'
import type { NewVersion } from '../store/version-store.ts'
import { lastDayFrom, nameOfDays, type RunVersionKind, versionOfRun } from './published-versions.ts'
import type { ScenarioService } from './scenario-service.ts'
import { notFound, ServiceError } from './service-error.ts'

type Kept = Omit<NewVersion, 'id' | 'actorId' | 'notes'>

interface Parts {
  readonly db: Database
  readonly scenarios: Pick<ScenarioService, 'list'>
}

/** What a version is to hold, as it is at this moment. @throws ServiceError when the plan has no such thing */
export function whatToKeep(parts: Parts, plan: PlanRow, request: VersionRequest): Promise<Kept> {
  if (request.kind === 'scenario') return scenarioToKeep(parts, plan, request.scenarioId)
  if (request.kind === 'forecast') return forecastToKeep(parts, plan, request.forecastId)
  return runToKeep(parts, plan, request.runId, request.kind)
}

async function scenarioToKeep({ scenarios }: Parts, plan: PlanRow, scenarioId: string): Promise<Kept> {
  const scenario = (await scenarios.list(plan.id)).scenarios.find(({ id }) => id === scenarioId)
  if (!scenario) throw notFound('scenario', scenarioId)
  return {
    ...{ unitId: plan.unit_id, planId: plan.id, kind: 'scenario', name: scenarioId, days: null },
    ...{ runId: null, forecastId: null, fileName: `${scenarioId}.yaml`, content: Buffer.from(scenario.text, 'utf8') },
  }
}

async function forecastToKeep({ db }: Parts, plan: PlanRow, forecastId: string): Promise<Kept> {
  const forecast = await findForecast(db, forecastId)
  if (forecast?.plan_id !== plan.id) throw notFound('forecast', forecastId)
  const csv = await findForecastText(db, forecastId, 'csv_gzip')
  if (!csv) throw new ServiceError('notReady', `The forecast is ${forecast.state}: there is nothing to keep of it.`)
  const days: [string, string] = [forecast.from_date, lastDayFrom(forecast.from_date, forecast.days)]
  return {
    ...{ unitId: plan.unit_id, planId: plan.id, kind: 'forecast', name: nameOfDays(days), days },
    ...{ runId: null, forecastId, fileName: 'forecast.csv', content: gunzipSync(csv) },
  }
}

async function runToKeep({ db }: Parts, plan: PlanRow, runId: string, kind: RunVersionKind): Promise<Kept> {
  const run = await findRun(db, runId)
  if (run?.plan_id !== plan.id) throw notFound('run', runId)
  if (run.state !== 'succeeded') {
    throw new ServiceError('notReady', `The run is ${run.state}: there is nothing to keep of it.`)
  }
  const kept = await versionOfRun(db, run, kind)
  if (!kept) throw new ServiceError('notReady', 'The run has no such file. Plan the week again.')
  return kept
}
