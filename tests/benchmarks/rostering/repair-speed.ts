import { type RosteringTeam, rosteringTeam, type TeamSize } from '../../../scenarios/generate/rostering-team.ts'
import { hardViolations } from '../../../solver/check/check-roster.ts'
import { localDate } from '../../../solver/domain/horizon.ts'
import type { Roster } from '../../../solver/domain/roster.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import type { Absence } from '../../../solver/roster/living/absence.ts'
import { type RosterRepair, repairRoster } from '../../../solver/roster/living/repair-roster.ts'
import { scheduleRoster } from '../../../solver/roster/schedule-roster.ts'
import { benchmark } from '../bench-spec.ts'

interface Input extends RosteringTeam {
  readonly size: string
  readonly roster: Roster
  readonly absence: Absence
}

interface Size extends Omit<TeamSize, 'seed'> {
  readonly rosterSeconds: number
}

const sizes: Readonly<Record<string, Size>> = {
  smoke: { people: 12, weeks: 1, skills: 3, templates: 20, rosterSeconds: 2 },
  '300 people': { people: 300, weeks: 1, skills: 5, templates: 30, rosterSeconds: 20 },
}

const SEED = 1

/** Whoever works a shift in the middle of the roster is absent on its day. */
function absenceIn({ assignments }: Roster, zone: string): Absence {
  const { employeeId, startMs } = assignments[Math.floor(assignments.length / 2)]!
  const date = localDate(startMs, zone)
  return { employeeId, from: date, to: date }
}

export const repairSpeed = benchmark<Input, RosterRepair>({
  name: 'repair-speed',
  what: 'repair of a synthetic team’s week after one absence, ranked candidates included',
  sizes: Object.keys(sizes) as [string, ...string[]],
  repeats: () => 5,
  build: async ({ size }) => {
    const { rosterSeconds, ...team } = sizes[size]!
    const made = rosteringTeam({ ...team, seed: SEED })
    const engine = await createHighsEngine()
    const startedAt = performance.now()
    const { roster } = scheduleRoster(made.inputs, made.requirement, {
      ...{ engine, seed: SEED, gap: 0 },
      isOutOfTime: () => performance.now() - startedAt > rosterSeconds * 1000,
    })
    return { ...made, size, roster, absence: absenceIn(roster, made.requirement.horizon.zone) }
  },
  phases: [
    {
      name: 'repair',
      run: async ({ inputs, requirement, roster, absence }) => repairRoster(inputs, requirement, roster, [absence]),
      validate: ({ openShifts, repaired, doingNothing }) => {
        if (openShifts.length !== 1) throw new Error(`One absence opened ${openShifts.length} shifts.`)
        const broken = hardViolations(repaired.check)
        if (broken.length > 0) throw new Error(`The repair breaks ${broken.length} hard rules: ${broken[0]!.message}`)
        if (repaired.check.objective > doingNothing.check.objective) throw new Error('Doing nothing costs less.')
      },
      rows: ({ openShifts, doingNothing, repaired }, { size }) => [
        {
          size,
          'ways found': openShifts[0]!.waysFound,
          'ways measured': openShifts[0]!.candidates.length,
          saved: doingNothing.check.objective - repaired.check.objective,
        },
      ],
    },
  ],
})
