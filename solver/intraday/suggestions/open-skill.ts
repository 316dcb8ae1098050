import type { PersonHorizon } from '../../check/person-horizon.ts'
import { type Assignment, compareIds } from '../../domain/roster.ts'
import type { Proposal, Proposer } from './bundle.ts'
import { type Day, presenceOf, servedIn, spanOf, withMoves } from './day.ts'
import type { Problem } from './failing-spans.ts'
import type { MarginalWorth } from './marginal-worth.ts'

/**
 * People on a shift who have the skill for a failing queue and do not serve it get it added. A shift has its queues for all
 * of its time, so that what is written of the hours before changes as well; what was worked then does not.
 */
export const openSkills = (day: Day, problem: Problem): Proposer[] => {
  const failing = new Set(problem.spans.map(({ queue }) => day.queues[queue]!.id))
  return day.trial.people.flatMap((person) =>
    (day.open.get(person.employee.id) ?? []).flatMap((shift): Proposer[] => {
      const more = person.employee.skills
        .map(({ queueId }) => queueId)
        .filter((id) => failing.has(id) && !shift.queueIds.includes(id))
      if (more.length === 0 || shift.onCall === true) return []
      const after = { ...shift, queueIds: [...shift.queueIds, ...more].sort(compareIds) }
      return [
        { employeeId: person.employee.id, propose: (worth) => proposal(day, problem, person, shift, after, worth) },
      ]
    }),
  )
}

/** What the person is worth beyond what the queues served before lose, about. */
function proposal(
  day: Day,
  problem: Problem,
  person: PersonHorizon,
  shift: Assignment,
  after: Assignment,
  worth: MarginalWorth,
): Proposal[] {
  const present = presenceOf(day.horizon, shift)
  const [was, served] = [servedIn(day, person, shift), servedIn(day, person, after)]
  const added = served.filter(({ queue }) => !was.some((each) => each.queue === queue))
  const agents = present.map((agent, interval) =>
    worth.ofPerson(added, interval) > worth.ofPerson(was, interval) ? agent : 0,
  )
  let rank = 0
  for (const [interval, agent] of agents.entries()) {
    if (interval < problem.from || interval >= problem.to) continue
    rank += agent * (worth.ofPerson(added, interval) - worth.ofPerson(was, interval))
  }
  const { employeeId, startMs, endMs } = shift
  const during = spanOf(day.horizon, { from: 0, to: problem.to })
  if (!(rank > 0) || startMs >= during.endMs || endMs <= during.startMs) return []
  const moves = [{ employeeId, before: shift, after }]
  return [{ moves, presence: { agents, served: added }, rank, changes: withMoves(day, employeeId, moves) }]
}
