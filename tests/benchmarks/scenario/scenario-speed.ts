import { join } from 'node:path'
import { COMPARED_SERVICE_ROUNDS, SWEEP_REPLICATIONS } from '../../../server/contracts/comparison.ts'
import { readPlanFolder } from '../../../server/imports/plan-folder.ts'
import { planInProcesses } from '../../../server/jobs/compare-in-processes.ts'
import type { CompareWork, ScenarioToPlan } from '../../../server/jobs/compare-task.ts'
import { compareScenarios } from '../../../solver/compare/compare-scenarios.ts'
import { parseSweepLevers, sweepPoints } from '../../../solver/compare/sweep-levers.ts'
import type { Comparison } from '../../../solver/domain/comparison.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { type BenchChoices, type BenchPhase, type BenchSpec, benchmark } from '../bench-spec.ts'

interface Input {
  readonly size: string
  readonly workers: number
  readonly files: ReadonlyMap<string, string>
  readonly week: string
  readonly scenarios: readonly string[]
  readonly levers: readonly string[]
}

const SAMPLE = '50 people: 6 scenarios, 21 points'
const BUSY = 'id: busy\nvolume: [{ factor: 1.2 }]\n'

async function build({ size, threads }: BenchChoices): Promise<Input> {
  const shared = { size, workers: threads }
  if (size !== SAMPLE) {
    const files = smallPlan({ 'scenarios/busy.yaml': BUSY })
    return { ...shared, files, week: SMALL_PLAN_WEEK, scenarios: ['baseline', 'busy'], levers: ['volume=1,1.2'] }
  }
  return {
    ...shared,
    files: await readPlanFolder(join(import.meta.dirname, '../../../scenarios/beauty-50')),
    week: '2026-11-09',
    scenarios: ['baseline', 'double-11', 'double-11-bot', 'bot-down', 'absence-15', 'one-click-lookup'],
    levers: ['volume=0.8:1.8:0.05'],
  }
}

async function planned(
  { files, week, workers }: Input,
  scenarios: readonly ScenarioToPlan[],
  how: Pick<CompareWork, 'keepFiles' | 'withEstimates' | 'mostServiceRounds'> & { replications: number },
): Promise<Comparison> {
  const { replications, ...work } = how
  const options = { week, weeks: 1, seed: 1, gap: 0.01, timeLimitSeconds: 600, replications }
  const signal = new AbortController().signal
  const made = await planInProcesses({ ...work, files, options, scenarios }, workers, { signal })
  return compareScenarios(made.map((each) => each.planned))
}

/** Every roster keeps the law, and every difference is explained to the last minor unit. */
function refuseWrong({ scenarios }: Comparison, expected: number): void {
  if (scenarios.length !== expected) throw new Error(`${scenarios.length} of ${expected} scenarios were planned.`)
  for (const { scenario, values, waterfall } of scenarios) {
    const figure = (name: string) => values.find(({ measure, queue, group }) => measure === name && !queue && !group)!
    if (figure('hardViolations').value !== 0) throw new Error(`The roster of ${scenario} breaks a hard rule.`)
    if (!(figure('objectiveBound').value! <= figure('objective').value!))
      throw new Error(`${scenario} is below its bound.`)
    const explained = waterfall.reduce((sum, { cost }) => sum + cost, 0)
    if (waterfall.length > 0 && explained !== figure('objective').difference)
      throw new Error(`The steps of ${scenario} sum to ${explained}, not to ${figure('objective').difference}.`)
  }
}

const pointsOf = ({ levers }: Input): ScenarioToPlan[] =>
  sweepPoints(parseSweepLevers(levers)).map((point) => ({ ...point, base: 'baseline' }))

const phases: readonly BenchPhase<Input, Comparison>[] = [
  {
    name: 'compare',
    run: (input) =>
      planned(
        input,
        input.scenarios.map((id) => ({ id, base: id, settings: [] })),
        { keepFiles: true, withEstimates: true, replications: 30, mostServiceRounds: COMPARED_SERVICE_ROUNDS },
      ),
    validate: (output, input) => refuseWrong(output, input.scenarios.length),
  },
  {
    name: 'sweep',
    run: (input) =>
      planned(input, pointsOf(input), {
        ...{ keepFiles: false, withEstimates: false },
        ...{ replications: SWEEP_REPLICATIONS, mostServiceRounds: COMPARED_SERVICE_ROUNDS },
      }),
    validate: (output, input) => refuseWrong(output, pointsOf(input).length),
  },
]

const spec: BenchSpec<Input, Comparison> = {
  name: 'scenario-speed',
  what: 'scenarios of one week planned side by side with a waterfall, and a sweep of volume; --threads are processes',
  sizes: ['smoke', SAMPLE],
  repeats: () => 0,
  build,
  phases: phases.map((phase) => ({
    ...phase,
    rows: ({ scenarios }, { size, workers }) => [
      {
        ...{ size, phase: phase.name, processes: workers, scenarios: scenarios.length },
        'sum of s': scenarios.reduce((sum, { proof }) => sum + proof.seconds, 0),
        'longest s': Math.max(...scenarios.map(({ proof }) => proof.seconds)),
      },
    ],
  })),
}

export const scenarioSpeed = benchmark(spec)
