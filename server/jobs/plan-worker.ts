/** Entry of the worker threads: performs the one task that it is started with, says what came of it, and ends. */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { WorkerAnswer, WorkerMessage, WorkerTask } from './worker-task.ts'

const say = (message: WorkerMessage) => parentPort?.postMessage(message)
const sayProgress = (progress: unknown) => say({ kind: 'progress', progress })

let lastAnswer: Promise<unknown> = Promise.resolve()

/** Asks the thread that started this one for a text, one question at a time. */
function ask(key: string): Promise<WorkerAnswer['value']> {
  const answer = lastAnswer.then(async () => {
    say({ kind: 'ask', key })
    const [{ value }] = (await once(parentPort!, 'message')) as [WorkerAnswer]
    return value
  })
  lastAnswer = answer
  return answer
}

/** Modules are loaded when they are asked for: reading a plan does not need the solver. */
async function perform(task: WorkerTask): Promise<unknown> {
  switch (task.kind) {
    case 'describe':
      return (await import('./describe-plan.ts')).describePlan(task.files)
    case 'plan':
      return (await import('./plan-week.ts')).planWeek(task.files, task.options, {
        keep: task.keep,
        onProgress: sayProgress,
        isStopped: () => Atomics.load(task.stopFlag, 0) !== 0,
      })
    case 'detect':
      return (await import('./detect-received-file.ts')).detectReceivedFile(task.file, task.files)
    case 'readFile':
      return (await import('./read-received-file.ts')).readReceivedFile(task, ask, sayProgress)
    case 'forecast':
      return (await import('./make-forecast.ts')).makeForecast(task.files, task.from, task.days)
    case 'overrides':
      return (await import('./plan-overrides.ts')).planOverrides(task.files)
    case 'changeOverrides':
      return (await import('./plan-overrides.ts')).changeOverrides(task.files, task.change)
    case 'targets':
      return (await import('./change-targets.ts')).storedTargets(task.files)
    case 'changeTargets':
      return (await import('./change-targets.ts')).changeTargets(task.files, task.change)
    case 'accuracy':
      return (await import('./accuracy-report.ts')).accuracyReport(task.files, task.snapshots, ask)
  }
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
