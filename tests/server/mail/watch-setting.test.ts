import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailAddressSchema, WATCH_SETTING_DEFAULT } from '../../../server/contracts/watch-setting.ts'
import { quietMs } from '../../../server/services/quiet-hours.ts'
import { buildTestApp, importSmallPlan, type TestApp } from '../api/build-test-app.ts'

const pathOf = (planId: string) => `/api/plans/${planId}/watch-setting`
async function planned(): Promise<{ app: TestApp; path: string }> {
  const app = await buildTestApp({ slots: 0 })
  const { id } = await importSmallPlan(app)
  return { app, path: pathOf(id) }
}
const bodyOf = (part: object, expectedRevision = 0) => ({
  expectedRevision,
  content: { ...WATCH_SETTING_DEFAULT, ...part },
})
const step = (mails: readonly string[], waitMinutes = 0, webhooks: readonly string[] = []) => ({
  waitMinutes,
  mails,
  webhooks,
})

test('until it is set all is as it always was; two who set it at once are told apart, and the audit log names nobody', async () => {
  const { app, path } = await planned()
  const first = (await app.get(path)).json()
  expect(first).toMatchObject({ revision: 0, content: WATCH_SETTING_DEFAULT, mail: { isSetUp: false, from: null } })
  expect(first.content.ladder.map(({ waitMinutes }: { waitMinutes: number }) => waitMinutes)).toEqual([0, 10, 10, 10])
  const ladder = [step(['secret-name@example.com'])]
  const replies = await Promise.all([1, 2].map(() => app.put(path, bodyOf({ ladder }))))
  expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect(replies.find(({ statusCode }) => statusCode === 409)!.json().error.message).toContain(
    'Somebody else changed the warning settings',
  )
  expect((await app.put(path, bodyOf({}, 1))).json().revision).toBe(2)
  const entries = await app.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', 'plan.watchSettingChanged')
    .execute()
  expect(entries).toHaveLength(2)
  expect(JSON.stringify(entries)).not.toContain('secret-name')
  expect(app.log.join('')).not.toContain('secret-name')
})

const TOO_MANY = Array.from({ length: 11 }, (_, number) => `a${number}@example.com`)
test.each([
  ['an address with a line break', { ladder: [step(['an@example.com\r\nBcc: bo@example.com'])] }],
  ['two addresses in one', { ladder: [step(['an@example.com, bo@example.com'])] }],
  ['an address with a name', { ladder: [step(['An <an@example.com>'])] }],
  [
    'more addresses than there may be',
    {
      ladder: [
        step(TOO_MANY),
        step(
          TOO_MANY.map((one) => `b${one}`),
          10,
        ),
      ],
    },
  ],
  ['a first step that waits', { ladder: [step([], 5)] }],
  ['a second step that does not', { ladder: [step([]), step([])] }],
  ['no step at all', { ladder: [] }],
  ['a report to nobody', { dailyReport: { at: '08:00', mails: [], language: 'en', withCosts: false } }],
  [
    'a time that there is not',
    { dailyReport: { at: '24:00', mails: ['an@example.com'], language: 'en', withCosts: false } },
  ],
  ['quiet hours that end when they begin', { quiet: { from: '08:00', to: '08:00', nobodyPresentPierces: true } }],
  ['a limit beyond what there is', { limits: { ...WATCH_SETTING_DEFAULT.limits, belowTarget: 0 } }],
  ['a webhook of nobody', { ladder: [step([], 0, ['00000000-0000-4000-8000-000000000000'])] }],
])('%s is refused at the door', async (_what, part) => {
  const { app, path } = await planned()
  const reply = await app.put(path, bodyOf(part))
  expect(reply.statusCode, reply.body).toBe(400)
  expect((await app.get(path)).json().revision).toBe(0)
})

test('a test mail needs an address and a mail server', async () => {
  const { app, path } = await planned()
  const ask = (address: string) => app.post(`${path}/test-mail`, { address, language: 'en' })
  expect((await ask('an@example.com\nTo: bo@example.com')).statusCode).toBe(400)
  const reply = await ask('an@example.com')
  expect([reply.statusCode, reply.json().error.message]).toEqual([
    409,
    'This server sends no mail. Whoever runs it sets TIDELINE_SMTP_URL and TIDELINE_MAIL_FROM.',
  ])
})

test('whoever edits plans sees webhooks by their hosts alone', async () => {
  const { app, path } = await planned()
  const hook = {
    url: 'https://oapi.dingtalk.com/robot/send?access_token=secret',
    events: ['run.failed'],
    format: 'dingtalk',
  }
  await app.post('/api/units/main/webhooks', hook)
  const { webhooks } = (await app.get(path)).json()
  expect(webhooks).toEqual([{ id: expect.any(String), host: 'oapi.dingtalk.com', format: 'dingtalk' }])
})

test('no address holds what could end a header or begin another address', () => {
  const pieces = fc.constantFrom(
    'an',
    '@',
    'example.com',
    '\r\n',
    '\n',
    '\0',
    ',',
    ';',
    '<',
    '>',
    ' ',
    '"',
    '\u2028',
    'Bcc:',
  )
  let taken = 0
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
      const { success, data } = mailAddressSchema.safeParse(parts.join(''))
      if (!success) return
      taken++
      expect(data).toMatch(/^[\w'+.-]+@[A-Za-z0-9.-]+$/)
    }),
    { numRuns: 20_000, examples: [[['an', '@', 'example.com']], [['an', '@', 'example.com', '\n']]] },
  )
  expect(taken).toBeGreaterThan(0)
})

test('quiet hours hold by the clock of the plan, over midnight and when clocks change', () => {
  const night = { from: '22:00', to: '07:00', nobodyPresentPierces: true }
  const hours = (stamp: string, kind: 'feedSilent' | 'nobodyPresent' = 'feedSilent', zone = 'Asia/Shanghai') =>
    quietMs(night, kind, zone, Date.parse(stamp)) / 3_600_000
  expect(['21:59', '22:00', '23:30', '06:59', '07:00'].map((time) => hours(`2026-11-11T${time}+08:00`))).toEqual([
    ...[0, 9, 7.5, 1 / 60, 0],
  ])
  expect(hours('2026-11-11T23:30+08:00', 'nobodyPresent')).toBe(0)
  // The night in which clocks go back is an hour longer.
  expect(hours('2026-10-24T22:00+02:00', 'feedSilent', 'Europe/Berlin')).toBe(10)
  expect(quietMs(null, 'feedSilent', 'Asia/Shanghai', 0)).toBe(0)
})
