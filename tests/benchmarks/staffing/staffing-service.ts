import { capacityCurve } from '../../../solver/domain/capacity-curve.ts'
import { type BenchPhase, type BenchRow, type BenchSpec, benchmark, median } from '../bench-spec.ts'
import { type DemandProfile, demandProfiles } from './demand-profiles.ts'
import { refereed } from './referee.ts'
import { buffered, type StaffingMethod, sipp, staffingMethods, volumeOf } from './staffing-methods.ts'
import { varyingServiceLevel } from './varying-service-level.ts'

interface Input {
  readonly profiles: readonly DemandProfile[]
  /** Share of the replications that the full size has. */
  readonly effort: number
}

/** One day staffed in one way, and what came of it. */
interface StaffedDay {
  readonly profile: DemandProfile
  readonly agentHours: number
  /** Service level of the worst interval, and the lower end of its 95 % interval; found and measured apart. */
  readonly worst: number
  readonly lower95: number
  readonly overall: number
}

/** By how much the worst interval's lower bound may stay below target for a day to pass. */
const ALLOWED = 0.01
const MOST_BUFFER = 4

const BUFFERED = 'SIPP with the least buffer that passes'

const hours = (profile: DemandProfile, agents: Float64Array) =>
  (agents.reduce((sum, one) => sum + one, 0) * profile.intervalMinutes) / 60

function loadOf(profile: DemandProfile) {
  const volume = volumeOf(profile)
  return {
    intervalMinutes: profile.intervalMinutes,
    volume,
    ahtSeconds: new Float64Array(volume.length).fill(profile.ahtSeconds),
    meanPatienceSeconds: profile.meanPatienceSeconds,
  }
}

/**
 * Days simulated. The share of an interval's arrivals answered in time varies by about 0.3 from day to day, and on waves
 * and level days the methods end close to the target.
 */
const DAYS = { spike: 2500, wave: 6000, level: 6000 }
/** Of methods that miss by far, fewer tell enough. */
const FAR_OFF = 1 / 12

/**
 * The worst interval is looked for in a third as many days and measured in others, for the least of many estimates is
 * low by chance.
 */
function simulated(profile: DemandProfile, agents: Float64Array, effort: number): StaffedDay {
  const days = Math.ceil(effort * DAYS[profile.group])
  const means = refereed(profile, agents, Math.ceil(days / 3), 11).intervals.map(({ mean }) => mean)
  const { intervals, day } = refereed(profile, agents, days, 2026)
  const { mean, lower95 } = intervals[means.indexOf(Math.min(...means))]!
  return { profile, agentHours: hours(profile, agents), worst: mean, lower95, overall: day }
}

const passes = ({ profile, lower95 }: StaffedDay) => lower95 >= profile.target - ALLOWED

/** The exact evaluation says where it cannot pass; from there on the simulation decides, one percent at a time. */
function leastBuffer(profile: DemandProfile, effort: number): StaffedDay {
  const agents = sipp(profile)
  const load = { ...loadOf(profile), curve: capacityCurve(profile.concurrency ?? 1, profile.concurrencyGain ?? 1) }
  for (let percent = 100; percent <= MOST_BUFFER * 100; percent++) {
    const more = buffered(agents, percent / 100)
    if (Math.min(...varyingServiceLevel(load, more, profile.answerWithinSeconds)) < profile.target - 2 * ALLOWED)
      continue
    const day = simulated(profile, more, effort)
    if (passes(day)) return day
  }
  throw new Error(`No buffer up to ${MOST_BUFFER} times makes SIPP pass on "${profile.name}".`)
}

function phase(
  name: string,
  staff: (profile: DemandProfile, effort: number) => StaffedDay,
): BenchPhase<Input, StaffedDay[]> {
  return {
    name,
    run: async ({ profiles, effort }) => profiles.map((profile) => staff(profile, effort)),
    validate: (days) => {
      for (const day of days)
        if (!(day.agentHours > 0 && day.worst >= 0 && day.worst <= 1))
          throw new Error(`"${day.profile.name}" has no result.`)
      if (name === 'ours' && !days.every(passes))
        throw new Error(`Below target: ${days.filter((day) => !passes(day)).map(({ profile }) => profile.name)}.`)
    },
    rows: (days) => [...days.map((day) => row(name, day)), ...summary(name, days)],
  }
}

const percent = (share: number) => Math.round(share * 1000) / 10

const row = (method: string, { profile, agentHours, worst, lower95, overall }: StaffedDay): BenchRow => ({
  ...{ profile: profile.name, group: profile.group, method, 'agent-hours': agentHours },
  ...{ 'target %': percent(profile.target), 'worst interval %': percent(worst), 'its lower 95 %': percent(lower95) },
  'day %': percent(overall),
})

const summary = (method: string, days: readonly StaffedDay[]): BenchRow[] => [
  {
    ...{ profile: `${days.filter(passes).length} of ${days.length} pass`, group: 'all', method },
    'agent-hours': median(days.map(({ agentHours }) => agentHours)),
  },
]

const spec: BenchSpec<Input, StaffedDay[]> = {
  name: 'staffing-service',
  what: 'agent-hours of a day in which every interval is to keep its target, confirmed by simulation; free staffing by interval',
  sizes: ['smoke', 'every profile'],
  build: async ({ size, series }) => ({
    profiles: demandProfiles.filter(({ name }, index) =>
      size === 'smoke' ? index === 1 : series.length === 0 || series.some((part) => name.includes(part)),
    ),
    effort: size === 'smoke' ? 0.2 : 1,
  }),
  phases: [
    ...[...staffingMethods].map(([name, staff]: [string, StaffingMethod]) =>
      phase(name, (profile, effort) => simulated(profile, staff(profile), name === 'ours' ? effort : effort * FAR_OFF)),
    ),
    phase(BUFFERED, leastBuffer),
  ],
}

/** Ours against interval-by-interval Erlang and its remedies, on registered days. */
export const staffingService = benchmark(spec)
