import { IANAZone } from 'luxon'
import { unknownZone } from '../../solver/domain/horizon.ts'
import { type PlanSettings, planSettingsSchema } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { rulesInForce } from '../../solver/domain/rule-packs.ts'
import { isOnPlanGrid } from '../../solver/domain/site.ts'
import type { WorkRule } from '../../solver/domain/work-rule.ts'
import { leverIssues } from './lever-issues.ts'
import { gridIssues } from './settings-grid.ts'
import { headcountIssues } from './settings-headcount.ts'
import { overflowIssues, poolIssues } from './settings-pools.ts'
import { repeatedIds, unknownPacks, unknownReferences } from './settings-references.ts'
import { ruleIssues } from './settings-rules.ts'
import { shrinkageIssues } from './settings-shrinkage.ts'
import { targetIssues } from './settings-targets.ts'
import { readYaml, type YamlFile } from './yaml-file.ts'

export const SETTINGS_FILE = 'plan.yaml'

export interface SettingsAndRules {
  readonly settings: PlanSettings
  readonly file: YamlFile<PlanSettings>
  readonly workRules: readonly WorkRule[]
}

/** Reads `plan.yaml` with the rules that it puts in force, or adds what is wrong with it to `issues`. */
export function parseSettings(text: string, issues: InputIssue[]): SettingsAndRules | undefined {
  const before = issues.length
  const file = readYaml(SETTINGS_FILE, text, planSettingsSchema, issues)
  if (!file) return undefined
  issues.push(...zoneIssues(file), ...repeatedIds(file), ...unknownReferences(file), ...gridIssues(file))
  issues.push(...targetIssues(file), ...poolIssues(file), ...overflowIssues(file))
  issues.push(
    ...leverIssues(file.value.levers, file.value, file.issueAt),
    ...shrinkageIssues(file),
    ...headcountIssues(file),
    ...ruleIssues(file),
  )
  const packs = unknownPacks(file)
  issues.push(...packs)
  const workRules = packs.length === 0 ? rulesOf(file.value, issues) : undefined
  return workRules && issues.length === before ? { settings: file.value, file, workRules } : undefined
}

function zoneIssues({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const own = value.groups.flatMap(({ zone }, index) =>
    zone === undefined ? [] : [{ zone, path: ['groups', index, 'zone'] }],
  )
  const unknown = [{ zone: value.zone, path: ['zone'] }, ...own].flatMap(({ zone, path }) => {
    if (IANAZone.isValidZone(zone)) return []
    const { problem, hint } = unknownZone(zone)
    return [issueAt(path, problem, hint)]
  })
  if (unknown.length > 0) return unknown
  return own
    .filter(({ zone }) => !isOnPlanGrid(zone, value.zone, value.intervalMinutes))
    .map(({ path }) => {
      const problem = `has clocks that differ from those of ${value.zone} by a part of an interval of ${value.intervalMinutes} minutes, so that its shifts would start within intervals`
      return issueAt(path, problem, 'Use intervals of 15 minutes or less, on which all clocks agree.')
    })
}

function rulesOf(settings: PlanSettings, issues: InputIssue[]): WorkRule[] | undefined {
  try {
    return rulesInForce(settings.rulePacks, settings.workRules)
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    issues.push(...error.issues)
    return undefined
  }
}
