import { placeOfTick } from '../domain/deadline-clock.ts'
import type { SimulatedDeferredQueue, SimulatedInstantQueue } from '../simulate/simulation.ts'
import type { QueueMargins, Step } from '../simulate/staffing-effects.ts'
import { meanOver, type Shortfall } from './service-shortfalls.ts'

/** Of a wide span, as many of the worst intervals are tried as could together mend so many times its shortfall. */
const CHOICE = 3
const MOST_TO_TRY_AT_ONCE = 30

/**
 * Where to try more agents, and how many: steps in the order of time that do not overlap.
 * @param understaffed agents that the roster lacks against its requirement, `[interval]`
 */
export function stepsToTry(
  queue: QueueMargins,
  shortfalls: readonly Shortfall[],
  understaffed: (interval: number) => number,
  intervalSeconds: number,
): Step[] {
  const { simulated } = queue
  return simulated.kind === 'instant'
    ? instantSteps(queue, simulated, shortfalls, understaffed, intervalSeconds)
    : ticketSteps(queue, simulated, shortfalls)
}

/**
 * For an interval by itself: in it and in those before it from which contacts carry over; for a wider span: in its
 * intervals with the greatest shortfall. Several agents at once are tried where one alone would not be felt, for service
 * under heavy overload answers only to all that are missing there.
 */
function instantSteps(
  queue: QueueMargins,
  { open, workSeconds, curve }: SimulatedInstantQueue,
  shortfalls: readonly Shortfall[],
  understaffed: (interval: number) => number,
  intervalSeconds: number,
): Step[] {
  const agentsAt = new Map<number, number>()
  const tryAt = (interval: number, wanted: number) => {
    if (interval < 0 || !open[interval]) return
    const agents = Math.max(1, Math.ceil(wanted), Math.ceil(understaffed(interval)), agentsAt.get(interval) ?? 1)
    agentsAt.set(interval, Math.min(MOST_TO_TRY_AT_ONCE, agents))
  }
  for (const shortfall of shortfalls) {
    const [only] = shortfall.intervals
    if (shortfall.intervals.length > 1 || only === undefined) {
      for (const interval of worstOf(queue, shortfall)) tryAt(interval, 1)
      continue
    }
    const isShare = queue.targets[shortfall.target]!.kind === 'answeredWithin'
    const contactsPerAgent = (intervalSeconds / workSeconds[only]!) * curve.at(-1)!
    tryAt(only, isShare ? shortfall.amount / contactsPerAgent : 1)
    const back = 1 + Math.floor((2 * workSeconds[only]!) / intervalSeconds)
    for (let before = 1; before <= back; before++) tryAt(only - before, 1)
  }
  return [...agentsAt]
    .sort(([a], [b]) => a - b)
    .map(([interval, agents]) => ({ from: interval, to: interval + 1, agents }))
}

/** One agent throughout the time in which the late tickets lay there, from their arrival to their deadline. */
function ticketSteps(queue: QueueMargins, { clock }: SimulatedDeferredQueue, shortfalls: readonly Shortfall[]): Step[] {
  const { ticks, allowance } = clock
  const spans = shortfalls.flatMap((shortfall) =>
    worstOf(queue, shortfall).map((interval) => {
      // The main target counts tickets when they are due, further ones when they arrive.
      const isDue = shortfall.target === 0
      const other = placeOfTick(clock, ticks[interval]! + (isDue ? -allowance : allowance))
      return isDue
        ? { from: Math.max(0, Math.floor(other)), to: interval + 1 }
        : { from: interval, to: Math.min(ticks.length - 1, Math.ceil(other)) }
    }),
  )
  const steps: Step[] = []
  for (const { from, to } of spans.sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = steps.at(-1)
    if (last && from <= last.to) steps[steps.length - 1] = { ...last, to: Math.max(last.to, to) }
    else steps.push({ from, to, agents: 1 })
  }
  return steps
}

function worstOf({ targets, margins }: QueueMargins, { target, intervals, amount }: Shortfall): number[] {
  const { kind, asked } = targets[target]!
  const runs = margins[target]!
  const ranked = intervals
    .map((interval) => {
      const margin = meanOver(runs, [interval], 'margin')
      const whole = meanOver(runs, [interval], 'whole')
      // All that was late, or all the waiting, is what could be mended.
      return { interval, margin, mendable: (kind === 'meanResponse' ? asked : 1 - asked) * whole - margin }
    })
    .sort((a, b) => a.margin - b.margin || a.interval - b.interval)
  let mendable = 0
  return ranked
    .filter((entry) => {
      if (mendable >= CHOICE * amount) return false
      mendable += entry.mendable
      return entry.mendable > 0
    })
    .map(({ interval }) => interval)
}
