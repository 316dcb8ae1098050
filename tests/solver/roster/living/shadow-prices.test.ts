import { describe, expect, it } from 'vitest'
import { dayHorizon } from '../../../../solver/domain/horizon.ts'
import type { Requirement } from '../../../../solver/domain/requirement-outputs.ts'
import { shadowPrices } from '../../../../solver/roster/living/shadow-prices.ts'
import { tinyPlan } from '../tiny-plan.ts'

const withHorizon = (firstDay: string, zone: string): Requirement => {
  const { requirement } = tinyPlan({ people: [], chats: [0], tickets: [0] })
  return { ...requirement, horizon: dayHorizon(firstDay, 1, 15, zone) }
}

describe('shadowPrices', () => {
  it('adds up the intervals of an hour, by queue, and leaves out what saves nothing', () => {
    const requirement = withHorizon('2026-11-11', 'Asia/Shanghai')
    const prices = new Float64Array(2 * 96)
    prices.set([1000, 1500, 0, 500.4], 80)
    prices[96] = 0.2
    prices[96 + 4] = 700
    expect(shadowPrices(requirement, prices)).toEqual([
      { queue: 'chat', start: '2026-11-11T20:00+08:00', end: '2026-11-11T21:00+08:00', saves: 3000 },
      { queue: 'tickets', start: '2026-11-11T01:00+08:00', end: '2026-11-11T02:00+08:00', saves: 700 },
    ])
  })

  it('tells the hour apart that a clock change repeats, and knows the one that it skips', () => {
    const autumn = withHorizon('2026-10-25', 'Europe/Berlin')
    const found = shadowPrices(autumn, new Float64Array(2 * autumn.horizon.intervals).fill(100))
    const starts = found.filter(({ queue }) => queue === 'chat').map(({ start }) => start.slice(11))
    expect(starts.slice(1, 5)).toEqual(['01:00+02:00', '02:00+02:00', '02:00+01:00', '03:00+01:00'])
    expect(found.every(({ saves }) => saves === 400)).toBe(true)
    const spring = withHorizon('2026-03-29', 'Europe/Berlin')
    const skipped = shadowPrices(spring, new Float64Array(2 * spring.horizon.intervals).fill(100))
    expect(skipped.filter(({ queue }) => queue === 'chat')).toHaveLength(23)
  })
})
