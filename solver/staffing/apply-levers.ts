import type { Forecast, QuantileName, QueueForecast } from '../domain/forecast-outputs.ts'
import { localClocks } from '../domain/horizon.ts'
import { type Lever, type ShareLever, sharesInForce } from '../domain/lever.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { isInSpan } from '../domain/target.ts'

/**
 * A forecast with levers on top, one after the other in their order; the given one is not changed. Quantiles keep their
 * distance from the mean as a share of it. Each lever is in force on its local dates, for the part `c` of the contacts
 * that it is about (`ofContacts`). With the lever's share at `s`, `s0` of it in the history, contacts change by the
 * factor `m(s) / m(s0)`, handling time by `(w/m)(s) / (w/m)(s0)`, where `m` is what reaches people of each contact that
 * would come were there no such measure, and `w` the work in it:
 *
 * - `botDeflection`: `m = 1 - c s (1 - b)`, `w = 1 - c s (1 - b) r`, b being bounced back, r the relative handling time
 *   of what the bot takes. With c = 1 and b = 0 the handling time of the rest is `(1 - s r) / (1 - s)` of the mean: the
 *   bot takes the easy ones.
 * - `selfService`: `m = w = 1 - c s`.
 * - `repeatContacts`: of N contacts s N are repeats, so that `N = first contacts / (1 - s)`: `m = w = 1 - c + c / (1 - s)`.
 * - `handlingTime`: the mean moves by `c * share * seconds`.
 * - `escalation`: `c (s - s0)` of the contacts reach the queue `toQueue` as well, at once and with its handling time. Quantiles
 *   add up level by level, as if both queues had their busy days together, which is the cautious reading; where fewer
 *   escalate than the history holds, the queue's band shrinks with its mean, at most to nothing.
 *
 * Derived from counting contacts and their work; golden values: tests/golden/levers.json.
 * @throws PlanningInputError when a lever leaves less than a second of handling time
 */
export const applyLevers = (forecast: Forecast, levers: readonly Lever[]): Forecast =>
  leverSteps(forecast, levers).at(-1)!

/** What one lever does to one of its queues over the horizon, in contacts and mean handling time. */
export interface LeverEffect {
  /** Place in the list of levers, from 0. */
  readonly lever: number
  readonly queueId: string
  readonly contactsBefore: number
  readonly contactsAfter: number
  /** Null where nobody contacts. */
  readonly ahtSecondsBefore: number | null
  readonly ahtSecondsAfter: number | null
}

/** What each lever does on top of those before it: one entry for each lever and queue that it is about, in their order. */
export function leverEffects(forecast: Forecast, levers: readonly Lever[]): LeverEffect[] {
  const steps = leverSteps(forecast, levers)
  return levers.flatMap((lever, index) =>
    forecast.queues.flatMap(({ queueId }, queue): LeverEffect[] => {
      if (!concerns(lever, queueId) && !(lever.kind === 'escalation' && lever.toQueue === queueId)) return []
      const [before, after] = [steps[index]!, steps[index + 1]!].map(({ queues }) => totals(queues[queue]!)) as [
        Totals,
        Totals,
      ]
      return [
        {
          lever: index,
          queueId,
          contactsBefore: before.contacts,
          contactsAfter: after.contacts,
          ahtSecondsBefore: before.ahtSeconds,
          ahtSecondsAfter: after.ahtSeconds,
        },
      ]
    }),
  )
}

interface Totals {
  readonly contacts: number
  readonly ahtSeconds: number | null
}

function totals({ mean, ahtSeconds }: QueueForecast): Totals {
  const contacts = mean.reduce((sum, value) => sum + value, 0)
  const work = mean.reduce((sum, value, interval) => sum + (value > 0 ? value * ahtSeconds[interval]! : 0), 0)
  return { contacts, ahtSeconds: contacts > 0 ? work / contacts : null }
}

const concerns = ({ queue }: Lever, queueId: string): boolean => queue === undefined || queue === queueId

/** The forecast as given, and after each lever, `[lever + 1]`. */
function leverSteps(forecast: Forecast, levers: readonly Lever[]): Forecast[] {
  const steps = [forecast]
  if (levers.length === 0) return steps
  const dates = localClocks(forecast.horizon).map(({ date }) => date)
  for (const lever of levers) steps.push(withLever(steps.at(-1)!, lever, dates))
  return steps
}

