import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, onTestFinished, vi } from 'vitest'
import { buildApp } from '../../../server/app.ts'
import type { Identify } from '../../../server/auth/identity.ts'
import type { Plan } from '../../../server/contracts/plan.ts'
import type { PlanTasks } from '../../../server/jobs/plan-tasks.ts'
import { openQueue } from '../../../server/open-queue.ts'
import { closeServices, openServices, type Services } from '../../../server/open-services.ts'
import { type OpenWorker, openWorker } from '../../../server/open-worker.ts'
import type { TrafficLimits } from '../../../server/routes/traffic-limits.ts'
import { type Accounts, type AccountsParts, openAccounts } from '../../../server/services/accounts.ts'
import type { MailSender } from '../../../server/services/send-mail.ts'
import type { Database } from '../../../server/store/database.ts'
import type { OpenPlanner } from '../../../server/work/comparison-part-work.ts'
import type { PlanHeadcount } from '../../../server/work/headcount-work.ts'
import type { MakePlan } from '../../../server/work/run-work.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { knownUrlOf, testDatabase, urlOf } from '../database.ts'
import { tasksHere } from '../tasks-here.ts'

export interface TestApp {
  readonly app: FastifyInstance
  readonly db: Database
  readonly services: Services
  /** Where sign-in is on. */
  readonly accounts: Accounts | undefined
  /** The data folder, which goes with the test. */
  readonly folder: string
  /** What the server logged, a line each. */
  readonly log: string[]
  get(path: string): Promise<LightMyRequestResponse>
  post(path: string, body?: object): Promise<LightMyRequestResponse>
  put(path: string, body: object): Promise<LightMyRequestResponse>
  /** Resolves when nothing waits in the queue and nothing is in hand. */
  settled(): Promise<void>
  /** Its worker stops, as that of a process that ends in order. */
  stopWorker(): Promise<void>
}

export interface TestAppOptions {
  /** In the place of the solver. */
  readonly makePlan?: MakePlan
  readonly openPlanner?: OpenPlanner
  readonly planHeadcount?: PlanHeadcount
  /** In the place of the processes. */
  readonly tasks?: Partial<PlanTasks>
  /** In the place of the clock. */
  readonly now?: () => number
  readonly webFolder?: string
  readonly db?: Database
  /** Heavy jobs that its worker does at once; one unless it is said. */
  readonly slots?: number
  /** How the server is set up. */
  readonly identify?: Identify
  /** Turns sign-in on. */
  readonly signIn?: Omit<AccountsParts, 'db'>
  readonly limits?: Partial<TrafficLimits>
  /** In the place of the delay of the event loop: a machine that is busy with other tests must not refuse work. */
  readonly lagMs?: (() => number) | 'measured'
  readonly metricsToken?: string
  readonly webhookHosts?: readonly string[]
  /** What mails come from; left out, none are sent. */
  readonly mailFrom?: MailSender
  readonly logsRequests?: boolean
}

/** The server on a database of its own, without sockets; it ends with the test. */
export async function buildTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const db = options.db ?? (await testDatabase())
  const log: string[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(line) })
  const folder = await mkdtemp(path.join(tmpdir(), 'tideline-data-'))
  const {
    makePlan,
    openPlanner,
    planHeadcount,
    tasks,
    webFolder,
    slots = 1,
    identify,
    signIn,
    limits,
    lagMs = () => 0,
    metricsToken,
  } = options
  // A database that cannot be reached has no queue either; the test is about what is said of it.
  const queueUrl = knownUrlOf(db) ?? urlOf(await testDatabase())
  const open = await openQueue(queueUrl, { supervises: slots > 0, onLost: (err) => logger.warn({ err }, 'lost') })
  const shared = { ...open, db, dataFolder: folder, tasks: { ...tasksHere(), ...tasks } }
  let worker: OpenWorker | undefined
  const services = openServices({
    ...shared,
    version: '1.2.3',
    ...(slots > 0 ? { isWorking: () => worker?.worker.isWorking ?? false } : {}),
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.mailFrom === undefined ? {} : { mailFrom: options.mailFrom }),
    ...(options.webhookHosts === undefined ? {} : { webhookHosts: options.webhookHosts }),
  })
  const accounts = signIn && (await openAccounts({ db, ...signIn }))
  const app = await buildApp({
    ...{ ...services, logger, version: '1.2.3', isLocalOnly: true },
    ...(webFolder === undefined ? {} : { webFolder }),
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(identify === undefined ? {} : { identify }),
    ...(accounts === undefined ? {} : { accounts }),
    ...(limits === undefined ? {} : { limits }),
    ...(lagMs === 'measured' ? {} : { lagMs }),
    metricsToken,
    logsRequests: options.logsRequests ?? false,
  })
  worker = await openWorker({
    ...{ ...shared, log: logger, slots },
    ...(makePlan === undefined ? {} : { makePlan }),
    ...(openPlanner === undefined ? {} : { openPlanner }),
    ...(planHeadcount === undefined ? {} : { planHeadcount }),
  })
  onTestFinished(async () => {
    closeServices(services)
    await worker?.close()
    await app.close()
    await open.close()
    await rm(folder, { recursive: true })
  })
  return {
    ...{ app, db, services, accounts, folder, log },
    get: (url) => app.inject({ method: 'GET', url }),
    post: (url, body) => app.inject({ method: 'POST', url, ...(body === undefined ? {} : { body }) }),
    put: (url, body) => app.inject({ method: 'PUT', url, body }),
    settled: () => settled(db),
    stopWorker: async () => worker?.close(),
  }
}

/** Body of an import of the small plan, with files put in the place of others. */
export const importOf = (changes?: Readonly<Record<string, string | undefined>>) => ({
  unitId: 'main',
  files: Array.from(smallPlan(changes), ([path, content]) => ({ path, content })),
})

/** @param files of the small plan, as they are to be */
export async function importSmallPlan({ post }: TestApp, files = smallPlan()): Promise<Plan> {
  const reply = await post('/api/plans', {
    unitId: 'main',
    files: Array.from(files, ([path, content]) => ({ path, content })),
  })
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json()
}

async function settled(db: Database): Promise<void> {
  const left = sql<{ left: number }>`select count(*) as left from pgboss.job where state <= 'active'`
  await vi.waitFor(async () => expect((await left.execute(db)).rows[0]!.left).toBe(0), {
    timeout: 30_000,
    interval: 10,
  })
}
