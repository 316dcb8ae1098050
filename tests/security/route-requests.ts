import { WATCH_SETTING_DEFAULT } from '../../server/contracts/watch-setting.ts'
import { cellOf, dayShift, editOf } from '../server/draftable-run.ts'
import { STORED_ROSTER } from '../server/stored-plan.ts'
import { vendorPlan, type World } from './worlds.ts'

/** A route of the API as its description names it: `GET /api/plans/{id}`. */
export interface Route {
  readonly method: string
  readonly path: string
  readonly takesBody: boolean
  /** Query parameters without which it answers nothing, and the values that they may have. */
  readonly requiredQuery: readonly string[]
}

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}
interface Operation {
  readonly requestBody?: unknown
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[]
}

/** Every route of the server's own description, in the order of paths. */
export function routesOf(description: unknown): Route[] {
  const { paths } = description as Described
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody, parameters = [] }]) => ({
        ...{ method: method.toUpperCase(), path, takesBody: requestBody !== undefined },
        requiredQuery: parameters.filter((one) => one.in === 'query' && one.required).map(({ name }) => name),
      })),
    )
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

/** What `{id}` is, by the first part of the path. */
const ID_OF: Readonly<Record<string, (world: World) => string>> = {
  plans: ({ planId }) => planId,
  runs: ({ runId }) => runId,
  forecasts: ({ forecastId }) => forecastId,
  imports: ({ importId }) => importId,
  comparisons: ({ comparisonId }) => comparisonId,
  'headcount-plans': ({ headcountPlanId }) => headcountPlanId,
  requests: ({ requestId }) => requestId,
  own: ({ requestId }) => requestId,
  versions: ({ versionId }) => versionId,
  webhooks: ({ webhookId }) => webhookId,
  alerts: ({ alertId }) => alertId,
  accounts: ({ accountId }) => accountId,
  units: ({ unitId }) => unitId,
  // Sessions and tokens of the sender's own, of which nobody has this one.
  me: ({ editId }) => editId,
}

/** Other parameters of paths, which are the same in every unit; by route where the name alone does not say it. */
const PARAMETERS: Readonly<Record<string, string>> = {
  queueId: 'chat',
  scenarioId: 'baseline',
  overrideId: 'some-override',
  suggestionId: 'some-suggestion',
  wallboardId: 'some-wallboard',
  secret: 'no-secret-of-any-screen',
  employeeId: 'an',
  revision: '1',
  file: 'no-secret-of-anybody.ics',
  'PUT /api/plans/{id}/scenarios/{scenarioId}': 'busy',
  'DELETE /api/plans/{id}/scenarios/{scenarioId}': 'busy',
  'GET /api/runs/{id}/files/{name}': 'roster.csv',
  'GET /api/runs/{id}/exports/{name}': 'payroll.csv',
  'GET /api/headcount-plans/{id}/files/{name}': 'headcount.csv',
}

const QUERY: Readonly<Record<string, string>> = {
  ...{ name: 'chats.csv', revision: '1', since: '1', from: '2026-11-09', days: '7', month: '2026-11' },
  day: '2026-11-09',
}

const CHANGES = { expectedRevision: 1 }
const EVENTS = { accept: 'text/event-stream' }
/** Of routes whose bodies are files. */
const FILE_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/api/plans/{id}/imports': { 'content-type': 'application/octet-stream' },
  '/api/plans/{id}/actuals/file': { 'content-type': 'text/csv' },
}

/** Headers that a route takes its requests with. */
export const headersOf = ({ method, path }: Pick<Route, 'method' | 'path'>): Readonly<Record<string, string>> =>
  path.endsWith('/events') ? EVENTS : method === 'POST' ? (FILE_TYPES[path] ?? {}) : {}

const DAY_OFF = { kind: 'timeOff', start: '2028-11-15T00:00', end: '2028-11-16T00:00', reason: 'paid' }

