/**
 * `npm run benchmark`: all benchmarks. `npm run benchmark -- forecast-accuracy --methods ours,hand --origins 4`: one of
 * them, narrowed. Prints a table (--markdown for a README's), or JSON with --json; --out also writes the JSON to a file.
 */
import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { Benchmark, BenchRow } from './bench-spec.ts'
import { benchmarks } from './registry.ts'
import { markdownTable, textTable } from './text-table.ts'

const options = {
  size: { type: 'string' },
  methods: { type: 'string', default: '' },
  series: { type: 'string', default: '' },
  origins: { type: 'string', default: '' },
  data: { type: 'string' },
  seconds: { type: 'string' },
  markdown: { type: 'boolean', default: false },
  threads: { type: 'string', default: '1' },
  repeats: { type: 'string' },
  json: { type: 'boolean', default: false },
  out: { type: 'string' },
} as const

function words(text: string): string[] {
  return text.split(',').filter(Boolean)
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} is "${text}"; it must be a whole number.`)
  return value
}

function oneOf(what: string, given: string, known: readonly string[]): string {
  if (!known.includes(given)) throw new Error(`"${given}" is not a ${what}; there are ${known.join(', ')}.`)
  return given
}

async function runOne(entry: Benchmark, values: ReturnType<typeof parse>['values']): Promise<BenchRow[]> {
  const methods = words(values.methods).map((name) => oneOf(`method of ${entry.name}`, name, entry.phases))
  const sizes = values.size === undefined ? entry.sizes.slice(1) : [oneOf('size', values.size, entry.sizes)]
  const repeats = values.repeats === undefined ? undefined : wholeNumber('repeats', values.repeats)
  const rows: BenchRow[] = []
  for (const size of sizes) {
    const choices = {
      size,
      threads: Math.max(1, wholeNumber('threads', values.threads)),
      series: words(values.series),
      origins: values.origins === '' ? Number.POSITIVE_INFINITY : wholeNumber('origins', values.origins),
      ...(values.data === undefined ? {} : { data: values.data }),
      ...(values.seconds === undefined ? {} : { seconds: wholeNumber('seconds', values.seconds) }),
    }
    rows.push(...(await entry.run(choices, methods, repeats)))
  }
  return rows
}

const parse = () => parseArgs({ options, allowPositionals: true })

async function main(): Promise<void> {
  const { values, positionals } = parse()
  const names = positionals.map((name) => oneOf('benchmark', name, [...benchmarks.keys()]))
  const results: Record<string, BenchRow[]> = {}
  for (const entry of benchmarks.values()) {
    if (names.length > 0 && !names.includes(entry.name)) continue
    const rows = await runOne(entry, values)
    results[entry.name] = rows
    const table = values.markdown ? markdownTable(rows) : textTable(rows)
    if (!values.json) console.log(`${entry.name}: ${entry.what}\n\n${table}\n`)
  }
  const machine = { node: process.version, processor: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() }
  const report = JSON.stringify({ machine, results }, null, 1)
  if (values.json) console.log(report)
  if (values.out !== undefined) writeFileSync(values.out, `${report}\n`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
