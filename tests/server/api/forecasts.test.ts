import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { type ForecastSnapshot, forecastSnapshotSchema } from '../../../server/contracts/forecast.ts'
import type { PlanTasks } from '../../../server/jobs/plan-tasks.ts'
import { finishForecast, insertForecast, type MadeForecast } from '../../../server/store/forecast-store.ts'
import { finishRun, startRun } from '../../../server/store/run-store.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { ACTOR, REPORT, storePlan, storeRun } from '../stored-plan.ts'
import { buildTestApp, type TestApp } from './build-test-app.ts'

/** As of `storePlan`. */
const FORECAST_HASH = '1'.repeat(64)
const MADE: MadeForecast = {
  ...{ forecastHash: FORECAST_HASH, madeWith: '1.2.3' },
  contentGzip: gzipSync('{"zone":"Asia/Shanghai"}'),
  csvGzip: gzipSync('queue,start\n'),
}

/** Forecasting whose steps the test takes. */
function steppedForecasts() {
  const calls: {
    readonly work: Parameters<PlanTasks['makeForecast']>[0]
    readonly end: (made: MadeForecast) => void
    readonly fail: (error: unknown) => void
  }[] = []
  const accuracy = vi.fn<PlanTasks['accuracy']>(async (_files, snapshots, contentOf) => {
    const contents = await Promise.all(snapshots.map(async ({ id }) => gunzipSync((await contentOf(id))!).toString()))
    return Buffer.from(JSON.stringify({ forecasts: [], contents }))
  })
  const tasks: Partial<PlanTasks> = {
    accuracy,
    makeForecast: (work, signal) =>
      new Promise((end, fail) => {
        if (signal.aborted) fail(signal.reason)
        signal.addEventListener('abort', () => fail(signal.reason))
        calls.push({ work, end, fail })
      }),
  }
  const call = (index: number) =>
    vi.waitFor(() => calls[index] ?? Promise.reject(new Error(`no call ${index}`)), 20_000)
  return { tasks, call, calls, accuracy }
}

async function ask({ post }: TestApp, planId: string, status: number, body: object = {}): Promise<ForecastSnapshot> {
  const reply = await post(`/api/plans/${planId}/forecasts`, body)
  expect(reply.statusCode, reply.body).toBe(status)
  return forecastSnapshotSchema.parse(reply.json())
}

test('a forecast is made once of the same inputs, and kept as it was made', async () => {
  const stepped = steppedForecasts()
  const tested = await buildTestApp(stepped)
  const planId = await storePlan(tested.db)
  const running = await ask(tested, planId, 202)
  expect(running).toMatchObject({ planId, from: '2026-11-09', days: 28, inputHash: FORECAST_HASH, state: 'running' })
  expect(await ask(tested, planId, 200, { from: '2026-11-09', days: 28 })).toEqual(running)
  const early = await tested.get(`/api/forecasts/${running.id}/content`)
  expect([early.statusCode, early.json().error.code]).toEqual([409, 'notReady'])
  const { work, end } = await stepped.call(0)
  expect([work.from, work.days, work.files.has('history.csv')]).toEqual(['2026-11-09', 28, true])
  end(MADE)
  await tested.settled()
  const done = await tested.services.forecasts.get(running.id)
  expect(done).toEqual({ ...running, state: 'succeeded' })
  expect(await ask(tested, planId, 200)).toEqual(done)
  expect((await tested.get(`/api/forecasts/${done.id}`)).json()).toEqual(done)
  expect((await tested.get(`/api/plans/${planId}/forecasts`)).json()).toEqual({ forecasts: [done] })

  const url = `/api/forecasts/${done.id}/content`
  const packed = await tested.app.inject({ method: 'GET', url, headers: { 'accept-encoding': 'gzip' } })
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'application/json; charset=utf-8',
  })
  expect(packed.rawPayload.equals(MADE.contentGzip)).toBe(true)
  expect((await tested.get(url)).json()).toEqual({ zone: 'Asia/Shanghai' })
  const csv = await tested.get(`/api/forecasts/${done.id}/forecast.csv`)
  expect([csv.body, csv.headers['content-type']]).toEqual(['queue,start\n', 'text/csv; charset=utf-8'])

  expect((await ask(tested, planId, 202, { days: 7 })).id).not.toBe(done.id)
  const forecasts = tested.db.updateTable('forecast').set({ days: 3 }).where('id', '=', done.id)
  await expect(forecasts.execute()).rejects.toThrow('rows of forecast are never changed')
  await expect(tested.db.deleteFrom('forecast').where('id', '=', done.id).execute()).rejects.toThrow('never changed')
})

