import { spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** Stands for npm: notes each call, takes a moment, and fills node_modules or fails as FAKE_NPM_EXIT says. */
const fakeNpm = `
  const fs = require('node:fs')
  fs.appendFileSync('calls.log', process.argv.slice(2).join(' ') + '\\n')
  setTimeout(() => {
    fs.mkdirSync('node_modules', { recursive: true })
    process.exit(Number(process.env.FAKE_NPM_EXIT ?? 0))
  }, 400)
`
const npmCall = 'ci --no-audit --no-fund --loglevel=error --include=dev --include=optional'

let clone: string

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'tideline-setup-'))
  mkdirSync(join(clone, 'server'))
  copyFileSync(join(import.meta.dirname, '../../server/setup.mjs'), join(clone, 'server/setup.mjs'))
  writeFileSync(join(clone, 'package-lock.json'), lockFile('1.0.0'))
  writeFileSync(join(clone, 'fake-npm.js'), fakeNpm)
})

afterEach(() => rmSync(clone, { recursive: true }))

const lockFile = (version: string) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/a': { version, integrity: `sha512-${version}` } } })

function setUp(
  environment: NodeJS.ProcessEnv = {},
  options: readonly string[] = [],
): Promise<{ code: number | null; output: string }> {
  const npm = { npm_node_execpath: process.execPath, npm_execpath: join(clone, 'fake-npm.js') }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['server/setup.mjs', ...options], {
      cwd: clone,
      env: { ...process.env, ...npm, ...environment },
    })
    let output = ''
    child.stdout.on('data', (text) => {
      output += `stdout: ${text}`
    })
    child.stderr.on('data', (text) => {
      output += text
    })
    child.on('close', (code) => resolve({ code, output }))
  })
}

const npmCalls = () => {
  const log = join(clone, 'calls.log')
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []
}

test('a fresh clone is installed once, a second run finds nothing to do', async () => {
  const first = await setUp()
  expect(first.code).toBe(0)
  expect(first.output).toMatch(
    /^tideline setup: installing the packages .*\ntideline setup: packages installed in \d+ s\n$/,
  )
  expect(await setUp()).toEqual({ code: 0, output: '' })
  expect(npmCalls()).toEqual([npmCall])
})

test('a changed lock file is installed again', async () => {
  await setUp()
  writeFileSync(join(clone, 'package-lock.json'), lockFile('1.0.1'))
  expect((await setUp()).code).toBe(0)
  expect(npmCalls()).toEqual([npmCall, npmCall])
})

test('packages installed by hand are kept when they are those of the lock file', async () => {
  mkdirSync(join(clone, 'node_modules/a'), { recursive: true })
  writeFileSync(join(clone, 'node_modules/.package-lock.json'), lockFile('1.0.0').replace('"":{},', ''))
  expect(await setUp()).toEqual({ code: 0, output: '' })
  expect(npmCalls()).toEqual([])
})

test('packages installed by hand from another lock file are replaced', async () => {
  mkdirSync(join(clone, 'node_modules/a'), { recursive: true })
  writeFileSync(join(clone, 'node_modules/.package-lock.json'), lockFile('0.9.0').replace('"":{},', ''))
  expect((await setUp()).code).toBe(0)
  expect(npmCalls()).toEqual([npmCall])
})

test('two runs at once install once', async () => {
  const runs = await Promise.all([setUp(), setUp()])
  expect(runs.map(({ code }) => code)).toEqual([0, 0])
  expect(runs.filter(({ output }) => output.includes('another run is installing, waiting for it'))).toHaveLength(1)
  expect(npmCalls()).toEqual([npmCall])
})

test('the lock of a killed run is taken over', async () => {
  const lock = join(clone, '.tideline/setup.lock')
  mkdirSync(lock, { recursive: true })
  utimesSync(lock, new Date(0), new Date(0))
  expect((await setUp()).code).toBe(0)
  expect(npmCalls()).toEqual([npmCall])
  expect(existsSync(lock)).toBe(false)
})

test('a failed installation is reported and tried again by the next run', async () => {
  const failed = await setUp({ FAKE_NPM_EXIT: '7' })
  expect(failed.code).toBe(1)
  expect(failed.output).toMatch(/"npm ci" failed with exit code 7; its messages are above\. Run the command again\.\n$/)
  expect((await setUp()).code).toBe(0)
  expect(npmCalls()).toEqual([npmCall, npmCall])
})

test('the programs that tests need may be any that are named', async () => {
  await setUp()
  const own = process.execPath
  const programs = { CHROMIUM_PATH: own, SOFFICE_PATH: own, FAKETIME_PATH: own }
  expect(await setUp(programs, ['--test'])).toEqual({ code: 0, output: '' })
  const wrong = await setUp({ ...programs, SOFFICE_PATH: '/no/soffice' }, ['--test'])
  expect(wrong).toEqual({
    code: 1,
    output: 'tideline setup: SOFFICE_PATH is "/no/soffice", and there is no such file. Correct it or unset it.\n',
  })
})
