import path from 'node:path'
import { expect, test } from 'vitest'
import { runSchema } from '../../../server/contracts/run.ts'
import { runCoverageSchema, runForecastSchema, runRosterSchema } from '../../../server/contracts/run-result.ts'
import { parsePlanFolder, readPlanFolder } from '../../../server/imports/plan-folder.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { buildTestApp, importSmallPlan } from './build-test-app.ts'

const HOURS_OF_WEEK = 168
const SAMPLE = path.join(import.meta.dirname, '../../../scenarios/beauty-50')

test('the small plan is planned by the real solver, and every reply keeps its contract', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, { replications: 20 })).json()
  const run = await tested.services.runs.finished(id)
  expect(run.error).toBeNull()
  expect(run).toMatchObject({ state: 'succeeded', week: SMALL_PLAN_WEEK })
  const { report } = runSchema.parse((await tested.get(`/api/runs/${id}`)).json())
  expect(report?.violations.filter(({ severity }) => severity === 'hard')).toEqual([])
  expect(report!.objectiveBound).toBeLessThanOrEqual(report!.objective * (1 + 1e-9))
  expect(report?.inputHash).toBe(plan.inputHash)

  const forecast = runForecastSchema.parse((await tested.get(`/api/runs/${id}/forecast`)).json())
  expect([forecast.starts.length, forecast.starts[0], forecast.days.length]).toEqual([
    HOURS_OF_WEEK,
    '2026-11-09T00:00+08:00',
    7,
  ])
  expect(forecast.queues.map(({ queueId }) => queueId)).toEqual(['chat', 'tickets'])
  for (const { mean, p10, p50, p90, ahtSeconds } of forecast.queues) {
    for (const column of [mean, p10, p50, p90, ahtSeconds]) expect(column.length).toBe(HOURS_OF_WEEK)
    expect(p10.every((volume, interval) => volume <= p50[interval]! && p50[interval]! <= p90[interval]!)).toBe(true)
    expect(mean.reduce((sum, volume) => sum + volume)).toBeGreaterThan(50)
  }
  // Of the calendar's two livestreams, the one that lies in the week.
  expect(forecast.events.map(({ start, end }) => [start, end])).toEqual([
    ['2026-11-12T16:00+08:00', '2026-11-12T19:00+08:00'],
  ])

  const coverage = runCoverageSchema.parse((await tested.get(`/api/runs/${id}/coverage`)).json())
  expect(coverage.queues.map(({ queueId, kind }) => [queueId, kind])).toEqual([
    ['chat', 'instant'],
    ['tickets', 'deferred'],
  ])
  const chat = coverage.queues[0]!
  if (chat.kind !== 'instant') throw new Error('chat is an instant queue')
  chat.netStaffing.forEach((net, interval) => {
    expect(net).toBeCloseTo(chat.coveredAgents[interval]! - chat.scheduledAgents[interval]!, 3)
  })
  chat.requiredAgents.forEach((required, interval) => {
    const because = Object.values(chat.reasons!).reduce((sum, agents) => sum + agents[interval]!, 0)
    expect(because).toBeCloseTo(required, 2)
  })
  expect(chat.model).toEqual({
    ...{ serviceLevelTarget: 0.8, answerWithinSeconds: 60, meanPatienceSeconds: 300, maxOccupancy: 1 },
    capacityCurve: [0, 1, 1.6],
  })
  expect(coverage.shrinkage?.[0]).toBe(0.05)

  const roster = runRosterSchema.parse((await tested.get(`/api/runs/${id}/roster`)).json())
  expect(roster.employees.map((employee) => employee.id)).toEqual(['an', 'bo', 'cy', 'di'])
  const fixed = roster.assignments.find(
    ({ employeeId, start }) => employeeId === 'di' && start.startsWith('2026-11-10'),
  )
  expect(fixed).toMatchObject({ start: '2026-11-10T09:00+08:00', end: '2026-11-10T18:00+08:00', paidMinutes: 480 })
})

