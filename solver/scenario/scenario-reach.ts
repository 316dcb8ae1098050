import type { CalendarEvent } from '../domain/calendar.ts'
import { type Horizon, horizonEnd, localDate } from '../domain/horizon.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import type { Scenario } from '../domain/scenario.ts'
import { eventsChosen } from './scenario-calendar.ts'

/** Local dates of a part of a scenario, both inclusive; absent bounds mean always. */
interface Reach {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * A scenario all of whose parts lie on other dates would be planned as if there were none, and look as if it changed
 * nothing. Parts that lie outside beside others that do not are as they should be: a sale has more than one week.
 * @throws PlanningInputError naming the scenario's dates
 */
export function refuseIdleScenario(scenario: Scenario, calendar: readonly CalendarEvent[], horizon: Horizon): void {
  const reaches = reachesOf(scenario, calendar, horizon.zone)
  const first = localDate(horizon.startsAt, horizon.zone)
  const last = localDate(horizonEnd(horizon) - 1, horizon.zone)
  if (reaches.length === 0 || reaches.some(({ from = first, to = last }) => from <= last && to >= first)) return
  const froms = reaches.flatMap(({ from }) => from ?? []).sort()
  const tos = reaches.flatMap(({ to }) => to ?? []).sort()
  throw new PlanningInputError({
    value: scenario.id,
    problem: `changes nothing from ${first} to ${last}: its dates are ${froms[0] ?? 'any'} to ${tos.at(-1) ?? 'any'}`,
    hint: 'Plan a week that it is about, or move its dates.',
  })
}

const dateOf = (moment: string): string => moment.slice(0, 10)

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)

/** When each part of a scenario is in force. */
function reachesOf(scenario: Scenario, calendar: readonly CalendarEvent[], zone: string): Reach[] {
  const { events, levers, absentEmployees, unplannedShrinkage, planFor, assurance, settings } = scenario
  const ofEvents = (choices: readonly { title: string; date?: string | undefined }[]) =>
    choices.flatMap((choice) => eventsChosen(calendar, choice, zone).map((event) => afterEvent(event, zone)))
  const always = [...absentEmployees, unplannedShrinkage, planFor, assurance].filter((each) => each !== undefined)
  return [
    ...always.map(() => ({})),
    ...[...scenario.volume, ...scenario.aht, ...scenario.shrinkage, ...settings],
    ...levers.map((lever) => ('historyShare' in lever && lever.historyShare > 0 ? {} : lever)),
    ...levers.flatMap((lever) => (lever.kind === 'botDeflection' ? lever.outages.map(spanOf) : [])),
    ...ofEvents([...events.cancel, ...events.resize]),
    ...events.add.map(({ start }) => ({ from: dateOf(start) })),
    ...scenario.shocks.flatMap(({ event, date, afterDays, days }) =>
      eventsChosen(calendar, { title: event, date }, zone).map(({ startMs }) => ({
        from: daysAfter(localDate(startMs, zone), afterDays),
        to: daysAfter(localDate(startMs, zone), afterDays + days - 1),
      })),
    ),
    ...scenario.outages.map(spanOf),
    ...scenario.hires.map(({ startsOn }) => ({ from: startsOn })),
    ...[...scenario.transfers, ...scenario.leavers].map(({ from }) => ({ from })),
    ...scenario.wages.map(() => ({})),
  ]
}

const spanOf = ({ from, to }: { readonly from: string; readonly to: string }): Reach => ({
  from: dateOf(from),
  to: dateOf(to),
})

/** What an event brings goes on after it, for as long as the forecast says. */
const afterEvent = ({ startMs }: CalendarEvent, zone: string): Reach => ({ from: localDate(startMs, zone) })
