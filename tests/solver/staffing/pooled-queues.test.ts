import { describe, expect, it } from 'vitest'
import { compareStructures, pooledAgents, type TargetedLoad } from '../../../solver/staffing/pooled-queues.ts'
import { leastAgents } from '../../../solver/staffing/queue-model.ts'
import points from '../../golden/staffing-points.json' with { type: 'json' }

const inputError = (message: string) => expect.objectContaining({ name: 'PlanningInputError', message })
const queue = (erlangs: number, rest: Partial<TargetedLoad> = {}): TargetedLoad => ({
  volume: (erlangs * 1800) / 300,
  intervalMinutes: 30,
  ahtSeconds: 300,
  answerWithinSeconds: 20,
  target: 0.8,
  ...rest,
})

describe('pooled queues', () => {
  it.each(points.pooled8020)('takes $siloed for $queues queues of $erlangs erlangs apart, $pooled pooled', (point) => {
    const queues = Array.from({ length: point.queues }, () => queue(point.erlangs, { ahtSeconds: point.ahtSeconds }))
    const compared = compareStructures([{ queues }])
    expect([...compared.siloedAgents]).toEqual([point.siloed])
    expect([...compared.pooledAgents]).toEqual([point.pooled])
    expect(compared.siloedHours).toBe(point.siloed / 2)
    expect(compared.pooledHours).toBe(point.pooled / 2)
  })

  it('adds the work up: the mean handling time is over contacts', () => {
    const short = queue(0, { volume: 90, ahtSeconds: 100 })
    const long = queue(0, { volume: 10, ahtSeconds: 1100 })
    expect(pooledAgents([short, long])).toBe(leastAgents(queue(0, { volume: 100, ahtSeconds: 200 })))
  })

  it('keeps every target of a queue that has contacts', () => {
    const soon = { target: 0.7, answerWithinSeconds: 5 }
    const surely = { target: 0.98, answerWithinSeconds: 60 }
    const least = (targeted: object) => leastAgents(queue(12, targeted))
    expect(pooledAgents([queue(6, soon), queue(6, surely)])).toBe(Math.max(least(soon), least(surely)))
    expect(pooledAgents([queue(12), queue(0, { target: 0.999, answerWithinSeconds: 0 })])).toBe(least({}))
    expect(pooledAgents([queue(6), queue(6, { maxOccupancy: 0.5 })])).toBe(24)
  })

  it('may be dearer than queues apart where a few ask for much', () => {
    const strict = queue(1, { target: 0.99, answerWithinSeconds: 5 })
    const { siloedAgents, pooledAgents: pooled } = compareStructures([
      { queues: [strict, queue(60, { target: 0.5, answerWithinSeconds: 120 })] },
    ])
    expect(pooled[0]).toBeGreaterThan(siloedAgents[0]!)
  })

  it('lets customers give up at their mean rate, and chats be held as the most cautious queue allows', () => {
    const patience = { meanPatienceSeconds: 240 }
    expect(pooledAgents([queue(10, { meanPatienceSeconds: 120 }), queue(10)])).toBe(leastAgents(queue(20, patience)))
    const three = queue(10, { concurrency: 3, concurrencyGain: 2.16 })
    const two = queue(10, { curve: Float64Array.of(0, 1, 1.2) })
    expect(pooledAgents([three, two])).toBe(leastAgents(queue(20, { curve: Float64Array.of(0, 1, 1.2) })))
    expect(pooledAgents([three, queue(10)])).toBe(leastAgents(queue(20)))
  })

  it('is the sum of nothing where nothing comes', () => {
    expect(pooledAgents([])).toBe(0)
    expect(pooledAgents([queue(0), queue(0)])).toBe(0)
    expect(compareStructures([])).toMatchObject({ siloedHours: 0, pooledHours: 0 })
    expect(compareStructures([{ queues: [] }])).toMatchObject({ siloedHours: 0, pooledHours: 0 })
  })

  it('gives each interval what it takes alone', () => {
    const intervals = Array.from({ length: 40 }, (_, interval) => ({
      queues: [queue(2 + (interval % 7)), queue(9 - (interval % 5), { meanPatienceSeconds: 100 })],
    }))
    const { siloedAgents, pooledAgents: pooled } = compareStructures(intervals)
    for (const [interval, { queues }] of intervals.entries()) {
      expect(siloedAgents[interval]).toBe(leastAgents(queues[0]!) + leastAgents(queues[1]!))
      expect(pooled[interval]).toBe(pooledAgents(queues))
    }
  })

  it('refuses figures that cannot be used and intervals of unlike length', () => {
    expect(() => pooledAgents([queue(5), queue(5, { ahtSeconds: 0 })])).toThrow(
      inputError('"0" is not a handling time. Give seconds above 0, for example 180.'),
    )
    expect(() => pooledAgents([queue(5), queue(5, { intervalMinutes: 15 })])).toThrow(
      inputError(
        '"15" is not the interval length of the queues it is pooled with (30 minutes). ' +
          'Give all queues of a pool in intervals of one length.',
      ),
    )
  })

  it('compares a quarter-hourly week of four queues while one looks', () => {
    const intervals = Array.from({ length: 672 }, (_, interval) => ({
      queues: [0, 1, 2, 3].map((place) =>
        queue(8 + 6 * place + 5 * Math.sin(interval / 15 + place), {
          intervalMinutes: 15,
          meanPatienceSeconds: 120 + 60 * place,
          target: 0.8 + 0.03 * place,
          answerWithinSeconds: 20 + 10 * place,
        }),
      ),
    }))
    const from = performance.now()
    compareStructures(intervals)
    // Near a tenth of a second on a free machine; the limit leaves room for a busy one.
    expect(performance.now() - from).toBeLessThan(2000)
  })
})
