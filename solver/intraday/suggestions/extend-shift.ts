import type { PersonHorizon } from '../../check/person-horizon.ts'
import { MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { Assignment } from '../../domain/roster.ts'
import type { Proposal, Proposer } from './bundle.ts'
import { type Day, helps, isTemplateFor, paidHours, presenceChange, servedIn, startsOn, withMoves } from './day.ts'
import type { Problem } from './failing-spans.ts'
import type { MarginalWorth, Served } from './marginal-worth.ts'
import { fitBreaks } from './place-breaks.ts'

/** Minutes by which a template may be longer than the one that it takes the place of. */
const MOST_LONGER = 240

/**
 * Shifts under way or to come are made longer: by a longer template that begins no later and ends no earlier, which is how
 * the rules know overtime. Whoever has not begun may begin earlier, with as much notice as somebody who is called in.
 */
export const extendShifts = (day: Day, problem: Problem): Proposer[] =>
  day.trial.people.flatMap((person) =>
    (day.open.get(person.employee.id) ?? [])
      .filter(({ onCall, endMs }) => onCall !== true && endMs >= day.terms.earliestMs)
      .map((shift) => ({
        employeeId: person.employee.id,
        propose: (worth) => proposals(day, problem, person, shift, worth),
      })),
  )

function proposals(
  day: Day,
  problem: Problem,
  person: PersonHorizon,
  shift: Assignment,
  worth: MarginalWorth,
): Proposal[] {
  const served = servedIn(day, person, shift)
  const { employeeId } = shift
  return longerTemplates(day, person, shift, served, worth)
    .flatMap((after): Proposal[] => {
      const moves = [{ employeeId, before: shift, after }]
      const agents = presenceChange(day.horizon, moves)
      const gain = worth.gainOf({ agents, served }, problem)
      const hours = paidHours(after) - paidHours(shift)
      if (gain <= 0 || hours <= 0 || !helps(day, problem, agents, served)) return []
      const rank = gain / (hours * Math.max(1, person.employee.hourlyCost))
      return [{ moves, presence: { agents, served }, rank, changes: withMoves(day, employeeId, moves) }]
    })
    .sort((a, b) => b.rank - a.rank)
}

function longerTemplates(
  day: Day,
  person: PersonHorizon,
  shift: Assignment,
  served: readonly Served[],
  worth: MarginalWorth,
): Assignment[] {
  const length = (shift.endMs - shift.startMs) / MS_PER_MINUTE
  const shiftDay = person.days.dayOf(shift.startMs)
  return day.inputs.settings.shiftTemplates.flatMap((template): Assignment[] => {
    const longer = template.lengthMinutes - length
    if (template.onCall || longer <= 0 || longer > MOST_LONGER || !isTemplateFor(template, person)) return []
    return startsOn(template, person, [shiftDay - 1, shiftDay]).flatMap((startMs): Assignment[] => {
      const endMs = startMs + template.lengthMinutes * MS_PER_MINUTE
      if (startMs > shift.startMs || endMs < shift.endMs) return []
      if (startMs < shift.startMs && startMs < day.terms.earliestCallInMs) return []
      const others = shift.activities ?? []
      const breaks = fitBreaks(day, worth, { startMs, wanted: template.breaks, known: shift.breaks, others, served })
      return breaks ? [{ ...shift, templateId: template.id, startMs, endMs, breaks }] : []
    })
  })
}
