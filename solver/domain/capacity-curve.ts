import { turnsCurve } from './chat-turns.ts'
import type { InstantQueue } from './queue.ts'

/** Most conversations that one agent may hold at once. */
export const MAX_CONCURRENCY = 6

/**
 * What one agent gets done while holding `k` contacts at once, in contacts per mean handling time of a lone contact.
 * `curve[0] = 0`, `curve[1] = 1`, `curve[concurrency] = concurrencyGain`; in between the power law
 * `curve[k] = k ^ (ln gain / ln concurrency)`, the concave curve through the measured ends that slows down smoothly:
 * every further chat adds, but less than the one before it. Each held contact progresses at `curve[k] / k`.
 * @param concurrency contacts held at most, 1 for phone
 * @param concurrencyGain throughput at full hands over that of a single contact, 1..concurrency
 * @returns `[contacts held]`, length `concurrency + 1`
 */
export function capacityCurve(concurrency: number, concurrencyGain: number): Float64Array {
  if (concurrency === 1) return Float64Array.of(0, 1)
  const exponent = Math.log(concurrencyGain) / Math.log(concurrency)
  return Float64Array.from({ length: concurrency + 1 }, (_, held) => (held === 0 ? 0 : held ** exponent))
}

/**
 * Capacity curve of a queue's agents: of a chat whose turns are known, the one that follows from them; of another chat,
 * the power law through the measured gain; of a phone, one contact.
 */
export function queueCurve(queue: InstantQueue): Float64Array {
  if (queue.channel === 'phone') return capacityCurve(1, 1)
  return queue.turns
    ? turnsCurve(queue.concurrency, queue.turns)
    : capacityCurve(queue.concurrency, queue.concurrencyGain)
}

/** The lower of all curves as far as all of them go: what is sure whichever queue's contacts an agent holds. */
export const lowestCurve = (curves: readonly Float64Array[]): Float64Array =>
  curves.reduce((lowest, curve) => lowest.slice(0, curve.length).map((rate, held) => Math.min(rate, curve[held]!)))
