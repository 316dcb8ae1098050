import type { RunLimit } from '../tour-limit.ts'
import type { TourOption } from '../tour-problem.ts'
import { reachableMachine } from './reachable-machine.ts'
import { OFF, priced, type TourMachine } from './tour-machine.ts'

/** Length of the run that is going on, as the maximum and as the minimum count it, up to where more is alike. */
interface Run {
  readonly forMax: number
  readonly forMin: number
}

const NO_RUN: Run = { forMax: 0, forMin: 0 }

export function runMachine(limit: RunLimit, options: readonly TourOption[], days: number): TourMachine {
  const { of, min, unitCost, beforeForMax, beforeForMin } = limit
  const max = limit.max >= beforeForMax + days ? Infinity : limit.max
  const isIn = (option: number) => (of === 'work' ? option !== OFF : of === 'off' ? option === OFF : isOne(of, option))
  const upTo = (most: number, length: number) => (Number.isFinite(most) ? Math.min(most, length) : 0)
  const run = (forMax: number, forMin: number): Run => ({ forMax: upTo(max, forMax), forMin: upTo(min, forMin) })
  return reachableMachine<Run>(
    {
      start: run(beforeForMax, beforeForMin),
      keyOf: ({ forMax, forMin }) => `${forMax} ${forMin}`,
      optionKey: (option) => (isIn(option) ? 1 : 0),
      next: ({ forMax, forMin }, _day, option) => (isIn(option) ? run(forMax + 1, forMin + 1) : NO_RUN),
      cost({ forMax, forMin }, _day, option) {
        if (isIn(option)) return Number.isFinite(max) && forMax + 1 > max ? unitCost : 0
        return forMin > 0 ? priced(min - forMin, unitCost) : 0
      },
    },
    options,
    days,
  )
}

const isOne = (set: Uint8Array, option: number): boolean => option !== OFF && set[option] === 1
