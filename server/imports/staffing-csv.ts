import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type CsvRow, numberFrom, readCsv } from './csv-table.ts'

/** One interval of a staffing profile; `start` is a label and '' where the file has none. */
export interface StaffedInterval {
  readonly start: string
  readonly volume: number
  readonly agents: number
  readonly ahtSeconds: number
}

const MAX_VOLUME = 1e7
const MAX_AGENTS = 100_000
const MAX_AHT_SECONDS = 86_400

/** The columns of a staffing profile; the last two are results that `tideline staff` adds and nothing reads. */
export const STAFFING_COLUMNS = [
  'start',
  'volume',
  'aht_seconds',
  'agents',
  'scheduled_agents',
  'service_level',
] as const

/**
 * Reads `volume,agents[,aht_seconds][,start]`, one row an interval.
 * @param ahtSeconds taken where a row has no handling time of its own
 * @param wanted whether agents are given, or left to be found (0 then)
 * @throws PlanningInputError with every cell that cannot be read
 */
export function parseStaffing(
  file: string,
  text: string,
  ahtSeconds: number,
  wanted: 'volume' | 'agents' = 'agents',
): StaffedInterval[] {
  const issues: InputIssue[] = []
  const required = wanted === 'agents' ? ['volume', 'agents'] : ['volume']
  const columns = { required, optional: STAFFING_COLUMNS.filter((column) => !required.includes(column)) }
  const table = readCsv(file, text, columns, issues)
  const intervals = table ? Array.from(table.entries(issues), (row) => intervalFrom(row, ahtSeconds, wanted)) : []
  if (table && intervals.length === 0 && issues.length === 0)
    issues.push({ file, problem: 'has no rows', hint: 'Add a row for each interval.' })
  if (issues.length > 0) throw new PlanningInputError(issues)
  return intervals
}

function intervalFrom(row: CsvRow, ahtSeconds: number, wanted: 'volume' | 'agents'): StaffedInterval {
  const within = (column: string, least: number, most: number, isWhole = false): number => {
    const value = numberFrom(row.text(column))
    if (value !== undefined && value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value
    row.report(column, `is not a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`, 'Correct the cell.')
    return least
  }
  return {
    start: row.text('start'),
    volume: within('volume', 0, MAX_VOLUME),
    agents: wanted === 'agents' ? within('agents', 0, MAX_AGENTS, true) : 0,
    ahtSeconds: row.text('aht_seconds') === '' ? ahtSeconds : within('aht_seconds', 0.001, MAX_AHT_SECONDS),
  }
}
