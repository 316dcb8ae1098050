import { expect, test } from 'vitest'
import { NOTHING_YET, stairs, withProgress } from '../../web/features/planning/closing-in.ts'

const told = [
  { stage: 'forecast' },
  { stage: 'roster', objectiveBound: 80 },
  { stage: 'roster', objectiveBound: 80, fraction: 0.5 },
  { stage: 'roster', objective: 120, objectiveBound: 90 },
  { stage: 'simulate', objective: 100, objectiveBound: 90 },
] as const

test('what is new is kept, figure by figure, and a further making begins anew', () => {
  const known = told.reduce((before, progress, index) => withProgress(before, progress, index * 10), NOTHING_YET)
  expect(known.standings).toEqual([
    { at: 10, objective: undefined, objectiveBound: 80 },
    { at: 30, objective: 120, objectiveBound: 90 },
    { at: 40, objective: 100, objectiveBound: 90 },
  ])
  expect(withProgress(known, { stage: 'roster', round: 1 }, 50)).toBe(known)
  expect(withProgress(known, { stage: 'roster', round: 1, objectiveBound: 95 }, 60)).toEqual({
    round: 1,
    standings: [{ at: 60, objective: undefined, objectiveBound: 95 }],
  })
  expect(withProgress(known, null, 70)).toBe(known)
})

test('each figure holds until the next, between the least and the most of both', () => {
  const known = told.reduce((before, progress, index) => withProgress(before, progress, index * 10), NOTHING_YET)
  expect(stairs(known, 'objective', 50)).toEqual([
    [0.5, 0],
    [0.75, 0],
    [0.75, 0.5],
    [1, 0.5],
  ])
  expect(stairs(known, 'objectiveBound', 50)).toEqual([
    [0, 1],
    [0.5, 1],
    [0.5, 0.75],
    [0.75, 0.75],
    [0.75, 0.75],
    [1, 0.75],
  ])
  expect(stairs(NOTHING_YET, 'objective', 50)).toEqual([])
})
