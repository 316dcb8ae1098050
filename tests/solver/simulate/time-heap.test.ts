import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TimeHeap } from '../../../solver/simulate/time-heap.ts'

it('gives entries back by time, equal times by code', () => {
  const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat()), { maxLength: 60 })
  fc.assert(
    fc.property(entries, (list) => {
      const heap = new TimeHeap(1)
      for (const [time, code] of list) heap.push(time, code)
      const drained = list.map(() => [heap.firstTime, heap.pop()])
      expect(drained).toEqual([...list].sort((a, b) => a[0] - b[0] || a[1] - b[1]))
      expect(heap.size).toBe(0)
      expect(heap.firstTime).toBe(Number.POSITIVE_INFINITY)
    }),
  )
})
