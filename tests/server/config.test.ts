import { expect, test } from 'vitest'
import { configFrom } from '../../server/config.ts'
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

test('a line of the log for a person', () => {
  const line = shortLine('{"level":50,"time":0,"msg":"solver failed","err":{"message":"out of memory"},"runId":"r1"}\n')
  expect(line).toMatch(/^\d\d:\d\d:\d\d error solver failed: out of memory runId=r1\n$/)
})
