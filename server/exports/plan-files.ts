import { type Forecast, QUANTILES } from '../../solver/domain/forecast-outputs.ts'
import { type Horizon, intervalStart, localStamp } from '../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { CheckResult, PlanResult } from '../../solver/domain/plan-outputs.ts'
import {
  type QueueRequirement,
  REQUIREMENT_REASONS,
  type Requirement,
} from '../../solver/domain/requirement-outputs.ts'
import type { Roster } from '../../solver/domain/roster.ts'
import { type ZoneOf, zonesOfPeople } from '../../solver/domain/site.ts'
import { wholeParts } from '../../solver/domain/whole-parts.ts'
import { type CsvCell, csvText, DECIMALS } from './csv-text.ts'
import { shadowPricesCsv } from './living-files.ts'

/** The files of a plan, name -> text. */
export function planFiles(inputs: PlanInputs, result: PlanResult): Map<string, string> {
  return new Map([
    ['forecast.csv', forecastCsv(result.forecast)],
    ['requirement.csv', requirementCsv(result.requirement)],
    ['coverage.csv', coverageCsv(result.check, result.requirement)],
    ['service.csv', serviceCsv(result)],
    ['roster.csv', rosterCsv(result.roster, zonesOfPeople(inputs))],
    ['shadow-prices.csv', shadowPricesCsv(result.report.shadowPrices)],
    ['report.json', `${JSON.stringify(result.report, null, 2)}\n`],
  ])
}

/** Local starts of all intervals, `[interval]`. */
const stamps = (horizon: Horizon): string[] =>
  Array.from({ length: horizon.intervals }, (_, interval) => localStamp(intervalStart(horizon, interval), horizon.zone))

/** `queue,start,mean,p2_5,p10,p50,p90,p97_5,aht_seconds`, an interval a row. */
export function forecastCsv({ horizon, queues }: Forecast): string {
  const starts = stamps(horizon)
  const names = QUANTILES.map(([name]) => name)
  const rows = queues.flatMap(({ queueId, mean, quantiles, ahtSeconds }) =>
    starts.map((start, at): CsvCell[] => [
      queueId,
      start,
      mean[at]!,
      ...names.map((name) => quantiles[name][at]!),
      ahtSeconds[at]!,
    ]),
  )
  return csvText(['queue', 'start', 'mean', ...names, 'aht_seconds'], rows)
}

const REQUIREMENT_COLUMNS = [
  'queue',
  'start',
  'volume',
  'aht_seconds',
  'offered_erlangs',
  'required_agents',
  'required_agents_p10',
  'required_agents_p90',
  'scheduled_agents',
  'service_level',
  ...REQUIREMENT_REASONS.map((reason) => `because_${reason.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`)}`),
]

/** What every queue needs, and why: the last columns sum to `required_agents`. The agents' columns are empty for deferred queues, whose work is not staffed by interval. */
function requirementCsv({ horizon, queues }: Requirement): string {
  const starts = stamps(horizon)
  const rows = queues.flatMap((queue) =>
    starts.map((start, at): CsvCell[] => [
      queue.queueId,
      start,
      queue.volume[at]!,
      queue.ahtSeconds[at]!,
      queue.offeredErlangs[at]!,
      ...agentCells(queue, at),
    ]),
  )
  return csvText(REQUIREMENT_COLUMNS, rows)
}

const agentCells = (queue: QueueRequirement, at: number): CsvCell[] =>
  queue.kind === 'deferred'
    ? [null, null, null, null, null, ...REQUIREMENT_REASONS.map(() => null)]
    : [
        queue.requiredAgents[at]!,
        queue.requiredAgentsP10[at]!,
        queue.requiredAgentsP90[at]!,
        queue.scheduledAgents[at]!,
        queue.serviceLevel[at]!,
        ...roundedParts(REQUIREMENT_REASONS.map((reason) => queue.reasons[reason][at]!)),
      ]

/** Parts in the decimals that a file keeps, adding up to their total. */
const roundedParts = (parts: readonly number[]): number[] =>
  wholeParts(parts.map((part) => part * 10 ** DECIMALS)).map((part) => part / 10 ** DECIMALS)

const COVERAGE_COLUMNS = ['queue', 'start', 'required_agents', 'covered_agents', 'net_staffing', 'backlog', 'overdue']

/** What the roster gives every queue; backlog and overdue are empty for instant queues, which have none. */
function coverageCsv({ coverage }: CheckResult, { horizon, queues }: Requirement): string {
  const starts = stamps(horizon)
  const deferred = new Set(queues.filter(({ kind }) => kind === 'deferred').map(({ queueId }) => queueId))
  const rows = coverage.flatMap((queue) =>
    starts.map((start, at): CsvCell[] => [
      queue.queueId,
      start,
      queue.requiredAgents[at]!,
      queue.coveredAgents[at]!,
      queue.netStaffing[at]!,
      ...(deferred.has(queue.queueId) ? [queue.backlog[at]!, queue.overdue[at]!] : [null, null]),
    ]),
  )
  return csvText(COVERAGE_COLUMNS, rows)
}

const SERVICE_COLUMNS = [
  ['contacts', 'contacts'],
  ['service_level', 'serviceLevel'],
  ['lower95', 'lower95'],
  ['upper95', 'upper95'],
  ['asa_seconds', 'asaSeconds'],
  ['abandon_rate', 'abandonRate'],
  ['occupancy', 'occupancy'],
  ['backlog', 'backlog'],
  ['backlog_age_hours', 'backlogAgeHours'],
] as const

/** Simulated service of every queue; cells are empty where there was nothing to measure. */
function serviceCsv({ horizon, service }: PlanResult): string {
  const starts = stamps(horizon)
  const rows = service.flatMap((queue) =>
    starts.map((start, at): CsvCell[] => [queue.queueId, start, ...SERVICE_COLUMNS.map(([, key]) => queue[key][at]!)]),
  )
  return csvText(['queue', 'start', ...SERVICE_COLUMNS.map(([head]) => head)], rows)
}

/**
 * `employee,start,end,template,breaks,queue_or_activity`, a shift a row; breaks are `meal START/END`, joined by "|" as
 * the queues are, beside which activities stand as `training START/END`; times are those of each person's zone. `server/imports/roster-csv.ts` reads it back.
 */
export function rosterCsv({ assignments }: Roster, zoneOf: ZoneOf): string {
  const rows = assignments.map(
    ({ employeeId, startMs, endMs, templateId, breaks, queueIds, activities = [] }): CsvCell[] => {
      const zone = zoneOf(employeeId)
      const span = (item: { readonly startMs: number; readonly endMs: number }) =>
        `${localStamp(item.startMs, zone)}/${localStamp(item.endMs, zone)}`
      return [
        employeeId,
        localStamp(startMs, zone),
        localStamp(endMs, zone),
        templateId,
        breaks.map((item) => `${item.kind} ${span(item)}`).join('|'),
        [...queueIds, ...activities.map((item) => `${item.activityId} ${span(item)}`)].join('|'),
      ]
    },
  )
  return csvText(['employee', 'start', 'end', 'template', 'breaks', 'queue_or_activity'], rows)
}
