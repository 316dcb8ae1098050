import type { PersonHorizon } from '../../check/person-horizon.ts'
import { MS_PER_MINUTE } from '../../domain/horizon.ts'
import { type Assignment, compareIds } from '../../domain/roster.ts'
import type { ShiftTemplate } from '../../domain/shift-template.ts'
import type { Proposal, Proposer } from './bundle.ts'
import {
  type Day,
  helps,
  isTemplateFor,
  overlap,
  paidHours,
  presenceChange,
  servedIn,
  spanOf,
  startsOn,
  withMoves,
} from './day.ts'
import type { Problem } from './failing-spans.ts'
import type { MarginalWorth, Served } from './marginal-worth.ts'
import { fitBreaks } from './place-breaks.ts'
import type { ShiftChange } from './suggestion.ts'

/**
 * People who are off get a shift of a template that they can still begin, with enough notice; of people on call whose
 * stand-by has not begun it takes the place. A stand-by that has begun stays: with a shift beside it the day would have
 * two, which the basic rules forbid. Whether people have rested is for the rules to say; nobody with time off is called.
 */
export function callIns(day: Day, problem: Problem): Proposer[] {
  const templates = day.inputs.settings.shiftTemplates.filter(({ onCall }) => !onCall)
  const known = new Set(day.queues.map(({ id }) => id))
  const wanted = new Set(problem.spans.map(({ queue }) => day.queues[queue]!.id))
  return day.trial.people
    .filter(({ employee }) => employee.skills.some(({ queueId }) => wanted.has(queueId)))
    .map((person) => {
      const queueIds = person.employee.skills.map(({ queueId }) => queueId).filter((id) => known.has(id))
      const served = servedIn(day, person, { queueIds })
      const starts = possibleStarts(day, problem, person, templates)
      return {
        employeeId: person.employee.id,
        propose: (worth) =>
          starts
            .flatMap((start) => proposal(day, problem, person, start, queueIds.toSorted(compareIds), served, worth))
            .sort((a, b) => b.rank - a.rank),
      }
    })
}

interface Start {
  readonly template: ShiftTemplate
  readonly startMs: number
}

/** Those whose work day is not taken, and who are not away. */
function possibleStarts(
  day: Day,
  problem: Problem,
  person: PersonHorizon,
  templates: readonly ShiftTemplate[],
): Start[] {
  const { days, allShifts, availability } = person
  const { startMs: from, endMs: to } = spanOf(day.horizon, { from: 0, to: problem.to })
  const onDays = [days.dayOf(from) - 1, days.dayOf(from), days.dayOf(to - 1)]
  const working = allShifts.filter(({ onCall }) => onCall !== true)
  return templates
    .filter((template) => isTemplateFor(template, person))
    .flatMap((template) => [...new Set(startsOn(template, person, onDays))].map((startMs) => ({ template, startMs })))
    .filter(({ template, startMs }) => {
      const span = { startMs, endMs: startMs + template.lengthMinutes * MS_PER_MINUTE }
      if (startMs < day.terms.earliestCallInMs || startMs >= to) return false
      const isTaken = working.some((shift) => shift.day === days.dayOf(startMs) || overlap(shift, span))
      return !isTaken && !availability.some((entry) => entry.kind === 'timeOff' && overlap(entry, span))
    })
}

function proposal(
  day: Day,
  problem: Problem,
  person: PersonHorizon,
  { template, startMs }: Start,
  queueIds: readonly string[],
  served: readonly Served[],
  worth: MarginalWorth,
): Proposal[] {
  const { id: employeeId, hourlyCost } = person.employee
  const breaks = fitBreaks(day, worth, { startMs, wanted: template.breaks, known: [], others: [], served })
  if (!breaks) return []
  const endMs = startMs + template.lengthMinutes * MS_PER_MINUTE
  const after: Assignment = { employeeId, templateId: template.id, startMs, endMs, breaks, queueIds, pinned: false }
  const standBy = day.trial.shiftsOf(employeeId).filter((shift) => overlap(shift, after))
  if (standBy.some(({ pinned, startMs: from }) => pinned || from < day.terms.earliestMs)) return []
  const moves: ShiftChange[] = [
    { employeeId, before: null, after },
    ...standBy.map((shift) => ({ employeeId, before: shift, after: null })),
  ]
  const agents = presenceChange(day.horizon, moves)
  const gain = worth.gainOf({ agents, served }, problem)
  if (gain <= 0 || !helps(day, problem, agents, served)) return []
  const rank = gain / (paidHours(after) * Math.max(1, hourlyCost))
  return [{ moves, presence: { agents, served }, rank, changes: withMoves(day, employeeId, moves) }]
}
