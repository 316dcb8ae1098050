import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { PlanDescription } from '../../server/contracts/plan.ts'
import type { PlanReportReply } from '../../server/contracts/plan-report.ts'
import type { Database } from '../../server/store/database.ts'
import type { MadeForecast } from '../../server/store/forecast-store.ts'
import { findPlan, insertPlan } from '../../server/store/plan-store.ts'
import { finishRun, insertRun, startRun } from '../../server/store/run-store.ts'
import { smallPlan } from '../fixtures/small-plan.ts'

export const ACTOR = 'local-planner'

const DESCRIPTION: PlanDescription = {
  name: { 'zh-CN': '小队', en: 'Small team' },
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  intervalMinutes: 60,
  weekStartsOn: 1,
  defaultWeek: '2026-11-09',
  queues: [],
  groups: [],
  shiftTemplates: [],
  employees: [],
  scenarios: [{ id: 'baseline', name: 'baseline' }],
}

/** A report with the parts that tests look at. */
export const REPORT: PlanReportReply = {
  cost: 100,
  currency: 'CNY',
  costs: { wages: 100, overtime: 0, premiums: 0, understaffing: 0, overdueWork: 0, softRules: 0 },
  objective: 100,
  objectiveBound: 99.5,
  relativeGap: 0.005,
  relativeGapOfControllable: null,
  termination: 'optimal',
  solveSeconds: 0.1,
  seed: 1,
  inputHash: '0'.repeat(64),
  versions: {},
  week: '2026-11-09',
  weeks: 1,
  scenario: 'baseline',
  unmet: [],
  violations: [],
  serviceLevels: [],
  targets: [],
  serviceRounds: [],
  missing: [],
  warnings: [],
}

/** Of a roster that keeps every target. */
export const OPEN_GATE: PlanReportReply = { ...REPORT, gate: { publishable: true, blockers: [] } }

/** The forecast of the week that a run was made from, with the parts that tests look at. */
const FORECAST: MadeForecast = {
  ...{ forecastHash: '1'.repeat(64), madeWith: '1.2.3' },
  contentGzip: gzipSync('{}'),
  csvGzip: gzipSync('queue,start\n'),
}

/** Stores the small plan's files without reading them. @returns its id */
export async function storePlan(db: Database): Promise<string> {
  const id = randomUUID()
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  const hashes = { inputHash: '0'.repeat(64), forecastHash: '1'.repeat(64) }
  await insertPlan(db, { id, unitId: 'main', actorId: ACTOR, ...hashes, description: DESCRIPTION, files })
  return id
}

export const RUN_REQUEST = {
  week: '2026-11-09',
  weeks: 1,
  seed: 1,
  scenario: 'baseline',
  gap: 0.02,
  timeLimitSeconds: 30,
  replications: 10,
}

/** @returns the run's id */
export async function storeRun(db: Database, planId: string, request = RUN_REQUEST): Promise<string> {
  const unitId = (await findPlan(db, planId))?.unit_id ?? 'main'
  const run = await insertRun(db, { id: randomUUID(), unitId, planId, actorId: ACTOR, request })
  return run.id
}

/** One shift, of an. */
export const STORED_ROSTER = `employee,start,end,template,breaks,queue_or_activity
an,2026-11-09T09:00+08:00,2026-11-09T18:00+08:00,day,meal 2026-11-09T12:00+08:00/2026-11-09T13:00+08:00,chat|tickets
`

/**
 * @param report as an earlier version wrote it, without a gate, unless another is given
 * @param span weeks that it plans, if not those of `RUN_REQUEST`
 */
export async function storeFinishedRun(
  db: Database,
  planId: string,
  report = REPORT,
  span: { readonly week?: string; readonly weeks?: number } = {},
): Promise<string> {
  const id = await storeRun(db, planId, { ...RUN_REQUEST, ...span })
  await startRun(db, id)
  const contents = new Map([['roster.csv', STORED_ROSTER]])
  await finishRun(db, id, ACTOR, { state: 'succeeded', report, contents, forecast: FORECAST })
  return id
}
