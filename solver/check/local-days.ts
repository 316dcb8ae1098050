import { DateTime, IANAZone } from 'luxon'
import { dayStarts, type Horizon, instantOnDay, localStamp, MINUTES_PER_DAY, MS_PER_MINUTE } from '../domain/horizon.ts'

const MS_PER_DAY = MINUTES_PER_DAY * MS_PER_MINUTE

/**
 * Local days around a horizon by number: 0 is its first day, -1 the day before. Work belongs to the local day on which
 * its shift starts; weeks are seven days each from day 0.
 */
export interface LocalDays {
  readonly zone: string
  /** Days of the horizon. */
  readonly count: number
  readonly weeks: number
  /** Day of an instant, epoch milliseconds. */
  dayOf(instant: number): number
  /** Minutes after midnight on the wall clock. */
  minuteOf(instant: number): number
  /** `YYYY-MM-DD`. */
  dateOf(day: number): string
  /** 1 Monday .. 7 Sunday. */
  weekdayOf(day: number): number
  /** Instant of a wall-clock minute after a day's midnight; minutes past 1440 fall on the next day. */
  instantOf(day: number, minute: number): number
  /** Local time of an instant with its offset. */
  stampOf(instant: number): string
  /** Days, weeks and calendar months of the horizon, and the horizon itself. */
  readonly periods: Readonly<Record<PeriodName, readonly Period[]>>
}

type PeriodName = 'day' | 'week' | 'month' | 'horizon'

/** Days `[fromDay, toDay)` of the horizon for which something is counted together. */
export interface Period {
  readonly fromDay: number
  readonly toDay: number
}

/** Look-ups in the zone are slow and shifts begin at few different instants, so that each is looked up once. */
function once<Value>(lookUp: (key: number) => Value): (key: number) => Value {
  const known = new Map<number, Value>()
  return (key) => {
    const value = known.get(key) ?? lookUp(key)
    known.set(key, value)
    return value
  }
}

export function localDays(horizon: Horizon): LocalDays {
  const zone = IANAZone.create(horizon.zone)
  const wallMs = once((instant) => instant + zone.offset(instant) * MS_PER_MINUTE)
  const civilDay = (instant: number) => Math.floor(wallMs(instant) / MS_PER_DAY)
  const first = civilDay(horizon.startsAt)
  const count = dayStarts(horizon).length - 1
  const dateOf = once((day) => new Date((first + day) * MS_PER_DAY).toISOString().slice(0, 10))
  const midnightOf = once((day) => DateTime.fromISO(dateOf(day), { zone: horizon.zone }).toMillis())
  const minuteInstants = once((key) => {
    const day = Math.floor(key / MINUTES_APART)
    return instantOnDay(midnightOf(day), key - day * MINUTES_APART, horizon.zone)
  })
  return {
    zone: horizon.zone,
    count,
    weeks: Math.ceil(count / 7),
    dayOf: (instant) => civilDay(instant) - first,
    minuteOf: (instant) => Math.floor((wallMs(instant) - civilDay(instant) * MS_PER_DAY) / MS_PER_MINUTE),
    dateOf,
    // 1970-01-01 was a Thursday.
    weekdayOf: (day) => ((((first + day + 3) % 7) + 7) % 7) + 1,
    instantOf: (day, minute) => minuteInstants(day * MINUTES_APART + minute),
    stampOf: once((instant) => localStamp(instant, horizon.zone)),
    periods: periodsOf(count, dateOf),
  }
}

/** Rules name minutes up to 48:00 of a day. */
const MINUTES_APART = 2 * MINUTES_PER_DAY + 1

function periodsOf(count: number, dateOf: (day: number) => string): LocalDays['periods'] {
  const every = Array.from({ length: count }, (_, day) => day)
  const from = (firsts: readonly number[]): Period[] =>
    firsts.map((fromDay, index) => ({ fromDay, toDay: firsts[index + 1] ?? count }))
  return {
    day: from(every),
    week: from(every.filter((day) => day % 7 === 0)),
    month: from(every.filter((day) => day === 0 || dateOf(day).endsWith('-01'))),
    horizon: from([0]),
  }
}
