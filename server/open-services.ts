import path from 'node:path'
import { type PlanTasks, planTasks } from './jobs/plan-tasks.ts'
import { runPlanInProcess } from './jobs/run-plan.ts'
import { FileImportService } from './services/file-import-service.ts'
import { ForecastService } from './services/forecast-service.ts'
import { type HealthService, healthService } from './services/health-service.ts'
import { type OverrideService, overrideService } from './services/override-service.ts'
import { type PlanService, planService } from './services/plan-service.ts'
import { type PublicationService, publicationService } from './services/publication-service.ts'
import { type MakePlan, RunService } from './services/run-service.ts'
import type { ServiceLog } from './services/service-log.ts'
import { type TargetService, targetService } from './services/target-service.ts'
import type { Database } from './store/database.ts'
import { UploadFolder } from './store/upload-folder.ts'

export interface Services {
  readonly health: HealthService
  readonly plans: PlanService
  readonly imports: FileImportService
  readonly forecasts: ForecastService
  readonly overrides: OverrideService
  readonly targets: TargetService
  readonly runs: RunService
  readonly publications: PublicationService
}

export interface ServiceParts {
  readonly db: Database
  /** Files that are sent in are kept in `uploads/` of it. */
  readonly dataFolder: string
  readonly log: ServiceLog
  readonly version: string
  /** In the place of the processes and the solver. */
  readonly tasks?: Partial<PlanTasks>
  readonly makePlan?: MakePlan
}

/** Everything that the API offers, on one database. */
export function openServices({ db, dataFolder, log, version, ...parts }: ServiceParts): Services {
  const tasks = { ...planTasks(), ...parts.tasks }
  const plans = planService(db, tasks.describe)
  return {
    plans,
    health: healthService(db, version),
    imports: new FileImportService({ db, tasks, log, uploads: new UploadFolder(path.join(dataFolder, 'uploads')) }),
    forecasts: new ForecastService({ db, plans, tasks, log, version }),
    overrides: overrideService(db, tasks, Date.now),
    targets: targetService(db, tasks),
    runs: new RunService(db, plans, parts.makePlan ?? runPlanInProcess, log),
    publications: publicationService(db),
  }
}

/** Marks what a process that was stopped had under way. @returns how much of each there was */
export async function endLeftovers({ runs, imports, forecasts }: Services) {
  return {
    runs: await runs.interruptLeftovers(),
    imports: await imports.endLeftovers(),
    forecasts: await forecasts.endLeftovers(),
  }
}

/** Ends what is under way, and every stream. */
export async function closeServices({ runs, imports, forecasts }: Services): Promise<void> {
  await Promise.all([runs.close(), imports.close(), forecasts.close()])
}
