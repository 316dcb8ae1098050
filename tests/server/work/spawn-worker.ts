/**
 * A worker in a process of its own on the database of the first argument, whose runs take the milliseconds of the second
 * and end by themselves. It prints `begun ID ATTEMPT` and `ended ID ATTEMPT` of each.
 */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openQueue } from '../../../server/open-queue.ts'
import { openWorker } from '../../../server/open-worker.ts'
import { openDatabase } from '../../../server/store/database.ts'
import { REPORT } from '../stored-plan.ts'

const [url = '', milliseconds = '0'] = process.argv.slice(2)
const silent = { info: () => undefined, warn: () => undefined, error: (facts: object) => console.error(facts) }
const db = openDatabase(url)
const dataFolder = await mkdtemp(path.join(tmpdir(), 'tideline-worker-'))
const open = await openQueue(url, { supervises: true, onLost: () => undefined })
await openWorker({
  ...{ ...open, db, dataFolder, log: silent, slots: 1 },
  makePlan: async ({ options }) => {
    console.log(`begun ${options.seed}`)
    await setTimeout(Number(milliseconds))
    console.log(`ended ${options.seed}`)
    return { report: { ...REPORT, seed: options.seed }, contents: new Map([['roster.csv', `${process.pid}\n`]]) }
  },
})
console.log('ready')
