import { expect, test } from 'vitest'
import type { Suggestions } from '../../../server/contracts/day-watch.ts'
import { at, DAY, row } from '../actuals/actuals-app.ts'
import { buildWatchedApp, type WatchedApp } from './watched-app.ts'

async function busyMorning(app: WatchedApp): Promise<Suggestions> {
  const forecast = (await app.get(`/api/runs/${app.runId}/forecast`)).json()
  const chat = forecast.queues.find(({ queueId }: { queueId: string }) => queueId === 'chat')
  const planned = (hour: string) => chat.mean[forecast.starts.indexOf(`${DAY}T${hour}+08:00`)]
  app.clock.ms = at('11:05')
  const intervals = ['09:00', '10:00'].map((hour) => row(hour, { offered: Math.round(planned(hour) * 2) }))
  await app.send({ intervals })
  return suggested(app)
}

async function suggested(app: WatchedApp): Promise<Suggestions> {
  const reply = await app.post(`/api/plans/${app.planId}/suggestions`)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}

test('without a published roster there is nothing to change', async () => {
  const app = await buildWatchedApp({ isPublished: false })
  expect(await suggested(app)).toMatchObject({ runId: null, suggestions: [] })
})

test('a busy day has things to do, which say what they cost and help; one that is taken up is checked as a roster', async () => {
  const app = await buildWatchedApp()
  const { runId, suggestions } = await busyMorning(app)
  expect(runId).toBe(app.runId)
  const chosen = suggestions.find(({ moves }) => moves.length > 0)!
  expect(chosen).toBeDefined()
  expect(chosen.lateAvoided.mean).toBeGreaterThan(0)
  for (const { before, after } of suggestions.flatMap(({ moves }) => moves)) {
    const [was, is] = [before, after].map((shift) => shift && Date.parse(shift.end))
    // What is over stays as it was.
    for (const end of [was, is]) if (end) expect(end).toBeGreaterThan(app.clock.ms)
  }
  const taken = await app.post(`/api/plans/${app.planId}/suggestions/${chosen.id}/acceptance`)
  expect(taken.statusCode, taken.body).toBe(202)
  const draft = (await app.get(`/api/runs/${app.runId}/draft`)).json()
  expect(draft.revision).toBe(1)
  const run = await app.db
    .selectFrom('run')
    .select('source')
    .where('id', '=', taken.json().id)
    .executeTakeFirstOrThrow()
  expect(run.source).toMatchObject({ kind: 'draft', runId: app.runId, mode: 'check' })

  // Taken up once more it changes nothing twice.
  expect((await app.post(`/api/plans/${app.planId}/suggestions/${chosen.id}/acceptance`)).statusCode).toBe(202)
  expect((await app.get(`/api/runs/${app.runId}/draft`)).json().revision).toBe(1)
})

test('what nobody suggested, or was suggested for a roster that stands no longer, cannot be taken up', async () => {
  const app = await buildWatchedApp()
  const take = (id: string) => app.post(`/api/plans/${app.planId}/suggestions/${id}/acceptance`)
  expect((await take('nothing')).statusCode).toBe(404)
  const { suggestions } = await busyMorning(app)
  const chosen = suggestions.find(({ moves }) => moves.length > 0)!
  await app.db
    .updateTable('publication')
    .set({ superseded_at: new Date(), superseded_by_run_id: app.runId })
    .where('run_id', '=', app.runId)
    .execute()
  const late = await take(chosen.id)
  expect([late.statusCode, late.json().error.message]).toEqual([409, expect.stringContaining('Another roster')])
})
