import { explanationIssue } from '../domain/explanation-issue.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { ConflictPart, Explanation } from '../domain/plan-outputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { conflictsOfPeople } from './living/person-conflict.ts'
import type { RosterPreferences } from './living/roster-preferences.ts'

/** What somebody has set for a day by hand: a roster holds it or is not made. */
const SET_BY_HAND: readonly ConflictPart['kind'][] = ['fixedShift', 'lockedShift', 'lockedDayOff']

const isSetByHand = ({ conflict }: Explanation): boolean => conflict.some(({ kind }) => SET_BY_HAND.includes(kind))

/**
 * Refuses fixed shifts and locks that no legal week can hold: dropping one of them in silence would be a wrong answer, and
 * which one to drop is for people to say.
 * @returns people who have no legal week by rules and time off alone; they get no shifts, and the plan goes on
 * @throws PlanningInputError naming the smallest conflict of each person, and what can be given up, cheapest first
 */
export function refuseBrokenFixedShifts(
  inputs: PlanInputs,
  requirement: Requirement,
  preferences?: RosterPreferences,
): Explanation[] {
  const conflicts = conflictsOfPeople(inputs, requirement, preferences)
  const refused = conflicts.filter(isSetByHand)
  if (refused.length === 0) return conflicts
  throw new PlanningInputError(refused.map(explanationIssue))
}

/** Preferences without the locks that conflict: of each smallest conflict the first, until none is left. */
export function releasingConflicts(
  inputs: PlanInputs,
  requirement: Requirement,
  preferences: RosterPreferences,
): { preferences: RosterPreferences; released: readonly Explanation[] } {
  const released: Explanation[] = []
  let kept = preferences
  for (;;) {
    const conflicts = conflictsOfPeople(inputs, requirement, kept)
    const keys = conflicts.flatMap(({ employeeId, conflict }) => {
      const lock = conflict.find(({ kind }) => kind === 'lockedShift' || kind === 'lockedDayOff')
      return lock ? [`${employeeId} ${lock.date}`] : []
    })
    if (keys.length === 0) return { preferences: kept, released }
    released.push(...conflicts.filter(({ conflict }) => conflict.some(({ date }) => date !== undefined)))
    kept = { ...kept, locked: new Set([...kept.locked].filter((key) => !keys.includes(key))) }
  }
}
