import { describe, expect, it } from 'vitest'
import { fillAnsweredWithin, fillMeanWaits } from '../../../solver/staffing/answer-position.ts'

const answered = (count: number, rate: number, patienceRate: number, seconds: number) => {
  const shares = new Float64Array(count)
  fillAnsweredWithin(shares, count, rate, patienceRate, seconds)
  return shares
}

/** Whoever waits as a chain that steps forward or leaves, by small steps: share answered by `seconds`. */
function byChain(ahead: number, rate: number, patienceRate: number, seconds: number): number {
  const steps = 200_000
  const step = seconds / steps
  const places = new Float64Array(ahead + 1)
  places[ahead] = 1
  let done = 0
  for (let turn = 0; turn < steps; turn++) {
    for (let place = 0; place <= ahead; place++) {
      const forward = places[place]! * (rate + place * patienceRate) * step
      if (place === 0) done += forward
      else places[place - 1]! += forward
      places[place]! -= forward + places[place]! * patienceRate * step
    }
  }
  return done
}

describe('whoever finds every place taken', () => {
  it('is answered when enough of those ahead are, Poisson in number, if nobody gives up', () => {
    expect(answered(1, 0.05, 0, 20)[0]).toBeCloseTo(1 - Math.exp(-1), 12)
    expect(answered(3, 0.05, 0, 20)[2]).toBeCloseTo(1 - Math.exp(-1) * (1 + 1 + 0.5), 12)
  })

  it('is answered before giving up as a chain of steps forward says', () => {
    for (const [ahead, rate, patienceRate, seconds] of [
      [0, 0.1, 1 / 60, 20],
      [4, 0.1, 1 / 60, 60],
      [12, 0.5, 1 / 30, 45],
    ] as const)
      expect(answered(ahead + 1, rate, patienceRate, seconds)[ahead]).toBeCloseTo(
        byChain(ahead, rate, patienceRate, seconds),
        4,
      )
  })

  it('tends to the patient share when patience grows, and to certain loss far behind', () => {
    expect(answered(5, 0.2, 1e-9, 30)[4]).toBeCloseTo(answered(5, 0.2, 0, 30)[4]!, 6)
    expect(answered(2000, 0.2, 1 / 60, 30)[1999]).toBeLessThan(1e-9)
    expect(answered(3, 0.2, 1 / 60, 0)).toEqual(new Float64Array(3))
  })

  it('waits one step after another', () => {
    const waits = new Float64Array(3)
    fillMeanWaits(waits, 3, 0.1, 0)
    expect([...waits]).toEqual([10, 20, 30])
    fillMeanWaits(waits, 3, 0.1, 0.1)
    expect(waits[0]).toBeCloseTo(5, 12)
    expect(waits[2]).toBeLessThan(10)
  })
})
