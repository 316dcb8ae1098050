import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOCAL_PLANNER } from '../../../server/auth/actor.ts'
import { type ComparisonReply, comparisonRequestSchema } from '../../../server/contracts/comparison.ts'
import { readPlanFolder } from '../../../server/imports/plan-folder.ts'
import { openQueue } from '../../../server/open-queue.ts'
import { closeServices, openServices } from '../../../server/open-services.ts'
import { everythingAs, withAccess } from '../../../server/store/access.ts'
import { startEmbeddedPostgres } from '../../../server/store/embedded-postgres.ts'
import { openStore } from '../../../server/store/open-store.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { type BenchSpec, benchmark } from '../bench-spec.ts'

interface Input {
  readonly size: string
  readonly planId: string
  readonly levers: readonly string[]
  readonly services: ReturnType<typeof openServices>
  readonly url: string
  readonly folder: string
  /** How the first phase's scenarios came out, which every other phase must repeat. */
  readonly seen: { text?: string }
  readonly close: () => Promise<void>
}

const WORKER = join(import.meta.dirname, '../../../server/worker.ts')
const SAMPLE = '50 people: 21 points'
const asPlanner = <Result>(work: () => Result): Result => withAccess(everythingAs(LOCAL_PLANNER.id), work)

async function build({ size }: { readonly size: string }): Promise<Input> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-sweep-'))
  // The database's own user must be able to pass.
  await chmod(folder, 0o711)
  const postgres = await startEmbeddedPostgres(join(folder, 'data'))
  const store = await openStore({ databaseUrl: postgres.url, dataFolder: folder }, () => undefined)
  const open = await openQueue(postgres.url, { supervises: false, onLost: () => undefined })
  const services = openServices({ ...open, db: store.db, dataFolder: folder, version: '0' })
  const close = async () => {
    closeServices(services)
    await open.close()
    await store.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const files =
    size === SAMPLE ? await readPlanFolder(join(import.meta.dirname, '../../../scenarios/beauty-50')) : smallPlan()
  const content = Array.from(files, ([path, text]) => ({ path, content: text }))
  const plan = await asPlanner(() => services.plans.import({ unitId: 'main', files: content }, LOCAL_PLANNER))
  const levers = size === SAMPLE ? ['volume=0.8:1.8:0.05'] : ['volume=1,1.1']
  return { ...{ size, levers, services, folder, close }, planId: plan.id, url: postgres.url, seen: {} }
}

/** A worker as people start it. @returns ends it */
async function startWorker({ url, folder }: Input, name: string): Promise<() => Promise<void>> {
  const environment = { DATABASE_URL: url, TIDELINE_DATA: join(folder, name), TIDELINE_WORKER_SLOTS: '1' }
  const child: ChildProcess = spawn(process.execPath, [WORKER], {
    env: { ...process.env, ...environment, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  return async () => {
    child.kill('SIGTERM')
    await once(child, 'close')
  }
}

/** Workers are started beforehand: what is timed is the sweep, from the asking to the end. */
async function sweep(input: Input, workers: number): Promise<ComparisonReply & { readonly seconds: number }> {
  const stops = await Promise.all(Array.from({ length: workers }, (_, at) => startWorker(input, `worker-${at}`)))
  try {
    return await asPlanner(async () => {
      const { comparisons } = input.services
      const request = comparisonRequestSchema.parse({ kind: 'sweep', levers: input.levers, seed: 1 })
      const startedAt = performance.now()
      const { id } = await comparisons.start(input.planId, request, LOCAL_PLANNER)
      for await (const _ of comparisons.follow(id, new AbortController().signal));
      return { ...(await comparisons.get(id)), seconds: (performance.now() - startedAt) / 1000 }
    })
  } finally {
    await Promise.all(stops.map((stop) => stop()))
  }
}

/** It succeeded, and is the same as with any other number of workers but for the seconds that each point took. */
function refuseWrong({ state, error, result }: ComparisonReply, { seen }: Input): void {
  if (state !== 'succeeded') throw new Error(`The sweep is ${state}: ${error?.message}`)
  const text = JSON.stringify(result, (key, value) => (key === 'seconds' ? 0 : value))
  seen.text ??= text
  if (text !== seen.text) throw new Error('The sweep depends on the number of workers.')
}

const spec: BenchSpec<Input, ComparisonReply & { readonly seconds: number }> = {
  name: 'sweep-workers',
  what: 'a sweep by workers of one slot each, from the asking to its end: two are to be at least 1.7 times as fast as one',
  sizes: ['smoke', SAMPLE],
  build,
  phases: [1, 2].map((workers) => ({
    name: `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
    run: (input) => sweep(input, workers),
    validate: refuseWrong,
    rows: ({ seconds, result }, { size }) => [
      { size, workers, points: result!.scenarios.length, 'seconds of the sweep': Number(seconds.toFixed(2)) },
    ],
  })),
  dispose: ({ close }) => close(),
}

export const sweepWorkers = benchmark(spec)
