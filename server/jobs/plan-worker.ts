/** Entry of the processes of `runInProcess`: performs the one task that it is sent, says what came of it, and ends. */
import { once } from 'node:events'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { performTask } from './perform-task.ts'
import { watchForStop } from './stop-flag.ts'
import type { Answer, WorkerAnswer, WorkerMessage, WorkerTask } from './worker-task.ts'

const say = (message: WorkerMessage) => process.send?.(message)
const sayProgress = (progress: unknown) => say({ kind: 'progress', progress })

let lastAnswer: Promise<unknown> = Promise.resolve()

/** Asks the process that started this one for a text, one question at a time. */
function ask(key: string, about?: Uint8Array): ReturnType<Answer> {
  const answer = lastAnswer.then(async () => {
    say({ kind: 'ask', key, value: about })
    const [{ value }] = (await once(process, 'message')) as [WorkerAnswer]
    return value
  })
  lastAnswer = answer
  return answer
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
  const result = await performTask(task, { isStopped, ask, sayProgress })
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
