import { expect, test } from 'vitest'
import type { RunCoverage } from '../../server/contracts/run-result.ts'
import { leastAgents } from '../../solver/staffing/queue-model.ts'
import { canPool, comparePooling, type ModelledQueue } from '../../web/features/requirement/pooled-comparison.ts'

const model = {
  serviceLevelTarget: 0.8,
  answerWithinSeconds: 20,
  meanPatienceSeconds: null,
  capacityCurve: [0, 1],
  maxOccupancy: 1,
}

/** Calls of 300 s over four half hours of two days; the second queue is closed in the last. */
const queue = (queueId: string, volume: number[]) =>
  ({
    queueId,
    kind: 'instant',
    volume,
    ahtSeconds: volume.map((contacts) => (contacts > 0 ? 300 : null)),
    model,
  }) as unknown as ModelledQueue

const coverage = {
  intervalMinutes: 30,
  starts: ['2026-11-09T20:00+08:00', '2026-11-09T20:30+08:00', '2026-11-10T20:00+08:00', '2026-11-10T20:30+08:00'],
  days: ['2026-11-09', '2026-11-10'],
} as unknown as RunCoverage

const agents = (volume: number) =>
  leastAgents({ volume, intervalMinutes: 30, ahtSeconds: 300, answerWithinSeconds: 20, target: 0.8 })

test('apart every queue is staffed by itself, together as one line; hours and peaks follow', () => {
  const [one, other] = [queue('one', [60, 30, 12, 6]), queue('other', [60, 60, 60, 0])]
  const { siloedAgents, pooledAgents, week, days } = comparePooling(coverage, [one, other])
  expect(siloedAgents).toEqual([2 * agents(60), agents(30) + agents(60), agents(12) + agents(60), agents(6)])
  expect(pooledAgents).toEqual([120, 90, 72, 6].map(agents))
  // Two queues of 10 erlangs: 28 agents apart, 25 together.
  expect([siloedAgents[0], pooledAgents[0]]).toEqual([28, 25])
  expect(week.siloed).toEqual({
    agentHours: siloedAgents.reduce((sum, count) => sum + count, 0) / 2,
    peakAgents: 28,
    peakAt: 0,
  })
  expect(days.map(({ day, pooled }) => [day, pooled.peakAgents, pooled.peakAt])).toEqual([
    ['2026-11-09', 25, 0],
    ['2026-11-10', agents(72), 2],
  ])
  expect(week.pooled.agentHours).toBeLessThan(week.siloed.agentHours)
})

test('tickets, empty queues and runs that kept no model cannot be pooled', () => {
  const full = queue('one', [1, 0])
  expect(canPool(full)).toBe(true)
  expect(canPool({ ...full, kind: 'deferred' } as never)).toBe(false)
  expect(canPool(queue('empty', [0, 0]))).toBe(false)
  const { model: _, ...earlier } = full
  expect(canPool(earlier as never)).toBe(false)
})
