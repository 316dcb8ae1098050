import type { FastifyRateLimitStore } from '@fastify/rate-limit'

/** Senders that are counted at once; the one that was seen least lately is forgotten for another. */
const SENDERS_COUNTED = 5000

interface Counted {
  count: number
  /** By a clock that counts what has passed, milliseconds. */
  sinceMs: number
}

/**
 * Requests of each sender within a window of time. The limiter's own count goes by the wall clock: when that is set back,
 * whoever has reached the limit would be refused until the old time has come again.
 */
export class RequestCounts implements FastifyRateLimitStore {
  readonly #bySender = new Map<string, Counted>()

  incr(
    sender: string,
    reply: (error: Error | null, counted: { current: number; ttl: number }) => void,
    windowMs = 60_000,
  ): void {
    const now = performance.now()
    const known = this.#bySender.get(sender)
    const counted = known && now - known.sinceMs < windowMs ? known : { count: 0, sinceMs: now }
    counted.count++
    this.#bySender.delete(sender)
    this.#bySender.set(sender, counted)
    if (this.#bySender.size > SENDERS_COUNTED) this.#bySender.delete(this.#bySender.keys().next().value!)
    reply(null, { current: counted.count, ttl: Math.ceil(windowMs - (now - counted.sinceMs)) })
  }

  /** Each route with a limit of its own counts apart. */
  child(): RequestCounts {
    return new RequestCounts()
  }
}
