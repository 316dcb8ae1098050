import type { WallClock } from './wall-zone.ts'

/** An RRULE as RFC 5545 section 3.3.10 defines it. Lists are empty where the rule does not have the part. */
export interface RecurrenceRule {
  readonly frequency: 'SECONDLY' | 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  readonly interval: number
  readonly count: number | undefined
  readonly months: readonly number[]
  readonly weekNumbers: readonly number[]
  readonly yearDays: readonly number[]
  readonly monthDays: readonly number[]
  /** Weekdays 0 Monday .. 6 Sunday, with the ordinal within month or year, 0 for every one. */
  readonly weekdays: readonly { readonly weekday: number; readonly ordinal: number }[]
  readonly hours: readonly number[]
  readonly minutes: readonly number[]
  readonly seconds: readonly number[]
  readonly positions: readonly number[]
  /** 0 Monday .. 6 Sunday. */
  readonly weekStart: number
}

const MS_PER_DAY = 86_400_000
const SUB_DAILY_MS = { SECONDLY: 1000, MINUTELY: 60_000, HOURLY: 3_600_000 } as const
/** Instants that a rule finer than a day is tried at before it is given up, and times of one day before that. */
const MAX_TRIED = 250_000
const MAX_TIMES = 1440

/**
 * Wall clocks at which a rule recurs, ascending, the start being the first of them, through `until`. Days are tried one
 * by one, so that a rule which never comes true ends where the range does. A rule too fine to be followed, by 250,000
 * steps or by more than 1440 times of a day, gives NaN.
 */
export function* recurrences(rule: RecurrenceRule, start: WallClock, until: WallClock): Generator<WallClock> {
  let left = rule.count ?? Number.POSITIVE_INFINITY
  if (left-- > 0) yield start
  for (const wall of rule.frequency in SUB_DAILY_MS ? finerThanDays(rule, start, until) : byDays(rule, start, until)) {
    if (wall === start) continue
    if (left-- <= 0 || wall > until) return
    yield wall
  }
}

function* finerThanDays(rule: RecurrenceRule, start: WallClock, until: WallClock): Generator<WallClock> {
  const step = rule.interval * SUB_DAILY_MS[rule.frequency as keyof typeof SUB_DAILY_MS]
  const allows = (list: readonly number[], value: number) => list.length === 0 || list.includes(value)
  let tried = 0
  for (let wall = start; wall <= until; wall += step) {
    if (tried++ === MAX_TRIED) yield Number.NaN
    const date = new Date(wall)
    const isTime =
      allows(rule.hours, date.getUTCHours()) &&
      allows(rule.minutes, date.getUTCMinutes()) &&
      allows(rule.seconds, date.getUTCSeconds())
    if (isTime && isDayOf(rule, Math.floor(wall / MS_PER_DAY))) yield wall
  }
}

/** Goes through the rule's periods (days, weeks, months, years); positions count within each. */
function* byDays(given: RecurrenceRule, start: WallClock, until: WallClock): Generator<WallClock> {
  const firstDay = Math.floor(start / MS_PER_DAY)
  const lastDay = Math.floor(until / MS_PER_DAY)
  const rule = withDefaults(given, firstDay)
  const times = timesOfDay(rule, start - firstDay * MS_PER_DAY)
  if (times.length > MAX_TIMES) yield Number.NaN
  for (let period = 0; ; period += rule.interval) {
    const [from, to] = periodDays(rule, firstDay, period)
    // A negated comparison, so that periods beyond the calendar (NaN) end it too.
    if (!(from <= lastDay)) return
    let found: WallClock[] = []
    for (let day = from; day < to; day++) {
      if (isDayOf(rule, day)) found.push(...times.map((time) => day * MS_PER_DAY + time))
    }
    if (rule.positions.length > 0) {
      const size = found.length
      found = found.filter((_, at) => rule.positions.some((position) => position === at + 1 || position === at - size))
    }
    yield* found.filter((wall) => wall > start)
  }
}

