import { describe, expect, it } from 'vitest'
import type { AppliedTarget } from '../../../solver/domain/applied-target.ts'
import { serviceShortfalls } from '../../../solver/service/service-shortfalls.ts'
import type { QueueMargins } from '../../../solver/simulate/staffing-effects.ts'

const DAYS = Int32Array.of(0, 0, 1, 1)

/** A queue of four intervals on two days, whose margins go up and down by `swing` around their means. */
function queueOf(over: AppliedTarget['over'], means: readonly number[], swing: number, runs = 20): QueueMargins {
  const target = { kind: 'answeredWithin', asked: 0.8, within: 30, over, counts: Uint8Array.of(1, 1, 1, 1) } as const
  const margins = Array.from({ length: runs }, (_, run) => ({
    margin: Float64Array.from(means, (mean) => mean + (run % 2 === 0 ? swing : -swing)),
    whole: new Float64Array(4).fill(10),
  }))
  return { queueId: 'chat', simulated: undefined as never, targets: [target], margins: [margins] }
}

const verdict = (isMet: boolean, ...failing: number[]) => ({ failing, isMet: [isMet], replications: 20 })

describe('serviceShortfalls', () => {
  it('brings failing intervals up to the target', () => {
    const found = serviceShortfalls(queueOf('week', [1, -2, 3, 1], 0.5), verdict(true, 1), DAYS)
    expect(found).toEqual([{ target: 0, intervals: [1], amount: 2 }])
  })

  it('brings what is judged together up to the target with the confidence that is stated', () => {
    // The sum of a day swings by 2 around its mean: a standard error of 2 / sqrt(19), and 2.0930 times it in doubt.
    const doubt = (2.093 * 2) / Math.sqrt(19)
    const [first, second, ...rest] = serviceShortfalls(queueOf('day', [-1, -1, 0.4, 0.1], 1), verdict(false), DAYS)
    expect(rest).toEqual([])
    expect([first!.intervals, second!.intervals]).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(first!.amount).toBeCloseTo(2 + doubt, 3)
    expect(second!.amount).toBeCloseTo(doubt - 0.5, 3)
  })

  it('asks for nothing where a target is met, or lies above all doubt', () => {
    expect(serviceShortfalls(queueOf('week', [-1, -1, 0, 0], 1), verdict(true), DAYS)).toEqual([])
    expect(serviceShortfalls(queueOf('week', [5, 5, 5, 5], 1), verdict(false), DAYS)).toEqual([])
  })

  it('does not send people against the doubt of too few replications', () => {
    expect(serviceShortfalls(queueOf('week', [0.1, 0, 0, 0], 5, 4), verdict(false), DAYS)).toEqual([])
    expect(serviceShortfalls(queueOf('week', [-0.1, 0, 0, 0], 5, 4), verdict(false), DAYS)).toHaveLength(1)
  })
})
