import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { ActualsReceipt, DayActuals } from '../../../server/contracts/actuals.ts'
import { localDate } from '../../../solver/domain/horizon.ts'
import { type Site, startSite } from '../../faults/site.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { benchmark } from '../bench-spec.ts'
import { HttpUser } from './http-user.ts'

const SIZES = {
  '1000 rows a second, 2 s': { seconds: 2 },
  '1000 rows a second, 60 s': { seconds: 60 },
} as const

/** Each sends reports of a queue of its own, so that what must be known afterwards is certain. */
const SENDERS = ['chat', 'tickets'] as const
const ROWS_OF_A_BATCH = 500
/** Hours that are reported, the latest first, and then again: all but the first reports restate. */
const HOURS = 2400
const HOUR_MS = 3_600_000

interface Input {
  readonly site: Site
  readonly planId: string
  readonly seconds: number
  /** Start of the last hour that is reported, epoch milliseconds. */
  readonly lastMs: number
}

interface Measured {
  readonly milliseconds: readonly number[]
  readonly rows: number
  readonly seconds: number
  /** Rows that were neither stored nor restated. */
  readonly notTaken: number
  /** Intervals of which something else is known afterwards than what was reported last. */
  readonly wrong: number
}

export const actualsSpeed = benchmark<Input, Measured>({
  name: 'actuals-speed',
  what: 'Two systems that report what the day brings to one server, a batch each a second, and nothing of it lost',
  sizes: Object.keys(SIZES) as [string, ...string[]],
  repeats: () => 0,
  build: async ({ size }) => {
    const site = await startSite({ servers: 1, workers: 0 })
    try {
      const user = new HttpUser(site.servers[0]!.address, SENDERS.length)
      const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
      const { status, body } = await user.send('POST', '/plans', { unitId: 'main', files })
      if (status >= 300) throw new Error(`${status}: ${body.toString()}`)
      user.close()
      const lastMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
      return { site, planId: JSON.parse(body.toString()).id, lastMs, ...SIZES[size as keyof typeof SIZES] }
    } catch (error) {
      await site.stop()
      throw error
    }
  },
  phases: [
    {
      name: 'report',
      run: report,
      validate: ({ rows, notTaken, wrong }, { seconds }) => {
        if (rows < seconds * SENDERS.length * ROWS_OF_A_BATCH) throw new Error(`Only ${rows} rows were sent.`)
        if (notTaken > 0) throw new Error(`${notTaken} rows were not taken.`)
        if (wrong > 0) throw new Error(`${wrong} intervals are not as they were reported last.`)
      },
      rows: ({ milliseconds, rows, seconds }) => {
        const ordered = milliseconds.toSorted((a, b) => a - b)
        const at = (share: number) => Math.round(ordered[Math.floor((ordered.length - 1) * share)]!)
        return [
          {
            ...{ rows, batches: ordered.length, 'rows a second': Math.round(rows / seconds) },
            ...{ 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'max ms': at(1) },
          },
        ]
      },
    },
  ],
  dispose: async ({ site }) => site.stop(),
})

async function report(input: Input): Promise<Measured> {
  const begun = performance.now()
  const milliseconds: number[] = []
  const sent = await Promise.all(SENDERS.map((queueId, number) => sendAll(input, queueId, number, milliseconds)))
  const seconds = (performance.now() - begun) / 1000
  const rows = sent.reduce((sum, one) => sum + one.rows, 0)
  const notTaken = rows - sent.reduce((sum, one) => sum + one.taken, 0)
  const wrong = await wrongIntervals(input, new Map(SENDERS.map((queueId, at) => [queueId, sent[at]!.offered])))
  return { milliseconds, rows, seconds, notTaken, wrong }
}

/** A batch a second, the next one at once where one took longer. */
async function sendAll({ site, planId, seconds, lastMs }: Input, queueId: string, number: number, times: number[]) {
  const user = new HttpUser(site.servers[0]!.address, number)
  const begun = performance.now()
  const offered = new Map<number, number>()
  let taken = 0
  for (let batch = 0; batch < seconds; batch++) {
    await setTimeout(Math.max(0, begun + batch * 1000 - performance.now()))
    const intervals = Array.from({ length: ROWS_OF_A_BATCH }, (_, row) => {
      const startMs = lastMs - ((batch * ROWS_OF_A_BATCH + row) % HOURS) * HOUR_MS
      offered.set(startMs, batch)
      const figures = {
        offered: batch,
        handled: batch,
        abandoned: 0,
        ahtSeconds: 300,
        answeredWithin: batch,
        backlog: 3,
      }
      return { queueId, start: new Date(startMs).toISOString(), ...figures }
    })
    const body = { batchId: randomUUID(), sentAt: new Date().toISOString(), intervals }
    const reply = await user.send('POST', `/plans/${planId}/actuals`, body)
    if (reply.status >= 300) throw new Error(`${reply.status}: ${reply.body.toString().slice(0, 500)}`)
    const { stored, restated } = JSON.parse(reply.body.toString()) as ActualsReceipt
    taken += stored + restated
    times.push(reply.milliseconds)
  }
  user.close()
  return { rows: seconds * ROWS_OF_A_BATCH, taken, offered }
}

/** How many intervals are known otherwise than they were reported last, or not at all. */
async function wrongIntervals(
  { site, planId }: Input,
  offered: ReadonlyMap<string, ReadonlyMap<number, number>>,
): Promise<number> {
  const days = new Set(
    [...offered.values()].flatMap((one) => [...one.keys()].map((ms) => localDate(ms, 'Asia/Shanghai'))),
  )
  const user = new HttpUser(site.servers[0]!.address, SENDERS.length)
  const known = new Map<string, number>()
  for (const day of days) {
    const { body } = await user.send('GET', `/plans/${planId}/actuals?day=${day}`)
    const { starts, queues } = JSON.parse(body.toString()) as DayActuals
    for (const queue of queues) {
      queue.offered.forEach((count, interval) => {
        if (count !== null) known.set(`${queue.queueId} ${Date.parse(starts[interval]!)}`, count)
      })
    }
  }
  user.close()
  let wrong = 0
  for (const [queueId, byStart] of offered) {
    for (const [startMs, count] of byStart) if (known.get(`${queueId} ${startMs}`) !== count) wrong++
  }
  return wrong
}
