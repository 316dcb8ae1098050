import { type Horizon, MS_PER_MINUTE } from './horizon.ts'
import type { Assignment, PlacedBreak, Roster } from './roster.ts'

/** `[shift, activityId, start, minutes]`: index in `shifts`, and minutes from the shift's start. */
export type PackedActivity = [number, string, number, number]

/** A roster as numbers: small on the wire and quick to read. Nothing of it is lost. */
export interface PackedRoster {
  /** Where `shifts` count their minutes from. */
  readonly horizon: Horizon
  readonly people: readonly { readonly id: string }[]
  /** Template ids that shifts refer to by index. */
  readonly templates: readonly string[]
  /** Sets of queue ids, each ordered by id, that shifts refer to by index. */
  readonly queueSets: readonly (readonly string[])[]
  /**
   * In the order of the roster: `[person, template, start, minutes, queueSet, pinned, onCall]`, then for each break
   * `kind, paid, start, minutes`. Starts are minutes from the horizon's start (less than nothing where a site's day begins
   * before it), those of breaks from the shift's. Pinned, on call and paid are 0 or 1; kinds are of `BREAK_KINDS`.
   */
  readonly shifts: readonly (readonly number[])[]
  readonly activities: readonly (readonly [number, string, number, number])[]
}

const BREAK_KINDS = ['meal', 'rest'] as const satisfies readonly PlacedBreak['kind'][]
const BREAKS_FROM = 7
const NUMBERS_PER_BREAK = 4

/** The fields that `packRoster` makes. */
interface PackedShifts {
  readonly templates: string[]
  readonly queueSets: string[][]
  readonly shifts: number[][]
  readonly activities: PackedActivity[]
}

/**
 * @param people who may be in the roster
 * @throws RangeError for a shift of somebody else, which could not be told
 */
export function packRoster(
  { assignments }: Roster,
  horizon: Horizon,
  people: readonly { readonly id: string }[],
): PackedShifts {
  const personById = new Map(people.map(({ id }, index) => [id, index]))
  const templates = new IndexedList<string>((id) => id)
  const queueSets = new IndexedList<string[]>(JSON.stringify)
  const activities: PackedActivity[] = []
  const shifts = assignments.map((shift, index) => {
    const person = personById.get(shift.employeeId)
    if (person === undefined) throw new RangeError(`A shift is of "${shift.employeeId}", who is not among the people.`)
    const from = minutesFrom(shift.startMs)
    for (const { activityId, ...span } of shift.activities ?? []) activities.push([index, activityId, ...from(span)])
    return [
      ...[person, templates.indexOf(shift.templateId), ...minutesFrom(horizon.startsAt)(shift)],
      ...[queueSets.indexOf([...shift.queueIds]), Number(shift.pinned), Number(shift.onCall === true)],
      ...shift.breaks.flatMap(({ kind, paid, ...span }) => [BREAK_KINDS.indexOf(kind), Number(paid), ...from(span)]),
    ]
  })
  return { templates: templates.items, queueSets: queueSets.items, shifts, activities }
}

/** The roster that was packed. Queue sets are shared between its shifts. */
export function unpackRoster({ horizon, people, templates, queueSets, shifts, activities }: PackedRoster): Roster {
  const activitiesOf = Map.groupBy(activities, ([shift]) => shift)
  // A hundred thousand shifts are read before a board can be drawn: objects of one shape, made without copies.
  const assignments = shifts.map((numbers, index): Assignment => {
    const startMs = horizon.startsAt + numbers[2]! * MS_PER_MINUTE
    const shift = {
      employeeId: people[numbers[0]!]!.id,
      templateId: templates[numbers[1]!]!,
      startMs,
      endMs: startMs + numbers[3]! * MS_PER_MINUTE,
      breaks: breaksFrom(numbers, startMs),
      queueIds: queueSets[numbers[4]!]!,
      pinned: numbers[5] === 1,
    }
    const placed = activitiesOf.get(index)
    if (!placed && numbers[6] !== 1) return shift
    const from = spanFrom(startMs)
    return {
      ...shift,
      ...(placed && { activities: placed.map(([, activityId, ...at]) => ({ activityId, ...from(...at) })) }),
      ...(numbers[6] === 1 && { onCall: true }),
    }
  })
  return { assignments }
}

interface Span {
  readonly startMs: number
  readonly endMs: number
}

const minutesFrom =
  (origin: number) =>
  ({ startMs, endMs }: Span): [number, number] => [
    (startMs - origin) / MS_PER_MINUTE,
    (endMs - startMs) / MS_PER_MINUTE,
  ]

const spanFrom =
  (origin: number) =>
  (start: number, minutes: number): Span => {
    const startMs = origin + start * MS_PER_MINUTE
    return { startMs, endMs: startMs + minutes * MS_PER_MINUTE }
  }

function breaksFrom(numbers: readonly number[], shiftStartMs: number): PlacedBreak[] {
  const breaks: PlacedBreak[] = []
  for (let at = BREAKS_FROM; at < numbers.length; at += NUMBERS_PER_BREAK) {
    const startMs = shiftStartMs + numbers[at + 2]! * MS_PER_MINUTE
    breaks.push({
      kind: BREAK_KINDS[numbers[at]!]!,
      paid: numbers[at + 1] === 1,
      startMs,
      endMs: startMs + numbers[at + 3]! * MS_PER_MINUTE,
    })
  }
  return breaks
}

/** Items in the order in which they were first asked for, each once. */
class IndexedList<Item> {
  readonly items: Item[] = []
  readonly #indexByKey = new Map<string, number>()
  readonly #keyOf: (item: Item) => string

  constructor(keyOf: (item: Item) => string) {
    this.#keyOf = keyOf
  }

  indexOf(item: Item): number {
    const key = this.#keyOf(item)
    const known = this.#indexByKey.get(key)
    if (known !== undefined) return known
    this.#indexByKey.set(key, this.items.length)
    this.items.push(item)
    return this.items.length - 1
  }
}
