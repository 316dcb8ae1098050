import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { LEFTOVER_RULE } from '../auth/actor.ts'
import type { ForecastSnapshot } from '../contracts/forecast.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import { WorkerCrashed, WorkerTimedOut } from '../jobs/run-in-process.ts'
import type { ServiceLog } from '../services/service-log.ts'
import type { Database } from '../store/database.ts'
import {
  type ForecastEnding,
  type ForecastRow,
  findForecast,
  finishForecast,
  startForecast,
} from '../store/forecast-store.ts'
import { findPlanWithFiles } from '../store/plan-store.ts'
import { topicOf } from '../store/signals.ts'
import { givenUp, type JobWork } from './job-work.ts'

/** How forecasts of plans are made. */
export function forecastWork(db: Database, tasks: Pick<PlanTasks, 'makeForecast'>, log: ServiceLog): JobWork {
  const endingOf = async (row: ForecastRow, signal: AbortSignal): Promise<ForecastEnding> => {
    try {
      const found = await findPlanWithFiles(db, row.plan_id)
      const work = { files: found!.files, from: row.from_date, days: row.days }
      const made = await tasks.makeForecast(work, signal)
      if (made.forecastHash === row.input_hash) return { state: 'succeeded', ...made }
      return failed('The plan changed before the forecast was made. Ask for it again.')
    } catch (error) {
      if (error instanceof PlanningInputError) {
        return failed('The plan cannot be forecast from these inputs.', error.issues.slice(0, 200))
      }
      if (!signal.aborted) log.error({ forecastId: row.id, err: error }, 'forecast failed')
      return failed(
        error instanceof WorkerTimedOut || (error instanceof WorkerCrashed && error.message.includes('memory'))
          ? error.message
          : 'Forecasting failed. The server log has the details under the forecast id.',
      )
    }
  }
  return {
    topicOf: ({ id }) => topicOf('forecast', id),
    standing: async ({ id, attempt }) => {
      const row = await findForecast(db, id)
      return row?.state !== 'running' || row.attempt > attempt ? 'over' : 'goOn'
    },
    perform: async ({ job: { id, attempt }, signal }) => {
      const row = await startForecast(db, id, attempt)
      const ending = row && (await endingOf(row, signal))
      if (ending && !signal.aborted) await finishForecast(db, id, row.created_by, ending, attempt)
    },
    // It is told as being made while it waits, too.
    putBack: async () => undefined,
    giveUp: async ({ id, attempt }) => {
      if (!(await startForecast(db, id, attempt))) return
      await finishForecast(db, id, LEFTOVER_RULE.id, failed(givenUp('forecast')), attempt)
    },
  }
}

const failed = (message: string, issues: NonNullable<ForecastSnapshot['error']>['issues'] = []): ForecastEnding => ({
  state: 'failed',
  error: { message, issues },
})
