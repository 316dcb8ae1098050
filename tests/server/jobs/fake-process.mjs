// Stands in for the entry of the processes of `runInProcess` and does what the test asks of it.
import { once } from 'node:events'
import { watchForStop } from '../../../server/jobs/stop-flag.ts'

const isStopped = watchForStop()
const [task] = await once(process, 'message')

const done = (result) => process.send({ kind: 'done', result })
const tellPid = () => process.send({ kind: 'progress', progress: process.pid })

const acts = {
  answer: () => {
    process.send({ kind: 'progress', progress: { stage: 'roster', fraction: 0.5 } })
    done({ report: 'report', contents: new Map([['a', 'b']]) })
  },
  echo: () => done(task),
  ask: async () => {
    process.send({ kind: 'ask', key: 'history.csv' })
    const [answer] = await once(process, 'message')
    done(answer)
  },
  environment: () => done({ ...process.env }),
  spin: () => {
    tellPid()
    for (;;);
  },
  spinUntilStopped: () => {
    tellPid()
    while (!isStopped());
    done('stopped')
  },
  leave: () => process.exit(3),
  throw: () => {
    throw new Error('unexpected')
  },
  fault: () => process.kill(process.pid, 'SIGSEGV'),
  hoard: () => {
    const kept = []
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, index) => ({ index })))
  },
}
await acts[task.options.scenario]()
