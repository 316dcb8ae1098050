import path from 'node:path'
import { planHeadcountInProcess } from './jobs/headcount-in-process.ts'
import { type PlanTasks, planTasks } from './jobs/plan-tasks.ts'
import { makePartInProcess, runPlanInProcess } from './jobs/run-plan.ts'
import { openScenarioPlanner } from './jobs/scenario-planner.ts'
import type { OpenQueue } from './open-queue.ts'
import { namingRequests, type ServiceLog } from './services/service-log.ts'
import type { Database } from './store/database.ts'
import { UploadFolder } from './store/upload-folder.ts'
import { comparisonPartWork, type OpenPlanner } from './work/comparison-part-work.ts'
import { DayWatcher } from './work/day-watcher.ts'
import { fileImportWork } from './work/file-import-work.ts'
import { forecastWork } from './work/forecast-work.ts'
import { headcountWork, type PlanHeadcount } from './work/headcount-work.ts'
import { JobWorker } from './work/job-worker.ts'
import { runPartWork } from './work/run-part-work.ts'
import { type MakePlan, runWork } from './work/run-work.ts'
import { sendForsaken } from './work/send-forsaken.ts'

const LOOK_FOR_FORSAKEN_EVERY_MS = 60_000

export interface WorkerParts extends Pick<OpenQueue, 'queue' | 'signals'> {
  readonly db: Database
  /** Files are copied to `uploads/` of it while they are read. */
  readonly dataFolder: string
  readonly log: ServiceLog
  /** Heavy jobs at once; 0 does none at all. */
  readonly slots: number
  /** In the place of the processes and the solver. */
  readonly tasks?: Partial<PlanTasks>
  readonly makePlan?: MakePlan
  readonly openPlanner?: OpenPlanner
  readonly planHeadcount?: PlanHeadcount
  /** In the place of the clock by which days are watched: epoch milliseconds. */
  readonly now?: () => number
}

export interface OpenWorker {
  readonly worker: JobWorker
  /** Jobs in hand go back to the queue. */
  close(): Promise<void>
}

/** Does jobs of the queue in this process, the heavy parts in processes of their own. */
export async function openWorker({
  db,
  queue,
  signals,
  dataFolder,
  slots,
  ...parts
}: WorkerParts): Promise<OpenWorker> {
  const log = namingRequests(parts.log)
  const tasks = { ...planTasks(), ...parts.tasks }
  const uploads = new UploadFolder(path.join(dataFolder, 'uploads'))
  const works = {
    run: runWork(db, { queue, makePlan: parts.makePlan ?? runPlanInProcess, log }),
    runPart: runPartWork(db, { makePart: makePartInProcess, log }),
    comparisonPart: comparisonPartWork(db, { queue, openPlanner: parts.openPlanner ?? openScenarioPlanner, log }),
    headcountPlan: headcountWork(db, parts.planHeadcount ?? planHeadcountInProcess, log),
    forecast: forecastWork(db, tasks, log),
    fileImport: fileImportWork(db, { tasks, uploads, log }),
  }
  const worker = new JobWorker({ db, queue, signals, works, log, slots })
  if (slots === 0) return { worker, close: () => worker.close() }
  await uploads.removeForsaken()
  const look = async () => {
    try {
      const sent = await sendForsaken(db, queue)
      if (sent > 0) log.warn({ sent }, 'took up what was under way without a place in the queue')
    } catch (error) {
      log.error({ err: error }, 'work without a place in the queue could not be looked for')
    }
  }
  await look()
  const looking = setInterval(look, LOOK_FOR_FORSAKEN_EVERY_MS)
  looking.unref()
  worker.start()
  const watcher = new DayWatcher({ db, signals, tasks, log, ...(parts.now && { now: parts.now }) })
  watcher.start()
  return {
    worker,
    close: async () => {
      clearInterval(looking)
      await watcher.close()
      await worker.close()
    },
  }
}
