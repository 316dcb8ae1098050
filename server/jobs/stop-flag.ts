import { Worker } from 'node:worker_threads'

/**
 * Lets work that runs without pause see that it is asked to stop: a thread beside it listens, as of `stop-worker.ts`.
 * @returns whether it has been asked by now
 */
export function watchForStop(): () => boolean {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  new Worker(new URL('./stop-worker.ts', import.meta.url), { workerData: flag }).unref()
  return () => Atomics.load(flag, 0) !== 0
}
