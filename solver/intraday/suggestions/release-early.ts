import type { PersonHorizon } from '../../check/person-horizon.ts'
import { MS_PER_MINUTE } from '../../domain/horizon.ts'
import { isInstant } from '../../domain/queue.ts'
import type { Assignment } from '../../domain/roster.ts'
import type { Proposal, Proposer } from './bundle.ts'
import { type Day, isTemplateFor, paidHours, presenceChange, servedIn, startsOn, withMoves } from './day.ts'
import type { MarginalWorth, Served } from './marginal-worth.ts'
import { fitBreaks } from './place-breaks.ts'

/**
 * Shifts end early where all queues that the person serves are clearly above target: with a shorter template that begins
 * at the same time. Nobody has to go: it is an offer.
 * @param isAbove where a queue is clearly above target, 1 or 0, `[queue][interval]`
 */
export const releasesEarly = (day: Day, isAbove: readonly Uint8Array[]): Proposer[] =>
  day.trial.people.flatMap((person) =>
    (day.open.get(person.employee.id) ?? [])
      .filter(({ onCall }) => onCall !== true)
      .map((shift) => ({
        employeeId: person.employee.id,
        propose: (worth) => proposals(day, isAbove, person, shift, worth),
      })),
  )

function proposals(
  day: Day,
  isAbove: readonly Uint8Array[],
  person: PersonHorizon,
  shift: Assignment,
  worth: MarginalWorth,
): Proposal[] {
  const served = servedIn(day, person, shift)
  const { employeeId } = shift
  return shorterTemplates(day, person, shift, served, worth)
    .flatMap((after): Proposal[] => {
      const hours = paidHours(shift) - paidHours(after)
      const moves = [{ employeeId, before: shift, after }]
      const agents = presenceChange(day.horizon, moves)
      if (hours <= 0 || !isSpared(day, isAbove, agents, served, worth)) return []
      const loss = -worth.gainOf({ agents, served }, { from: 0, to: agents.length })
      const rank = (hours * person.employee.hourlyCost) / (0.1 + Math.max(0, loss))
      return [{ moves, presence: { agents, served }, rank, changes: withMoves(day, employeeId, moves) }]
    })
    .sort((a, b) => b.rank - a.rank)
}

/** Whether everybody who is missed is missed where there is more than enough, with those before gone as well. */
const isSpared = (
  { queues }: Day,
  isAbove: readonly Uint8Array[],
  agents: Float64Array,
  served: readonly Served[],
  worth: MarginalWorth,
): boolean =>
  agents.every(
    (change, interval) =>
      change >= 0 ||
      served.every(({ queue }) => {
        const one = queues[queue]!
        if (isAbove[queue]![interval] === 0) return false
        const isIdle = worth.at(queue, interval) === 0
        return isIdle || !isInstant(one) || worth.shareAt(queue, interval) > one.target.serviceLevelTarget
      }),
  )

function shorterTemplates(
  day: Day,
  person: PersonHorizon,
  shift: Assignment,
  served: readonly Served[],
  worth: MarginalWorth,
): Assignment[] {
  const shiftDay = person.days.dayOf(shift.startMs)
  return day.inputs.settings.shiftTemplates.flatMap((template): Assignment[] => {
    const { startMs, activities: others = [] } = shift
    const endMs = startMs + template.lengthMinutes * MS_PER_MINUTE
    if (template.onCall || endMs >= shift.endMs || endMs < day.terms.earliestMs) return []
    if (!isTemplateFor(template, person)) return []
    if (!startsOn(template, person, [shiftDay - 1, shiftDay]).includes(startMs)) return []
    const breaks = fitBreaks(day, worth, { startMs, wanted: template.breaks, known: shift.breaks, others, served })
    return breaks ? [{ ...shift, templateId: template.id, endMs, breaks }] : []
  })
}
