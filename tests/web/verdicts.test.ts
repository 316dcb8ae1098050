import { describe, expect, test } from 'vitest'
import { progressGap } from '../../solver/domain/plan-outputs.ts'
import { planRoot } from '../../web/features/data/read-plan-folder.ts'
import { levelVerdict } from '../../web/features/overview/level-verdict.ts'
import { heatClass, hourStaffing } from '../../web/features/requirement/hour-staffing.ts'
import { liveIntervals } from '../../web/features/requirement/live-intervals.ts'

test('a target is met only when the whole interval reaches it', () => {
  const verdict = (lower95: number | null, upper95: number | null) =>
    levelVerdict({ targetShare: 0.8, lower95, upper95 })
  expect(verdict(0.8, 0.85)).toBe('met')
  expect(verdict(0.79, 0.85)).toBe('unsure')
  expect(verdict(0.7, 0.79)).toBe('missed')
  expect(verdict(null, null)).toBe('empty')
})

test('the gap while solving is known once incumbent and bound are', () => {
  expect(progressGap({})).toBeUndefined()
  expect(progressGap({ objective: 100 })).toBeUndefined()
  expect(progressGap({ objective: 100, objectiveBound: 98 })).toBeCloseTo(0.02)
  expect(progressGap({ objective: 0, objectiveBound: 0 })).toBe(0)
  expect(progressGap({ objective: 100, objectiveBound: 101 })).toBe(0)
})

describe('heat map', () => {
  const queue = {
    queueId: 'chat',
    kind: 'instant' as const,
    volume: [0, 1, 1],
    ahtSeconds: [null, 1, 1],
    offeredErlangs: [null, 1, 1],
    coveredAgents: [0, 3, 1],
    netStaffing: [0, 1, -2],
    requiredAgents: [0, 2, 3],
    requiredAgentsP10: [0, 2, 3],
    requiredAgentsP90: [0, 2, 3],
    scheduledAgents: [0, 2, 3],
    serviceLevel: [null, 0.8, 0.8],
  }

  test('a table leaves closed nights out, and is never empty', () => {
    expect(liveIntervals(queue, [0, 1, 2])).toEqual([1, 2])
    expect(liveIntervals(queue, [0])).toEqual([0])
    const served = { ...queue, volume: [0, 0, 0], scheduledAgents: [0, 0, 0], coveredAgents: [0, 0, 1] }
    expect(liveIntervals(served, [0, 1, 2])).toEqual([2])
  })

  test('an hour shows its tightest interval, and closed hours nothing', () => {
    const starts = ['2026-11-09T08:30+08:00', '2026-11-09T09:00+08:00', '2026-11-09T09:30+08:00']
    const hours = hourStaffing({ starts }, queue)
    expect([...(hours.get('2026-11-09') ?? [])]).toEqual([[9, { least: -2, start: '2026-11-09T09:30+08:00' }]])
  })

  test('colours go by agents, and even is neither short nor over', () => {
    expect([-7, -2, -1, -0.4, 0, 1, 3, 9].map(heatClass)).toEqual([
      'heat-short-3',
      'heat-short-2',
      'heat-short-1',
      'heat-even',
      'heat-even',
      'heat-over-1',
      'heat-over-2',
      'heat-over-3',
    ])
  })
})

test('a chosen folder is read from where its plan.yaml lies', () => {
  expect(planRoot(['beauty/plan.yaml', 'beauty/scenarios/x.yaml'])).toBe('beauty/')
  expect(planRoot(['all/beauty/plan.yaml', 'all/beauty/history.csv'])).toBe('all/beauty/')
  expect(planRoot(['plan.yaml', 'history.csv'])).toBe('')
  expect(planRoot(['beauty/history.csv'])).toBe('beauty/')
})
