import { expect, test } from 'vitest'
import { type Outcome, targetOfRun } from '../../web/features/overview/target-of-run.ts'

test('a run is shown with the target that it was judged by, not with the one that the plan has now', () => {
  const now = { kind: 'serviceLevel', serviceLevelTarget: 0.97, answerWithinSeconds: 10 } as const
  const level = { queue: 'phone', targetShare: 0.8 }
  const outcome = { queue: 'phone', kind: 'answeredWithin', over: 'week', asked: 0.8, within: 20 } as Outcome
  const judged = { ...now, serviceLevelTarget: 0.8, answerWithinSeconds: 20 }
  expect(targetOfRun(now, level, [{ ...outcome, queue: 'chat', within: 30 }, outcome])).toEqual(judged)
  expect(targetOfRun(now, level, [])).toEqual({ ...now, serviceLevelTarget: 0.8 })
})
