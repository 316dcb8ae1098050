import { DateTime } from 'luxon'
import type { Availability, Contract } from '../../domain/employee.ts'
import { dayStarts, type Horizon, MS_PER_MINUTE } from '../../domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../../domain/plan-inputs.ts'
import { type Assignment, orderAssignments } from '../../domain/roster.ts'
import { siteHorizon } from '../../domain/site.ts'
import type { TourOption } from '../../tours/tour-problem.ts'
import type { ShiftOption } from '../shift-option.ts'

/** Days `[fromDay, toDay)` of a horizon. */
export interface DaySpan {
  readonly fromDay: number
  readonly toDay: number
}

export interface TourDay {
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string
  /** 1 Monday .. 7 Sunday. */
  readonly weekday: number
  readonly startMs: number
  readonly endMs: number
}

/**
 * A horizon prepared once for the people of one zone, so that what they have in common is worked out once and shared
 * between them. Contexts of other zones (`inZone`) have the same options, of which each zone's people may work their own,
 * and days of their own.
 */
export interface TourContext {
  /** Whose days these are. */
  readonly zone: string
  /** The same horizon for the people of another zone. */
  readonly inZone: (zone: string) => TourContext
  /** As they bear on the horizon (`inputsFor`). */
  readonly inputs: PlanInputs
  /** Of the plan, in its zone. */
  readonly horizon: Horizon
  /** Of all zones. */
  readonly options: readonly ShiftOption[]
  /** The same options as tours see them. */
  readonly tourOptions: readonly TourOption[]
  readonly days: readonly TourDay[]
  /** Sevens of days from the first day on; the last may be shorter. */
  readonly weeks: readonly DaySpan[]
  /** Calendar months, as far as they lie in the horizon. */
  readonly months: readonly DaySpan[]
  /** Paid minutes, `[option]`. */
  readonly paidMinutes: Int32Array
  /** Days before the horizon of which the previous roster tells, latest first. */
  readonly daysBefore: readonly TourDay[]
  readonly contractById: ReadonlyMap<string, Contract>
  /** Shifts of the previous roster by employee, ordered by start. */
  readonly tailOf: ReadonlyMap<string, readonly Assignment[]>
  readonly availabilityOf: ReadonlyMap<string, readonly Availability[]>
  /** The value first made under a key: people with equal parameters get the very same object. */
  readonly once: <Value>(key: string, make: () => Value) => Value
  /** Sum of some arrays of a length; of the same arrays, the very same sum. */
  readonly total: (parts: readonly Float64Array[], length: number) => Float64Array
  /** A number for each object, for keys: the same for the very same object. */
  readonly numberOf: (object: object) => number
}

/** @returns the context of the plan's own zone */
export function tourContext(given: PlanInputs, horizon: Horizon, options: readonly ShiftOption[]): TourContext {
  const inputs = inputsFor(given, horizon)
  const shared = {
    inputs,
    horizon,
    options,
    tourOptions: tourOptions(options, horizon),
    paidMinutes: Int32Array.from(options, (option) => option.paidMinutes),
    contractById: new Map(inputs.settings.contracts.map((contract) => [contract.id, contract])),
    tailOf: Map.groupBy(orderAssignments(inputs.previousRoster), ({ employeeId }) => employeeId),
    availabilityOf: Map.groupBy(inputs.availability, ({ employeeId }) => employeeId),
  }
  const { once } = sharing()
  const inZone = (zone: string): TourContext =>
    once(zone, () => ({ ...shared, zone, inZone, ...daysOf(siteHorizon(horizon, zone), inputs), ...sharing() }))
  return inZone(horizon.zone)
}

function daysOf(site: Horizon, { previousRoster }: PlanInputs) {
  const days = horizonDays(site)
  return {
    days,
    weeks: days.filter((_, day) => day % 7 === 0).map((_, week) => span(week * 7, Math.min(week * 7 + 7, days.length))),
    months: monthsOf(days),
    daysBefore: daysBefore(previousRoster, site),
  }
}

/** Things made once and kept, by a key or by what they are made of. */
function sharing(): Pick<TourContext, 'once' | 'total' | 'numberOf'> {
  const made = new Map<string, unknown>()
  const numbers = new Map<object, number>()
  const once = <Value>(key: string, make: () => Value): Value => {
    if (!made.has(key)) made.set(key, make())
    return made.get(key) as Value
  }
  const numberOf = (object: object): number => {
    if (!numbers.has(object)) numbers.set(object, numbers.size)
    return numbers.get(object)!
  }
  return {
    once,
    numberOf,
    total: (parts, length) => once(`total ${length} ${parts.map(numberOf).join(' ')}`, () => sumArrays(parts, length)),
  }
}

function sumArrays(parts: readonly Float64Array[], length: number): Float64Array {
  const sum = new Float64Array(length)
  for (const part of parts) for (let index = 0; index < length; index++) sum[index]! += part[index]!
  return sum
}

/** Shift options as tours see them, in the same order. */
export const tourOptions = (options: readonly ShiftOption[], horizon: Horizon): TourOption[] =>
  options.map(({ day, startMs, endMs }) => ({
    day,
    startMinute: minuteOf(startMs, horizon),
    endMinute: minuteOf(endMs, horizon),
  }))

/** Options that the zone's people may work. */
export const ownOptions = ({ once, options, tourOptions, zone }: TourContext): readonly TourOption[] =>
  once('own options', () => tourOptions.filter((_, option) => options[option]!.zone === zone))

/** Elapsed minutes from the start of the plan's horizon; less than 0 before it. */
export const minuteOf = (instant: number, horizon: Horizon): number => (instant - horizon.startsAt) / MS_PER_MINUTE

const span = (fromDay: number, toDay: number): DaySpan => ({ fromDay, toDay })

function horizonDays(horizon: Horizon): TourDay[] {
  const starts = dayStarts(horizon)
  return starts.slice(0, -1).map((startMs, day) => dayAt(startMs, starts[day + 1]!, horizon.zone))
}

function dayAt(startMs: number, endMs: number, zone: string): TourDay {
  const local = DateTime.fromMillis(startMs, { zone })
  return { date: local.toFormat('yyyy-MM-dd'), weekday: local.weekday, startMs, endMs }
}

function monthsOf(days: readonly TourDay[]): DaySpan[] {
  const month = (day: number) => days[day]?.date.slice(0, 7)
  const firsts = days.map((_, day) => day).filter((day) => month(day) !== month(day - 1))
  return firsts.map((first, index) => span(first, firsts[index + 1] ?? days.length))
}

/** Back to the earliest shift of the previous roster: of days before that one nothing is known. */
function daysBefore(previous: readonly Assignment[], { startsAt, zone }: Horizon): TourDay[] {
  const earliest = previous.reduce((least, { startMs }) => Math.min(least, startMs), startsAt)
  const days: TourDay[] = []
  let end = startsAt
  while (earliest < end) {
    const start = DateTime.fromMillis(end - 1, { zone })
      .startOf('day')
      .toMillis()
    days.push(dayAt(start, end, zone))
    end = start
  }
  return days
}
