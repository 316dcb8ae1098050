import { expect, it } from 'vitest'
import { flattenShifts, unflattenShifts } from '../../../../web/features/roster/score/flat-shifts.ts'
import { plannedShift } from '../../../fixtures/edited-plan.ts'

it('shifts come out of their numbers as they went in', () => {
  const day = plannedShift('h1', 'day', 10)
  const people = [
    { employeeId: 'h1', assignments: [day, { ...plannedShift('h1', 'stand-by', 46), pinned: true }] },
    { employeeId: 'h2', assignments: [] },
    {
      employeeId: 'a2',
      assignments: [
        {
          ...plannedShift('a2', 'day', 34),
          activities: [{ activityId: 'training', startMs: day.startMs, endMs: day.endMs }],
          queueIds: [],
        },
      ],
    },
  ]
  const flat = flattenShifts(people)
  expect(unflattenShifts(structuredClone(flat, { transfer: [flat.numbers.buffer] }))).toEqual(people)
})
