import { ErrorFilter, type Observed } from './error-filter.ts'
import type { ErrorModel } from './error-model.ts'

export interface Trust {
  readonly level: number
  readonly local: number
}

/** Hours between the moments of past days from which the rest of the day is told. */
const HOURS_BETWEEN = 3
const SHARES = [1, 0.75, 0.5, 0.25, 0]
/** Less trust must pay by so much: few days tell little. */
const WORTH = 0.99

/** What was still to come of a past day at a moment. */
interface Remainder {
  /** Contacts that came over those planned. */
  readonly over: number
  /** Contacts that the model's level, and what was local, put on top of plan. */
  readonly byLevel: number
  readonly byLocal: number
}

/**
 * How much of what the model says to believe: the shares with which past days' remaining contacts, told every few hours,
 * would have been missed by least. A model of normal errors is wrong for some queues; there, it is held back to plan.
 */
export function earnedTrust(model: ErrorModel, past: readonly (readonly Observed[])[]): Trust {
  const remainders = past.flatMap((slots) => remaindersOf(model, slots))
  const missed = ({ level, local }: Trust) =>
    remainders.reduce((sum, { over, byLevel, byLocal }) => sum + Math.abs(over - level * byLevel - local * byLocal), 0)
  let best: Trust = { level: 1, local: 1 }
  let least = WORTH * missed(best)
  for (const level of SHARES) {
    for (const local of SHARES) {
      const miss = missed({ level, local })
      if (miss >= least) continue
      best = { level, local }
      least = miss
    }
  }
  return best
}

function remaindersOf(model: ErrorModel, slots: readonly Observed[]): Remainder[] {
  const filter = new ErrorFilter(model)
  const remainders: Remainder[] = []
  slots.forEach((slot, i) => {
    const before = slots[i - 1]
    const isMoment = before !== undefined && before.day === slot.day && crosses(before.hour, slot.hour)
    if (isMoment && !filter.surprise) remainders.push(remainderFrom(slots, i, filter, model))
    filter.observe(slot)
  })
  return remainders
}

const crosses = (before: number, hour: number): boolean =>
  Math.floor(before / HOURS_BETWEEN) !== Math.floor(hour / HOURS_BETWEEN)

function remainderFrom(
  slots: readonly Observed[],
  first: number,
  filter: ErrorFilter,
  { localMemoryPerHour }: ErrorModel,
): Remainder {
  const { level, local } = filter.known()
  const { day, hour: now } = slots[first]!
  let [over, byLevel, byLocal] = [0, 0, 0]
  for (let i = first; i < slots.length && slots[i]!.day === day; i++) {
    const { mean, actual, hour } = slots[i]!
    over += actual - mean
    byLevel += mean * level
    byLocal += mean * local * localMemoryPerHour ** (hour - now)
  }
  return { over, byLevel, byLocal }
}
