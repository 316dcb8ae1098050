/**
 * `npm test`: types, lint and unused code side by side, then every test. A failing check ends the run before the tests.
 *
 * `npm test -- --leg types` runs one leg, `npm test -- solver/staffing` runs the tests whose path matches; what else
 * follows `--` is passed to vitest. The last line is `N passed, N failed` and counts tests; each failing leg that has
 * no test to blame (a type error, a test file that does not load) counts as one failure, so that the line never claims
 * success for a run that failed.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { z } from 'zod'

const root = join(import.meta.dirname, '..')
const countsFile = join(root, 'tests', 'output', 'vitest.json')
/** A hanging run ends here; a healthy one needs about half an hour on two free cores, and more on busy ones. */
const timeLimitMs = 80 * 60_000
const graceMs = 5_000

const checks = {
  types: ['tsc', '-p', '.'],
  lint: ['biome', 'check', '.'],
  unused: ['knip'],
} as const
type CheckName = keyof typeof checks
const checkNames = Object.keys(checks) as CheckName[]

interface Counts {
  readonly passed: number
  readonly failed: number
}

const running = new Set<ChildProcess>()

/** Runs a program of node_modules in its own process group and resolves to its exit code and captured output. */
function run(command: readonly string[], stdio: 'pipe' | 'inherit'): Promise<{ code: number; output: string }> {
  const [program = '', ...args] = command
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  const env = { ...process.env, PATH: path }
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', stdio, stdio], detached: true })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.on('error', reject)
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

function signalRunning(signal: NodeJS.Signals): void {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, signal)
    } catch {
      // It has ended by itself in the meantime.
    }
  }
}

/** Ends what is running: asked first, so that tests can stop their databases and browsers, then by force. */
function stopRunning(reason: string): void {
  console.error(`tests stopped: ${reason}`)
  process.exitCode = 1
  signalRunning('SIGTERM')
  setTimeout(() => signalRunning('SIGKILL'), graceMs).unref()
}

async function timed(name: string, leg: () => Promise<Counts>): Promise<Counts> {
  const startedAt = performance.now()
  const counts = await leg()
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${name.padEnd(8)}${counts.failed === 0 ? 'ok' : 'FAILED'} ${seconds.padStart(7)} s`)
  return counts
}

function runCheck(name: CheckName): Promise<Counts> {
  return timed(name, async () => {
    const { code, output } = await run(checks[name], 'pipe')
    if (code !== 0) console.log(`\n${output.trimEnd()}\n`)
    return { passed: 0, failed: code === 0 ? 0 : 1 }
  })
}

const vitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int() })

function readCounts(): Counts {
  try {
    const report = vitestReport.parse(JSON.parse(readFileSync(countsFile, 'utf8')))
    return { passed: report.numPassedTests, failed: report.numFailedTests }
  } catch {
    // vitest died before it wrote its report; without counts nothing has passed.
    return { passed: 0, failed: 0 }
  }
}

function runTests(vitestArguments: readonly string[]): Promise<Counts> {
  return timed('tests', async () => {
    rmSync(countsFile, { force: true })
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${countsFile}`]
    const { code } = await run(['vitest', 'run', ...reporters, ...vitestArguments], 'inherit')
    const counts = readCounts()
    if (counts.passed + counts.failed === 0) console.error('no test was run')
    const isFailedRun = code !== 0 || counts.passed === 0
    return { passed: counts.passed, failed: Math.max(counts.failed, isFailedRun ? 1 : 0) }
  })
}

async function runLegs(legName: string | undefined, vitestArguments: readonly string[]): Promise<Counts> {
  const chosen = checkNames.filter((name) => (legName === undefined ? vitestArguments.length === 0 : name === legName))
  const results = await Promise.all(chosen.map(runCheck))
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  const hasTests = legName === undefined || legName === 'vitest'
  if (failed > 0 && hasTests) console.error('the tests were not run, because a check before them failed')
  return failed === 0 && hasTests ? runTests(vitestArguments) : { passed: 0, failed }
}

function parseArguments(given: readonly string[]): { legName: string | undefined; vitestArguments: string[] } {
  if (given[0] !== '--leg') return { legName: undefined, vitestArguments: [...given] }
  const [, legName, ...vitestArguments] = given
  const known = [...checkNames, 'vitest']
  if (legName === undefined || !known.includes(legName)) {
    throw new Error(`--leg is "${legName ?? ''}"; it must be one of ${known.join(', ')}.`)
  }
  return { legName, vitestArguments }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopRunning(`received ${signal}`))
setTimeout(() => stopRunning(`still running after ${timeLimitMs / 60_000} minutes`), timeLimitMs).unref()

try {
  const { legName, vitestArguments } = parseArguments(process.argv.slice(2))
  const { passed, failed } = await runLegs(legName, vitestArguments)
  console.log(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
