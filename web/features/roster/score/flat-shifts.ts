import type { Assignment, PlacedActivity, PlacedBreak } from '../../../../solver/domain/roster.ts'
import type { PersonShifts } from '../../../../solver/rescore/roster-scorer.ts'

/**
 * Shifts of people as numbers that are handed to a worker without being copied: a large roster as objects would hold the
 * page up for half a second. Words are told by their index.
 */
export interface FlatShifts {
  /** Ids of templates, activities and employees. */
  readonly words: readonly string[]
  readonly queueSets: readonly (readonly string[])[]
  /**
   * For each person the employee and how many shifts; for each shift the template, start, end, queue set, marks, how many
   * breaks and activities; for each break the marks, start and end; for each activity the id, start and end.
   */
  readonly numbers: Float64Array<ArrayBuffer>
}

const PINNED = 1
const ON_CALL = 2
const MEAL = 1
const PAID = 2

export function flattenShifts(people: readonly PersonShifts[]): FlatShifts {
  const words = new Map<string, number>()
  const queueSets = new Map<readonly string[], number>()
  const indexIn = <Key>(known: Map<Key, number>, key: Key): number => {
    const index = known.get(key) ?? known.size
    known.set(key, index)
    return index
  }
  const numbers: number[] = []
  for (const { employeeId, assignments } of people) {
    numbers.push(indexIn(words, employeeId), assignments.length)
    for (const { templateId, startMs, endMs, queueIds, pinned, onCall, breaks, activities = [] } of assignments) {
      const marks = (pinned ? PINNED : 0) + (onCall === true ? ON_CALL : 0)
      numbers.push(indexIn(words, templateId), startMs, endMs, indexIn(queueSets, queueIds), marks)
      numbers.push(breaks.length, activities.length)
      for (const item of breaks) {
        numbers.push((item.kind === 'meal' ? MEAL : 0) + (item.paid ? PAID : 0), item.startMs, item.endMs)
      }
      for (const item of activities) numbers.push(indexIn(words, item.activityId), item.startMs, item.endMs)
    }
  }
  return { words: [...words.keys()], queueSets: [...queueSets.keys()], numbers: Float64Array.from(numbers) }
}

/** The shifts as they were; queue sets are shared between them. */
export function unflattenShifts({ words, queueSets, numbers }: FlatShifts): PersonShifts[] {
  let at = 0
  const number = (): number => numbers[at++]!
  const word = (): string => words[number()]!
  const times = <Item>(count: number, read: () => Item): Item[] => Array.from({ length: count }, read)
  const readBreak = (): PlacedBreak => {
    const marks = number()
    return {
      kind: (marks & MEAL) > 0 ? 'meal' : 'rest',
      paid: (marks & PAID) > 0,
      startMs: number(),
      endMs: number(),
    }
  }
  const readActivity = (): PlacedActivity => ({ activityId: word(), startMs: number(), endMs: number() })
  const readShift = (employeeId: string): Assignment => {
    const [templateId, startMs, endMs, queueIds, marks] = [word(), number(), number(), queueSets[number()]!, number()]
    const [breaks, activities] = [number(), number()]
    return {
      ...{ employeeId, templateId, startMs, endMs },
      breaks: times(breaks, readBreak),
      ...(activities > 0 && { activities: times(activities, readActivity) }),
      ...((marks & ON_CALL) > 0 && { onCall: true }),
      queueIds,
      pinned: (marks & PINNED) > 0,
    }
  }
  const people: PersonShifts[] = []
  while (at < numbers.length) {
    const employeeId = word()
    people.push({ employeeId, assignments: times(number(), () => readShift(employeeId)) })
  }
  return people
}
