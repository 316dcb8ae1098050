import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { everythingAs } from '../../server/store/access.ts'
import { type Database, openDatabase } from '../../server/store/database.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../fixtures/small-plan.ts'
import { ACTOR } from '../server/stored-plan.ts'
import { FakeClock } from './faketime.ts'
import { breaches, lastingBreaches, lostWrites } from './invariants.ts'
import { type ProcessOfSite, startSite } from './site.ts'
import { contactsOf, startTraffic, untilSettled } from './traffic.ts'
import { below, isFull, makeTries, TRIES_MS } from './tries.ts'

const CLI = path.join(import.meta.dirname, '../../server/cli.ts')
const HOUR = 3600
/** More than the worker whose clock is right has places for: the other, to whom asking for the time takes long, comes too late for one. */
const RUNS_AT_ONCE = 4
const ITS_TURN_WITHIN_MS = 120_000

interface WrongClock {
  readonly name: string
  /** Of the machine. */
  readonly zone: string
  /** Seconds ahead of the true time `nowMs`. */
  ahead(nowMs: number): number
}

/** A second before the moment, so that it comes while work is in hand. */
const justBefore = (moment: string) => (nowMs: number) => (Date.parse(moment) - 1000 - nowMs) / 1000

const WRONG_CLOCKS: readonly WrongClock[] = [
  { name: 'two hours slow', zone: 'UTC', ahead: () => -2 * HOUR },
  { name: '400 days fast', zone: 'UTC', ahead: () => 400 * 24 * HOUR },
  { name: 'clocks go forward', zone: 'Europe/Berlin', ahead: justBefore('2027-03-28T01:00:00Z') },
  { name: 'clocks go back', zone: 'Europe/Berlin', ahead: justBefore('2026-10-25T01:00:00Z') },
  { name: 'a leap day begins', zone: 'UTC', ahead: justBefore('2028-02-29T00:00:00Z') },
  { name: 'another zone', zone: 'Pacific/Kiritimati', ahead: () => 0 },
]

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tideline-clock-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const runsEnded = ({ output }: ProcessOfSite): number => output.split('run ended').length - 1

async function untilItMadeARun(worker: ProcessOfSite): Promise<void> {
  const [before, until] = [runsEnded(worker), performance.now() + ITS_TURN_WITHIN_MS]
  while (runsEnded(worker) === before) {
    if (performance.now() > until) throw new Error(`The worker made no run:\n${worker.output}`)
    await setTimeout(50)
  }
}

/** Entries whose time is not that of the database. */
async function entriesOfWrongTimes(db: Database, from: Date): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`select id || ' ' || action || ' at ' || at as what from audit_log
    where at < ${from} or at > clock_timestamp()`.execute(db)
  return rows.map(({ what }) => what)
}

test(
  'a server and a worker whose clocks are wrong, and jump while work is in hand, lose and double nothing',
  async () => {
    const site = await startSite({ servers: 1, workers: 1 })
    onTestFinished(() => site.stop())
    const db = openDatabase(site.databaseUrl, undefined, everythingAs(ACTOR))
    onTestFinished(() => db.destroy())
    const clock = new FakeClock(path.join(await newFolder(), 'clock'))
    const environment = { ...clock.environment, LOG_LEVEL: 'info', TIDELINE_WORKER_SLOTS: '3' }
    const server = await site.addServer('wrong server', { ...environment, TZ: 'Pacific/Apia' })
    const workers = new Map(
      WRONG_CLOCKS.map(({ zone }) => [zone, site.addWorker(`worker in ${zone}`, { ...environment, TZ: zone })]),
    )
    const startedAt = new Date()
    await server.start()
    const { traffic, planId } = await startTraffic([site.servers[0]!, server], db, { solves: RUNS_AT_ONCE })

    await makeTries(5, async ({ index, random }) => {
      const { zone, name, ahead } = WRONG_CLOCKS[index % WRONG_CLOCKS.length]!
      const worker = workers.get(zone)!
      // Started by the time of the try before, it sees the clock jump while it works.
      await worker.start()
      try {
        await setTimeout(below(random, 1000))
        clock.shift(ahead(Date.now()))
        await untilItMadeARun(worker)
      } finally {
        await worker.stop()
      }
      expect((await lastingBreaches(db)).join('\n'), name).toBe('')
    })
    await traffic.stop()
    expect(await untilSettled(db, traffic.runs)).toEqual(traffic.runs.map(() => 'succeeded'))
    expect(await lostWrites(db, traffic.acknowledged)).toEqual([])
    expect(await contactsOf(db, planId)).toBe(traffic.contacts)
    expect(await breaches(db)).toEqual([])
    expect(await entriesOfWrongTimes(db, startedAt)).toEqual([])
    // No worker was killed. Clocks that made jobs look lost would do so at every jump; a machine that is too busy to say
    // that it is at a job may lose one now and then.
    const retries = await sql<{ retries: number }>`select coalesce(sum(retry_count), 0)::int as retries from pgboss.job`
      .execute(db)
      .then(({ rows }) => rows[0]!.retries)
    expect(retries).toBeLessThan(WRONG_CLOCKS.length)
    const { edits, publications } = traffic.acknowledged
    expect(Math.min(edits.length, publications.length, traffic.contacts)).toBeGreaterThan(0)
  },
  TRIES_MS,
)

test('a roster is the same, byte for byte, whatever the clock and the zone of the machine say', async () => {
  const folder = await newFolder()
  const plan = path.join(folder, 'plan')
  for (const [name, content] of smallPlan()) {
    await mkdir(path.dirname(path.join(plan, name)), { recursive: true })
    await writeFile(path.join(plan, name), content)
  }
  const made = async (name: string, environment: NodeJS.ProcessEnv): Promise<string[]> => {
    const out = path.join(folder, name)
    const options = ['--week', SMALL_PLAN_WEEK, '--out', out, '--seed', '7', '--gap', '0.2', '--replications', '5']
    await promisify(execFile)(process.execPath, [CLI, 'plan', plan, ...options], {
      env: { ...process.env, ...environment },
    })
    const files = ['roster.csv', 'forecast.csv', 'requirement.csv', 'coverage.csv']
    return Promise.all(files.map((file) => readFile(path.join(out, file), 'utf8')))
  }
  const wanted = await made('true', { TZ: 'Asia/Shanghai' })
  expect(wanted[0]!.split('\n').length).toBeGreaterThan(10)
  // Of the others each run of the tests tries two; all of them are in the full programme.
  for (const [index, { name, zone, ahead }] of (isFull ? WRONG_CLOCKS : WRONG_CLOCKS.slice(1, 3)).entries()) {
    const clock = new FakeClock(path.join(folder, `clock-${index}`))
    clock.shift(ahead(Date.now()))
    expect(await made(`wrong-${index}`, { ...clock.environment, TZ: zone }), name).toEqual(wanted)
  }
}, 180_000)
