import { randomStream } from '../domain/random.ts'
import type { Simulation } from './simulation.ts'

/** Tells this stream from those of queues and seats. */
const OUTAGE_STREAM = 5

/**
 * Draws when the bot is out in one replication. It may be out at the start already, with the share of time that it is out
 * in the long run, so that the horizon's start is no special moment.
 * @returns share of each interval in which it is out, `[interval]`; undefined when it never is
 */
export function drawBotOutages(
  { botOutages, intervals, intervalSeconds }: Simulation,
  seed: number,
  replication: number,
): Float64Array | undefined {
  if (!botOutages) return undefined
  const stream = randomStream(seed, replication, OUTAGE_STREAM)
  const out = new Float64Array(intervals)
  const end = intervals * intervalSeconds
  const gap = () => stream.exponential() / botOutages.perSecond
  const isOutAtStart = stream.uniform() < botOutages.meanSeconds / (botOutages.meanSeconds + 1 / botOutages.perSecond)
  for (let at = isOutAtStart ? 0 : gap(); at < end; at += gap()) {
    const until = Math.min(end, at + stream.exponential() * botOutages.meanSeconds)
    for (let interval = Math.floor(at / intervalSeconds); at < until; interval++) {
      const stop = Math.min(until, (interval + 1) * intervalSeconds)
      out[interval]! += (stop - at) / intervalSeconds
      at = stop
    }
  }
  return out
}
