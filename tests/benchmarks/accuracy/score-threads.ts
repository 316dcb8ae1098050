import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SeriesScore } from './rolling-origins.ts'
import { runScoreTask, type ScoreTask } from './score-task.ts'

/** Runs the tasks, in this thread or on several, and gives their scores in the order of the tasks. */
export async function scoreTasks(tasks: readonly ScoreTask[], threads: number): Promise<SeriesScore[]> {
  const scores: SeriesScore[] = []
  let next = 0
  const work = async (run: (task: ScoreTask) => Promise<SeriesScore>) => {
    while (next < tasks.length) {
      const place = next++
      scores[place] = await run(tasks[place]!)
    }
  }
  if (threads === 1) await work(runScoreTask)
  else await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, () => inThread(work)))
  return scores
}

async function inThread(work: (run: (task: ScoreTask) => Promise<SeriesScore>) => Promise<void>): Promise<void> {
  const worker = new Worker(new URL('./score-worker.ts', import.meta.url))
  try {
    await work(async (task) => {
      worker.postMessage(task)
      const [score] = (await once(worker, 'message')) as [SeriesScore]
      return score
    })
  } finally {
    await worker.terminate()
  }
}