test('the result files are those that the command line writes, and the roster file names the same shifts', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, { replications: 5 })).json()
  expect((await tested.services.runs.finished(id)).state).toBe('succeeded')
  const fileOf = async (name: string) => (await tested.get(`/api/runs/${id}/files/${name}`)).body
  const roster = runRosterSchema.parse((await tested.get(`/api/runs/${id}/roster`)).json())
  const rows = (await fileOf('roster.csv')).trimEnd().split('\n')
  expect(rows[0]).toBe('employee,start,end,template,breaks,queue_or_activity')
  expect(rows.slice(1).map((row) => row.split(',').slice(0, 4))).toEqual(
    roster.assignments.map(({ employeeId, start, end, templateId }) => [employeeId, start, end, templateId]),
  )
  expect(JSON.parse(await fileOf('report.json')).inputHash).toBe(parsePlanFolder(smallPlan()).inputHash)
  for (const [name, header] of [
    ['forecast.csv', 'queue,start,mean'],
    ['requirement.csv', 'queue,start'],
    ['coverage.csv', 'queue,start'],
    ['service.csv', 'queue,start,contacts,service_level'],
    ['shadow-prices.csv', 'queue,start,end,saves'],
  ] as const) {
    expect((await fileOf(name)).startsWith(header), name).toBe(true)
  }
})

test('a run that is stopped keeps the best roster that it found, checked and simulated, and that can be published', async () => {
  const tested = await buildTestApp()
  const files = Array.from(await readPlanFolder(SAMPLE), ([path, content]) => ({ path, content }))
  const plan = (await tested.post('/api/plans', { unitId: 'main', files })).json()
  const asked = { gap: 0, timeLimitSeconds: 600, replications: 2 }
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, asked)).json()
  for await (const { progress } of tested.services.runs.follow(id, new AbortController().signal)) {
    if (progress?.stage === 'roster') break
  }
  const stopped = await tested.post(`/api/runs/${id}/stop`)
  expect([stopped.statusCode, stopped.json().stopRequestedAt]).toEqual([200, expect.any(String)])
  const run = await tested.services.runs.finished(id)
  expect([run.state, run.error]).toEqual(['succeeded', null])
  expect(run.report).toMatchObject({ termination: 'feasible', limit: 'stopped' })
  expect(run.report!.violations.filter(({ severity }) => severity === 'hard')).toEqual([])
  expect(run.report!.objectiveBound).toBeLessThan(run.report!.objective)
  const roster = runRosterSchema.parse((await tested.get(`/api/runs/${id}/roster`)).json())
  expect(roster.assignments.length).toBeGreaterThan(100)
  const blockers = run.report!.gate!.blockers.map((blocker) => blocker.id)
  const override = blockers.length > 0 ? { override: { blockers, reason: 'stopped early for a test' } } : {}
  const published = await tested.post(`/api/runs/${id}/publication`, override)
  expect([published.statusCode, published.json().runId]).toEqual([201, id])
}, 120_000)

test('weeks planned together are one run, with every week in each reply', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, { weeks: 2, gap: 0.5, replications: 2 })).json()
  const run = await tested.services.runs.finished(id)
  expect(run).toMatchObject({ state: 'succeeded', weeks: 2, report: { week: SMALL_PLAN_WEEK, weeks: 2 } })
  const coverage = runCoverageSchema.parse((await tested.get(`/api/runs/${id}/coverage`)).json())
  expect([coverage.days.length, coverage.starts.length]).toEqual([14, 2 * HOURS_OF_WEEK])
  const roster = runRosterSchema.parse((await tested.get(`/api/runs/${id}/roster`)).json())
  expect([roster.days[0], roster.days.at(-1)]).toEqual(['2026-11-09', '2026-11-22'])
  const isIn = (from: string, to: string) => roster.assignments.some(({ start }) => start >= from && start < to)
  expect([isIn('2026-11-09', '2026-11-16'), isIn('2026-11-16', '2026-11-23')]).toEqual([true, true])
}, 60_000)

test('a week that the inputs cannot be planned for fails with a next step', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  // A Tuesday: weeks of this plan begin on Monday.
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, { week: '2026-11-10' })).json()
  const run = await tested.services.runs.finished(id)
  expect(run).toMatchObject({ state: 'failed', report: null, error: { code: 'invalidPlan' } })
  expect(run.error?.issues[0]).toMatchObject({ value: '2026-11-10', hint: expect.any(String) })
})
