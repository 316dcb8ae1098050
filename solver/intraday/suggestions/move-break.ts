import type { PersonHorizon } from '../../check/person-horizon.ts'
import type { Assignment, PlacedBreak } from '../../domain/roster.ts'
import type { Proposal, Proposer } from './bundle.ts'
import { type Day, helps, presenceChange, servedIn, withMoves } from './day.ts'
import type { Problem } from './failing-spans.ts'
import type { MarginalWorth } from './marginal-worth.ts'
import { bestPlace, lossOf, placesFor } from './place-breaks.ts'

/** Breaks that have not begun are moved within their template's windows to where they cost less service. */
export const moveBreaks = (day: Day, problem: Problem): Proposer[] =>
  day.trial.people.flatMap((person) =>
    (day.open.get(person.employee.id) ?? [])
      .filter(({ breaks, onCall }) => onCall !== true && breaks.some(({ startMs }) => startMs >= day.terms.earliestMs))
      .map((shift) => ({
        employeeId: person.employee.id,
        propose: (worth) => proposals(day, problem, person, shift, worth),
      })),
  )

/** All breaks that can be moved to the good, then each alone: one of them may be what a rule forbids. */
function proposals(day: Day, problem: Problem, person: PersonHorizon, shift: Assignment, worth: MarginalWorth) {
  const movable = shift.breaks.filter(({ startMs }) => startMs >= day.terms.earliestMs)
  const each = movable.map((item) => withMoved(day, person, shift, [item], worth))
  const all = movable.length > 1 ? [withMoved(day, person, shift, movable, worth), ...each] : each
  return all.flatMap((after): Proposal[] => {
    if (after === shift) return []
    const moves = [{ employeeId: shift.employeeId, before: shift, after }]
    const presence = { agents: presenceChange(day.horizon, moves), served: servedIn(day, person, shift) }
    const rank = worth.gainOf(presence, problem)
    if (rank <= 0 || !helps(day, problem, presence.agents, presence.served)) return []
    return [{ moves, presence, rank, changes: withMoves(day, shift.employeeId, moves) }]
  })
}

function withMoved(
  day: Day,
  person: PersonHorizon,
  shift: Assignment,
  movable: readonly PlacedBreak[],
  worth: MarginalWorth,
): Assignment {
  const template = person.templateById.get(shift.templateId)
  const breaks = shift.breaks.toSorted((a, b) => a.startMs - b.startMs)
  if (template?.breaks.length !== breaks.length) return shift
  const served = servedIn(day, person, shift)
  for (const [index, item] of breaks.entries()) {
    const window = template.breaks[index]!
    if (!movable.includes(item) || item.endMs - item.startMs !== window.minutes * 60_000) continue
    const others = [...breaks.filter((other) => other !== item), ...(shift.activities ?? [])]
    const place = bestPlace(day, worth, served, placesFor(day, shift.startMs, window, others))
    if (place && lossOf(day, worth, served, place) < lossOf(day, worth, served, item) - 1e-9)
      breaks[index] = { ...item, ...place }
  }
  return breaks.every((item) => shift.breaks.includes(item)) ? shift : { ...shift, breaks }
}
