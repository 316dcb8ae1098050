import { expect, test } from 'vitest'
import { figureChange, reportFigures, scoreFigures } from '../../../../web/features/roster/panels/score-figures.ts'

const costs = { wages: 900, overtime: 10, premiums: 0, understaffing: 70, overdueWork: 5, softRules: 3 }
const unmet = (kind: 'understaffed' | 'overdue', hours: number) => ({
  ...{ queue: 'chat', kind, hours, worst: 1 },
  ...{ start: '2026-11-09T08:00+08:00', end: '2026-11-09T09:00+08:00' },
})
const violation = (severity: 'hard' | 'soft') => ({
  ...{ ruleId: 'rest', ruleKind: 'minRestBetweenShifts', severity, size: 30, unit: 'minutes' as const },
  ...{ at: '2026-11-09T08:00+08:00', message: '' },
})
const parts = {
  costs,
  unmet: [unmet('understaffed', 2), unmet('overdue', 4), unmet('understaffed', 0.5)],
  violations: [violation('hard'), violation('soft'), violation('soft')],
}
const estimate = (queueId: string, mean: number, target: number) => ({
  ...{ queueId, mean, target, serviceLevel: new Float64Array() },
})

test('a score in figures names the queue that is furthest below its target', () => {
  const service = [estimate('phone', 0.7, 0.6), estimate('chat', 0.78, 0.8), estimate('idle', Number.NaN, 0.9)]
  expect(scoreFigures({ ...parts, service })).toEqual({
    ...{ wages: 900, shortHours: 2.5, overdueHours: 4, hard: 1, soft: 2 },
    worstService: { queueId: 'chat', mean: 0.78, target: 0.8 },
  })
  expect(scoreFigures({ ...parts, service: [estimate('idle', Number.NaN, 0.9)] }).worstService).toBeUndefined()
})

test('a report has the same figures, but no estimate to hold one against', () => {
  expect(reportFigures(parts)).toEqual({
    ...{ wages: 900, shortHours: 2.5, overdueHours: 4, hard: 1, soft: 2 },
    worstService: undefined,
  })
})

test('more is worse of costs and better of service, and rounding is no change', () => {
  expect(figureChange(12, 10, 0.5)).toEqual({ by: 2, tone: 'bad' })
  expect(figureChange(8, 10, 0.5)).toEqual({ by: -2, tone: 'good' })
  expect(figureChange(0.9, 0.8, 0.01, true)).toMatchObject({ tone: 'good' })
  expect(figureChange(0.7, 0.8, 0.01, true)).toMatchObject({ tone: 'bad' })
  expect(figureChange(10.4, 10, 0.5)).toEqual({ by: 0, tone: 'same' })
})
