import { IANAZone } from 'luxon'
import { RESTRICTIONS } from '../../solver/domain/employee.ts'
import { unknownZone } from '../../solver/domain/horizon.ts'
import { type PlanSettings, planSettingsSchema } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { rulesInForce } from '../../solver/domain/rule-packs.ts'
import type { WorkRule } from '../../solver/domain/work-rule.ts'
import { knownWordsHint } from './suggestion.ts'
import { readYaml, type YamlFile } from './yaml-file.ts'

export const SETTINGS_FILE = 'plan.yaml'

export interface SettingsAndRules {
  readonly settings: PlanSettings
  readonly workRules: readonly WorkRule[]
}

/** Reads `plan.yaml` with the rules that it puts in force, or adds what is wrong with it to `issues`. */
export function parseSettings(text: string, issues: InputIssue[]): SettingsAndRules | undefined {
  const before = issues.length
  const file = readYaml(SETTINGS_FILE, text, planSettingsSchema, issues)
  if (!file) return undefined
  issues.push(...zoneIssues(file), ...repeatedIds(file), ...unknownReferences(file), ...gridIssues(file))
  issues.push(...deadlineIssues(file))
  const workRules = rulesOf(file.value, issues)
  return workRules && issues.length === before ? { settings: file.value, workRules } : undefined
}

type SettingsFile = YamlFile<PlanSettings>

function zoneIssues({ value, issueAt }: SettingsFile): InputIssue[] {
  if (IANAZone.isValidZone(value.zone)) return []
  const { problem, hint } = unknownZone(value.zone)
  return [issueAt(['zone'], problem, hint)]
}

const LISTS_WITH_IDS = ['queues', 'groups', 'contracts', 'shiftTemplates'] as const

function repeatedIds({ value, issueAt }: SettingsFile): InputIssue[] {
  return LISTS_WITH_IDS.flatMap((list) => {
    const seen = new Set<string>()
    return value[list].flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id)
        return []
      }
      return [issueAt([list, index, 'id'], `stands twice among the ${list}`, 'Give one of the two another id.')]
    })
  })
}

function unknownReferences({ value, issueAt }: SettingsFile): InputIssue[] {
  const issues: InputIssue[] = []
  const check = (path: PropertyKey[], ids: readonly string[] | undefined, what: string, known: readonly string[]) => {
    ids?.forEach((id, index) => {
      if (!known.includes(id)) issues.push(issueAt([...path, index], `is not a ${what}`, knownWordsHint(id, known)))
    })
  }
  const groups = value.groups.map(({ id }) => id)
  const contracts = value.contracts.map(({ id }) => id)
  const queues = value.queues.map(({ id }) => id)
  value.queues.forEach(({ id, analogy }, index) => {
    if (!analogy) return
    const at = ['queues', index, 'analogy', 'queue']
    const like = value.queues.find((queue) => queue.id === analogy.queue)
    const others = queues.filter((other) => other !== id)
    const hint = 'Name a queue that has history.'
    if (!like) issues.push(issueAt(at, 'is not a queue', knownWordsHint(analogy.queue, others)))
    else if (like.id === id) issues.push(issueAt(at, 'is the queue itself', hint))
    else if (like.analogy) issues.push(issueAt(at, 'is itself forecast by analogy', hint))
  })
  value.shiftTemplates.forEach((template, index) => {
    check(['shiftTemplates', index, 'groups'], template.groups, 'group', groups)
    check(['shiftTemplates', index, 'contracts'], template.contracts, 'contract', contracts)
  })
  value.workRules.forEach((rule, index) => {
    check(['workRules', index, 'appliesTo', 'contracts'], rule.appliesTo?.contracts, 'contract', contracts)
    check(['workRules', index, 'appliesTo', 'restrictions'], rule.appliesTo?.restrictions, 'restriction', RESTRICTIONS)
  })
  if (value.historyQueue !== undefined && !queues.includes(value.historyQueue)) {
    issues.push(issueAt(['historyQueue'], 'is not a queue', knownWordsHint(value.historyQueue, queues)))
  }
  return issues
}

/** Times that fall inside an interval: they could be neither staffed nor counted exactly. */
function gridIssues({ value, issueAt }: SettingsFile): InputIssue[] {
  const { intervalMinutes } = value
  const issues: InputIssue[] = []
  const check = (path: PropertyKey[], minutes: number) => {
    if (minutes % intervalMinutes === 0) return
    const hint = `Use a multiple of ${intervalMinutes} minutes, or a smaller intervalMinutes.`
    issues.push(issueAt(path, `is off the grid of ${intervalMinutes}-minute intervals`, hint))
  }
  value.queues.forEach((queue, index) => {
    queue.openHours.forEach((window, position) => {
      check(['queues', index, 'openHours', position, 'from'], window.from)
      check(['queues', index, 'openHours', position, 'to'], window.to)
    })
  })
  value.shiftTemplates.forEach((template, index) => {
    const path = ['shiftTemplates', index]
    check([...path, 'lengthMinutes'], template.lengthMinutes)
    for (const [position, minute] of template.startTimes.entries()) {
      check([...path, 'startTimes', position], minute)
      if (template.startTimes.indexOf(minute) === position) continue
      issues.push(issueAt([...path, 'startTimes', position], 'stands twice among the start times', 'Remove one.'))
    }
    template.breaks.forEach((item, position) => {
      for (const key of ['minutes', 'earliestStartMinutes', 'latestStartMinutes'] as const) {
        check([...path, 'breaks', position, key], item[key])
      }
    })
  })
  return issues
}

function deadlineIssues({ value, issueAt }: SettingsFile): InputIssue[] {
  return value.queues.flatMap((queue, index) => {
    if (queue.channel !== 'ticket' || queue.target.finishWithinHours * 3600 >= queue.ahtSeconds) return []
    const problem = `can never be met: handling one ticket takes ${queue.ahtSeconds} s`
    return [issueAt(['queues', index, 'target', 'finishWithinHours'], problem, 'Allow more hours or lower ahtSeconds.')]
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
