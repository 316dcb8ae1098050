import type { QueueMargins, Steps } from '../simulate/staffing-effects.ts'
import { meanOver, type Shortfall } from './service-shortfalls.ts'

/** Of a wide span, as many of the worst intervals are tried as could together mend so many times its shortfall. */
const CHOICE = 3
const MOST_TO_TRY_AT_ONCE = 30

/**
 * Where to try more agents, and how many. For an interval by itself: in it and in those before it from which contacts
 * carry over; for a wider span: in its intervals with the greatest shortfall. Several agents at once are tried where one
 * alone would not be felt, for service under heavy overload answers only to all that are missing there.
 * @param understaffed agents that the roster lacks against its requirement, `[interval]`
 */
export function stepsToTry(
  queue: QueueMargins,
  shortfalls: readonly Shortfall[],
  understaffed: (interval: number) => number,
  intervalSeconds: number,
): Steps {
  const { open, workSeconds, curve } = queue.simulated
  const steps = new Map<number, number>()
  const tryAt = (interval: number, agents: number) => {
    if (interval < 0 || !open[interval]) return
    const most = Math.min(MOST_TO_TRY_AT_ONCE, Math.max(1, Math.ceil(agents), Math.ceil(understaffed(interval))))
    steps.set(interval, Math.max(steps.get(interval) ?? 1, most))
  }
  for (const { target, intervals, amount } of shortfalls) {
    const [only] = intervals
    if (intervals.length > 1 || only === undefined) {
      for (const interval of worstOf(queue, { target, intervals, amount })) tryAt(interval, 1)
      continue
    }
    const { kind } = queue.targets[target]!
    const contactsPerAgent = (intervalSeconds / workSeconds[only]!) * curve.at(-1)!
    tryAt(only, kind === 'answeredWithin' ? amount / contactsPerAgent : 1)
    for (let back = 1; back <= 1 + Math.floor((2 * workSeconds[only]!) / intervalSeconds); back++)
      tryAt(only - back, 1)
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
