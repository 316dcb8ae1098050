import type { Activity } from '../domain/activity.ts'
import { MS_PER_MINUTE } from '../domain/horizon.ts'
import type { Violation } from '../domain/plan-outputs.ts'
import type { PlacedActivity } from '../domain/roster.ts'
import type { LocalDays } from './local-days.ts'
import type { PersonHorizon, TeamHorizon, WorkedShift } from './person-horizon.ts'

/**
 * Training and meetings: where they lie in shifts (`activityPlaced`), who is at them how often (`activityOnce`) and how
 * many at once (`activityTogether`). Somebody who works and has not been given one is told, at no price.
 */
export function checkActivities(activities: readonly Activity[], team: TeamHorizon): Violation[] {
  const activityById = new Map(activities.map((activity) => [activity.id, activity]))
  return [
    ...team.people.flatMap((person) => placedWrongly(activityById, person)),
    ...team.people.flatMap((person) => activities.flatMap((activity) => takenWrongly(activity, person))),
    ...activities.flatMap((activity) => tooManyTogether(activity, team)),
  ]
}

const violation = (
  ruleId: string,
  at: string,
  message: string,
  changes: Partial<Violation> & Pick<Violation, 'unit'>,
): Violation => ({ ruleId, ruleKind: ruleId, severity: 'hard', at, size: 1, message, ...changes })

export function placedWrongly(activityById: ReadonlyMap<string, Activity>, person: PersonHorizon): Violation[] {
  const { id: employeeId } = person.employee
  return person.shifts.flatMap((shift) =>
    (shift.activities ?? []).flatMap((placed) => {
      const at = person.days.stampOf(placed.startMs)
      return misplacements(placed, activityById.get(placed.activityId), shift, person.days).map((problem) => {
        const message = `${employeeId}'s ${placed.activityId} at ${at} ${problem}.`
        return violation('activityPlaced', at, message, { employeeId, unit: 'activities' })
      })
    }),
  )
}

/** What about a placed activity is not allowed, each as the end of a sentence. */
function misplacements(
  placed: PlacedActivity,
  activity: Activity | undefined,
  shift: WorkedShift,
  days: LocalDays,
): string[] {
  if (!activity) return ['is not an activity of the plan']
  const { minutes, marginMinutes } = activity
  const margin = marginMinutes * MS_PER_MINUTE
  const others = (shift.activities ?? []).filter((other) => other !== placed)
  return [
    ...(shift.onCall === true ? ['lies in an on-call shift'] : []),
    ...(placed.endMs - placed.startMs === minutes * MS_PER_MINUTE ? [] : [`does not last its ${minutes} minutes`]),
    ...(placed.startMs - shift.startMs >= margin && shift.endMs - placed.endMs >= margin
      ? []
      : [marginMinutes === 0 ? 'is not within the shift' : `is not ${marginMinutes} minutes within the shift`]),
    ...(shift.breaks.some((item) => overlap(item, placed)) ? ['overlaps a break'] : []),
    ...(others.some((other) => overlap(other, placed)) ? ['overlaps another activity'] : []),
    ...(isInWindow(placed, activity, shift.day, days) ? [] : ['is outside its hours']),
  ]
}

interface Span {
  readonly startMs: number
  readonly endMs: number
}

const overlap = (a: Span, b: Span): boolean => a.startMs < b.endMs && b.startMs < a.endMs

/** Whether it lies between `from` and `to` of the day on which its shift starts, and that is one of its weekdays. */
const isInWindow = (
  { startMs, endMs }: Span,
  { from, to, weekdays }: Activity,
  day: number,
  { weekdayOf, instantOf }: LocalDays,
): boolean => weekdays.includes(weekdayOf(day)) && startMs >= instantOf(day, from) && endMs <= instantOf(day, to)

const takesPart = ({ groups, employees }: Activity, { employee }: PersonHorizon): boolean =>
  (groups?.includes(employee.group) ?? true) && (employees?.includes(employee.id) ?? true)

export function takenWrongly(activity: Activity, person: PersonHorizon): Violation[] {
  const { id: employeeId } = person.employee
  const at = person.days.dateOf(0)
  const times = placesOf(activity, person).length
  const isAsked = takesPart(activity, person)
  const most = isAsked ? 1 : 0
  if (times > most) {
    const message = isAsked
      ? `${employeeId} is at ${activity.id} ${times} times; once is enough.`
      : `${employeeId} is at ${activity.id}, which is not for them.`
    return [violation('activityOnce', at, message, { employeeId, size: times - most, unit: 'activities' })]
  }
  const works = person.shifts.some(({ onCall }) => onCall !== true)
  if (times === most || !works) return []
  const message = `${employeeId} works but is never at ${activity.id}.`
  return [violation('activityOnce', at, message, { employeeId, severity: 'soft', unit: 'activities' })]
}

export const placesOf = ({ id }: Activity, { shifts }: PersonHorizon): PlacedActivity[] =>
  shifts.flatMap(({ activities }) => activities ?? []).filter(({ activityId }) => activityId === id)

const tooManyTogether = (activity: Activity, { people, days }: TeamHorizon): Violation[] =>
  beyondTogether(
    activity,
    days,
    people.flatMap((person) => placesOf(activity, person)),
  )

/**
 * The first moment at which most people beyond `maxTogether` are at an activity at once.
 * @param places of the activity, of everybody
 */
export function beyondTogether(activity: Activity, days: LocalDays, places: readonly PlacedActivity[]): Violation[] {
  const lasting = places.filter(({ startMs, endMs }) => startMs < endMs)
  const starts = Float64Array.from(lasting, ({ startMs }) => startMs).sort()
  const ends = Float64Array.from(lasting, ({ endMs }) => endMs).sort()
  let [most, first, ended] = [0, Number.NaN, 0]
  for (const [index, startMs] of starts.entries()) {
    while (ends[ended]! <= startMs) ended++
    if (index + 1 - ended <= most) continue
    most = index + 1 - ended
    first = startMs
  }
  if (most <= activity.maxTogether) return []
  const at = days.stampOf(first)
  const message = `${most} people are at ${activity.id} at ${at}; at most ${activity.maxTogether} at once.`
  return [violation('activityTogether', at, message, { size: most - activity.maxTogether, unit: 'people' })]
}
