import { describe, expect, it } from 'vitest'
import { drawDemand } from '../../../solver/simulate/demand.ts'
import type { Simulation } from '../../../solver/simulate/simulation.ts'

const PER_INTERVAL = [4, 0, 12, 8]
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Two days of two intervals. */
const sample = (spread: number): Simulation => ({
  intervalSeconds: 900,
  intervals: 4,
  dayOfInterval: Int32Array.of(0, 0, 1, 1),
  seats: [],
  queues: [
    {
      kind: 'instant',
      key: [1],
      handlingTimeVariation: 1,
      patienceVariation: 1,
      shares: [],
      contacts: Float64Array.from(PER_INTERVAL),
      workSeconds: Float64Array.of(60, 60, 300, 300),
      daySpread: Float64Array.of(spread, spread),
      open: Uint8Array.of(1, 1, 1, 1),
      curve: Float64Array.of(0, 1),
      answerWithinSeconds: 20,
      meanPatienceSeconds: 90,
      rank: 0,
      requiredAgents: new Float64Array(4),
    },
  ],
})

describe('drawDemand', () => {
  const days = (spread: number) => Array.from({ length: 4000 }, (_, day) => drawDemand(sample(spread), 0, 1, day))

  it.each([0, 0.4])('keeps the mean volume with a spread of %d', (spread) => {
    const counts = days(spread).map(({ arrival }) => arrival.length)
    expect(Math.abs(mean(counts) / 24 - 1)).toBeLessThan(0.02)
    // Two days of 4 and 20 contacts: Poisson, and the lognormal factor of each.
    const variance = mean(counts.map((count) => (count - mean(counts)) ** 2))
    const expected = 24 + (4 ** 2 + 20 ** 2) * Math.expm1(spread ** 2)
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.12)
  })

  it('puts contacts where and with what the forecast says', () => {
    const draws = days(0)
    const counts = [0, 0, 0, 0]
    const work: number[][] = [[], []]
    const patience: number[] = []
    for (const { arrival, work: seconds, limit } of draws)
      arrival.forEach((time, contact) => {
        counts[Math.floor(time / 900)]!++
        work[time < 1800 ? 0 : 1]!.push(seconds[contact]!)
        patience.push(limit[contact]! - time)
      })
    counts.forEach((count, interval) => {
      expect(Math.abs(count / 4000 - PER_INTERVAL[interval]!)).toBeLessThan(0.25)
    })
    expect(Math.abs(mean(work[0]!) / 60 - 1)).toBeLessThan(0.04)
    expect(Math.abs(mean(work[1]!) / 300 - 1)).toBeLessThan(0.03)
    expect(Math.abs(mean(patience) / 90 - 1)).toBeLessThan(0.02)
  })

  it('comes in order of arrival', () => {
    for (const { arrival } of days(0.4).slice(0, 50)) expect([...arrival]).toEqual([...arrival].sort((a, b) => a - b))
  })
})
