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
