import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import type { BoardRoster, CellPlace } from '../model/board-roster.ts'
import type { DayClocks } from '../model/day-clocks.ts'

export interface ViolationGroup {
  /** Kind of the rule, or id of the person; '' for what is about everybody together. */
  readonly key: string
  /** Hard ones first, then by time. */
  readonly violations: readonly Violation[]
  readonly hard: number
}

const bySeverityAndTime = (a: Violation, b: Violation): number =>
  Number(b.severity === 'hard') - Number(a.severity === 'hard') || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

/** Groups with hard violations first, the largest of them first. */
export function violationGroups(violations: readonly Violation[], by: 'rule' | 'person'): ViolationGroup[] {
  const keyOf = ({ ruleKind, employeeId = '' }: Violation) => (by === 'rule' ? ruleKind : employeeId)
  return [...Map.groupBy(violations, keyOf)]
    .map(([key, items]) => ({
      key,
      violations: items.toSorted(bySeverityAndTime),
      hard: items.filter(({ severity }) => severity === 'hard').length,
    }))
    .sort((a, b) => b.hard - a.hard || b.violations.length - a.violations.length || (a.key < b.key ? -1 : 1))
}

/** A rule broken by somebody at a time: what two checks of a roster have in common. */
const keyOf = ({ ruleId, employeeId = '', at }: Violation): string => `${ruleId}\n${employeeId}\n${at}`

/** Those of `violations` that were not there before. */
export function newViolations(violations: readonly Violation[], before: readonly Violation[]): Violation[] {
  const known = new Set(before.map(keyOf))
  return violations.filter((violation) => !known.has(keyOf(violation)))
}

/** Where violations stand on the board; undefined for what is about no one person or lies outside its days. */
export function violationPlaces(
  { people, days }: Pick<BoardRoster, 'people' | 'days'>,
  clockOf: DayClocks,
): (violation: Violation) => CellPlace | undefined {
  const personById = new Map(people.map(({ id }, index) => [id, index]))
  const dayByDate = new Map<string, Map<string, number>>()
  const datesOf = (zone: string) => {
    const known = dayByDate.get(zone) ?? new Map(days.map((_, day) => [clockOf(zone).dateOf(day), day]))
    dayByDate.set(zone, known)
    return known
  }
  return ({ employeeId, at }) => {
    const person = personById.get(employeeId ?? '')
    if (person === undefined) return undefined
    const day = datesOf(people[person]!.zone).get(at.slice(0, 10))
    return day === undefined ? undefined : { person, day }
  }
}
