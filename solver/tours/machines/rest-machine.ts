import type { RestLimit } from '../tour-limit.ts'
import type { TourOption } from '../tour-problem.ts'
import { reachableMachine } from './reachable-machine.ts'
import { OFF, priced, type TourMachine } from './tour-machine.ts'

/**
 * Remembers the end of the last shift while a start still to come may be too near to it. Where only being too near counts
 * and not by how much, ends that are too near to the same starts are one.
 */
export function restMachine(limit: RestLimit, options: readonly TourOption[], days: number): TourMachine {
  const { minMinutes, unitCost, minuteCost = 0, laterCost, lastEndMinute } = limit
  const startsFrom = Array.from({ length: days + 1 }, (_, day) =>
    ascending(options.filter((option) => option.day >= day).map(({ startMinute }) => startMinute)),
  )
  /** An end as it bears on the days from one on; -Infinity when on none. */
  const asSeen = (endMinute: number, fromDay: number) => {
    const starts = startsFrom[fromDay]!
    const near = lowerBound(starts, endMinute + minMinutes)
    if (near === 0) return -Infinity
    return minuteCost > 0 ? endMinute : starts[near - 1]! - minMinutes + 1
  }
  return reachableMachine<number>(
    {
      start: asSeen(lastEndMinute, 0),
      keyOf: (end) => end,
      optionKey: (option) =>
        `${options[option]!.startMinute} ${options[option]!.endMinute} ${laterCost?.[option] ?? 0}`,
      next: (end, day, option) => asSeen(option === OFF ? end : options[option]!.endMinute, day + 1),
      cost(end, _day, option) {
        if (option === OFF) return 0
        const missing = end + minMinutes - options[option]!.startMinute
        return missing > 0 ? unitCost + priced(missing, minuteCost) + (laterCost?.[option] ?? 0) : 0
      },
    },
    options,
    days,
  )
}

export const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b)

/** How many of the ascending values are below a limit. */
export function lowerBound(values: readonly number[], limit: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}
