import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { DraftEditRequest } from '../../server/contracts/roster-draft.ts'
import type { Database } from '../../server/store/database.ts'
import { buildTestApp, type TestApp } from '../server/api/build-test-app.ts'
import { databaseThrough, makeDatabase } from '../server/database.ts'
import { cellOf, dayShift, editOf, storeDraftableRun } from '../server/draftable-run.ts'
import { storePlan } from '../server/stored-plan.ts'
import { breaches, lostWrites } from './invariants.ts'
import { type PostgresProxy, startPostgresProxy } from './postgres-proxy.ts'
import { below, makeTries, oneOf, TRIES_MS, type Try } from './tries.ts'

const WRITERS = 4
const DAYS = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13'] as const
/** From the end of a cut to the next write that every writer brings through. */
const MOST_RECOVERY_MS = 10_000
const MOST_PAUSE_MS = 300

/** Changes the days of one person, each edit sent until it is acknowledged, as the page does. */
class Writer {
  readonly acknowledged: string[] = []
  readonly #app: TestApp
  readonly #runId: string
  #revision = 0
  #isStopped = false
  readonly #done: Promise<void>

  constructor(app: TestApp, runId: string, employeeId: string) {
    this.#app = app
    this.#runId = runId
    this.#done = this.#write(employeeId)
  }

  async #write(employeeId: string): Promise<void> {
    for (let index = 0; !this.#isStopped; index++) {
      const day = DAYS[index % DAYS.length]!
      const shifts = Math.floor(index / DAYS.length) % 2 === 0 ? [dayShift(day)] : []
      await this.#sendUntilTaken(editOf([cellOf(employeeId, day, { shifts })], { baseRevision: this.#revision }))
      await setTimeout(5)
    }
  }

  async #sendUntilTaken(edit: DraftEditRequest): Promise<void> {
    for (;;) {
      const reply = await this.#app.app.inject({
        method: 'POST',
        url: `/api/runs/${this.#runId}/draft/edits`,
        body: edit,
        remoteAddress: nextAddress(),
      })
      if (reply.statusCode === 201) {
        this.#revision = reply.json().revision
        this.acknowledged.push(edit.id)
        return
      }
      expect([reply.statusCode, reply.json().error.code]).toEqual([503, 'unavailable'])
      await setTimeout(20)
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#done
  }
}

let requests = 0
/** Of nobody who has sent much: the limit of requests a minute is not what is tried. */
const nextAddress = () => `10.0.${(requests++ >> 8) & 255}.${requests & 255}`

/** Cuts the database off in one of the ways; silence, which takes seconds to be noticed, every eighth time. */
async function cut(proxy: PostgresProxy, { index, random }: Try): Promise<void> {
  if (index % 8 === 7) return proxy.silence()
  if (oneOf(random, ['reset', 'restart']) === 'reset') return proxy.reset()
  proxy.shut()
  await setTimeout(below(random, MOST_PAUSE_MS))
  proxy.open()
}

async function startWriting(): Promise<{ db: Database; proxy: PostgresProxy; writers: readonly Writer[] }> {
  const { url, db, close } = await makeDatabase()
  const proxy = await startPostgresProxy(url)
  const behind = databaseThrough(proxy.url, url)
  onTestFinished(async () => {
    await behind.destroy()
    await proxy.close()
    await close()
  })
  const runId = await storeDraftableRun(db, await storePlan(db))
  const app = await buildTestApp({ db: behind, slots: 0, lagMs: () => 0 })
  const people = ['an', 'bo', 'cy', 'di'].slice(0, WRITERS)
  const writers = people.map((person) => new Writer(app, runId, person))
  // Before the server is closed, also where the test has failed: what they would be told then is no finding.
  onTestFinished(async () => {
    await Promise.all(writers.map((writer) => writer.stop()))
  })
  return { db, proxy, writers }
}

test(
  'whatever cuts the database off, no edit is acknowledged that is not kept, and writing goes on by itself',
  async () => {
    const { db, proxy, writers } = await startWriting()
    const slowest = { ms: 0 }
    await makeTries(3, async (one) => {
      await setTimeout(below(one.random, MOST_PAUSE_MS))
      await cut(proxy, one)
      const backAt = performance.now()
      const before = writers.map(({ acknowledged }) => acknowledged.length)
      const isWriting = () => writers.every(({ acknowledged }, index) => acknowledged.length > before[index]!)
      while (!isWriting() && performance.now() - backAt < MOST_RECOVERY_MS) await setTimeout(20)
      slowest.ms = Math.max(slowest.ms, performance.now() - backAt)
      expect(isWriting(), 'every writer writes again within 10 s').toBe(true)
    })
    await Promise.all(writers.map((writer) => writer.stop()))
    const edits = writers.flatMap(({ acknowledged }) => acknowledged)
    expect(await lostWrites(db, { edits, publications: [] })).toEqual([])
    const { rows } = await countEdits(db)
    expect(rows).toBe(edits.length)
    expect(await breaches(db)).toEqual([])
  },
  TRIES_MS,
)

/** Those that were stored without the sender's knowing were sent again and found. */
const countEdits = async (db: Database) =>
  db
    .selectFrom('roster_edit')
    .select((select) => select.fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
