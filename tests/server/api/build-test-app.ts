import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { buildApp } from '../../../server/app.ts'
import type { Plan } from '../../../server/contracts/plan.ts'
import { describePlanInWorker, runPlanInWorker } from '../../../server/jobs/run-plan.ts'
import { healthService } from '../../../server/services/health-service.ts'
import { planService } from '../../../server/services/plan-service.ts'
import { type MakePlan, RunService } from '../../../server/services/run-service.ts'
import type { Database } from '../../../server/store/database.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { testDatabase } from '../database.ts'

export interface TestApp {
  readonly app: FastifyInstance
  readonly db: Database
  readonly runs: RunService
  /** What the server logged, a line each. */
  readonly log: string[]
  get(path: string): Promise<LightMyRequestResponse>
  post(path: string, body?: object): Promise<LightMyRequestResponse>
}

export interface TestAppOptions {
  /** In the place of the solver. */
  readonly makePlan?: MakePlan
  readonly webFolder?: string
  readonly db?: Database
}

/** The server on a database of its own, without sockets; it ends with the test. */
export async function buildTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const db = options.db ?? (await testDatabase())
  const log: string[] = []
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(line) })
  const runs = new RunService(db, options.makePlan ?? runPlanInWorker, logger)
  const app = await buildApp({
    health: healthService(db, '1.2.3'),
    plans: planService(db, describePlanInWorker),
    ...{ runs, logger, version: '1.2.3', isLocalOnly: true },
    ...(options.webFolder === undefined ? {} : { webFolder: options.webFolder }),
  })
  onTestFinished(async () => {
    await runs.close()
    await app.close()
  })
  return {
    ...{ app, db, runs, log },
    get: (url) => app.inject({ method: 'GET', url }),
    post: (url, body) => app.inject({ method: 'POST', url, ...(body === undefined ? {} : { body }) }),
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
