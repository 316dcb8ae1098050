import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type StaffingService, simulateStaffing } from '../../solver/simulate/simulate-staffing.ts'
import { readText } from '../imports/plan-folder.ts'
import { parseStaffing, type StaffedInterval } from '../imports/staffing-csv.ts'

export interface ProfileOptions {
  readonly profile?: string
  readonly aht?: number
  readonly within?: number
  readonly patience?: number
  readonly concurrency?: number
  readonly gain?: number
  readonly interval?: number
  readonly replications: number
  readonly seed: number
  readonly json?: true
}

/** Simulates agents by interval from a file, without a plan, and prints what comes of it. */
export async function simulateProfile(file: string, options: ProfileOptions): Promise<void> {
  const ahtSeconds = needed('--aht', options.aht, 'the mean handling time in seconds')
  const answerWithinSeconds = needed('--within', options.within, 'the threshold of the service level in seconds')
  const intervalMinutes = needed('--interval', options.interval, 'the length of the intervals in minutes')
  const { replications, seed } = options
  const rows = parseStaffing(file, await readText(file), ahtSeconds)
  const service = simulateStaffing(
    {
      intervalMinutes,
      volume: rows.map(({ volume }) => volume),
      ahtSeconds: rows.map((row) => row.ahtSeconds),
      agents: rows.map(({ agents }) => agents),
      answerWithinSeconds,
      meanPatienceSeconds: options.patience,
      concurrency: options.concurrency,
      concurrencyGain: options.gain,
    },
    { replications, seed },
  )
  const { intervals, worstInterval, ...whole } = service
  const worst = worstInterval && { ...worstInterval, interval: worstInterval.interval + 1 }
  if (options.json) {
    const perInterval = rows.map((row, interval) => intervalReply(row, intervals, interval))
    const reply = { profile: file, seed, replications, ...whole, worstInterval: worst, intervals: perInterval }
    console.log(JSON.stringify(reply, null, 2))
    return
  }
  for (const line of summaryLines(service)) console.log(line)
}

/** What there is to say in words: nothing of contacts where none came, no occupancy where nobody was there. */
function summaryLines({ serviceLevel, worstInterval, asaSeconds, abandonRate, occupancy }: StaffingService): string[] {
  const { mean, lower95, upper95 } = serviceLevel
  const worst = worstInterval && `worst interval: ${worstInterval.mean.toFixed(4)} in row ${worstInterval.interval + 1}`
  return [
    ...(Number.isNaN(mean)
      ? ['service level: without contacts']
      : [
          `service level: ${mean.toFixed(4)} [${lower95.toFixed(4)}, ${upper95.toFixed(4)}]`,
          ...(worst ? [worst] : []),
          `ASA: ${asaSeconds.toFixed(1)} s; abandoned: ${(100 * abandonRate).toFixed(2)} %`,
        ]),
    `occupancy: ${Number.isNaN(occupancy) ? 'nobody on position' : occupancy.toFixed(4)}`,
  ]
}

function needed(option: string, value: number | undefined, what: string): number {
  if (value !== undefined) return value
  throw new PlanningInputError({
    value: option,
    problem: 'is missing, which --profile needs',
    hint: `Add ${option} with ${what}.`,
  })
}

/** Numbers that cannot be measured, where nobody came, are null in JSON. */
function intervalReply(row: StaffedInterval, service: StaffingService['intervals'], interval: number) {
  const { contacts, serviceLevel, lower95, upper95, asaSeconds, abandonRate, occupancy } = service
  return {
    ...(row.start === '' ? {} : { start: row.start }),
    volume: row.volume,
    agents: row.agents,
    contacts: contacts[interval],
    serviceLevel: serviceLevel[interval],
    lower95: lower95[interval],
    upper95: upper95[interval],
    asaSeconds: asaSeconds[interval],
    abandonRate: abandonRate[interval],
    occupancy: occupancy[interval],
  }
}
