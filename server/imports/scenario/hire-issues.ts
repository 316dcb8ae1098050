import type { PlanSettings } from '../../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../../solver/domain/planning-input-error.ts'
import type { ScenarioFile } from './scenario-file.ts'

const MS_PER_WEEK = 7 * 86_400_000

/** Hires whose first day is sooner after their request than the plan's lead time of hiring (`headcount`) allows. */
export function hireIssues({ scenario, issueAt }: ScenarioFile, { headcount }: PlanSettings): InputIssue[] {
  if (!headcount) return []
  return scenario.hires.flatMap(({ startsOn, requestedOn, group }, index) => {
    if (startsOn === undefined || requestedOn === undefined) return []
    const own = headcount.groups.find((terms) => terms.group === group)?.hiring
    const { leadWeeks } = own ?? headcount.hiring
    const first = new Date(Date.parse(requestedOn) + leadWeeks * MS_PER_WEEK).toISOString().slice(0, 10)
    if (startsOn >= first) return []
    const problem = `is before ${first}: hiring takes ${leadWeeks} weeks from the request on ${requestedOn}`
    return [issueAt(['hires', index, 'startsOn'], problem, 'Ask earlier, let them start later, or change leadWeeks.')]
  })
}
