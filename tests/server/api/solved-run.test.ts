import { expect, test } from 'vitest'
import { runSchema } from '../../../server/contracts/run.ts'
import { runCoverageSchema, runForecastSchema, runRosterSchema } from '../../../server/contracts/run-result.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { buildTestApp, importSmallPlan } from './build-test-app.ts'

const HOURS_OF_WEEK = 168

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
  ] as const) {
    expect((await fileOf(name)).startsWith(header), name).toBe(true)
  }
})

test('a week that the inputs cannot be planned for fails with a next step', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  // A Tuesday: weeks of this plan begin on Monday.
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, { week: '2026-11-10' })).json()
  const run = await tested.services.runs.finished(id)
  expect(run).toMatchObject({ state: 'failed', report: null, error: { code: 'invalidPlan' } })
  expect(run.error?.issues[0]).toMatchObject({ value: '2026-11-10', hint: expect.any(String) })
})
