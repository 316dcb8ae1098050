import { describe, expect, test } from 'vitest'
import type { QueueCoverage } from '../../web/features/requirement/reason-parts.ts'
import {
  hourlyRisk,
  riskClass,
  serviceAt,
  shownPercent,
  type WeakInterval,
  weakestInterval,
} from '../../web/features/requirement/service-summary.ts'

const queueWith = (queueId: string, serviceLevelTarget: number, levels: readonly (number | null)[], contacts = 10) =>
  ({
    queueId,
    kind: 'deferred',
    volume: levels.map(() => contacts),
    model: { serviceLevelTarget },
    service: {
      contacts: levels.map(() => contacts),
      serviceLevel: levels,
      lower95: levels.map((level) => level && level - 0.05),
      upper95: levels.map((level) => level && level + 0.05),
    },
  }) as unknown as QueueCoverage

describe('the weakest interval', () => {
  test('is the furthest below its own target, the first of several, over all queues', () => {
    const chat = queueWith('chat', 0.8, [0.9, 0.72, 0.72])
    const calls = queueWith('calls', 0.95, [0.85, 0.99, null])
    expect(weakestInterval([chat], 30)).toMatchObject({ queueId: 'chat', at: 1, serviceLevel: 0.72, asked: 0.8 })
    expect(weakestInterval([chat, calls], 30)).toMatchObject({ queueId: 'calls', at: 0, asked: 0.95 })
  })

  test('is told only of intervals with contacts enough to say', () => {
    const quiet = queueWith('quiet', 0.8, [0.1], 0.9)
    expect(weakestInterval([quiet], 30)).toBeUndefined()
    expect(weakestInterval([quiet], 40)?.serviceLevel).toBe(0.1)
  })

  test('is not told of a run that kept no service by interval', () => {
    const { service, model, ...earlier } = queueWith('chat', 0.8, [0.5])
    expect(service && model).toBeDefined()
    expect(serviceAt(earlier as QueueCoverage, 0, 30)).toBeUndefined()
    expect(weakestInterval([earlier as QueueCoverage], 30)).toBeUndefined()
  })
})

describe('service risk', () => {
  test('a share is rounded as elsewhere on the page, but not up to a target that it misses', () => {
    const shown = [0.606, 0.796, 0.8, 0.994].map((serviceLevel) => shownPercent({ serviceLevel, asked: 0.8 }))
    expect(shown).toEqual([61, 79, 80, 99])
  })

  test('an hour shows its weakest interval', () => {
    const starts = ['2026-11-09T09:00+08:00', '2026-11-09T09:30+08:00', '2026-11-09T10:00+08:00']
    const days = hourlyRisk(starts, queueWith('chat', 0.8, [0.9, 0.7, null]), 30)
    expect([...(days.get('2026-11-09') ?? [])].map(([hour, { at }]) => [hour, at])).toEqual([[9, 1]])
  })

  test('is told by the target and by how sure the simulation is', () => {
    const at = (serviceLevel: number, upper95: number): WeakInterval => ({
      ...{ queueId: 'chat', at: 0, lower95: 0, asked: 0.8 },
      serviceLevel,
      upper95,
    })
    expect([at(0.8, 0.9), at(0.78, 0.81), at(0.75, 0.79), at(0.69, 0.79)].map(riskClass)).toEqual([
      'heat-even',
      'heat-short-1',
      'heat-short-2',
      'heat-short-3',
    ])
  })
})
