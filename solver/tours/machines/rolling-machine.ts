import type { RollingLimit } from '../tour-limit.ts'
import { OFF, priced, type TourMachine } from './tour-machine.ts'

/** Remembers which of the last days were worked, the latest as the lowest bit. */
export function rollingMachine(limit: RollingLimit): TourMachine {
  const { days, max, unitCost, before } = limit
  const mask = 2 ** (days - 1) - 1
  return {
    start: before.slice(1 - days).reduce((bits, worked) => bits * 2 + (worked ? 1 : 0), 0),
    size: mask + 1,
    labelOf: () => 0,
    next: (memory, _day, label) => ((memory << 1) | (label === OFF ? 0 : 1)) & mask,
    cost(memory, _day, label) {
      if (label === OFF) return 0
      let worked = 1
      for (let bits = memory; bits > 0; bits >>= 1) worked += bits & 1
      return priced(worked - max, unitCost)
    },
  }
}
