import type { PairLimit } from '../tour-limit.ts'
import { OFF, type TourMachine } from './tour-machine.ts'

/** Remembers yesterday's class, as far as anything may follow it at a cost; 0 for none. */
export function pairMachine(limit: PairLimit): TourMachine {
  const { firstClass, nextClass, costs } = limit
  const rowIds = costs.map((row) => row.join(' '))
  const distinct = [...new Set(rowIds.filter((_, index) => costs[index]!.some((cost) => cost > 0)))]
  const memoryOf = rowIds.map((id) => distinct.indexOf(id) + 1)
  const rows = distinct.map((id) => costs[rowIds.indexOf(id)]!)
  const remember = (first: number) => (first < 0 ? 0 : memoryOf[first]!)
  const memories = distinct.length + 1
  return {
    start: remember(limit.before),
    size: memories,
    labelOf: (option) => remember(firstClass[option]!) + memories * (nextClass[option]! + 1),
    next: (_memory, _day, label) => (label === OFF ? 0 : label % memories),
    cost(memory, _day, label) {
      const next = label === OFF ? -1 : Math.floor(label / memories) - 1
      return memory === 0 || next < 0 ? 0 : rows[memory - 1]![next]!
    },
  }
}