test('the same forecast asked for many times at once is made once', async () => {
  const stepped = steppedForecasts()
  const tested = await buildTestApp(stepped)
  const planId = await storePlan(tested.db)
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => tested.post(`/api/plans/${planId}/forecasts`, { days: 14 })),
  )
  expect(new Set(replies.map((reply) => reply.json().id)).size).toBe(1)
  expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(9).fill(200), 202])
  await stepped.call(0)
  expect(stepped.calls.length).toBe(1)
})

test.each<[string, (end: (made: MadeForecast) => void, fail: (error: unknown) => void) => void, string]>([
  [
    'the plan changed meanwhile',
    (end) => end({ ...MADE, forecastHash: '2'.repeat(64) }),
    'The plan changed before the forecast was made. Ask for it again.',
  ],
  [
    'the inputs cannot be used',
    (_end, fail) => fail(new PlanningInputError({ problem: 'is wrong', hint: 'Mend it.' })),
    'The plan cannot be forecast from these inputs.',
  ],
  [
    'a fault',
    (_end, fail) => fail(new Error('secret')),
    'Forecasting failed. The server log has the details under the forecast id.',
  ],
])('a forecast that fails says why and can be asked for again: %s', async (_name, act, message) => {
  const stepped = steppedForecasts()
  const tested = await buildTestApp(stepped)
  const planId = await storePlan(tested.db)
  const { id } = await ask(tested, planId, 202)
  const { end, fail } = await stepped.call(0)
  act(end, fail)
  await tested.settled()
  expect(await tested.services.forecasts.get(id)).toMatchObject({ state: 'failed', error: { message } })
  expect((await tested.get(`/api/forecasts/${id}/content`)).json().error.code).toBe('notReady')
  expect((await ask(tested, planId, 202)).id).not.toBe(id)
})

test('a forecast that a server was making when it stopped is made by the next one', async () => {
  const stepped = steppedForecasts()
  const tested = await buildTestApp(stepped)
  const { id } = await ask(tested, await storePlan(tested.db), 202)
  await stepped.call(0)
  await tested.stopWorker()
  expect(await tested.services.forecasts.get(id)).toMatchObject({ state: 'running', error: null })
  const other = await buildTestApp({ ...stepped, db: tested.db })
  ;(await stepped.call(1)).end(MADE)
  await other.settled()
  expect(await other.services.forecasts.get(id)).toMatchObject({ state: 'succeeded' })
})

async function storeRunWithForecast({ db }: TestApp, planId: string): Promise<string> {
  const id = await storeRun(db, planId)
  await startRun(db, id)
  await finishRun(db, id, ACTOR, { state: 'succeeded', report: REPORT, contents: new Map(), forecast: MADE })
  return id
}

test('a run that succeeds keeps the forecast of its week, once', async () => {
  const tested = await buildTestApp(steppedForecasts())
  const planId = await storePlan(tested.db)
  const runId = await storeRunWithForecast(tested, planId)
  await storeRunWithForecast(tested, planId)
  const { forecasts } = (await tested.get(`/api/plans/${planId}/forecasts`)).json()
  expect(forecasts).toMatchObject([
    { runId, from: '2026-11-09', days: 7, state: 'succeeded', inputHash: FORECAST_HASH },
  ])
  expect((await ask(tested, planId, 200, { days: 7 })).id).toBe(forecasts[0].id)
})

test('accuracy is told of succeeded forecasts, and not computed again until there is something new', async () => {
  const stepped = steppedForecasts()
  const tested = await buildTestApp(stepped)
  const planId = await storePlan(tested.db)
  await storeRunWithForecast(tested, planId)
  await ask(tested, planId, 202)
  const first = await tested.get(`/api/plans/${planId}/accuracy`)
  expect(first.json()).toEqual({ forecasts: [], contents: ['{"zone":"Asia/Shanghai"}'] })
  expect((await tested.get(`/api/plans/${planId}/accuracy`)).body).toBe(first.body)
  expect(stepped.accuracy).toHaveBeenCalledTimes(1)
  await tested.db
    .updateTable('plan')
    .set({ forecast_hash: '3'.repeat(64) })
    .execute()
  await tested.get(`/api/plans/${planId}/accuracy`)
  expect(stepped.accuracy).toHaveBeenCalledTimes(2)
  const key = { planId, inputHash: '3'.repeat(64), madeWith: '1.2.3', from: '2026-11-16', days: 7 }
  const row = await insertForecast(tested.db, { ...key, id: crypto.randomUUID(), unitId: 'main', actorId: ACTOR })
  await finishForecast(tested.db, row!.id, ACTOR, { state: 'succeeded', ...MADE }, 0)
  expect((await tested.get(`/api/plans/${planId}/accuracy`)).json().contents.length).toBe(2)
})
