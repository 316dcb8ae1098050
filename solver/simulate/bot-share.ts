import { type Horizon, localClocks } from '../domain/horizon.ts'
import { type Lever, sharesInForce } from '../domain/lever.ts'

/** What a bot takes from a queue; arrays are `[interval]`. */
export interface BotShare {
  /** Contacts that it keeps from people, of those that reach them: the volume that its outage adds. */
  readonly share: Float64Array
  /** Their mean handling time by a person over that of the contacts that reach people anyway. */
  readonly relativeWork: Float64Array
}

/**
 * Levers of a bot as they stand in each interval. A lever in force keeps `x = c s (1 - b)` of the contacts away, whose
 * handling time is `r` of the mean, so that of `1 - x` left with the mean `(1 - x r) / (1 - x)` there are `x / (1 - x)`
 * more while it is out. Several levers act on what the one before left. During an outage that the lever states itself
 * the contacts already come.
 * @returns undefined when no bot serves the queue
 */
export function botShareOf(levers: readonly Lever[], queueId: string, horizon: Horizon): BotShare | undefined {
  const bots = levers.filter(
    (lever) => lever.kind === 'botDeflection' && (lever.queue === undefined || lever.queue === queueId),
  ) as Extract<Lever, { kind: 'botDeflection' }>[]
  if (bots.length === 0) return undefined
  const dates = localClocks(horizon).map(({ date }) => date)
  const reaching = new Float64Array(horizon.intervals).fill(1)
  const work = new Float64Array(horizon.intervals).fill(1)
  for (const bot of bots) {
    for (const [interval, share] of sharesInForce(bot, dates, horizon).entries()) {
      const kept = bot.ofContacts * share * (1 - bot.bouncedBack)
      reaching[interval]! *= 1 - kept
      work[interval]! *= 1 - kept * bot.relativeAht
    }
  }
  return {
    share: reaching.map((left) => (1 - left) / left),
    // The contacts kept away hold (1 - work) of the work, those that come hold the rest.
    relativeWork: reaching.map((left, interval) =>
      left < 1 ? ((1 - work[interval]!) * left) / ((1 - left) * work[interval]!) : 1,
    ),
  }
}