/** Days since 1970 `[from, to)` of the n-th period after the one that holds the start. */
function periodDays({ frequency, weekStart }: RecurrenceRule, firstDay: number, period: number): [number, number] {
  if (frequency === 'DAILY') return [firstDay + period, firstDay + period + 1]
  if (frequency === 'WEEKLY') {
    const from = firstDay - ((weekdayOf(firstDay) - weekStart + 7) % 7) + 7 * period
    return [from, from + 7]
  }
  const { year, month } = partsOf(firstDay)
  return frequency === 'MONTHLY'
    ? [dayNumber(year, month + period, 1), dayNumber(year, month + period + 1, 1)]
    : [dayNumber(year + period, 1, 1), dayNumber(year + period + 1, 1, 1)]
}

/** What a rule does not say it takes from its start. */
function withDefaults(rule: RecurrenceRule, firstDay: number): RecurrenceRule {
  const { frequency, months, weekNumbers, yearDays, monthDays, weekdays } = rule
  const { month, day } = partsOf(firstDay)
  const ownWeekday = [{ weekday: weekdayOf(firstDay), ordinal: 0 }]
  if (weekdays.length > 0 || monthDays.length > 0 || yearDays.length > 0) return rule
  if (frequency === 'WEEKLY' || weekNumbers.length > 0) return { ...rule, weekdays: ownWeekday }
  if (frequency === 'MONTHLY') return { ...rule, monthDays: [day] }
  if (frequency !== 'YEARLY') return rule
  return { ...rule, monthDays: [day], months: months.length > 0 ? months : [month] }
}

function timesOfDay({ hours, minutes, seconds }: RecurrenceRule, startTime: number): number[] {
  const own = new Date(startTime)
  const or = (list: readonly number[], value: number) => (list.length === 0 ? [value] : list)
  return or(hours, own.getUTCHours())
    .flatMap((hour) =>
      or(minutes, own.getUTCMinutes()).flatMap((minute) =>
        or(seconds, own.getUTCSeconds()).map((second) => ((hour * 60 + minute) * 60 + second) * 1000),
      ),
    )
    .sort((a, b) => a - b)
}

/** Whether the parts of a rule that speak of days all allow a day. */
function isDayOf(rule: RecurrenceRule, day: number): boolean {
  const { year, month, day: dayOfMonth } = partsOf(day)
  const counted = (list: readonly number[], index: number, length: number) =>
    list.length === 0 || list.includes(index) || list.includes(index - length - 1)
  if (rule.months.length > 0 && !rule.months.includes(month)) return false
  if (!counted(rule.monthDays, dayOfMonth, dayNumber(year, month + 1, 1) - dayNumber(year, month, 1))) return false
  const newYear = dayNumber(year, 1, 1)
  const nextYear = dayNumber(year + 1, 1, 1)
  if (!counted(rule.yearDays, day - newYear + 1, nextYear - newYear)) return false
  if (rule.weekNumbers.length > 0 && !rule.weekNumbers.some((number) => isInWeek(rule, day, number))) return false
  return rule.weekdays.length === 0 || rule.weekdays.some((item) => isWeekday(rule, day, item))
}

function isWeekday(rule: RecurrenceRule, day: number, item: RecurrenceRule['weekdays'][number]): boolean {
  if (weekdayOf(day) !== item.weekday) return false
  if (item.ordinal === 0) return true
  const { year, month } = partsOf(day)
  const ofMonth = rule.frequency === 'MONTHLY' || rule.months.length > 0
  const from = ofMonth ? dayNumber(year, month, 1) : dayNumber(year, 1, 1)
  const to = ofMonth ? dayNumber(year, month + 1, 1) : dayNumber(year + 1, 1, 1)
  return item.ordinal > 0
    ? Math.floor((day - from) / 7) + 1 === item.ordinal
    : Math.floor((to - 1 - day) / 7) + 1 === -item.ordinal
}

/** Weeks are of the year that most of their days are in; negative numbers count from the year's last week. */
function isInWeek({ weekStart }: RecurrenceRule, day: number, number: number): boolean {
  const monday = day - ((weekdayOf(day) - weekStart + 7) % 7)
  const { year } = partsOf(monday + 3)
  const firstWeek = (of: number) => {
    const fourth = dayNumber(of, 1, 4)
    return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7)
  }
  const week = (monday - firstWeek(year)) / 7 + 1
  const weeks = (firstWeek(year + 1) - firstWeek(year)) / 7
  return week === number || week - weeks - 1 === number
}

const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / MS_PER_DAY
/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7
function partsOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * MS_PER_DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
