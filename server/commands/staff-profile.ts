import { capacityCurve } from '../../solver/domain/capacity-curve.ts'
import { afterShrinkage } from '../../solver/staffing/instant-staffing.ts'
import { evaluateQueue } from '../../solver/staffing/queue-model.ts'
import { varyingRequirement } from '../../solver/staffing/varying-requirement.ts'
import { csvText } from '../exports/csv-text.ts'
import { writeOneFile } from '../exports/write-files.ts'
import { readText } from '../imports/plan-folder.ts'
import { parseStaffing, STAFFING_COLUMNS } from '../imports/staffing-csv.ts'

export interface ProfileStaffOptions {
  readonly interval: number
  readonly aht: number
  readonly within: number
  readonly target?: number
  readonly patience?: number
  readonly concurrency?: number
  readonly gain?: number
  readonly maxOccupancy?: number
  readonly shrinkage: number
  readonly out?: string
  readonly json?: true
}

/** Finds the least agents for every interval of a profile, the state of the queue carried from each into the next. */
export async function staffProfile(file: string, options: ProfileStaffOptions & { target: number }): Promise<void> {
  const rows = parseStaffing(file, await readText(file), options.aht, 'volume')
  const { agents, serviceLevel } = requirement(rows, options)
  const intervals = rows.map((row, interval) => ({
    ...row,
    agents: agents[interval]!,
    scheduledAgents: afterShrinkage(agents[interval]!, options.shrinkage),
    serviceLevel: Number.isNaN(serviceLevel[interval]!) ? null : serviceLevel[interval]!,
  }))
  const levels = intervals.flatMap((row) => row.serviceLevel ?? [])
  const agentHours = (agents.reduce((sum, one) => sum + one, 0) * options.interval) / 60
  const worst = levels.length === 0 ? null : Math.min(...levels)
  const csv = () =>
    csvText(
      STAFFING_COLUMNS,
      intervals.map((row) => [
        row.start,
        row.volume,
        row.ahtSeconds,
        row.agents,
        row.scheduledAgents,
        row.serviceLevel,
      ]),
    )
  if (options.out !== undefined) await writeOneFile(options.out, csv())
  if (options.json) console.log(JSON.stringify({ agentHours, worstServiceLevel: worst, intervals }))
  else if (options.out === undefined) process.stdout.write(csv())
  else
    console.log(
      `${agentHours} agent-hours; worst interval ${worst?.toFixed(4) ?? 'without contacts'}. Written: ${options.out}`,
    )
}

function requirement(
  rows: readonly { volume: number; ahtSeconds: number }[],
  options: ProfileStaffOptions & { target: number },
) {
  const { interval: intervalMinutes, within, target, patience, concurrency = 1, gain = 1, maxOccupancy = 1 } = options
  // The single-queue model says what is wrong with the figures that all intervals have in common.
  evaluateQueue({
    ...{ volume: 0, intervalMinutes, ahtSeconds: options.aht, answerWithinSeconds: within, agents: 1 },
    ...{ meanPatienceSeconds: patience, concurrency, concurrencyGain: gain },
  })
  return varyingRequirement(
    {
      intervalMinutes,
      volume: Float64Array.from(rows, (row) => row.volume),
      ahtSeconds: Float64Array.from(rows, (row) => row.ahtSeconds),
      meanPatienceSeconds: patience,
      curve: capacityCurve(concurrency, gain),
    },
    {
      answered: [{ asked: target, within, counts: new Uint8Array(rows.length).fill(1) }],
      meanWaits: [],
      replied: [],
      maxOccupancy,
    },
  )
}
