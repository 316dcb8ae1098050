import { expect, test } from 'vitest'
import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import { dayClocks } from '../../../../web/features/roster/model/day-clocks.ts'
import {
  newViolations,
  violationGroups,
  violationPlaces,
} from '../../../../web/features/roster/panels/violation-groups.ts'
import { board, horizon } from './small-board.ts'

const violation = (ruleKind: string, severity: 'hard' | 'soft', at: string, employeeId?: string): Violation => ({
  ...{ ruleId: `${ruleKind}-id`, ruleKind, severity, at, size: 1, unit: 'days', message: '' },
  ...(employeeId !== undefined && { employeeId }),
})
const rest = violation('minRestBetweenShifts', 'hard', '2026-11-11T08:00+08:00', 'A1')
const wish = violation('dayOffRequest', 'soft', '2026-11-10', 'A2')
const earlier = violation('dayOffRequest', 'soft', '2026-11-09', 'A1')
const presence = violation('minPresence', 'soft', '2026-11-09T08:00+08:00')

test('groups with hard violations come first, then the larger; within each hard ones first, then by time', () => {
  expect(violationGroups([wish, presence, earlier, rest], 'rule')).toEqual([
    { key: 'minRestBetweenShifts', violations: [rest], hard: 1 },
    { key: 'dayOffRequest', violations: [earlier, wish], hard: 0 },
    { key: 'minPresence', violations: [presence], hard: 0 },
  ])
  expect(violationGroups([wish, presence, earlier, rest], 'person')).toEqual([
    { key: 'A1', violations: [rest, earlier], hard: 1 },
    { key: '', violations: [presence], hard: 0 },
    { key: 'A2', violations: [wish], hard: 0 },
  ])
})

test('new is what no rule, person and time was broken at before, however large', () => {
  const larger = { ...wish, size: 3, message: 'other words' }
  expect(newViolations([larger, rest, presence], [wish, presence])).toEqual([rest])
  expect(newViolations([{ ...rest, employeeId: 'A2' }], [rest])).toHaveLength(1)
})

test('a place is the person’s row and the day of their own calendar', () => {
  const placeOf = violationPlaces(board({}), dayClocks(horizon))
  expect(placeOf(rest)).toEqual({ person: 0, day: 2 })
  expect(placeOf(wish)).toEqual({ person: 1, day: 1 })
  expect(placeOf(violation('noNightWork', 'hard', '2026-11-15T23:30+06:00', 'B1'))).toEqual({ person: 2, day: 6 })
  expect(placeOf(presence)).toBeUndefined()
  expect(placeOf({ ...wish, employeeId: 'gone' })).toBeUndefined()
  expect(placeOf({ ...wish, at: '2026-11-01' })).toBeUndefined()
})
