import path from 'node:path'
import { planInProcesses } from './jobs/compare-in-processes.ts'
import { planHeadcountInProcess } from './jobs/headcount-in-process.ts'
import { type PlanTasks, planTasks } from './jobs/plan-tasks.ts'
import { runPlanInProcess } from './jobs/run-plan.ts'
import { type ComparisonService, comparisonWork, type PlanScenarios } from './services/comparison-service.ts'
import { type DraftRuns, draftRuns } from './services/draft-runs.ts'
import { DraftService } from './services/draft-service.ts'
import { type ExportService, exportService } from './services/export-service.ts'
import { FileImportService } from './services/file-import-service.ts'
import { ForecastService } from './services/forecast-service.ts'
import { type HeadcountService, headcountService, type PlanHeadcount } from './services/headcount-service.ts'
import { type HealthService, healthService } from './services/health-service.ts'
import { LongJobs } from './services/long-jobs.ts'
import { type OverrideService, overrideService } from './services/override-service.ts'
import { type PlanService, planService } from './services/plan-service.ts'
import { type PublicationService, publicationService } from './services/publication-service.ts'
import { RunResults } from './services/run-results.ts'
import { type MakePlan, RunService } from './services/run-service.ts'
import { type ScenarioService, scenarioService } from './services/scenario-service.ts'
import type { ServiceLog } from './services/service-log.ts'
import { type SettingsService, settingsService } from './services/settings-service.ts'
import { type TargetService, targetService } from './services/target-service.ts'
import type { Database } from './store/database.ts'
import { UploadFolder } from './store/upload-folder.ts'

export interface Services {
  readonly health: HealthService
  readonly plans: PlanService
  readonly imports: FileImportService
  readonly forecasts: ForecastService
  readonly overrides: OverrideService
  readonly scenarios: ScenarioService
  readonly settings: SettingsService
  readonly targets: TargetService
  readonly runs: RunService
  readonly results: RunResults
  readonly drafts: DraftService
  readonly draftRuns: DraftRuns
  readonly publications: PublicationService
  readonly exports: ExportService
  readonly comparisons: ComparisonService
  readonly headcount: HeadcountService
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
  readonly planScenarios?: PlanScenarios
  readonly planHeadcount?: PlanHeadcount
}

/** Everything that the API offers, on one database. */
export function openServices({ db, dataFolder, log, version, ...parts }: ServiceParts): Services {
  const tasks = { ...planTasks(), ...parts.tasks }
  const plans = planService(db, tasks.describe)
  const results = new RunResults(db)
  const runs = new RunService(db, plans, parts.makePlan ?? runPlanInProcess, log)
  const drafts = new DraftService(db, results)
  return {
    plans,
    health: healthService(db, version),
    imports: new FileImportService({ db, tasks, log, uploads: new UploadFolder(path.join(dataFolder, 'uploads')) }),
    forecasts: new ForecastService({ db, plans, tasks, log, version }),
    overrides: overrideService(db, tasks, Date.now),
    scenarios: scenarioService(db, tasks),
    settings: settingsService(db, tasks),
    targets: targetService(db, tasks),
    runs,
    results,
    drafts,
    draftRuns: draftRuns(db, { plans, runs, drafts }),
    publications: publicationService(db),
    exports: exportService(db, runs, results, tasks),
    comparisons: new LongJobs(comparisonWork(parts.planScenarios ?? planInProcesses), { db, plans, log }),
    headcount: headcountService({ db, plans, log }, parts.planHeadcount ?? planHeadcountInProcess, tasks),
  }
}

/** Marks what a process that was stopped had under way. @returns how much of each there was */
export async function endLeftovers({ runs, imports, forecasts, comparisons, headcount }: Services) {
  return {
    runs: await runs.interruptLeftovers(),
    imports: await imports.endLeftovers(),
    forecasts: await forecasts.endLeftovers(),
    comparisons: await comparisons.interruptLeftovers(),
    headcountPlans: await headcount.jobs.interruptLeftovers(),
  }
}

/** Ends what is under way, and every stream. */
export async function closeServices({
  runs,
  drafts,
  imports,
  forecasts,
  comparisons,
  headcount,
}: Services): Promise<void> {
  drafts.close()
  await Promise.all([runs.close(), imports.close(), forecasts.close(), comparisons.close(), headcount.jobs.close()])
}
