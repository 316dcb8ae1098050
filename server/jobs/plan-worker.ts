/** Entry of the worker threads: performs the one task that it is started with, says what came of it, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { WorkerMessage, WorkerTask } from './worker-task.ts'

const say = (message: WorkerMessage) => parentPort?.postMessage(message)

async function perform(task: WorkerTask) {
  // Loaded when asked for: reading a plan does not need the solver.
  if (task.kind === 'describe') return (await import('./describe-plan.ts')).describePlan(task.files)
  const { planWeek } = await import('./plan-week.ts')
  return planWeek(task.files, task.options, (progress) => say({ kind: 'progress', progress }))
}

try {
  say({ kind: 'done', result: await perform(workerData as WorkerTask) })
} catch (error) {
  if (error instanceof PlanningInputError) say({ kind: 'refused', issues: error.issues })
  else {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    say({ kind: 'failed', message, stack: stack ?? '' })
  }
}
