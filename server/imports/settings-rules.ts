import type { Activity } from '../../solver/domain/activity.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { WorkRule } from '../../solver/domain/work-rule.ts'
import type { YamlFile } from './yaml-file.ts'

type Path = readonly PropertyKey[]
type Issue = readonly [at: Path, problem: string, hint: string]

/** What is wrong with a plan's own rules, each by itself, and with its activities. */
export const ruleIssues = ({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] => [
  ...value.workRules.flatMap((rule, index) =>
    [...priceIssues(rule), ...dateIssues(rule), ...sizeIssues(rule), ...spanIssues(rule, value.intervalMinutes)].map(
      ([at, problem, hint]) => issueAt(['workRules', index, ...at], problem, hint),
    ),
  ),
  ...value.activities.flatMap((activity, index) =>
    activityIssues(activity, value.intervalMinutes).map(([at, problem, hint]) =>
      issueAt(['activities', index, ...at], problem, hint),
    ),
  ),
]

/** A hard rule is never broken, so a price of breaking it would be read in vain. */
function priceIssues(rule: WorkRule): Issue[] {
  if (rule.severity !== 'hard' || !('penaltyPerUnit' in rule) || rule.penaltyPerUnit === undefined) return []
  const hint = 'Write severity: soft if it may be broken at this price, or remove the price.'
  return [[['penaltyPerUnit'], 'is a price on a hard rule, which is never broken', hint]]
}

function dateIssues({ validFrom, validTo }: WorkRule): Issue[] {
  if (validFrom === undefined || validTo === undefined || validFrom <= validTo) return []
  return [[['validTo'], `is before validFrom, ${validFrom}`, 'Correct one of the two: both days are included.']]
}

/** Bounds that bind nobody, whatever is rostered. */
function sizeIssues(rule: WorkRule): Issue[] {
  if (rule.kind === 'maxDaysInRolling' && rule.maxDays >= rule.days)
    return [[['maxDays'], `never binds: a span has ${rule.days} days`, 'Allow fewer days, or remove the rule.']]
  if (rule.kind === 'minLongRest' && rule.minMinutes > rule.everyDays * 1440) {
    const problem = `is more than the ${rule.everyDays * 1440} minutes of ${rule.everyDays} days`
    return [[['minMinutes'], problem, 'Write the rest in minutes: 2100 for 35 hours.']]
  }
  if (rule.kind === 'minBreaks' && rule.breakMinutes * rule.count > 1440)
    return [[['breakMinutes'], 'is longer than any shift', 'Write the break in minutes: 30 for half an hour.']]
  return []
}

const ORDER_HINT = 'Write 25:00 for 01:00 of the next day.'

function spanIssues(rule: WorkRule, intervalMinutes: number): Issue[] {
  if (rule.kind !== 'minPresence' && rule.kind !== 'fairShare') return []
  const { from, to } = rule
  if (from === undefined || to === undefined) return []
  if (to <= from) return [[['to'], 'is not after from', ORDER_HINT]]
  // A share counts shifts; presence counts people in intervals, and has to begin and end with one.
  return rule.kind === 'minPresence' ? offGrid({ from, to }, intervalMinutes) : []
}

function activityIssues({ minutes, from, to, groups, employees }: Activity, intervalMinutes: number): Issue[] {
  const issues = offGrid({ minutes }, intervalMinutes)
  if (to <= from) issues.push([['to'], 'is not after from', ORDER_HINT])
  else if (to - from < minutes) {
    const hint = 'Make the activity shorter, or give it more room between from and to.'
    issues.push([['minutes'], `does not fit between from and to, which are ${to - from} minutes apart`, hint])
  }
  if (groups && employees) {
    const problem = 'stands beside groups: it would be those of the groups who are named'
    issues.push([['employees'], problem, 'Keep one of the two lists.'])
  }
  return issues
}

const offGrid = (minutes: Readonly<Record<string, number>>, intervalMinutes: number): Issue[] =>
  Object.entries(minutes)
    .filter(([, minute]) => minute % intervalMinutes !== 0)
    .map(([key]) => [
      [key],
      `is off the grid of ${intervalMinutes}-minute intervals`,
      `Use a multiple of ${intervalMinutes} minutes, or a smaller intervalMinutes.`,
    ])
