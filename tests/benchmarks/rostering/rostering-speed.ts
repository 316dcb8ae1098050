import { type RosteringTeam, rosteringTeam, type TeamSize } from '../../../scenarios/generate/rostering-team.ts'
import { checkRoster, hardViolations } from '../../../solver/check/check-roster.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { guaranteedWages } from '../../../solver/roster/limits/wage-limits.ts'
import { provedBound } from '../../../solver/roster/proved-bound.ts'
import { scheduleRoster } from '../../../solver/roster/schedule-roster.ts'
import type { ScheduledRoster } from '../../../solver/roster/scheduled-roster.ts'
import { type BenchSpec, benchmark } from '../bench-spec.ts'

interface Input extends RosteringTeam {
  readonly size: string
  readonly engine: LpEngine
  readonly limitSeconds: number
}

interface Output {
  readonly scheduled: ScheduledRoster
  readonly seconds: number
  readonly peakMegabytes: number
}

interface Size extends Omit<TeamSize, 'seed'> {
  /** The clock as a last resort. */
  readonly limitSeconds: number
}

/** Smallest first; the limits are those within which the gaps of the targets are to be reached. */
const sizes: Readonly<Record<string, Size>> = {
  smoke: { people: 12, weeks: 1, skills: 3, templates: 20, limitSeconds: 5 },
  '100 people': { people: 100, weeks: 1, skills: 4, templates: 20, limitSeconds: 10 },
  '1,000 people': { people: 1000, weeks: 1, skills: 6, templates: 40, limitSeconds: 60 },
  '300 people, 4 weeks': { people: 300, weeks: 4, skills: 5, templates: 30, limitSeconds: 180 },
  '5,000 people': { people: 5000, weeks: 1, skills: 8, templates: 60, limitSeconds: 360 },
}

const SEED = 1
/** Money is rounded in a few places of the check. */
const ROUNDING = 5

const spec: BenchSpec<Input, Output> = {
  name: 'rostering-speed',
  what: 'rosters of synthetic livestream teams with their proved gap, checked before they are timed',
  sizes: Object.keys(sizes) as [string, ...string[]],
  repeats: () => 0,
  build: async ({ size }) => {
    const { limitSeconds, ...team } = sizes[size]!
    return {
      ...rosteringTeam({ ...team, seed: SEED }),
      size,
      limitSeconds,
      engine: await createHighsEngine(),
    }
  },
  phases: [
    {
      name: 'roster',
      run: async ({ inputs, requirement, engine, limitSeconds }) => {
        const startedAt = performance.now()
        const seconds = () => (performance.now() - startedAt) / 1000
        const scheduled = scheduleRoster(inputs, requirement, {
          ...{ engine, seed: SEED, gap: 0 },
          isOutOfTime: () => seconds() > limitSeconds,
        })
        return { scheduled, seconds: seconds(), peakMegabytes: process.resourceUsage().maxRSS / 1024 }
      },
      validate: ({ scheduled }, { inputs, requirement }) => {
        const check = checkRoster(inputs, requirement, scheduled.roster)
        const broken = hardViolations(check)
        if (broken.length > 0)
          throw new Error(`${broken.length} hard rules are broken; the first: ${broken[0]!.message}`)
        if (check.objective < scheduled.objectiveBound - ROUNDING) {
          throw new Error(`The roster costs ${check.objective}, less than its bound of ${scheduled.objectiveBound}.`)
        }
        const proved = provedBound(inputs, requirement, scheduled.servicePrices)
        if (Math.abs(proved - scheduled.objectiveBound) > 1e-6 * Math.abs(proved)) {
          throw new Error(`The multipliers prove ${proved}, not the bound of ${scheduled.objectiveBound}.`)
        }
      },
      rows: ({ scheduled, seconds, peakMegabytes }, { inputs, requirement, size }) => {
        const { objective } = checkRoster(inputs, requirement, scheduled.roster)
        const distance = objective - scheduled.objectiveBound
        const paid = guaranteedWages(inputs, requirement.horizon)
        return [
          {
            size,
            objective,
            bound: Math.floor(scheduled.objectiveBound),
            'gap %': (100 * distance) / objective,
            'gap of controllable cost %': (100 * distance) / (objective - paid),
            's to the roster': seconds,
            'peak MB': peakMegabytes,
          },
        ]
      },
    },
  ],
}

export const rosteringSpeed = benchmark(spec)
