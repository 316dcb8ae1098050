import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openLog } from '../../../server/log.ts'
import { buildTestApp, importOf } from '../api/build-test-app.ts'

/** Texts that would only be in a log if somebody's data were. */
const SECRETS = ['欧阳保密', 'ouyang-secret', 'ouyang@example.org', '13800138000', '203.0.113.77', 'hunter2hunter2']
const [NAME, ID, MAIL, PHONE, ADDRESS, PASSWORD] = SECRETS as [string, string, string, string, string, string]

test('no line of the log says anything of people, whatever is sent, wherever it fails', async () => {
  const server = await buildTestApp({ slots: 0 })
  const headers = {
    host: 'localhost',
    'user-agent': NAME_IN_LATIN,
    cookie: `session=${PASSWORD}`,
    authorization: `Bearer ${PASSWORD}`,
  }
  const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object | string) =>
    server.app.inject({
      ...{ method, url, remoteAddress: ADDRESS, headers: { ...headers, 'content-type': 'application/json' } },
      ...(body === undefined ? {} : { body }),
    })
  const query = `?name=${encodeURIComponent(NAME)}&mail=${MAIL}&phone=${PHONE}`
  const employees = `id,name,group,skills,contract,hourly_cost\n${ID},${NAME} ${MAIL} ${PHONE},care,chat:1,full-time,30\n`
  const stored = await send(
    'POST',
    '/api/plans',
    importOf({ 'employees.csv': employees, 'availability.csv': undefined, 'previous-roster.csv': undefined }),
  )
  const plan = stored.statusCode === 201 ? stored.json().id : undefined
  await send('POST', '/api/plans', importOf({ 'employees.csv': employees.replace('care', NAME) }))
  await send('POST', '/api/plans', `{"unitId": "${NAME}", ${PHONE}`)
  await send('POST', '/api/plans', { unitId: NAME, files: [] })
  await send('GET', `/api/plans/${encodeURIComponent(NAME)}${query}`)
  await send('GET', `/api/units/main/people/${encodeURIComponent(NAME)}/personal-data${query}`)
  await send('POST', `/api/units/main/people/${ID}/erasure`, { confirm: PHONE })
  await send('PUT', `/api/units/${encodeURIComponent(MAIL)}/retention`, { expectedRevision: NAME })
  await send('GET', `/api/plans/${plan}/settings${query}`)
  await send('GET', `/nothing/${encodeURIComponent(NAME)}${query}`)
  await send('DELETE', `/api/webhooks/${encodeURIComponent(MAIL)}`)
  await server.db.destroy()
  const failed = await send('POST', '/api/plans', importOf({ 'employees.csv': employees }))
  expect(failed.statusCode).toBeGreaterThanOrEqual(500)

  const lines = server.log.map((line) => JSON.parse(line))
  expect(lines.filter(({ msg }) => msg === 'request').length).toBeGreaterThanOrEqual(11)
  expect(lines.some(({ msg }) => msg === 'request failed')).toBe(true)
  // Each says which request it is of.
  expect(lines.filter(({ msg, reqId }) => msg === 'request' && !/^[0-9a-f-]{36}$/.test(reqId))).toEqual([])
  const found = SECRETS.filter((secret) => server.log.some((line) => line.includes(secret)))
  expect(found).toEqual([])
})

/** Headers hold bytes. */
const NAME_IN_LATIN = ID

test('an error of the database is logged without the values of rows', () => {
  const lines: string[] = []
  const log = openLog('info', false)
  const error = Object.assign(new Error('duplicate key value violates unique constraint "person_pkey"'), {
    ...{ code: '23505', detail: `Key (name)=(${NAME}) already exists.`, where: PHONE, query: `insert ${MAIL}` },
  })
  const serializers = log[pino.symbols.serializersSym as never] as Record<string, (value: unknown) => unknown>
  lines.push(JSON.stringify(serializers.err!(error)))
  expect(lines[0]).toContain('23505')
  expect(SECRETS.filter((secret) => lines[0]!.includes(secret))).toEqual([])
})

test.each([
  [true, 30],
  [false, 20],
])('requests are lines of the usual level when it is asked for: %s', async (logsRequests, level) => {
  const server = await buildTestApp({ slots: 0, logsRequests })
  await server.get('/api/plans')
  const lines = server.log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')
  expect(lines).toMatchObject([{ level, method: 'GET', route: '/api/plans', status: 200 }])
})
