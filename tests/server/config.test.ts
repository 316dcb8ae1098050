import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { configFrom, shownVariables } from '../../server/config.ts'
import { VARIABLES } from '../../server/environment.ts'
import { shortLine } from '../../server/log.ts'

test('nothing set: this machine only, a port to be found, a database of our own', () => {
  expect(configFrom({ HOST: '', DATABASE_URL: '' })).toMatchObject({
    port: undefined,
    host: '127.0.0.1',
    isLocalOnly: true,
    databaseUrl: undefined,
    logLevel: 'info',
  })
})

test('listening beyond this machine takes two words', () => {
  expect(() => configFrom({ HOST: '0.0.0.0' })).toThrow('TIDELINE_ALLOW_REMOTE=1')
  expect(configFrom({ HOST: '0.0.0.0', TIDELINE_ALLOW_REMOTE: '1', PORT: '80' })).toMatchObject({
    host: '0.0.0.0',
    port: 80,
    isLocalOnly: false,
  })
})

test('a relative data folder is refused', () => {
  expect(() => configFrom({ TIDELINE_DATA: 'data' })).toThrow('TIDELINE_DATA="data" is not an absolute path.')
})

test('without sign-in no other machine may reach the server, whatever else is allowed', () => {
  const environment = { HOST: '0.0.0.0', TIDELINE_ALLOW_REMOTE: '1', TIDELINE_SIGN_IN: 'off' }
  expect(() => configFrom(environment)).toThrow(
    'without sign-in everyone who reaches the server could change its plans',
  )
  expect(configFrom({ TIDELINE_SIGN_IN: 'off' }).hasSignIn).toBe(false)
})

test('every variable is told once, in its group, and no secret is shown', () => {
  const names = VARIABLES.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(['PORT', 'DATABASE_URL', 'TIDELINE_METRICS_TOKEN']))
  const secret = 'postgres://me:very-secret@db/tideline'
  const shown = shownVariables({ DATABASE_URL: secret, TIDELINE_METRICS_TOKEN: secret, LOG_LEVEL: 'warn' })
  expect(shown.map(({ name }) => name)).toEqual(names)
  expect(JSON.stringify(shown)).not.toContain('secret@')
  const shownValue = (name: string) => shown.find((variable) => variable.name === name)?.value
  expect([shownValue('DATABASE_URL'), shownValue('LOG_LEVEL')]).toEqual(['(set)', 'warn'])
  expect(shownValue('PORT')).toBe('not set: 3000, or the next free one')
})

test('a secret may lie in a file, which is told when it cannot be read or is one too many', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tideline-secret-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'url')
  writeFileSync(file, 'postgres://me:secret@db/tideline\n')
  expect(configFrom({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://me:secret@db/tideline')
  writeFileSync(file, 'mysql://me:secret@db')
  expect(() => configFrom({ DATABASE_URL_FILE: file, PORT: 'x' })).toThrow(
    /DATABASE_URL=\(hidden\) does not begin|PORT="x"/,
  )
  expect(() => configFrom({ DATABASE_URL_FILE: `${file}-none`, PORT: 'x' })).toThrow(
    `The environment asks for what cannot be:\n  DATABASE_URL_FILE="${file}-none" cannot be read (ENOENT).\n` +
      '  PORT="x" is not a port (0 to 65535).',
  )
  expect(() => configFrom({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://a' })).toThrow('one of them is meant')
})

test('numbers and lists are checked', () => {
  expect(configFrom({ TIDELINE_MAX_REQUESTS: '20', TIDELINE_WEBHOOK_HOSTS: 'ERP.internal, 10.0.0.7' })).toMatchObject({
    overload: { requests: 20, lagMs: 1000 },
    webhookHosts: ['erp.internal', '10.0.0.7'],
  })
  expect(() =>
    configFrom({ TIDELINE_MAX_REQUESTS: '0', TIDELINE_MAX_LAG_MS: '1e3', TIDELINE_WEBHOOK_HOSTS: 'http://x/' }),
  ).toThrow(/TIDELINE_MAX_REQUESTS="0" is not an integer.*\n.*LAG_MS="1e3" is not.*\n.*WEBHOOK_HOSTS=.*list of hosts/)
  expect(() => configFrom({ TIDELINE_METRICS_TOKEN: 'short' })).toThrow('(hidden) is shorter than 16 characters')
})

test('a line of the log for a person', () => {
  const line = shortLine('{"level":50,"time":0,"msg":"solver failed","err":{"message":"out of memory"},"runId":"r1"}\n')
  expect(line).toMatch(/^\d\d:\d\d:\d\d error solver failed: out of memory runId=r1\n$/)
})

const SMTP = {
  TIDELINE_SMTP_URL: 'smtps://me%40example.com:se%3Acret@mail.example.com',
  TIDELINE_MAIL_FROM: '排班 <a@example.com>',
}

test('mails: the server with its encryption, and what they come from', () => {
  expect(configFrom({}).mail).toBeUndefined()
  expect(configFrom(SMTP).mail).toEqual({
    ...{ host: 'mail.example.com', port: 465, encryption: 'tls', user: 'me@example.com', password: 'se:cret' },
    from: { name: '排班', address: 'a@example.com' },
  })
  const mailOf = (url: string) => configFrom({ TIDELINE_SMTP_URL: url, TIDELINE_MAIL_FROM: 'a@example.com' }).mail
  expect(mailOf('smtp://relay.example.com')).toMatchObject({ port: 587, encryption: 'startTls', user: '' })
  expect(mailOf('smtp://relay.example.com:25?tls=off')).toMatchObject({ port: 25, encryption: 'none' })
  expect(mailOf('smtp://[::1]:2525')).toMatchObject({ host: '::1', port: 2525, encryption: 'offered' })
})

test.each([
  ['https://mail.example.com', 'is not an address such as smtps://'],
  ['smtp://mail.example.com?tls=maybe', 'is not an address such as smtps://'],
  ['smtps://mail.example.com?tls=off', 'is not an address such as smtps://'],
  ['smtp://me@mail.example.com', 'is not an address such as smtps://'],
  ['smtp://me:secret@mail.example.com?tls=off', 'would send its password unencrypted: leave out tls=off'],
])('a mail server that there cannot be is refused without being shown: %s', (url, problem) => {
  expect(() => configFrom({ TIDELINE_SMTP_URL: url, TIDELINE_MAIL_FROM: 'a@example.com' })).toThrow(
    `TIDELINE_SMTP_URL=(hidden) ${problem}`,
  )
})

test('a mail server without a sender, and a sender that is none, are told with everything else', () => {
  expect(() => configFrom({ TIDELINE_SMTP_URL: SMTP.TIDELINE_SMTP_URL, PORT: 'x' })).toThrow(
    /PORT="x".*\n.*TIDELINE_MAIL_FROM=undefined goes with TIDELINE_SMTP_URL: set both or neither/,
  )
  for (const from of ['nobody', 'a@example.com\r\nBcc: b@example.com', 'A\nB <a@example.com>', '<a@example.com> x']) {
    expect(() => configFrom({ ...SMTP, TIDELINE_MAIL_FROM: from })).toThrow('is not an address such as Tideline <')
  }
  expect(JSON.stringify(shownVariables(SMTP))).not.toContain('se%3Acret')
})
