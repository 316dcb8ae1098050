import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { runBoardSchema, runScoreBasisSchema } from '../../../server/contracts/run-board.ts'
import { runRosterSchema } from '../../../server/contracts/run-result.ts'
import { checkRoster } from '../../../solver/check/check-roster.ts'
import { localStamp } from '../../../solver/domain/horizon.ts'
import { unpackRoster } from '../../../solver/domain/packed-roster.ts'
import { reviveScoreBasis } from '../../../solver/domain/score-basis.ts'
import { buildTestApp, importSmallPlan } from './build-test-app.ts'

test('a run keeps its board and what an edited roster is scored against, and one without says so', async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, { replications: 5 })).json()
  const run = await tested.services.runs.finished(id)
  expect(run).toMatchObject({ error: null, source: null })

  const reply = await tested.app.inject({ url: `/api/runs/${id}/board`, headers: { 'accept-encoding': 'gzip' } })
  expect(reply.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/json; charset=utf-8' })
  const board = runBoardSchema.parse(JSON.parse(gunzipSync(reply.rawPayload).toString('utf8')))
  expect(board).toMatchObject({ runId: id, days: { length: 7 }, horizon: { zone: 'Asia/Shanghai', intervals: 168 } })
  expect(board.people[0]).toEqual({
    ...{ id: 'an', name: '安安', group: 'care', zone: 'Asia/Shanghai', contractId: 'full-time' },
    skills: ['chat', 'tickets'],
  })
  const roster = unpackRoster(board)
  const told = runRosterSchema.parse((await tested.get(`/api/runs/${id}/roster`)).json())
  const { zone } = board.horizon
  expect(roster.assignments.map(({ employeeId, startMs }) => [employeeId, localStamp(startMs, zone)])).toEqual(
    told.assignments.map(({ employeeId, start }) => [employeeId, start]),
  )

  const plain = await tested.get(`/api/runs/${id}/score-basis`)
  expect(plain.headers['content-encoding']).toBeUndefined()
  const basis = reviveScoreBasis(runScoreBasisSchema.parse(plain.json()))
  const { violations, costs, objective } = checkRoster(basis.inputs, basis.requirement, roster)
  expect([violations, costs, objective]).toEqual([run.report!.violations, run.report!.costs, run.report!.objective])

  await tested.db.deleteFrom('run_result').where('name', 'in', ['board.json', 'score-basis.json']).execute()
  for (const [name, what] of [
    ['board', 'board of its roster'],
    ['score-basis', 'basis of scores'],
  ]) {
    const missing = await tested.get(`/api/runs/${id}/${name}`)
    const message = `The run kept no ${what}. Plan the week again to have one.`
    expect([missing.statusCode, missing.json().error]).toMatchObject([404, { code: 'notFound', message }])
  }
})
