import { Worker } from 'node:worker_threads'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { WorkerAnswer, WorkerMessage, WorkerProgress, WorkerResult, WorkerTask } from './worker-task.ts'

export interface WorkerLimits {
  /** Wall-clock time after which the thread is ended, seconds. */
  readonly seconds: number
  /** Heap of the thread, megabytes. */
  readonly memoryMegabytes: number
  /** Ends the thread at once; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal
}

/** What the thread may say and ask while it works. */
export interface WorkerTalk<Task extends WorkerTask> {
  readonly onProgress?: (progress: WorkerProgress<Task>) => void
  /** Finds what the thread asks for, so that it need not be given everything that it might need. */
  readonly answer?: (key: string) => Promise<string | Uint8Array | undefined>
}

export class WorkerTimedOut extends Error {
  constructor(seconds: number) {
    super(`The work was ended after ${seconds} s, its limit.`)
    this.name = 'WorkerTimedOut'
  }
}

/** The worker ended without an answer; `cause` is for the log, not for readers. */
export class WorkerCrashed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'WorkerCrashed'
  }
}

const ENTRY = new URL('./plan-worker.ts', import.meta.url)

/**
 * Performs a task in a thread of its own. Ending the thread is the one limit that holds: solvers run without pause
 * and do not look up.
 * @throws PlanningInputError as the task threw it; WorkerTimedOut; WorkerCrashed; the reason of the signal
 */
export function runInWorker<Task extends WorkerTask>(
  task: Task,
  limits: WorkerLimits,
  talk: WorkerTalk<Task> = {},
  entry: URL = ENTRY,
): Promise<WorkerResult<Task>> {
  const { promise, resolve, reject } = Promise.withResolvers<WorkerResult<Task>>()
  if (limits.signal?.aborted) {
    reject(limits.signal.reason)
    return promise
  }
  const worker = new Worker(entry, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMegabytes },
  })
  const abort = () => reject(limits.signal?.reason)
  const timer = setTimeout(() => reject(new WorkerTimedOut(limits.seconds)), limits.seconds * 1000)
  limits.signal?.addEventListener('abort', abort, { once: true })
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'progress') talk.onProgress?.(message.progress as WorkerProgress<Task>)
    else if (message.kind === 'ask') answerTo(worker, message.key, talk).catch(reject)
    else if (message.kind === 'done') resolve(message.result as WorkerResult<Task>)
    else if (message.kind === 'refused') reject(new PlanningInputError(message.issues))
    else reject(new WorkerCrashed(message.message, message.stack))
  })
  worker.on('messageerror', (error) => reject(new WorkerCrashed('The answer could not be read.', error)))
  worker.on('error', (error) => reject(crashFrom(error, limits)))
  worker.on('exit', (code) => reject(new WorkerCrashed(`The work ended without an answer (exit code ${code}).`)))
  return promise.finally(() => {
    clearTimeout(timer)
    limits.signal?.removeEventListener('abort', abort)
    return worker.terminate()
  })
}

async function answerTo<Task extends WorkerTask>(worker: Worker, key: string, talk: WorkerTalk<Task>): Promise<void> {
  const answer: WorkerAnswer = { key, value: await talk.answer?.(key) }
  worker.postMessage(answer)
}

function crashFrom(error: unknown, limits: WorkerLimits): WorkerCrashed {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new WorkerCrashed(`The work needs more than ${limits.memoryMegabytes} MB of memory, its limit.`, error)
    : new WorkerCrashed('The work failed.', error)
}
