import { JobQueue } from './store/job-queue.ts'
import { Signals } from './store/signals.ts'

/** How processes on one database work together: who sends jobs, who takes them, and what has changed. */
export interface OpenQueue {
  readonly queue: JobQueue
  readonly signals: Signals
  close(): Promise<void>
}

/**
 * @param url of the database
 * @param onLost told of broken connections; they are made again by themselves
 * @param supervises whether this process looks for jobs whose worker is gone, as every worker does
 */
export async function openQueue(
  url: string,
  { onLost, supervises }: { onLost: (error: Error) => void; supervises: boolean },
): Promise<OpenQueue> {
  const queue = new JobQueue(url, { onError: onLost, supervises })
  const signals = new Signals(url, onLost)
  const close = async () => {
    await Promise.allSettled([signals.close(), queue.close()])
  }
  try {
    await Promise.all([queue.start(), signals.start()])
  } catch (error) {
    await close()
    throw error
  }
  return { queue, signals, close }
}
