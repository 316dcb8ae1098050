import { expect, test } from 'vitest'
import type { PlanReportReply, PublishBlockerReply } from '../../server/contracts/plan-report.ts'
import { blockerPlace } from '../../web/components/publishing/blocker-place.ts'

type Level = PlanReportReply['serviceLevels'][number]
type Violation = PlanReportReply['violations'][number]

const REPORT = {
  violations: [
    { ruleId: 'rest', severity: 'soft', at: '2026-11-09T09:00+08:00', employeeId: 'bo' },
    { ruleId: 'rest', severity: 'hard', at: '2026-11-10T09:00+08:00', employeeId: 'an' },
  ] as Violation[],
  serviceLevels: [{ queue: 'chat', worstInterval: { start: '2026-11-13T18:00+08:00', mean: 0.5 } }] as Level[],
}

test('a broken rule leads to its first hard break on the roster', () => {
  const blocker = { kind: 'brokenRule', ruleId: 'rest', count: 1 } as PublishBlockerReply
  expect(blockerPlace(blocker, REPORT).route).toEqual({ view: 'roster', day: '2026-11-10', person: 'an' })
})

test.each([
  ['week', '2026-11-09T00:00+08:00', '2026-11-13T18:00+08:00'],
  ['interval', '2026-11-12T10:00+08:00', '2026-11-12T10:00+08:00'],
] as const)('a target over each %s leads to where it is weakest', (over, at, start) => {
  const blocker = { kind: 'targetMissed', target: { queue: 'chat', over, at } } as PublishBlockerReply
  expect(blockerPlace(blocker, REPORT).route).toMatchObject({
    ...{ view: 'coverage', queue: 'chat', day: start.slice(0, 10), at: start },
  })
})

test('a queue of which nothing was simulated leads to its targets', () => {
  const blocker = { kind: 'nothingProved', queue: 'chat' } as PublishBlockerReply
  expect(blockerPlace(blocker, REPORT).route).toEqual({ view: 'targets', queue: 'chat' })
})
