import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import type { ExplainedForecast } from '../../solver/domain/forecast-outputs.ts'
import type { Horizon } from '../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../solver/domain/plan-inputs.ts'
import { forecast, refuseEarlyHorizon } from '../../solver/forecast/forecast.ts'

export interface ForecastTask {
  readonly history: readonly QueueHistory[]
  readonly calendar: readonly CalendarEvent[]
  readonly horizon: Horizon
}

/** Fewer queues than this are forecast sooner than threads are started. */
const LEAST_QUEUES = 4
const MOST_THREADS = 8

/**
 * `forecast` of many queues over the cores of the machine; queues do not depend on one another, so the numbers are the
 * same however many there are. Errors as of `forecast`.
 */
export async function forecastInThreads(task: ForecastTask): Promise<ExplainedForecast> {
  const { history, horizon } = task
  const threads = Math.min(availableParallelism(), MOST_THREADS, history.length)
  if (history.length < LEAST_QUEUES || threads < 2) return forecast(history, task.calendar, horizon)
  // What is wrong with the input is said before it is parted, so that it is the same however it is parted.
  for (const queue of history) refuseEarlyHorizon(queue, horizon)
  const parts = Array.from({ length: threads }, (_, thread) => partOf(task, thread, threads))
  const made = await Promise.all(parts.map(inThread))
  const at = <Item>(pick: (part: ExplainedForecast) => readonly Item[]) =>
    history.map((_, queue) => pick(made[queue % threads]!)[Math.floor(queue / threads)]!)
  return { horizon, queues: at(({ queues }) => queues), explanations: at(({ explanations }) => explanations) }
}

/** Every n-th queue, and the events that are not another queue's own. */
function partOf({ history, calendar, horizon }: ForecastTask, thread: number, threads: number): ForecastTask {
  const own = history.filter((_, queue) => queue % threads === thread)
  const others = new Set(history.map(({ queueId }) => queueId))
  for (const { queueId } of own) others.delete(queueId)
  return { history: own, calendar: calendar.filter(({ category }) => !others.has(category ?? '')), horizon }
}

function inThread(task: ForecastTask): Promise<ExplainedForecast> {
  const { promise, resolve, reject } = Promise.withResolvers<ExplainedForecast>()
  const worker = new Worker(new URL('./forecast-worker.ts', import.meta.url), { workerData: task })
  worker.on('message', resolve)
  worker.on('error', reject)
  worker.on('exit', (code) => reject(new Error(`A forecast thread ended without an answer (exit code ${code}).`)))
  return promise
}
