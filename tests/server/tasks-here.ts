import { performTask } from '../../server/jobs/perform-task.ts'
import { planTasks } from '../../server/jobs/plan-tasks.ts'
import type { runInProcess } from '../../server/jobs/run-in-process.ts'
import type { WorkerProgress, WorkerResult, WorkerTask } from '../../server/jobs/worker-task.ts'

/** Performs tasks in the process of the tests, which saves each the second that a process of its own takes to begin. */
const performHere: typeof runInProcess = async <Task extends WorkerTask>(
  task: Task,
  { signal }: Parameters<typeof runInProcess<Task>>[1],
  { onProgress, answer }: Parameters<typeof runInProcess<Task>>[2] = {},
) => {
  signal?.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  const performed = performTask(task, {
    isStopped: () => signal?.aborted ?? false,
    ask: async (key, about) => answer?.(key, about),
    sayProgress: (progress) => onProgress?.(progress as WorkerProgress<Task>),
  })
  return Promise.race([performed as Promise<WorkerResult<Task>>, aborted])
}

/** The work on plans that servers of tests do, unless a test is about its processes. */
export const tasksHere = () => planTasks(performHere)
