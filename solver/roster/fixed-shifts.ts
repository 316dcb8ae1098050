import { checkRoster, hardViolations } from '../check/check-roster.ts'
import { dayStarts, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/plan-outputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import type { Assignment } from '../domain/roster.ts'

/**
 * A roster must hold the fixed shifts, so they have to be legal by themselves.
 * @throws PlanningInputError naming each rule that the fixed shifts of the week break
 */
export function refuseBrokenFixedShifts(inputs: PlanInputs, requirement: Requirement): void {
  const assignments = fixedAssignments(inputs, requirement)
  const broken = hardViolations(checkRoster(inputs, requirement, { assignments }))
  if (broken.length === 0) return
  throw new PlanningInputError(
    broken.map(({ message, ruleId }) => ({
      file: 'availability.csv',
      problem: `the fixed shifts break rule ${ruleId}: ${message.replace(/\.$/, '')}`,
      hint: 'Change or remove the fixed shift, or the rule or time off that it meets.',
    })),
  )
}

/** Fixed shifts that start in the horizon, breaks as early as their windows allow. */
function fixedAssignments(inputs: PlanInputs, { horizon }: Requirement): Assignment[] {
  const end = dayStarts(horizon).at(-1)!
  const skillsOf = new Map(inputs.employees.map(({ id, skills }) => [id, skills.map(({ queueId }) => queueId)]))
  return inputs.availability
    .filter(({ kind, startMs }) => kind === 'fixedShift' && startMs >= horizon.startsAt && startMs < end)
    .map(({ employeeId, startMs, templateId }) => {
      const template = inputs.settings.shiftTemplates.find(({ id }) => id === templateId)!
      return {
        employeeId,
        templateId: template.id,
        startMs,
        endMs: startMs + template.lengthMinutes * MS_PER_MINUTE,
        breaks: template.breaks.map(({ kind, paid, minutes, earliestStartMinutes }) => {
          const at = startMs + earliestStartMinutes * MS_PER_MINUTE
          return { kind, paid, startMs: at, endMs: at + minutes * MS_PER_MINUTE }
        }),
        queueIds: skillsOf.get(employeeId) ?? [],
        pinned: true,
      }
    })
}
