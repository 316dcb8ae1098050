import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { planSample, sampleOutcome } from '../../server/sample-plan.ts'
import { finishRun } from '../../server/store/run-store.ts'
import type { MakePlan } from '../../server/work/run-work.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { buildTestApp } from './api/build-test-app.ts'
import { ACTOR, REPORT, storeRun } from './stored-plan.ts'

async function sampleServices(makePlan: MakePlan) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tideline-sample-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of smallPlan()) await writeFile(path.join(folder, name), text)
  const { db, services } = await buildTestApp({ makePlan })
  const { plans, runs } = services
  return { db, plans, planIt: () => planSample(plans, runs, folder) }
}

test('an empty installation gets the sample and one run of its week, once', async () => {
  const { plans, planIt } = await sampleServices(async () => ({ report: REPORT, contents: new Map() }))
  const run = await planIt()
  expect(run).toMatchObject({ state: 'succeeded', week: '2026-11-09' })
  expect(sampleOutcome(run!, 'http://127.0.0.1:3000')).toBe(
    "The sample plan's week of 2026-11-09 is planned (gap 0.5 %): http://127.0.0.1:3000",
  )
  expect(await planIt()).toBeUndefined()
  expect((await plans.list()).plans.length).toBe(1)
})

test('a sample whose only run was interrupted is planned again', async () => {
  let solves = 0
  const { db, plans, planIt } = await sampleServices(async () => {
    solves++
    return { report: REPORT, contents: new Map() }
  })
  await planIt()
  const [plan] = (await plans.list()).plans
  await db.deleteFrom('run').where('plan_id', '=', plan!.id).execute()
  const error = { code: 'interrupted', message: 'The server stopped.', issues: [] } as const
  await finishRun(db, await storeRun(db, plan!.id), ACTOR, { state: 'interrupted', error: { ...error, issues: [] } })
  expect((await planIt())?.state).toBe('succeeded')
  expect(solves).toBe(2)
})

test('a sample that cannot be planned says why', async () => {
  const { planIt } = await sampleServices(() => Promise.reject(new Error('no solver')))
  expect(sampleOutcome((await planIt())!, '')).toBe(
    "The sample plan's week of 2026-11-09 is not planned: The solver failed. The server log has the details under the run id.",
  )
})
