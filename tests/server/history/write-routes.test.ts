import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { WATCH_SETTING_DEFAULT } from '../../../server/contracts/watch-setting.ts'
import { buildTestApp, importOf, type TestApp } from '../api/build-test-app.ts'
import { cellOf, editOf, storeDraftableRun } from '../draftable-run.ts'
import { storeAlert } from '../stored-alert.ts'
import { storeRun } from '../stored-plan.ts'

const WRITES = ['post', 'put', 'patch', 'delete']

/** Areas whose writes are tried where their people, secrets and files are at hand. */
const TRIED_ELSEWHERE =
  /^\/(accounts|requests|auth|me|sign-in|sign-out|links|own|webhooks|imports|units\/\{\w+\}\/(people|requests|retention|webhooks))(\/|$)|^\/units(\/\{\w+\})?$/

/** Routes that write nothing, or what is nobody's decision. */
const LEAVE_NOTHING: Readonly<Record<string, string>> = {
  'post /runs/{id}/stop': 'a run of this test is not at work; a stop is told as run.stopRequested',
  'post /plans/{id}/imports': 'a file is sent in pieces; its arrival is told as import.received',
  'post /plans/{id}/actuals/file': 'its rows are stored as those of a batch; told as actuals.received',
  'post /plans/{id}/watch-setting/test-mail': 'takes a mail server; told as plan.testMailSent',
  'post /plans/{id}/suggestions': 'what was suggested last is kept for whoever takes it up, and is nobody’s decision',
  'post /plans/{id}/suggestions/{suggestionId}/acceptance': 'told as draft.edited and run.queued',
  'post /plans/{id}/forecasts': 'a forecast that is there already is found; a new one is told as forecast.started',
  'post /plans/{id}/comparisons': 'takes a plan that was planned; told as comparison.queued',
  'post /comparisons/{id}/cancel': 'told as comparison.cancelled',
  'post /plans/{id}/headcount-plans': 'takes a plan of months; told as headcountPlan.queued',
  'post /headcount-plans/{id}/cancel': 'told as headcountPlan.cancelled',
}

/** What is reported must have been, and not long ago. */
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const SALE = { kind: 'sale', title: 'one', start: '2026-11-10T10:00', end: '2026-11-10T12:00' }
const OVERRIDE = {
  ...{ queueId: 'chat', start: '2026-11-12T16:00+08:00', end: '2026-11-12T19:00+08:00' },
  ...{ kind: 'multiply', value: 1.5, reason: 'a sale' },
}

interface Place {
  readonly app: TestApp
  readonly plan: string
  readonly run: string
  revision(): Promise<number>
}

type Call = (place: Place) => Promise<readonly [url: string, body?: object]>

const version = async ({ app, plan, run }: Place, submit = true): Promise<string> => {
  const body = { id: randomUUID(), kind: 'roster', runId: run, submit }
  return (await app.post(`/api/plans/${plan}/versions`, body)).json().id
}

