import path from 'node:path'
import { LOCAL_PLANNER } from './auth/actor.ts'
import { REPOSITORY } from './config.ts'
import { type Run, runRequestSchema } from './contracts/run.ts'
import { readPlanFolder } from './imports/plan-folder.ts'
import type { PlanService } from './services/plan-service.ts'
import type { RunService } from './services/run-service.ts'

const SAMPLE = path.join(REPOSITORY, 'scenarios', 'beauty-50')

/**
 * Gives a new installation something to look at: the sample plan when there is none, and a run of its default week
 * when none of its runs was ever carried through.
 * @returns the run once it is over, or undefined when there was nothing to do
 */
export async function planSample(plans: PlanService, runs: RunService, folder = SAMPLE): Promise<Run | undefined> {
  const { plans: found, unreadable } = await plans.list()
  if (found.length > 1 || unreadable.length > 0) return undefined
  const plan = found[0] ?? (await importFolder(plans, folder))
  const earlier = await runs.list(plan.id)
  if (earlier.some((run) => run.state !== 'interrupted')) return undefined
  const run = await runs.start(plan.id, runRequestSchema.parse({}), LOCAL_PLANNER)
  return runs.finished(run.id)
}

async function importFolder(plans: PlanService, folder: string) {
  const files = await readPlanFolder(folder)
  const [unit] = await plans.units()
  return plans.import(
    { unitId: unit!.id, files: Array.from(files, ([path, content]) => ({ path, content })) },
    LOCAL_PLANNER,
  )
}

/** What to tell at the terminal of a sample run that is over. */
export function sampleOutcome(run: Run, address: string): string {
  if (run.report) {
    const gap = ((run.report.relativeGap ?? 0) * 100).toFixed(1)
    return `The sample plan's week of ${run.week} is planned (gap ${gap} %): ${address}`
  }
  return `The sample plan's week of ${run.week} is not planned: ${run.error?.message ?? run.state}`
}
