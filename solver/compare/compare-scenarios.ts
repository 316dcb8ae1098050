import type {
  ComparedScenario,
  ComparedTarget,
  ComparedValue,
  Comparison,
  EstimatedPrefix,
  LeverSetting,
  MeasuredValue,
  PlannedScenario,
} from '../domain/comparison.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { PlanReport, PlanResult } from '../domain/plan-outputs.ts'
import { frontier } from './frontier.ts'
import { measuredValues } from './measures.ts'
import { waterfall } from './waterfall.ts'

/**
 * What is kept of a plan to compare it with others.
 * @param inputs as they bear on the horizon, with the scenario in them
 */
export function plannedScenario(
  inputs: PlanInputs,
  result: PlanResult,
  told: {
    readonly scenario: string
    readonly settings: readonly LeverSetting[]
    readonly estimates: readonly EstimatedPrefix[]
    readonly seconds: number
  },
): PlannedScenario {
  const { seconds, ...facts } = told
  const { termination, limit, inputHash, versions, currency, targets } = result.report
  return {
    ...facts,
    values: measuredValues(inputs, result),
    targets: targets.map(comparedTarget),
    proof: { termination, limit: limit ?? null, inputHash, versions, currency, seconds },
  }
}

/** Scenarios beside one another; the first is what the others are compared with. */
export function compareScenarios(planned: readonly PlannedScenario[]): Comparison {
  const [first] = planned
  if (!first) return { scenarios: [], frontier: [] }
  return {
    scenarios: planned.map((scenario) => comparedScenario(first, scenario)),
    frontier: frontier(planned),
  }
}

function comparedScenario(first: PlannedScenario, planned: PlannedScenario): ComparedScenario {
  const { scenario, settings, values, targets, proof } = planned
  const firstByPlace = new Map(first.values.map((value) => [placeOf(value), value.value]))
  return {
    ...{ scenario, settings, targets, proof },
    values: values.map((value): ComparedValue => {
      const base = firstByPlace.get(placeOf(value)) ?? null
      return { ...value, difference: value.value === null || base === null ? null : value.value - base }
    }),
    waterfall: planned === first ? [] : waterfall(first, planned),
  }
}

const placeOf = ({ measure, queue = '', group = '' }: MeasuredValue): string => `${measure}\n${queue}\n${group}`

const comparedTarget = ({ at: _, ...target }: PlanReport['targets'][number]): ComparedTarget => ({
  ...target,
  mean: orNull(target.mean),
  lower95: orNull(target.lower95),
  upper95: orNull(target.upper95),
})

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null)
