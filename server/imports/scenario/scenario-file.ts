import { parse as parseYaml } from 'yaml'
import type { InputIssue } from '../../../solver/domain/planning-input-error.ts'
import { type Scenario, scenarioSchema } from '../../../solver/domain/scenario.ts'
import { readYaml, type YamlFile } from '../yaml-file.ts'

/** One of `scenarios/*.yaml` as it was written: by itself, with nothing that it builds on. */
export interface ScenarioFile {
  readonly path: string
  /** Phases stand in their dates. */
  readonly scenario: Scenario
  readonly issueAt: YamlFile<unknown>['issueAt']
}

/** Reads a scenario's file, or adds what is wrong with it by itself to `issues`. */
export function readScenarioFile(path: string, text: string, issues: InputIssue[]): ScenarioFile | undefined {
  const read = readYaml(path, text, scenarioSchema, issues)
  if (!read) return undefined
  const { value, issueAt } = read
  const phases = Object.keys(value.phases)
  const inDates = (list: 'volume' | 'aht') =>
    value[list].map(({ phase, ...factor }, index) => {
      if (phase === undefined) return factor
      const span = value.phases[phase]
      const at = [list, index, 'phase']
      if (!span) {
        const known = phases.length === 0 ? 'none is defined' : `they are ${phases.join(', ')}`
        issues.push(issueAt(at, 'is not a phase of the scenario', `Give its dates under phases; ${known}.`))
      } else if (factor.from !== undefined || factor.to !== undefined)
        issues.push(issueAt(at, 'stands beside dates', 'Keep the phase, or from and to.'))
      return { ...factor, ...span }
    })
  return { path, scenario: { ...value, volume: inDates('volume'), aht: inDates('aht') }, issueAt }
}

/** The id in a scenario's text; one that cannot be read is reported when the scenario is read. */
export function scenarioIdIn(text: string): string {
  const { id } = saidIn(text)
  return typeof id === 'string' ? id : ''
}

/** Whether a scenario's text says that it builds on others. */
export const usesOthers = (text: string): boolean => saidIn(text).uses !== undefined

function saidIn(text: string): { readonly id?: unknown; readonly uses?: unknown } {
  try {
    return parseYaml(text) ?? {}
  } catch {
    return {}
  }
}
