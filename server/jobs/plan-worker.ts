/** Entry of the processes of `runInProcess`: performs the one task that it is sent, says what came of it, and ends. */
import { once } from 'node:events'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { watchForStop } from './stop-flag.ts'
import type { WorkerAnswer, WorkerMessage, WorkerTask } from './worker-task.ts'

const say = (message: WorkerMessage) => process.send?.(message)
const sayProgress = (progress: unknown) => say({ kind: 'progress', progress })

let lastAnswer: Promise<unknown> = Promise.resolve()

/** Asks the process that started this one for a text, one question at a time. */
function ask(key: string): Promise<WorkerAnswer['value']> {
  const answer = lastAnswer.then(async () => {
    say({ kind: 'ask', key })
    const [{ value }] = (await once(process, 'message')) as [WorkerAnswer]
    return value
  })
  lastAnswer = answer
  return answer
}

/** Of the scenarios to plan; undefined when none is left. */
async function nextPlace(): Promise<number | undefined> {
  const place = await ask('place')
  return place === undefined ? undefined : Number(place)
}

/** Modules are loaded when they are asked for: reading a plan does not need the solver. */
async function perform(task: WorkerTask, isStopped: () => boolean): Promise<unknown> {
  switch (task.kind) {
    case 'describe':
      return (await import('./describe-plan.ts')).describePlan(task.files)
    case 'plan':
      return (await import('./plan-week.ts')).planWeek(task, {
        onProgress: sayProgress,
        isStopped,
      })
    case 'compare':
      return (await import('./compare-worker.ts')).planScenariosInTurn(task, nextPlace, {
        onProgress: sayProgress,
        isStopped,
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
    case 'scenarios':
      return (await import('./change-scenarios.ts')).storedScenarios(task.files)
    case 'changeScenarios':
      return (await import('./change-scenarios.ts')).changeScenarios(task.files, task.change)
    case 'targets':
      return (await import('./change-targets.ts')).storedTargets(task.files)
    case 'changeTargets':
      return (await import('./change-targets.ts')).changeTargets(task.files, task.change)
    case 'settings':
      return (await import('./change-settings.ts')).storedSettings(task.files)
    case 'changeSettings':
      return (await import('./change-settings.ts')).changeSettings(task.files, task.changes)
    case 'checkShiftMoves':
      return (await import('./check-shift-moves.ts')).checkShiftMoves(task)
    case 'export':
      return (await import('./make-export.ts')).makeExport(task.files, task.request)
    case 'headcount':
      return (await import('./plan-headcount.ts')).planHeadcount(task.files, task.options, sayProgress)
    case 'headcountFile':
      return (await import('./headcount-file.ts')).headcountFile(task.files, task.request)
    case 'accuracy':
      return (await import('./accuracy-report.ts')).accuracyReport(task.files, task.snapshots, ask)
  }
}

// Ctrl-C and a service that is stopped send these to every process at once; what becomes of the work is for the one
// that started this to say.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
// Half the time of a short task is stripping types and compiling. What comes of it is kept where the code is: whoever may
// write there may change the code as well.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)))
const isStopped = watchForStop()
const [task] = (await once(process, 'message')) as [WorkerTask]
try {
  const result = await perform(task, isStopped)
  // By itself it would be written at the end, but whoever hears the answer ends this process.
  flushCompileCache()
  say({ kind: 'done', result })
} catch (error) {
  if (error instanceof PlanningInputError) say({ kind: 'refused', issues: error.issues })
  else {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    say({ kind: 'failed', message, stack: stack ?? '' })
  }
}
