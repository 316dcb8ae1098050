import type { PersonHorizon } from '../../check/person-horizon.ts'
import type { Activity } from '../../domain/activity.ts'
import { MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { Assignment, PlacedActivity } from '../../domain/roster.ts'
import type { Proposal, Proposer } from './bundle.ts'
import { type Day, helps, overlap, presenceChange, type Span, servedIn, stepMinutes, withMoves } from './day.ts'
import type { Problem } from './failing-spans.ts'
import type { MarginalWorth } from './marginal-worth.ts'
import { lossOf } from './place-breaks.ts'
import type { ShiftChange } from './suggestion.ts'

/** Places in the same shift, and in each later one, that are tried. */
const PLACES_IN_SHIFT = 4
const PLACES_IN_LATER_SHIFTS = 3
/** Many places may be taken already: how many are at an activity at once is limited. */
const TRIES = 24

/**
 * Training and meetings that have not begun are moved later in the shift, else to a later shift of the person within the
 * horizon, else given up, which is told.
 */
export const moveActivities = (day: Day, problem: Problem): Proposer[] =>
  day.trial.people.flatMap((person) =>
    (day.open.get(person.employee.id) ?? [])
      .flatMap((shift) => (shift.activities ?? []).map((placed) => ({ shift, placed })))
      .filter(({ placed }) => placed.startMs >= day.terms.earliestMs)
      .slice(0, 1)
      .map(({ shift, placed }) => ({
        employeeId: person.employee.id,
        tries: TRIES,
        propose: (worth) => proposals(day, problem, person, shift, placed, worth),
      })),
  )

function proposals(
  day: Day,
  problem: Problem,
  person: PersonHorizon,
  shift: Assignment,
  placed: PlacedActivity,
  worth: MarginalWorth,
): Proposal[] {
  const activity = day.inputs.settings.activities.find(({ id }) => id === placed.activityId)
  if (!activity) return []
  const { employeeId } = shift
  const served = servedIn(day, person, shift)
  const without = withActivities(
    shift,
    (shift.activities ?? []).filter((other) => other !== placed),
  )
  const moved = (to: Assignment, place: Span): Assignment =>
    withActivities(to, [...(to.activities ?? []), { ...place, activityId: placed.activityId }])
  const later = placesIn(day, person, without, activity)
    .filter(({ startMs }) => startMs > placed.startMs)
    .map((place) => ({ place, loss: lossOf(day, worth, served, place) }))
    .sort((a, b) => a.loss - b.loss || a.place.startMs - b.place.startMs)
    .slice(0, PLACES_IN_SHIFT)
    .map(({ place }): ShiftChange[] => [{ employeeId, before: shift, after: moved(without, place) }])
  const otherShifts = day.trial
    .shiftsOf(employeeId)
    .filter(({ startMs, pinned, onCall }) => startMs > shift.startMs && !pinned && onCall !== true)
    .flatMap((other) =>
      spread(placesIn(day, person, other, activity), PLACES_IN_LATER_SHIFTS).map((place): ShiftChange[] => [
        { employeeId, before: shift, after: without },
        { employeeId, before: other, after: moved(other, place) },
      ]),
    )
  const proposal = (moves: readonly ShiftChange[], isGivenUp: boolean): Proposal[] => {
    const agents = presenceChange(day.horizon, moves)
    const rank = worth.gainOf({ agents, served }, problem)
    if (rank <= 0 || !helps(day, problem, agents, served)) return []
    const givenUp = isGivenUp ? { givenUp: [{ employeeId, activityId: placed.activityId }] } : {}
    return [{ moves, presence: { agents, served }, rank, changes: withMoves(day, employeeId, moves), ...givenUp }]
  }
  return [
    ...[...later, ...otherShifts].flatMap((moves) => proposal(moves, false)),
    ...proposal([{ employeeId, before: shift, after: without }], true),
  ]
}

const withActivities = ({ activities: _activities, ...shift }: Assignment, next: PlacedActivity[]): Assignment => ({
  ...shift,
  ...(next.length > 0 && { activities: next.toSorted((a, b) => a.startMs - b.startMs) }),
})

/** Where an activity may lie in a shift; how many are at it at once is for the rules to say. */
function placesIn(day: Day, { days }: PersonHorizon, shift: Assignment, activity: Activity): Span[] {
  const shiftDay = days.dayOf(shift.startMs)
  if (!activity.weekdays.includes(days.weekdayOf(shiftDay))) return []
  const margin = activity.marginMinutes * MS_PER_MINUTE
  const last = Math.min(shift.endMs - margin, days.instantOf(shiftDay, activity.to))
  const first = Math.max(shift.startMs + margin, days.instantOf(shiftDay, activity.from), day.terms.earliestMs)
  const step = stepMinutes(day) * MS_PER_MINUTE
  const taken = [...shift.breaks, ...(shift.activities ?? [])]
  const places: Span[] = []
  for (
    let startMs = Math.ceil(first / step) * step;
    startMs + activity.minutes * MS_PER_MINUTE <= last;
    startMs += step
  ) {
    const place = { startMs, endMs: startMs + activity.minutes * MS_PER_MINUTE }
    if (!taken.some((other) => overlap(other, place))) places.push(place)
  }
  return places
}

/** So many of them, evenly. */
const spread = <Item>(items: readonly Item[], count: number): Item[] =>
  items.length <= count
    ? [...items]
    : Array.from({ length: count }, (_, index) => items[Math.floor(((index + 0.5) * items.length) / count)]!)
