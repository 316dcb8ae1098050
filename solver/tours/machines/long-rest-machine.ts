import type { LongRestLimit } from '../tour-limit.ts'
import type { TourOption } from '../tour-problem.ts'
import { reachableMachine } from './reachable-machine.ts'
import { OFF, priced, type TourMachine } from './tour-machine.ts'

/** Where the present rest began, and the longest rest of the span so far, both in minutes. */
interface Rests {
  readonly from: number
  readonly longest: number
}

const NOTHING: Rests = { from: 0, longest: 0 }

/** Remembers, within its span, the last end of work and the longest rest so far, up to what is asked for. */
export function longRestMachine(limit: LongRestLimit, options: readonly TourOption[], days: number): TourMachine {
  const { minMinutes, unitCost, fromDay, toDay, fromMinute, toMinute, lastEndMinute } = limit
  const opening = (lastEnd: number): Rests => ({ from: Math.max(fromMinute, lastEnd), longest: 0 })
  const longer = ({ from, longest }: Rests, until: number) => {
    const rest = Math.max(longest, Math.min(minMinutes, until - from))
    // A rest that is too short by any amount is forbidden alike.
    return unitCost === Infinity && rest < minMinutes ? 0 : rest
  }
  const after = (rests: Rests, option: number): Rests => {
    if (option === OFF || rests.longest >= minMinutes) return rests
    const { startMinute, endMinute } = options[option]!
    return { from: Math.max(rests.from, endMinute), longest: longer(rests, startMinute) }
  }
  return reachableMachine<Rests>(
    {
      start: opening(lastEndMinute),
      keyOf: ({ from, longest }) => (longest >= minMinutes ? 'had' : `${from} ${longest}`),
      optionKey: (option) => `${options[option]!.startMinute} ${options[option]!.endMinute}`,
      next(rests, day, option) {
        // A shift that began before the span may reach into it.
        if (day < fromDay) return option === OFF ? rests : opening(Math.max(rests.from, options[option]!.endMinute))
        return day < toDay - 1 ? after(rests, option) : NOTHING
      },
      cost(rests, day, option) {
        if (day !== toDay - 1) return 0
        const last = after(rests, option)
        const rest = last.longest >= minMinutes ? minMinutes : Math.max(last.longest, toMinute - last.from)
        return priced(minMinutes - rest, unitCost)
      },
    },
    options,
    days,
  )
}
