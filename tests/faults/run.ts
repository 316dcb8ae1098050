/**
 * `npm run faults`: the programme of faults, with the counts of `npm test`; `--full` with those of a night.
 * `--numbers 2,3` tries these numbers, `--seed S` repeats what an earlier run printed. Ends with a table, and with 1 when
 * anything failed.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { BenchRow } from '../benchmarks/bench-spec.ts'
import { textTable } from '../benchmarks/text-table.ts'
import { type FaultKind, faultKind, PROGRAMME } from './programme.ts'

const ROOT = join(import.meta.dirname, '../..')
const recordSchema = z.object({ number: z.int(), tried: z.int(), passed: z.int(), seconds: z.number() })
const reportSchema = z.object({ numTotalTests: z.int(), numPassedTests: z.int() })

interface Choices {
  readonly kinds: readonly FaultKind[]
  readonly isFull: boolean
  readonly seed: number
}

function choicesFrom(args: readonly string[]): Choices {
  const { values } = parseArgs({
    args: [...args],
    options: { full: { type: 'boolean', default: false }, numbers: { type: 'string' }, seed: { type: 'string' } },
  })
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed)
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed is "${values.seed}"; it must be a whole number.`)
  const kinds =
    values.numbers === undefined ? PROGRAMME : values.numbers.split(',').map((number) => faultKind(Number(number)))
  return { kinds, isFull: values.full, seed }
}

/** Runs the tests of a number in a process of their own. @returns its line of the table */
async function tryKind(kind: FaultKind, { isFull, seed }: Choices): Promise<BenchRow & { readonly ok: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tideline-faults-'))
  const [record, report] = [join(folder, 'tries'), join(folder, 'vitest.json')]
  const startedAt = performance.now()
  try {
    const code = await vitest(kind.files, report, {
      ...{ FAULTS: isFull ? 'full' : 'reduced', FAULTS_SEED: String(seed), FAULTS_RECORD: record },
    })
    const { numTotalTests, numPassedTests } = reportSchema.parse(JSON.parse(textOf(report) || NO_REPORT))
    const tries = textOf(record)
      .split('\n')
      .filter(Boolean)
      .map((line) => recordSchema.parse(JSON.parse(line)))
      .filter(({ number }) => number === kind.number)
    const sum = (of: 'tried' | 'passed') => tries.reduce((total, line) => total + line[of], 0)
    return {
      ...{ number: kind.number, what: kind.what, tried: sum('tried'), passed: sum('passed'), unit: kind.unit },
      ...{ tests: numTotalTests, seconds: Math.round((performance.now() - startedAt) / 1000) },
      ok: code === 0 && numTotalTests > 0 && numPassedTests === numTotalTests ? 'yes' : 'NO',
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const NO_REPORT = '{"numTotalTests":0,"numPassedTests":0}'

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Tests that did not come to it wrote none.
    return ''
  }
}

const vitest = (files: readonly string[], report: string, environment: NodeJS.ProcessEnv): Promise<number> =>
  new Promise((resolve, reject) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
    const child = spawn('vitest', ['run', ...reporters, ...files.map((file) => `tests/${file}`)], {
      ...{ cwd: ROOT, stdio: 'inherit', env: { ...process.env, PATH, ...environment } },
    })
    child.once('error', reject).once('close', (code) => resolve(code ?? 1))
  })

try {
  const choices = choicesFrom(process.argv.slice(2))
  console.log(`seed ${choices.seed}`)
  const rows = []
  for (const kind of choices.kinds) rows.push(await tryKind(kind, choices))
  console.log(`\n${textTable(rows)}\n\nseed ${choices.seed}`)
  if (rows.some(({ ok }) => ok !== 'yes')) process.exitCode = 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
