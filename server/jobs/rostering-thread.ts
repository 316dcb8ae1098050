import { Worker } from 'node:worker_threads'
import type { Tour } from '../../solver/tours/tour-problem.ts'

/** What a thread that solves an instance is started with. */
export interface RosteringTask {
  readonly fileName: string
  readonly text: string
  readonly seed: number
  /** Epoch milliseconds by which it is to have ended by itself. */
  readonly endsAtMs: number
}

/** What such a thread says: each better roster as it is found, each better bound, and that it has ended. */
export type RosteringMessage =
  | { readonly kind: 'incumbent'; readonly objective: number; readonly tours: readonly (Tour | null)[] }
  | { readonly kind: 'bound'; readonly objectiveBound: number }
  | {
      readonly kind: 'ended'
      readonly termination: 'optimal' | 'feasible' | 'infeasible'
      readonly limit?: 'time' | 'gap' | 'work'
    }

export interface RosteringOutcome {
  /** Best tours found; null without any. */
  readonly tours: readonly (Tour | null)[] | null
  readonly objective: number
  readonly objectiveBound: number
  readonly termination: 'optimal' | 'feasible' | 'infeasible' | 'interrupted'
  readonly limit?: 'time' | 'gap' | 'work'
}

export interface RosteringLimits {
  /** Epoch milliseconds at which the threads are ended, whatever they do. */
  readonly endsAtMs: number
  /** Ends them with the best that has been found. */
  readonly stop: AbortSignal
  /** Ends them with nothing: the promise is rejected with its reason. */
  readonly cancel: AbortSignal
}

type Progress = (progress: { objective?: number; objectiveBound?: number }) => void

const ENTRY = new URL('./rostering-worker.ts', import.meta.url)

/**
 * Solves an instance in threads of their own, one for each task, and takes the best roster and the best bound of all.
 * All end when one has proved its answer, when the bound meets the roster, or at a limit; what was found by then is kept,
 * because every better roster is sent as it is found.
 */
export function solveInThreads(
  tasks: readonly RosteringTask[],
  limits: RosteringLimits,
  onProgress: Progress,
): Promise<RosteringOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<RosteringOutcome>()
  const best = { tours: null as RosteringOutcome['tours'], objective: Infinity, objectiveBound: -Infinity }
  const end = (termination: RosteringOutcome['termination'], limit?: RosteringOutcome['limit']) =>
    resolve({ ...best, termination, ...(limit && { limit }) })
  const cutShort = (limit?: 'time') => end(best.tours ? 'feasible' : 'interrupted', limit)
  let atWork = tasks.length
  const onMessage = (message: RosteringMessage) => {
    if (message.kind === 'ended') {
      atWork--
      if (atWork === 0 || message.termination !== 'feasible') end(message.termination, message.limit)
      return
    }
    if (message.kind === 'bound') best.objectiveBound = Math.max(best.objectiveBound, message.objectiveBound)
    else if (message.objective < best.objective) Object.assign(best, message)
    onProgress({
      ...(best.tours && { objective: best.objective }),
      ...(best.objectiveBound > -Infinity && { objectiveBound: best.objectiveBound }),
    })
    if (best.objectiveBound >= best.objective) end('optimal')
  }
  const workers = tasks.map((task) => new Worker(ENTRY, { workerData: task }))
  for (const worker of workers) {
    worker.on('message', onMessage)
    worker.on('error', reject)
    worker.on('exit', (code) => {
      if (code !== 0) reject(new Error(`A solving thread ended without an answer (exit code ${code}).`))
    })
  }
  const timer = setTimeout(() => cutShort('time'), Math.max(0, limits.endsAtMs - Date.now()))
  const onStop = () => cutShort()
  const onCancel = () => reject(limits.cancel.reason)
  limits.stop.addEventListener('abort', onStop, { once: true })
  limits.cancel.addEventListener('abort', onCancel, { once: true })
  return promise.finally(() => {
    clearTimeout(timer)
    limits.stop.removeEventListener('abort', onStop)
    limits.cancel.removeEventListener('abort', onCancel)
    return Promise.all(workers.map((worker) => worker.terminate()))
  })
}
