import { describe, expect, it } from 'vitest'
import type { DeferredRequirement } from '../../../solver/domain/requirement-outputs.ts'
import { cheapestFinish, workBatches } from '../../../solver/roster/service-prices.ts'

const need = (changes: Partial<DeferredRequirement>): DeferredRequirement => ({
  kind: 'deferred',
  queueId: 'tickets',
  volume: Float64Array.from([2, 3, 0, 1]),
  ahtSeconds: new Float64Array(4).fill(600),
  offeredErlangs: new Float64Array(4),
  dueByEnd: Float64Array.from([1, 4, 6, 6]),
  openingBacklog: 1,
  contactsPerAgent: Float64Array.from([2, 2, 0, 2]),
  ...changes,
})

describe('workBatches', () => {
  it('splits work by when it arrives and when it is due, the oldest first', () => {
    expect(workBatches(need({}))).toEqual([
      { contacts: 1, arrives: 0, due: 0 },
      { contacts: 2, arrives: 0, due: 1 },
      { contacts: 1, arrives: 1, due: 1 },
      { contacts: 2, arrives: 1, due: 2 },
      { contacts: 1, arrives: 3, due: 4 },
    ])
  })
})

describe('cheapestFinish', () => {
  const prices = Float64Array.from([100, 60, 0, 10])
  const at = (arrives: number, due: number, overdue: number) =>
    cheapestFinish({ contacts: 1, arrives, due }, overdue, need({}), prices)

  it('weighs the price of time against what is overdue, and skips closed intervals', () => {
    expect(at(0, 1, 50)).toEqual({ interval: 1, cost: 30 })
    expect(at(0, 1, 10)).toEqual({ interval: 3, cost: 25 })
  })

  it('leaves what costs more to do than to leave', () => {
    expect(at(0, 3, 3)).toEqual({ interval: -1, cost: 3 })
    expect(at(3, 4, 50)).toEqual({ interval: -1, cost: 0 })
  })
})