function withLever(forecast: Forecast, lever: Lever, dates: readonly string[]): Forecast {
  if (lever.kind === 'escalation') return escalated(forecast, lever, dates)
  const change =
    lever.kind === 'handlingTime'
      ? (queue: QueueForecast) => withHandlingTime(queue, lever, dates)
      : deflection(lever, sharesInForce(lever, dates, forecast.horizon))
  const queues = forecast.queues.map((queue) => (concerns(lever, queue.queueId) ? change(queue) : queue))
  return { horizon: forecast.horizon, queues }
}

type DeflectingLever = Exclude<ShareLever, { kind: 'escalation' }>

/** Contacts that reach people and the work in them, of each contact that would come without the lever. */
function reaching(lever: DeflectingLever, share: number): { contacts: number; work: number } {
  const part = lever.ofContacts
  if (lever.kind === 'botDeflection') {
    const contained = part * share * (1 - lever.bouncedBack)
    return { contacts: 1 - contained, work: 1 - contained * lever.relativeAht }
  }
  const contacts = lever.kind === 'selfService' ? 1 - part * share : 1 - part + part / (1 - share)
  return { contacts, work: contacts }
}

function deflection(lever: DeflectingLever, shares: Float64Array): (queue: QueueForecast) => QueueForecast {
  const past = reaching(lever, lever.historyShare)
  const now = Array.from(shares, (share) => reaching(lever, share))
  return (queue) => ({
    ...scaled(queue, (interval) => now[interval]!.contacts / past.contacts),
    ahtSeconds: queue.ahtSeconds.map((aht, interval) => {
      const { contacts, work } = now[interval]!
      return aht * (work / contacts / (past.work / past.contacts))
    }),
  })
}

/** Less than this is no handling of a contact but a slip of the pen, seconds. */
const LEAST_AHT_SECONDS = 1

function withHandlingTime(
  queue: QueueForecast,
  lever: Extract<Lever, { kind: 'handlingTime' }>,
  dates: readonly string[],
): QueueForecast {
  const change = lever.ofContacts * lever.share * lever.seconds
  const ahtSeconds = queue.ahtSeconds.map((aht, interval) => {
    if (!isInSpan(dates[interval]!, lever) || !(aht > 0)) return aht
    if (change >= 0 || aht + change >= LEAST_AHT_SECONDS) return aht + change
    throw new PlanningInputError({
      value: lever.name ?? lever.kind,
      problem:
        `leaves contacts of queue ${JSON.stringify(queue.queueId)} ${rounded(aht + change)} s of handling time ` +
        `on ${dates[interval]}, of ${rounded(aht)} s`,
      hint: 'Take off fewer seconds, or give the lever a smaller share of the contacts.',
    })
  })
  return { ...queue, ahtSeconds }
}

const rounded = (seconds: number): string => String(Math.round(seconds * 10) / 10)

function escalated(
  { horizon, queues }: Forecast,
  lever: Extract<Lever, { kind: 'escalation' }>,
  dates: readonly string[],
): Forecast {
  const from = queues.find(({ queueId }) => queueId === lever.queue)
  if (!from) return { horizon, queues }
  const more = sharesInForce(lever, dates, horizon).map((share) => lever.ofContacts * (share - lever.historyShare))
  return {
    horizon,
    queues: queues.map((queue) => (queue.queueId === lever.toQueue ? joinedBy(queue, from, more) : queue)),
  }
}

/** `queue` with a share of another's contacts added, `[interval]`; a negative one takes them away. */
function joinedBy(queue: QueueForecast, from: QueueForecast, shares: Float64Array): QueueForecast {
  const fewer = scaled(queue, (interval) => {
    const before = queue.mean[interval]!
    const away = Math.max(0, -shares[interval]!) * from.mean[interval]!
    return before > 0 ? Math.max(0, before - away) / before : 1
  })
  return changed(
    fewer,
    (value, interval, level) =>
      value + Math.max(0, shares[interval]!) * (level === 'mean' ? from.mean : from.quantiles[level])[interval]!,
  )
}

const scaled = (queue: QueueForecast, factor: (interval: number) => number): QueueForecast =>
  changed(queue, (value, interval) => value * factor(interval))

/** A queue with its mean and quantiles changed, level by level. */
function changed(
  queue: QueueForecast,
  change: (value: number, interval: number, level: 'mean' | QuantileName) => number,
): QueueForecast {
  const levels = Object.entries(queue.quantiles) as [QuantileName, Float64Array][]
  return {
    ...queue,
    mean: queue.mean.map((value, interval) => change(value, interval, 'mean')),
    quantiles: Object.fromEntries(
      levels.map(([level, values]) => [level, values.map((value, interval) => change(value, interval, level))]),
    ) as Record<QuantileName, Float64Array>,
  }
}
