import { generatedHeadcount } from '../../scenarios/generate/headcount-groups.ts'
import type { HeadcountProblem } from '../../solver/headcount/headcount-problem.ts'
import { type SolvedHeadcount, solveHeadcount } from '../../solver/headcount/solve-headcount.ts'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import type { LpEngine } from '../../solver/lp/lp-engine.ts'
import { benchmark } from './bench-spec.ts'

const SIZES = {
  '2 groups, 6 months': { groups: 2, months: 6, areJoined: false },
  '12 groups apart, 24 months': { groups: 12, months: 24, areJoined: false },
  '12 groups joined, 24 months': { groups: 12, months: 24, areJoined: true },
} as const

interface Input {
  readonly problem: HeadcountProblem
  readonly engine: LpEngine
}

const relativeGap = ({ objective, objectiveBound }: SolvedHeadcount) => (objective - objectiveBound) / objective

/** Gap that a plan is made to. */
const MOST_GAP = 0.001

export const headcountSpeed = benchmark<Input, SolvedHeadcount>({
  name: 'headcount-speed',
  what: 'Time to plan the hires of generated groups to 0.1 %, classes and coverage by week included',
  sizes: Object.keys(SIZES) as [string, ...string[]],
  repeats: () => 3,
  build: async ({ size }) => ({
    problem: generatedHeadcount({ ...SIZES[size as keyof typeof SIZES], seed: 1 }),
    engine: await createHighsEngine(),
  }),
  phases: [
    {
      name: 'solve',
      run: async ({ problem, engine }) => solveHeadcount(problem, engine),
      validate: (solved) => {
        if (!(relativeGap(solved) <= MOST_GAP)) throw new Error(`The gap is ${relativeGap(solved)}.`)
        if (!solved.flows.hires.flat().every(Number.isInteger)) throw new Error('Hires are not whole.')
      },
      rows: (solved, { problem }) => [
        {
          groups: problem.groups.length,
          weeks: problem.time.weeks.length,
          parts: solved.parts,
          'gap %': 100 * relativeGap(solved),
          hires: solved.flows.hires.flat().reduce((sum, people) => sum + people, 0),
        },
      ],
    },
  ],
})