/** A body that would be taken, of each route that takes one. What a body names is of the world. */
export const BODIES: Readonly<Record<string, (world: World) => unknown>> = {
  'POST /api/plans': ({ unitId }) => ({
    unitId,
    files: Array.from(vendorPlan(), ([path, content]) => ({ path, content })),
  }),
  'POST /api/plans/{id}/imports': () => 'id,created\n1,2026-11-09T10:00:00+08:00\n',
  'POST /api/alerts/{id}/mute': () => ({ minutes: 30 }),
  'PUT /api/plans/{id}/watch-setting': () => ({ expectedRevision: 0, content: WATCH_SETTING_DEFAULT }),
  'POST /api/plans/{id}/watch-setting/test-mail': () => ({ address: 'an@example.com', language: 'en' }),
  'POST /api/plans/{id}/wallboards': () => ({ name: 'Hall 2', language: 'en', days: 7 }),
  'POST /api/plans/{id}/actuals': () => ({
    ...{ batchId: crypto.randomUUID(), sentAt: '2026-11-09T12:00:00Z' },
    intervals: [{ queueId: 'chat', start: '2026-11-09T10:00', offered: 5 }],
  }),
  'POST /api/plans/{id}/actuals/file': () => 'queue,start,volume\nchat,2026-11-09T10:00,5\n',
  'POST /api/imports/{id}/read': () => ({
    apply: false,
    mapping: {
      ...{ name: 'chats', kind: 'contacts', zone: 'Asia/Shanghai' },
      columns: [
        { field: 'id', column: 'id' },
        { field: 'createdAt', column: 'created', timeFormat: 'iso' },
      ],
    },
  }),
  'POST /api/plans/{id}/forecasts': () => ({ from: '2026-11-09', days: 7 }),
  'POST /api/plans/{id}/overrides': () => ({
    ...{ queueId: 'chat', start: '2026-11-09T10:00', end: '2026-11-09T12:00' },
    ...{ kind: 'multiply', value: 1.1, reason: 'a campaign' },
  }),
  'POST /api/plans/{id}/scenarios': () => ({ revision: 1, template: 'double-11' }),
  'PUT /api/plans/{id}/scenarios/{scenarioId}': () => ({ revision: 1, text: 'name: { zh-CN: 忙, en: Busy }\n' }),
  'POST /api/plans/{id}/settings/changes': () => ({
    ...CHANGES,
    changes: [{ section: 'groups', item: 'care', value: { id: 'care' } }],
  }),
  'PUT /api/plans/{id}/queues/{queueId}/targets': () => ({
    revision: 1,
    settings: {
      ...{ kind: 'instant', meanPatienceSeconds: 300, maxOccupancy: 1 },
      target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 },
    },
  }),
  'PUT /api/plans/{id}/assurance': () => ({ revision: 1, assurance: 0.8 }),
  'POST /api/plans/{id}/runs': () => ({ replications: 2 }),
  'POST /api/plans/{id}/rosters': () => ({
    ...{ week: '2026-11-09', weeks: 1, scenario: 'baseline', fileName: 'roster.csv', text: STORED_ROSTER },
    replications: 2,
  }),
  'POST /api/runs/{id}/draft/edits': () => editOf([cellOf('an', '2026-11-12', { shifts: [dayShift('2026-11-12')] })]),
  'POST /api/runs/{id}/draft/runs': () => ({ mode: 'check' }),
  'POST /api/runs/{id}/publication': () => ({}),
  'POST /api/plans/{id}/comparisons': () => ({ kind: 'sweep', levers: ['volume=1,1.1'] }),
  'POST /api/plans/{id}/headcount-plans': () => ({ from: '2026-12', months: 1 }),
  'POST /api/plans/{id}/revisions/{revision}/restore': () => ({ expectedRevision: 99, reason: 'tried' }),
  'POST /api/plans/{id}/versions': ({ otherRunId }) => ({
    ...{ id: crypto.randomUUID(), kind: 'roster', runId: otherRunId, notes: '' },
  }),
  'POST /api/versions/{id}/submit': () => ({ expectedRevision: 99 }),
  'POST /api/versions/{id}/withdraw': () => ({ expectedRevision: 99 }),
  'POST /api/versions/{id}/restore': () => ({ reason: 'tried', expectedRevision: 99 }),
  'POST /api/versions/{id}/publish': () => ({ expectedRevision: 99, id: crypto.randomUUID() }),
  'POST /api/versions/{id}/send-back': () => ({ expectedRevision: 99, reason: 'tried' }),
  'PUT /api/units/{id}/publishing-rule': () => ({ expectedRevision: 99, fourEyes: true }),
  'PUT /api/units/{unitId}/retention': () => ({
    ...{ requestNoteDays: 180, rejectDays: 90, resultDays: null, actualDays: 400, expectedRevision: 99 },
  }),
  'POST /api/units/{unitId}/people/{employeeId}/erasure': () => ({ confirm: 'somebody else' }),
  'POST /api/units/{unitId}/webhooks': () => ({ url: 'https://example.com/hook', events: ['run.failed'] }),
  'POST /api/accounts': ({ unitId }) => ({
    ...{ email: `${crypto.randomUUID()}@example.com`, displayName: 'New' },
    memberships: [{ unitId, role: 'agent', scope: { kind: 'unit' } }],
  }),
  'POST /api/accounts/{id}/disable': () => ({ revision: 99 }),
  'POST /api/accounts/{id}/enable': () => ({ revision: 99 }),
  'PUT /api/accounts/{id}/memberships/{unitId}': () => ({ role: 'agent', scope: { kind: 'unit' }, revision: 99 }),
  'POST /api/accounts/{id}/memberships/{unitId}/remove': () => ({ revision: 99 }),
  'POST /api/units': () => ({ id: `unit-${crypto.randomUUID().slice(0, 8)}`, name: 'New' }),
  'PUT /api/units/{unitId}': () => ({ name: 'Renamed' }),
  'POST /api/sign-in': () => ({ email: `${crypto.randomUUID()}@example.com`, password: 'not the password' }),
  'POST /api/links/look': () => ({ token: 'no-link-of-anybody' }),
  'POST /api/links/use': () => ({ token: 'no-link-of-anybody', password: 'four words do not rhyme' }),
  'POST /api/me/password': () => ({ currentPassword: 'not mine', newPassword: 'four words do not rhyme' }),
  'POST /api/me/tokens': () => ({ name: 'reports', rights: ['own'], days: 1 }),
  'POST /api/own/feed': ({ unitId }) => ({ unitId }),
  'POST /api/own/feed/end': ({ unitId }) => ({ unitId }),
  'POST /api/own/requests': ({ unitId }) => ({ unitId, ask: DAY_OFF }),
  'POST /api/own/requests/{id}/withdraw': () => ({ revision: 9 }),
  'POST /api/own/requests/{id}/agree': () => ({ revision: 9, employeeId: 'an', returnShiftId: null }),
  'POST /api/own/requests/{id}/decline': () => ({ revision: 9 }),
  'POST /api/units/{unitId}/requests': () => ({
    employeeId: 'an',
    ask: DAY_OFF,
  }),
  'POST /api/requests/{id}/approve': () => ({ revision: 9 }),
  'POST /api/requests/{id}/refuse': () => ({ revision: 9 }),
}

const ownIdOf = (name: string, place: string, world: World): string | undefined =>
  name === 'unitId' ? world.unitId : name === 'id' ? ID_OF[place]?.(world) : undefined

/** The address of a route with the ids of a world. */
export function addressOf(route: Route, world: World): string {
  const place = route.path.split('/')[2] ?? ''
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = ownIdOf(name, place, world) ?? PARAMETERS[nameOf(route)] ?? PARAMETERS[name]
    if (value === undefined) throw new Error(`${nameOf(route)}: say in route-requests.ts what {${name}} is.`)
    return encodeURIComponent(value)
  })
  const query = route.requiredQuery.map((name) => {
    const value = ownIdOf(name, '', world) ?? QUERY[name]
    if (value === undefined) throw new Error(`${nameOf(route)}: say in route-requests.ts what ?${name} is.`)
    return `${name}=${encodeURIComponent(value)}`
  })
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}
