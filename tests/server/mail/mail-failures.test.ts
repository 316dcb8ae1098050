import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sendMail } from '../../../server/services/send-mail.ts'
import { mailServer } from './mail-server.ts'
import { buildMailedApp, type MailedApp } from './mailed-app.ts'

const TO = 'an@example.com'
const asked = async (app: MailedApp) => {
  const reply = await app.post(`/api/plans/${app.planId}/watch-setting/test-mail`, { address: TO, language: 'en' })
  expect(reply.statusCode, reply.body).toBe(202)
  expect(reply.json()).toMatchObject({ event: 'mail.test', receiver: TO, state: 'waiting', attempt: 0 })
}
const last = async (app: MailedApp) => (await app.deliveries())[0]!

test('what the mail server puts off is sent again as the same mail; what it refuses is given up', async () => {
  const app = await buildMailedApp()
  await asked(app)
  app.mail.answer = { code: 450, text: `no room for ${TO}` }
  await app.deliver()
  const put = await last(app)
  expect(put).toMatchObject({ state: 'waiting', attempt: 1, outcome: 'putOff 450' })
  expect(Date.parse(put.nextAt)).toBeGreaterThan(Date.now() + 15_000)
  app.mail.answer = undefined
  await app.deliver()
  expect(await last(app)).toMatchObject({ state: 'delivered', attempt: 2, outcome: 'sent' })
  expect(app.mail.received).toMatchObject([
    { to: TO, subject: 'Tideline | Test mail', messageId: `<${put.id}@example.com>` },
  ])
  await asked(app)
  app.mail.answer = { code: 550, text: `no ${TO} here` }
  await app.deliver()
  expect(await last(app)).toMatchObject({ state: 'failed', attempt: 1, outcome: 'refused 550' })
  await app.deliver()
  expect(app.mail.received).toHaveLength(1)
})

test('a mail server that is down is tried again, and a try that nothing comes of ends the eighth time', async () => {
  const app = await buildMailedApp()
  await asked(app)
  await app.mail.close()
  await app.deliver()
  expect(await last(app)).toMatchObject({ state: 'waiting', outcome: 'unreachable' })
  await app.mail.open()
  await app.deliver()
  expect(await last(app)).toMatchObject({ state: 'delivered' })
  await asked(app)
  await app.mail.close()
  await sql`update delivery set attempt = 7 where state = 'waiting'`.execute(app.db)
  await app.deliver()
  expect(await last(app)).toMatchObject({ state: 'failed', attempt: 8, outcome: 'unreachable' })
})

test('a plan has so many mails an hour; more are held back and told so, and none of their tries is used up', async () => {
  const app = await buildMailedApp()
  await asked(app)
  await sql`insert into delivery (id, unit_id, plan_id, event, entity_id, step, address, language, happened_at, state, sent_at, created_by)
    select gen_random_uuid(), unit_id, plan_id, event, number::text, 0, address, language, now(), 'delivered', now(), created_by
    from delivery, generate_series(1, 60) as number`.execute(app.db)
  await app.deliver()
  const held = await app.db.selectFrom('delivery').selectAll().where('state', '=', 'waiting').executeTakeFirst()
  expect(held).toMatchObject({ outcome: 'heldBack', attempt: 0 })
  expect(app.mail.received).toEqual([])
  await sql`update delivery set sent_at = now() - interval '61 minutes' where state = 'delivered'`.execute(app.db)
  await app.deliver()
  expect(app.mail.received).toMatchObject([{ to: TO }])
})

const MAIL = { id: 'an-id', to: TO, subject: 'A\r\nBcc: bo@example.com', text: 'Hello' }

test('nothing is sent over a line that is not secure, and certificates are verified', async () => {
  // Their certificate is nobody's.
  const secure = await mailServer({ secure: true })
  expect(await sendMail({ ...secure.server, encryption: 'tls' }, MAIL)).toEqual({ outcome: 'notSecure' })
  const startTls = await mailServer({ hideSTARTTLS: false })
  expect(await sendMail({ ...startTls.server, encryption: 'startTls' }, MAIL)).toEqual({ outcome: 'notSecure' })
  const plain = await mailServer({ disabledCommands: ['STARTTLS'] })
  expect((await sendMail({ ...plain.server, encryption: 'startTls' }, MAIL)).outcome).toBe('notSecure')
  expect([...secure.received, ...startTls.received, ...plain.received]).toEqual([])
  expect(await sendMail(plain.server, MAIL)).toEqual({ outcome: 'sent' })
  // A line break in a subject begins no header.
  expect(plain.received).toMatchObject([{ to: TO, subject: 'A Bcc: bo@example.com' }])
})

test('user and password are those of the mail server', async () => {
  const { server, received } = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) =>
      username === 'me' && password === 'right' ? callback(null, { user: 'me' }) : callback(new Error('no')),
  })
  const wrong = await sendMail({ ...server, user: 'me', password: 'wrong' }, MAIL)
  expect(wrong).toEqual({ outcome: 'signInRefused', reply: 535 })
  expect(received).toEqual([])
  expect(await sendMail({ ...server, user: 'me', password: 'right' }, MAIL)).toEqual({ outcome: 'sent' })
})
