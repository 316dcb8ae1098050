import { DateTime, IANAZone } from 'luxon'
import { dayHorizon, dayStarts, type Horizon, INTERVAL_MINUTES, localDate, MINUTES_PER_DAY } from './horizon.ts'

/** What tells the sites of a plan. */
interface Sites {
  readonly settings: {
    readonly zone: string
    readonly groups: readonly { readonly id: string; readonly zone?: string | undefined }[]
  }
  readonly employees: readonly { readonly id: string; readonly group: string }[]
}

/** Zone that a person's days and shifts are in, by employee id. */
export type ZoneOf = (employeeId: string) => string

/** Zone of a group: its own, or the plan's. */
export const zoneOfGroup = ({ zone, groups }: Sites['settings'], group: string): string =>
  groups.find(({ id }) => id === group)?.zone ?? zone

/** Zones in which groups work, in the order of the groups; the plan's alone where no group has its own. */
export const zonesOfGroups = (settings: Sites['settings']): string[] => [
  ...new Set(settings.groups.map(({ id }) => zoneOfGroup(settings, id))),
]

/** @returns the plan's zone for people who are not in the team */
export function zonesOfPeople({ settings, employees }: Sites): ZoneOf {
  if (zonesOfGroups(settings).every((zone) => zone === settings.zone)) return () => settings.zone
  const zoneById = new Map(employees.map(({ id, group }) => [id, zoneOfGroup(settings, group)]))
  return (employeeId) => zoneById.get(employeeId) ?? settings.zone
}

/**
 * Sites: groups of people in time zones of their own (`groups: [{ id, zone }]` in plan.yaml).
 *
 * Demand, intervals and the horizon stay in the plan's zone, on one axis of instants. What a person's rules count by, and
 * what their shift templates start by, is the clock of the group's zone: a site's horizon is as many local days as the
 * plan's, with the same dates, or all of them a day earlier (later) where its clock is more than half a day behind (ahead
 * of) the plan's, so that the site's days lie over the plan's as well as whole days can. Los Angeles is 16 hours behind
 * Shanghai: in a plan of Monday 9 to Sunday 15 November it works Sunday 8 to Saturday 14, from eight hours before the
 * horizon to eight before its end. Whether dates move is told by standard times alone and never changes with the clocks,
 * so that the days of consecutive plans follow one another without gap or overlap, as many in each, and a site's weeks
 * always begin on the same weekday.
 *
 * A shift belongs to the plan when it starts on one of the days of its person's site. It may thus start up to twelve hours
 * (thirteen while only one clock is on summer time) before the horizon, where what it covers was the last plan's demand, or
 * after its end, where no demand is known and it is worth nothing. Shifts before a site's first day are its previous roster;
 * as far as they reach into the horizon they cover demand like any others.
 *
 * @returns the site's days, on the finest grid, which every clock change falls on; the very horizon in its own zone
 */
export function siteHorizon(horizon: Horizon, zone: string): Horizon {
  if (zone === horizon.zone) return horizon
  const firstDate = movedDate(localDate(horizon.startsAt, horizon.zone), daysMoved(zone, horizon.zone))
  return dayHorizon(firstDate, dayStarts(horizon).length - 1, INTERVAL_MINUTES[0], zone)
}

/** The site's horizon of each person, by employee id. */
export function horizonsOfPeople(sites: Sites, horizon: Horizon): (employeeId: string) => Horizon {
  const zoneOf = zonesOfPeople(sites)
  const byZone = new Map<string, Horizon>()
  return (employeeId) => {
    const zone = zoneOf(employeeId)
    const own = byZone.get(zone) ?? siteHorizon(horizon, zone)
    byZone.set(zone, own)
    return own
  }
}

/** Date of the plan, `YYYY-MM-DD`, that a site's day on which an instant lies stands for. */
export const planDateOf = (instant: number, zone: string, planZone: string): string =>
  movedDate(localDate(instant, zone), -daysMoved(zone, planZone))

/** Whether a site's clock is always whole intervals from the plan's, so that its shifts start on the plan's grid. */
export const isOnPlanGrid = (zone: string, planZone: string, intervalMinutes: number): boolean =>
  SEASONS.every((at) => (offsetAt(zone, at) - offsetAt(planZone, at)) % intervalMinutes === 0)

/** Days by which a site's dates are moved against the plan's: -1, 0 or 1. */
function daysMoved(zone: string, planZone: string): number {
  const behindMinutes = standardOffset(planZone) - standardOffset(zone)
  return Math.abs(behindMinutes) <= MINUTES_PER_DAY / 2 ? 0 : -Math.sign(behindMinutes)
}

/** One instant of each half-year. They are fixed, so that whether dates move does not hang on the week that is planned. */
const SEASONS = [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)] as const

/** Minutes ahead of UTC without daylight saving. */
const standardOffset = (zone: string): number => Math.min(...SEASONS.map((at) => offsetAt(zone, at)))

const offsetAt = (zone: string, instant: number): number => IANAZone.create(zone).offset(instant)

const movedDate = (date: string, days: number): string =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')
