import { parentPort } from 'node:worker_threads'
import { runScoreTask, type ScoreTask } from './score-task.ts'

/** A thread that scores one task after another; a task that fails ends it, which its pool reports. */
parentPort!.on('message', async (task: ScoreTask) => {
  parentPort!.postMessage(await runScoreTask(task))
})
