import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pooledScore } from '../accuracy/forecast-score.ts'
import { refuseUnusable, scoreDays, taskAt } from '../accuracy/rolling-origins.ts'
import { type BenchSpec, benchmark } from '../bench-spec.ts'
import type { MethodForecast } from '../methods/forecast-method.ts'
import { forecastMethods } from '../methods/forecast-methods.ts'
import type { CountedSeries } from '../series/counted-series.ts'
import { commandForecast } from './command-forecast.ts'
import { writeCalendar, writeHistory } from './plan-files.ts'
import { queueYears } from './queue-years.ts'

export interface SpeedInput {
  readonly size: string
  /** Where history.csv and calendar.csv of all queues lie. */
  readonly folder: string
  readonly queues: readonly CountedSeries[]
  readonly intervalMinutes: number
}

export interface SpeedOutput {
  readonly forecasts: ReadonlyMap<string, MethodForecast>
  readonly cpuSeconds: number
  /** Known of separate processes only. */
  readonly peakMegabytes?: number
}

const MANY = '50 queues, 2 years, 15 min'

const sizes: Readonly<Record<string, { queues: number; days: number; intervalMinutes: number }>> = {
  smoke: { queues: 2, days: 56, intervalMinutes: 60 },
  'one queue, 1 year, 30 min': { queues: 1, days: 365, intervalMinutes: 30 },
  [MANY]: { queues: 50, days: 730, intervalMinutes: 15 },
}

const spec: BenchSpec<SpeedInput, SpeedOutput> = {
  name: 'forecast-speed',
  what: 'four weeks of queues forecast; "command" is `tideline forecast` with its start, reading and writing',
  sizes: Object.keys(sizes) as [string, ...string[]],
  repeats: (size) => (size === MANY ? 0 : 3),
  build: async ({ size }) => {
    const { queues: count, days, intervalMinutes } = sizes[size]!
    const folder = await mkdtemp(join(tmpdir(), 'tideline-speed-'))
    const queues = Array.from({ length: count }, (_, queue) => queueYears(queue, days, intervalMinutes))
    await writeHistory(join(folder, 'history.csv'), queues)
    await writeCalendar(join(folder, 'calendar.csv'), queues)
    return { size, folder, queues, intervalMinutes }
  },
  phases: [
    { name: 'command', run: commandForecast },
    ...['ours', 'arima', 'augurs', 'prophet', 'hand'].map((name) => ({ name, run: inProcess(name) })),
  ].map((phase) => ({
    ...phase,
    skips: phase.name === 'prophet' ? [MANY] : [],
    validate: (output, input) => refuseImplausible(phase.name, output, input),
    rows: ({ cpuSeconds, peakMegabytes, forecasts }, input) => [
      {
        size: input.size,
        method: phase.name,
        'cpu s': cpuSeconds,
        'cpu s a queue': cpuSeconds / input.queues.length,
        'peak MB': peakMegabytes === undefined ? null : Math.round(peakMegabytes),
        'wape %': 100 * wapeOf(forecasts, input),
      },
    ],
  })),
  dispose: ({ folder }) => rm(folder, { recursive: true, force: true }),
}

export const forecastSpeed = benchmark(spec)

/** One queue after the other in this thread, without reading or writing files. */
function inProcess(name: string): (input: SpeedInput) => Promise<SpeedOutput> {
  return async ({ queues }) => {
    const run = await forecastMethods.get(name)!.prepare()
    const tasks = queues.map((series) => [series.name, taskAt(series, series.origins[0]!)] as const)
    const before = process.threadCpuUsage()
    const forecasts = new Map(tasks.map(([queue, task]) => [queue, run(task)]))
    const { user, system } = process.threadCpuUsage(before)
    return { forecasts, cpuSeconds: (user + system) / 1e6 }
  }
}

function wapeOf(forecasts: SpeedOutput['forecasts'], { queues }: SpeedInput): number {
  const parts = queues.map((series) => {
    const { horizon } = taskAt(series, series.origins[0]!)
    return scoreDays(series, horizon, forecasts.get(series.name)!, series.horizonDays)
  })
  return pooledScore(parts).wape!
}

/** The worst that a method may miss by to count as having done the work, as a fraction of what comes. */
const WORST_WAPE = 1

function refuseImplausible(name: string, { forecasts }: SpeedOutput, input: SpeedInput): void {
  for (const series of input.queues) {
    const forecast = forecasts.get(series.name)
    if (!forecast) throw new Error(`${name} gave no forecast of ${series.name}.`)
    refuseUnusable(forecast, taskAt(series, series.origins[0]!).horizon, `${name} on ${series.name}`)
  }
  const wape = wapeOf(forecasts, input)
  if (wape > WORST_WAPE) throw new Error(`${name} misses by ${(100 * wape).toFixed(0)} %: that is not a forecast.`)
}
