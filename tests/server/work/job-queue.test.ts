import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { JobQueue, type QueuedJob, type Urgency } from '../../../server/store/job-queue.ts'
import { makeDatabase } from '../database.ts'

async function queueOn() {
  const { url, db, close } = await makeDatabase()
  const queue = new JobQueue(url, { supervises: false, onError: (error) => expect.unreachable(error.message) })
  await queue.start()
  onTestFinished(async () => {
    await queue.close()
    await close()
  })
  const send = (jobs: readonly QueuedJob[]) => db.transaction().execute((transaction) => queue.send(transaction, jobs))
  return { url, db, queue, send }
}

const jobOf = (unitId: string, actorId: string, urgency: Urgency = 'solve'): QueuedJob => ({
  ...{ kind: 'run', id: randomUUID(), unitId, actorId, urgency, attempt: 1 },
})

/** Takes jobs until none is left, each done before the next. */
async function drained(queue: JobQueue): Promise<QueuedJob[]> {
  const taken: QueuedJob[] = []
  for (let job = await queue.take('sweep'); job; job = await queue.take('sweep')) {
    taken.push(job)
    await queue.complete(job)
  }
  return taken
}

const who = (jobs: readonly QueuedJob[]) => jobs.map(({ unitId, actorId }) => `${unitId}/${actorId}`).join(' ')

test("one person's later jobs wait behind another's first, and units take turns", async () => {
  const { queue, send } = await queueOn()
  for (let count = 0; count < 4; count++) await send([jobOf('north', 'an')])
  await send([jobOf('north', 'bo')])
  await send([jobOf('south', 'cy')])
  await send([jobOf('south', 'cy')])
  expect(who(await drained(queue))).toBe('north/an south/cy north/bo south/cy north/an north/an north/an')
})

test('a unit that has a job in hand waits behind one that has none', async () => {
  const { queue, send } = await queueOn()
  await send([jobOf('north', 'an')])
  await send([jobOf('north', 'an')])
  const inHand = await queue.take('sweep')
  expect(inHand?.unitId).toBe('north')
  await send([jobOf('south', 'cy')])
  expect((await queue.take('sweep'))?.unitId).toBe('south')
  expect((await queue.take('sweep'))?.unitId).toBe('north')
})

test('what a person waits for goes before solves, and solves before sweeps; a place kept for the urgent takes nothing else', async () => {
  const { queue, send } = await queueOn()
  for (const urgency of ['sweep', 'solve', 'soon', 'atOnce'] as const) await send([jobOf('north', 'an', urgency)])
  expect((await queue.take('soon'))?.urgency).toBe('atOnce')
  expect(await queue.take('atOnce')).toBeUndefined()
  expect((await drained(queue)).map(({ urgency }) => urgency)).toEqual(['soon', 'solve', 'sweep'])
})

test('a job is sent with the transaction or not at all, and one of a row that is over is taken out', async () => {
  const { db, queue, send } = await queueOn()
  const lost = new Error('rolled back')
  const failing = db.transaction().execute(async (transaction) => {
    await queue.send(transaction, [jobOf('north', 'an')])
    throw lost
  })
  await expect(failing).rejects.toBe(lost)
  const kept = jobOf('north', 'an')
  const part = { ...jobOf('north', 'an', 'sweep'), partOf: kept.id }
  const other = jobOf('north', 'bo')
  await send([kept, part, other])
  expect(await queue.waiting(db, 'run', 'north')).toBe(3)
  await db.transaction().execute((transaction) => queue.remove(transaction, [kept.id]))
  expect(who(await drained(queue))).toBe('north/bo')
})

test('a job that is put back is taken again as a new attempt, by one who holds it only', async () => {
  const { db, queue, send } = await queueOn()
  await send([jobOf('north', 'an')])
  const taken = (await queue.take('sweep'))!
  const putBack = () => db.transaction().execute((transaction) => queue.putBack(transaction, taken))
  expect(await putBack()).toBe(true)
  expect(await putBack()).toBe(false)
  expect(await queue.keep([taken])).toEqual([taken])
  const again = (await queue.take('sweep'))!
  expect([again.id, again.attempt, again.retries]).toEqual([taken.id, 2, 0])
  expect(await queue.keep([again])).toEqual([])
})

test('a job that could not be carried through is taken again after a moment, as its next attempt', async () => {
  const { queue, send } = await queueOn()
  await send([jobOf('north', 'an')])
  const first = (await queue.take('sweep'))!
  await queue.retry(first)
  expect(await queue.take('sweep')).toBeUndefined()
  await expect
    .poll(() => queue.take('sweep'), { timeout: 5000 })
    .toMatchObject({ id: first.id, attempt: 2, retries: 1 })
  // The first claim is worth nothing any more.
  expect(await queue.keep([first])).toEqual([first])
})
