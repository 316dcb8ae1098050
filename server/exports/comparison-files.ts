import {
  type ComparedScenario,
  type ComparedValue,
  type Comparison,
  type LeverSetting,
  MEASURES,
} from '../../solver/domain/comparison.ts'
import { type CsvCell, csvText } from './csv-text.ts'

/** What all scenarios of a comparison have in common, and what each figure's unit is. */
export interface ComparisonFacts {
  readonly week: string
  readonly weeks: number
  readonly seed: number
  readonly gap: number
  readonly timeLimitSeconds: number
  readonly replications: number
  /** Most makings of a roster again where its simulated service fell short. */
  readonly serviceRounds: number
}

/** Files of a comparison of scenarios, name -> text. */
export const comparisonFiles = (comparison: Comparison, facts: ComparisonFacts): Map<string, string> =>
  new Map([
    ['comparison.csv', valuesCsv(comparison)],
    ['waterfall.csv', waterfallCsv(comparison)],
    ['comparison.json', comparisonJson(comparison, facts)],
  ])

/** Files of a sweep, name -> text; each lever has a column. */
export const sweepFiles = (comparison: Comparison, facts: ComparisonFacts): Map<string, string> =>
  new Map([
    ['sweep.csv', valuesCsv(comparison)],
    ['sweep.json', comparisonJson(comparison, facts)],
  ])

const VALUE_COLUMNS = ['measure', 'queue', 'group', 'unit', 'value', 'lower95', 'upper95', 'difference']

/**
 * A figure a row; money is in minor units of the currency that the unit names. Cells are empty where there is nothing to
 * measure, and queue and group where the figure is of the whole plan.
 */
function valuesCsv({ scenarios }: Comparison): string {
  const levers = scenarios[0]?.settings.map(leverName) ?? []
  const rows = scenarios.flatMap((scenario) =>
    scenario.values.map((value): CsvCell[] => [
      scenario.scenario,
      ...scenario.settings.map((setting) => setting.value),
      ...valueCells(value, scenario.proof.currency),
    ]),
  )
  return csvText(['scenario', ...levers, ...VALUE_COLUMNS], rows)
}

const valueCells = (
  { measure, queue = '', group = '', value, lower95 = null, upper95 = null, difference }: ComparedValue,
  currency: string,
): CsvCell[] => {
  const { unit } = MEASURES[measure]
  return [measure, queue, group, unit === 'money' ? `${currency} minor` : unit, value, lower95, upper95, difference]
}

const leverName = ({ lever, of }: LeverSetting): string => (of === null ? lever : `${lever}:${of}`)

/** A step a row, in their order; those of a scenario sum to its difference from the first. */
function waterfallCsv({ scenarios }: Comparison): string {
  const rows = scenarios.flatMap(({ scenario, waterfall, proof }) =>
    waterfall.map((step, place): CsvCell[] => [
      scenario,
      place + 1,
      step.kind,
      step.label,
      step.isUndone ? 1 : 0,
      step.scheduledHours,
      step.cost,
      `${proof.currency} minor`,
    ]),
  )
  return csvText(['scenario', 'step', 'kind', 'label', 'is_undone', 'scheduled_hours', 'cost', 'cost_unit'], rows)
}

function comparisonJson({ scenarios, frontier }: Comparison, facts: ComparisonFacts): string {
  const { currency, inputHash, versions } = proofOf(scenarios)
  const provenance = { ...facts, currency, inputHash, versions, units: unitByMeasure() }
  return `${JSON.stringify({ ...provenance, scenarios, frontier }, null, 2)}\n`
}

/** All scenarios are planned from the same files by the same program. */
const proofOf = ([first]: readonly ComparedScenario[]): ComparedScenario['proof'] => {
  if (!first) throw new RangeError('a comparison without scenarios has no files')
  return first.proof
}

const unitByMeasure = () => Object.fromEntries(Object.entries(MEASURES).map(([measure, { unit }]) => [measure, unit]))
