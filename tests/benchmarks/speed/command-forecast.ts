import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { QUANTILES, type QuantileName } from '../../../solver/domain/forecast-outputs.ts'
import { localDate } from '../../../solver/domain/horizon.ts'
import type { MethodForecast } from '../methods/forecast-method.ts'
import { runCommand } from '../process-use.ts'
import type { SpeedInput, SpeedOutput } from './forecast-speed.ts'

/** Runs `tideline forecast` as a process of its own: start, reading and writing included. */
export async function commandForecast({ folder, queues, intervalMinutes }: SpeedInput): Promise<SpeedOutput> {
  const [series] = queues
  const out = join(folder, 'forecast.csv')
  const options = {
    history: join(folder, 'history.csv'),
    calendar: join(folder, 'calendar.csv'),
    from: localDate(series!.origins[0]!, 'UTC'),
    days: series!.horizonDays,
    interval: intervalMinutes,
    zone: 'UTC',
    out,
  }
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  const used = await runCommand(['forecast', ...flags], folder)
  return { ...used, forecasts: readForecasts(await readFile(out, 'utf8')) }
}

function readForecasts(text: string): Map<string, MethodForecast> {
  const rows: Record<string, string>[] = parse(text, { columns: true })
  const byQueue = Map.groupBy(rows, (row) => row.queue!)
  return new Map([...byQueue].map(([queue, own]) => [queue, toForecast(own)]))
}

function toForecast(rows: readonly Record<string, string>[]): MethodForecast {
  const column = (name: string) => Float64Array.from(rows, (row) => (row[name] ? Number(row[name]) : Number.NaN))
  const quantiles = Object.fromEntries(QUANTILES.map(([name]) => [name, column(name)]))
  return { mean: column('mean'), quantiles: quantiles as Record<QuantileName, Float64Array> }
}
