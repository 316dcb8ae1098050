// Stands in for the entry of the worker threads and does what the test asks of it.
import { parentPort, workerData } from 'node:worker_threads'

const acts = {
  answer: () => {
    parentPort.postMessage({ kind: 'progress', progress: { stage: 'roster', fraction: 0.5 } })
    parentPort.postMessage({ kind: 'done', result: { report: 'report', contents: new Map([['a', 'b']]) } })
  },
  spin: () => {
    for (;;);
  },
  leave: () => process.exit(3),
  throw: () => {
    throw new Error('unexpected')
  },
  hoard: () => {
    const kept = []
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => ({ index })))
  },
}
acts[workerData.options.scenario]()
