import type { CalendarEvent } from '../domain/calendar.ts'
import type { Forecast, QuantileName, QueueForecast } from '../domain/forecast-outputs.ts'
import { type Horizon, intervalMs, type LocalClock, localClocks, localDate } from '../domain/horizon.ts'
import { momentInstant } from '../domain/local-moment.ts'
import { isWithin } from '../domain/open-window.ts'
import type { Scenario, ScenarioFactor, ScenarioOutage, ScenarioShock } from '../domain/scenario.ts'
import { isInSpan } from '../domain/target.ts'
import { eventsChosen } from './scenario-calendar.ts'

/**
 * A forecast as a scenario changes it: its factors, then its shocks, then its outages, which keep contacts away and
 * bring most of them later. Quantiles keep their distance from the mean as a share of it where contacts are multiplied;
 * added contacts are added to all of them. What comes before or after the horizon is left to other weeks.
 * @param calendar with the scenario's own events in it
 */
export function scenarioDemand(forecast: Forecast, scenario: Scenario, calendar: readonly CalendarEvent[]): Forecast {
  const { horizon } = forecast
  const clocks = localClocks(horizon)
  const shocks = scenario.shocks.map((shock) => ({ shock, contactsOf: shockByDate(shock, calendar, horizon.zone) }))
  return {
    horizon,
    queues: forecast.queues.map((queue) => {
      let changed = scaled(queue, scenario, clocks)
      for (const { shock, contactsOf } of shocks)
        if (shock.queue === queue.queueId) changed = shocked(changed, contactsOf, clocks)
      for (const outage of scenario.outages)
        if (outage.queues?.includes(queue.queueId) ?? true) changed = keptAway(changed, outage, horizon)
      return changed
    }),
  }
}

function scaled(queue: QueueForecast, { volume, aht }: Scenario, clocks: readonly LocalClock[]): QueueForecast {
  if (volume.length + aht.length === 0) return queue
  const factorsOf = (factors: readonly ScenarioFactor[]) =>
    clocks.map((clock) => factors.reduce((product, factor) => product * factorAt(factor, queue.queueId, clock), 1))
  const [volumes, ahts] = [factorsOf(volume), factorsOf(aht)]
  return {
    ...changedContacts(queue, (contacts, interval) => contacts * volumes[interval]!),
    ahtSeconds: queue.ahtSeconds.map((seconds, interval) => seconds * ahts[interval]!),
  }
}

function factorAt(factor: ScenarioFactor, queueId: string, { date, weekday, minuteOfDay }: LocalClock): number {
  if (factor.queue !== undefined && factor.queue !== queueId) return 1
  const { window } = factor
  const isIn = window
    ? isWithin(window, weekday, minuteOfDay, (daysBefore) => isInSpan(daysEarlier(date, daysBefore), factor))
    : isInSpan(date, factor)
  return isIn ? 1 + factor.ofContacts * (factor.factor - 1) : 1
}

const MS_PER_DAY = 86_400_000
const daysEarlier = (date: string, days: number): string => (days === 0 ? date : dateAfter(date, -days))
const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * MS_PER_DAY).toISOString().slice(0, 10)

/** Contacts of a shock by local date: each day half as many as on the day before. */
function shockByDate(shock: ScenarioShock, calendar: readonly CalendarEvent[], zone: string): Map<string, number> {
  const byDate = new Map<string, number>()
  const weights = Array.from({ length: shock.days }, (_, day) => 0.5 ** day)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  for (const event of eventsChosen(calendar, { title: shock.event, date: shock.date }, zone)) {
    const contacts = (shock.orders ?? event.expectedSize) * shock.share * shock.contactsPerOrder
    const first = localDate(event.startMs, zone)
    weights.forEach((weight, day) => {
      const date = dateAfter(first, shock.afterDays + day)
      byDate.set(date, (byDate.get(date) ?? 0) + (contacts * weight) / total)
    })
  }
  return byDate
}

/** A day's added contacts come by the hours as the day's others do; on a day without any, evenly. */
function shocked(
  queue: QueueForecast,
  contactsOf: ReadonlyMap<string, number>,
  clocks: readonly LocalClock[],
): QueueForecast {
  const dayTotals = new Map<string, { contacts: number; intervals: number }>()
  clocks.forEach(({ date }, interval) => {
    const day = dayTotals.get(date) ?? { contacts: 0, intervals: 0 }
    dayTotals.set(date, { contacts: day.contacts + queue.mean[interval]!, intervals: day.intervals + 1 })
  })
  const added = clocks.map(({ date }, interval) => {
    const { contacts, intervals } = dayTotals.get(date)!
    return (contactsOf.get(date) ?? 0) * (contacts > 0 ? queue.mean[interval]! / contacts : 1 / intervals)
  })
  return changedContacts(queue, (contacts, interval) => contacts + added[interval]!)
}

/** Contacts of the outage are gone; `returning` of them come after it, linearly fewer until `withinHours` have passed. */
function keptAway(
  queue: QueueForecast,
  { from, to, returning, withinHours }: ScenarioOutage,
  horizon: Horizon,
): QueueForecast {
  const [start, end] = [from, to].map(
    (moment) => (momentInstant(moment, horizon.zone) - horizon.startsAt) / intervalMs(horizon),
  ) as [number, number]
  const share = (interval: number) => Math.max(0, Math.min(end, interval + 1) - Math.max(start, interval))
  const span = (withinHours * 60) / horizon.intervalMinutes
  // Of a line that falls to nothing over `span`, what lies before a place.
  const before = (place: number) => {
    const part = Math.min(1, Math.max(0, (place - end) / span))
    return 1 - (1 - part) ** 2
  }
  const after = (contacts: Float64Array): Float64Array => {
    const away = contacts.reduce((sum, each, interval) => sum + each * share(interval), 0)
    return contacts.map(
      (each, interval) => each * (1 - share(interval)) + away * returning * (before(interval + 1) - before(interval)),
    )
  }
  return { ...queue, mean: after(queue.mean), quantiles: ofEach(queue.quantiles, after) }
}

const changedContacts = (
  queue: QueueForecast,
  change: (contacts: number, interval: number) => number,
): QueueForecast => ({
  ...queue,
  mean: queue.mean.map(change),
  quantiles: ofEach(queue.quantiles, (values) => values.map(change)),
})

const ofEach = (
  quantiles: QueueForecast['quantiles'],
  change: (values: Float64Array) => Float64Array,
): QueueForecast['quantiles'] =>
  Object.fromEntries(Object.entries(quantiles).map(([name, values]) => [name, change(values)])) as Record<
    QuantileName,
    Float64Array
  >
