import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { buildApp } from '../../../server/app.ts'
import type { Plan } from '../../../server/contracts/plan.ts'
import type { PlanTasks } from '../../../server/jobs/plan-tasks.ts'
import { closeServices, openServices, type Services } from '../../../server/open-services.ts'
import type { PlanScenarios } from '../../../server/services/comparison-service.ts'
import type { PlanHeadcount } from '../../../server/services/headcount-service.ts'
import type { MakePlan } from '../../../server/services/run-service.ts'
import type { Database } from '../../../server/store/database.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { testDatabase } from '../database.ts'

export interface TestApp {
  readonly app: FastifyInstance
  readonly db: Database
  readonly services: Services
  /** The data folder, which goes with the test. */
  readonly folder: string
  /** What the server logged, a line each. */
  readonly log: string[]
  get(path: string): Promise<LightMyRequestResponse>
  post(path: string, body?: object): Promise<LightMyRequestResponse>
  put(path: string, body: object): Promise<LightMyRequestResponse>
}

export interface TestAppOptions {
  /** In the place of the solver. */
  readonly makePlan?: MakePlan
  readonly planScenarios?: PlanScenarios
  readonly planHeadcount?: PlanHeadcount
  /** In the place of the processes. */
  readonly tasks?: Partial<PlanTasks>
  readonly webFolder?: string
  readonly db?: Database
}

/** The server on a database of its own, without sockets; it ends with the test. */
export async function buildTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const db = options.db ?? (await testDatabase())
  const log: string[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(line) })
  const folder = await mkdtemp(path.join(tmpdir(), 'tideline-data-'))
  const { makePlan, planScenarios, planHeadcount, tasks, webFolder } = options
  const services = openServices({
    ...{ db, log: logger, dataFolder: folder, version: '1.2.3' },
    ...(makePlan === undefined ? {} : { makePlan }),
    ...(planScenarios === undefined ? {} : { planScenarios }),
    ...(planHeadcount === undefined ? {} : { planHeadcount }),
    ...(tasks === undefined ? {} : { tasks }),
  })
  const app = await buildApp({
    ...{ ...services, logger, version: '1.2.3', isLocalOnly: true },
    ...(webFolder === undefined ? {} : { webFolder }),
  })
  onTestFinished(async () => {
    await closeServices(services)
    await app.close()
    await rm(folder, { recursive: true })
  })
  return {
    ...{ app, db, services, folder, log },
    get: (url) => app.inject({ method: 'GET', url }),
    post: (url, body) => app.inject({ method: 'POST', url, ...(body === undefined ? {} : { body }) }),
    put: (url, body) => app.inject({ method: 'PUT', url, body }),
  }
}

/** Body of an import of the small plan, with files put in the place of others. */
export const importOf = (changes?: Readonly<Record<string, string | undefined>>) => ({
  unitId: 'main',
  files: Array.from(smallPlan(changes), ([path, content]) => ({ path, content })),
})

export async function importSmallPlan({ post }: TestApp): Promise<Plan> {
  const reply = await post('/api/plans', importOf())
  if (reply.statusCode !== 201) throw new Error(reply.body)
  return reply.json()
}
