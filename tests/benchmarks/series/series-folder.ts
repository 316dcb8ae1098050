import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseCalendarCsv } from '../../../server/imports/calendar-csv.ts'
import { parseHistory } from '../../../server/imports/history-csv.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { CountedSeries } from './counted-series.ts'

const seriesSchema = z.object({
  history: z.string(),
  calendar: z.string().optional(),
  intervalMinutes: z.int().positive(),
  horizonDays: z.int().positive(),
  origins: z.array(z.string()).min(1),
})
const protocolSchema = z.record(z.string(), seriesSchema)

/** Local times of the files are taken as they stand. */
const zone = 'UTC'

const readProtocol = (folder: string) =>
  protocolSchema.parse(JSON.parse(readFileSync(join(folder, 'protocol.json'), 'utf8')))

export const seriesInFolder = (folder: string): string[] => Object.keys(readProtocol(folder))

/** Reads a series of a folder of CSV files (`start,volume`; calendar `kind,title,start,end,expected_size`). */
export function readSeries(folder: string, name: string): CountedSeries {
  const spec = readProtocol(folder)[name]
  if (!spec) throw new Error(`"${name}" is not a series of ${join(folder, 'protocol.json')}.`)
  const { intervalMinutes, horizonDays } = spec
  const issues: InputIssue[] = []
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const options = { zone, defaultQueue: name, intervalMinutes }
  const [history] = parseHistory(spec.history, read(spec.history), options, issues)
  const calendar = spec.calendar ? parseCalendarCsv(spec.calendar, read(spec.calendar), zone, issues) : []
  if (issues.length > 0 || !history) throw new PlanningInputError(issues)
  const origins = spec.origins.map((origin) => dayHorizon(origin.slice(0, 10), 1, intervalMinutes, zone).startsAt)
  return { name, history, calendar, origins, horizonDays, intervalMinutes }
}
