/** How a chat goes back and forth; both times exponential, mean seconds above 0. */
export interface ChatTurns {
  /** An agent's time for one reply. */
  readonly replySeconds: number
  /** A customer's time from a reply to the next message. */
  readonly customerSeconds: number
}

/*
 * An agent who holds k chats is a machine repairer with k machines (closed M/M/1//k; Palm 1947; Gross and Harris,
 * "Fundamentals of Queueing Theory", finite-source queues): a chat is either with its customer for a time of mean Z or
 * waits for, or is in, its reply of mean R, and messages are replied to one at a time in the order in which they come.
 * The number of chats that are with their customers is a Poisson variable of mean Z / R cut off at k, so the agent has
 * nothing to do with Erlang's loss probability B(k, Z / R) and replies at the rate (1 - B(k, Z / R)) / R.
 */

/**
 * Capacity curve of an agent who holds chats: replies given while holding k over those while holding a single one,
 * `(1 - B(k)) / (1 - B(1))`. It is concave (Erlang's carried load is), lies within 1..k, tends to 1 when customers
 * answer at once and to k when they take for ever. A chat alone still takes its whole handling time.
 * @param concurrency chats held at most, from 1
 * @returns `[chats held]`, length `concurrency + 1`, from 0 and 1; see `capacityCurve` for its use
 */
export function turnsCurve(concurrency: number, { replySeconds, customerSeconds }: ChatTurns): Float64Array {
  const curve = new Float64Array(concurrency + 1)
  let idle = 1
  for (let held = 1; held <= concurrency; held++) {
    // B(k) = a B(k - 1) / (k + a B(k - 1)), both sides times R, so that neither a tiny nor a huge Z / R can overflow.
    const replying = held * replySeconds
    const all = replying + customerSeconds * idle
    curve[held] = held === 1 ? 1 : (held * (replySeconds + customerSeconds)) / all
    idle = (customerSeconds * idle) / all
  }
  return curve
}

/**
 * Share of replies that an agent who holds `chats` gives within `seconds` of the customer's message. The message finds
 * the other chats as an agent with one chat fewer has them (arrival theorem; Sevcik and Mitrani 1981, Lavenberg and
 * Reiser 1980), and with m of them ahead the reply is there after m + 1 replies' time, an Erlang variable.
 * First replies wait for an agent as well, see `queue-model.ts`; this is what comes after that wait.
 * @param chats held, this one included, from 1
 */
export function replyWithin(chats: number, turns: ChatTurns, seconds: number): number {
  const ahead = messagesWaiting(chats - 1, turns)
  const replies = seconds / turns.replySeconds
  // Far beyond any reply the terms below would be 0 * Infinity.
  if (replies > 1000) return 1
  let term = Math.exp(-replies)
  let fewer = term
  let share = 0
  for (const [waiting, probability] of ahead.entries()) {
    share += probability * (1 - fewer)
    term *= replies / (waiting + 1)
    fewer += term
  }
  return Math.min(1, Math.max(0, share))
}

/**
 * Mean time from a customer's message to its reply, seconds: `R * (1 + messages found)`, which is at least R, at most
 * `chats * R`, and `chats / X - Z` for X replies a second (Little's law).
 * @param chats held, this one included, from 1
 */
export function meanReplySeconds(chats: number, turns: ChatTurns): number {
  const ahead = messagesWaiting(chats - 1, turns)
  return turns.replySeconds * ahead.reduce((mean, probability, waiting) => mean + probability * waiting, 1)
}

/** Probability of so many of an agent's chats waiting for, or being in, their reply, `[0..chats]`. */
function messagesWaiting(chats: number, { replySeconds, customerSeconds }: ChatTurns): Float64Array {
  const weights = new Float64Array(chats + 1)
  // p_m / p_(m - 1) = (chats - m + 1) R / Z; from whichever end is the likelier, so that no weight overflows.
  const isSlowCustomer = customerSeconds >= replySeconds
  if (isSlowCustomer) {
    weights[0] = 1
    for (let waiting = 1; waiting <= chats; waiting++)
      weights[waiting] = weights[waiting - 1]! * (chats - waiting + 1) * (replySeconds / customerSeconds)
  } else {
    weights[chats] = 1
    for (let waiting = chats; waiting >= 1; waiting--)
      weights[waiting - 1] = (weights[waiting]! * (customerSeconds / replySeconds)) / (chats - waiting + 1)
  }
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