const CALLS: Readonly<Record<string, Call>> = {
  'post /plans': async () => ['/api/plans', importOf()],
  'post /plans/{id}/overrides': async ({ plan }) => [`/api/plans/${plan}/overrides`, OVERRIDE],
  'delete /plans/{id}/overrides/{overrideId}': async ({ app, plan }) => {
    const { id } = (await app.post(`/api/plans/${plan}/overrides`, OVERRIDE)).json()
    return [`/api/plans/${plan}/overrides/${id}`]
  },
  'post /plans/{id}/scenarios': async ({ plan, revision }) => [
    `/api/plans/${plan}/scenarios`,
    { revision: await revision(), template: 'double-11', factor: 3 },
  ],
  'put /plans/{id}/scenarios/{scenarioId}': async ({ plan, revision }) => [
    `/api/plans/${plan}/scenarios/busy`,
    { revision: await revision(), text: 'id: busy\nvolume: [{ queue: chat, factor: 2 }]\n' },
  ],
  'delete /plans/{id}/scenarios/{scenarioId}': async ({ plan, revision }) => [
    `/api/plans/${plan}/scenarios/busy?revision=${await revision()}`,
  ],
  'post /plans/{id}/settings/changes': async ({ plan, revision }) => [
    `/api/plans/${plan}/settings/changes`,
    { expectedRevision: await revision(), changes: [{ section: 'calendar', add: SALE }] },
  ],
  'put /plans/{id}/queues/{queueId}/targets': async ({ app, plan }) => {
    const { revision, queues } = (await app.get(`/api/plans/${plan}/targets`)).json()
    const target = { serviceLevelTarget: 0.7, answerWithinSeconds: 45 }
    const { settings } = queues.find(({ queueId, id }: { queueId?: string; id?: string }) => (queueId ?? id) === 'chat')
    return [`/api/plans/${plan}/queues/chat/targets`, { revision, settings: { ...settings, target } }]
  },
  'put /plans/{id}/assurance': async ({ plan, revision }) => [
    `/api/plans/${plan}/assurance`,
    { revision: await revision(), planFor: 'mean', assurance: 0.8 },
  ],
  'put /plans/{id}/watch-setting': async ({ plan }) => [
    `/api/plans/${plan}/watch-setting`,
    { expectedRevision: 0, content: WATCH_SETTING_DEFAULT },
  ],
  'post /plans/{id}/wallboards': async ({ plan }) => [
    `/api/plans/${plan}/wallboards`,
    { name: 'Hall 2', language: 'en' },
  ],
  'delete /plans/{id}/wallboards/{wallboardId}': async ({ app, plan }) => {
    const made = await app.post(`/api/plans/${plan}/wallboards`, { name: 'Hall 3', language: 'zh-CN' })
    return [`/api/plans/${plan}/wallboards/${made.json().wallboard.id}`]
  },
  'post /plans/{id}/actuals': async ({ plan }) => [
    `/api/plans/${plan}/actuals`,
    {
      ...{ batchId: randomUUID(), sentAt: new Date().toISOString() },
      intervals: [{ queueId: 'chat', start: `${YESTERDAY}T10:00`, offered: 5 }],
    },
  ],
  'post /alerts/{id}/acknowledge': async ({ app, plan }) => [
    `/api/alerts/${await storeAlert(app.db, plan)}/acknowledge`,
  ],
  'post /alerts/{id}/mute': async ({ app, plan }) => [
    `/api/alerts/${await storeAlert(app.db, plan)}/mute`,
    { minutes: 30 },
  ],
  'post /plans/{id}/runs': async ({ plan }) => [`/api/plans/${plan}/runs`, {}],
  'post /runs/{id}/cancel': async ({ app, plan }) => [`/api/runs/${await storeRun(app.db, plan)}/cancel`],
  'post /runs/{id}/draft/edits': async ({ run }) => [
    `/api/runs/${run}/draft/edits`,
    editOf([cellOf('an', '2026-11-09')]),
  ],
  'post /runs/{id}/draft/runs': async ({ run }) => [`/api/runs/${run}/draft/runs`, { mode: 'check' }],
  'post /plans/{id}/rosters': async ({ plan }) => [
    `/api/plans/${plan}/rosters`,
    {
      week: '2026-11-09',
      weeks: 1,
      scenario: 'baseline',
      fileName: 'roster.csv',
      text: 'employee,start,end,template,breaks,queue_or_activity\n',
    },
  ],
  'post /plans/{id}/versions': async ({ plan, run }) => [
    `/api/plans/${plan}/versions`,
    { id: randomUUID(), kind: 'roster', runId: run },
  ],
  'post /versions/{id}/submit': async (place) => [
    `/api/versions/${await version(place, false)}/submit`,
    { expectedRevision: 1 },
  ],
  'post /versions/{id}/withdraw': async (place) => [
    `/api/versions/${await version(place)}/withdraw`,
    { expectedRevision: 1 },
  ],
  'post /versions/{id}/send-back': async (place) => [
    `/api/versions/${await version(place)}/send-back`,
    { expectedRevision: 1, reason: 'too thin' },
  ],
  'post /versions/{id}/restore': async (place) => [
    `/api/versions/${await version(place)}/restore`,
    { reason: 'as it was' },
  ],
  'post /runs/{id}/publication': async ({ run }) => [`/api/runs/${run}/publication`, {}],
  'post /versions/{id}/publish': async (place) => {
    const run = await storeDraftableRun(place.app.db, place.plan)
    const id = await version({ ...place, run })
    return [`/api/versions/${id}/publish`, { expectedRevision: 1, id: randomUUID() }]
  },
  'post /plans/{id}/revisions/{revision}/restore': async ({ plan, revision }) => [
    `/api/plans/${plan}/revisions/1/restore`,
    { expectedRevision: await revision(), reason: 'as it was' },
  ],
  'put /units/{id}/publishing-rule': async () => [
    '/api/units/main/publishing-rule',
    { expectedRevision: 0, fourEyes: true },
  ],
}

const anyApp = () => buildTestApp({ slots: 0, lagMs: () => 0 })

/** Every route that writes, as the app itself tells them. */
async function writeRoutes(app: TestApp): Promise<string[]> {
  const { paths } = (await app.get('/api/openapi.json')).json() as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => [method, path.replace(/^\/api/, '')] as const))
    .filter(([method, path]) => WRITES.includes(method) && !TRIED_ELSEWHERE.test(path))
    .map((route) => route.join(' '))
}

test('a route that writes is tried, or says why it is not', async () => {
  const routes = await writeRoutes(await anyApp())
  expect(routes.toSorted()).toEqual([...Object.keys(CALLS), ...Object.keys(LEAVE_NOTHING)].toSorted())
})

test('every route that writes leaves an entry', async () => {
  const app = await anyApp()
  const plan: string = (await app.post('/api/plans', importOf())).json().id
  const revision = async () => (await app.get(`/api/plans/${plan}`)).json().revision as number
  const place = { app, plan, run: await storeDraftableRun(app.db, plan), revision }
  const newest = async () => (await app.get('/api/audit?limit=1')).json().entries[0].sequence as number
  for (const [route, call] of Object.entries(CALLS)) {
    const [url, body] = await call(place)
    const before = await newest()
    const method = route.split(' ')[0]!.toUpperCase() as 'POST'
    const reply = await app.app.inject({ method, url, ...(body === undefined ? {} : { body }) })
    expect([route, reply.statusCode < 300 ? 'done' : reply.body]).toEqual([route, 'done'])
    expect([route, (await newest()) > before]).toEqual([route, true])
  }
}, 300_000)
