import type { HeadcountPlan } from '../../solver/domain/headcount-plan.ts'
import type { HeadcountProgress, HeadcountRequest } from '../contracts/headcount.ts'
import { runInProcess } from './run-in-process.ts'
import { PLAN_MEMORY_MEGABYTES } from './run-plan.ts'
import type { PlanFiles } from './worker-task.ts'

/** Two years by week of a large team take minutes; what takes longer is not waited for. */
const MOST_SECONDS = 3600

/** Makes a headcount plan in a process of its own. Errors as of `runInProcess`; the signal ends it. */
export const planHeadcountInProcess = (
  options: HeadcountRequest,
  files: PlanFiles,
  { onProgress, signal }: { readonly onProgress: (progress: HeadcountProgress) => void; readonly signal: AbortSignal },
): Promise<HeadcountPlan> =>
  runInProcess(
    { kind: 'headcount', files, options },
    { seconds: MOST_SECONDS, memoryMegabytes: PLAN_MEMORY_MEGABYTES, inSpareTime: true, signal },
    { onProgress },
  )
