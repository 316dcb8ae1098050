/**
 * The only place where numbers become text: percent, money, times and dates in the reader's language and the plan's zone.
 */
export interface Format {
  /** Minor currency units -> `¥12,345`. `among` is the largest sum that it stands beside: one column, one precision. */
  readonly money: (minorUnits: number, among?: number) => string
  /** Fraction 0..1 -> `82.4 %` in the language's own way. */
  readonly percent: (fraction: number, digits?: number) => string
  readonly number: (value: number, digits?: number) => string
  /** Hours of people or tickets: the fewer there are, the more digits count. */
  readonly hours: (hours: number) => string
  /** `+2`, `-1`, `0`. */
  readonly signed: (value: number, digits?: number) => string
  /** `2026-11-09T20:00+08:00` or an instant -> `20:00`. */
  readonly time: (instant: number | string) => string
  /** Weekday and date of an instant. */
  readonly dayOf: (instant: number | string) => string
  /** Weekday and date of a local date `YYYY-MM-DD`. */
  readonly day: (date: string) => string
  /** Name of the weekday of a local date `YYYY-MM-DD`. */
  readonly weekday: (date: string) => string
  /** Weekday, date and time. */
  readonly moment: (instant: number | string) => string
  /** Weekday, date and both times; the second date only when it differs. */
  readonly span: (start: number | string, end: number | string) => string
  /** The same of a stamp about a person, by its own clock; its offset stands there where it is not the plan's. A date is a day. */
  readonly personMoment: (stamp: string) => string
  readonly personSpan: (start: string, end: string) => string
  /** First and last day of the week, or of several, that starts on a date `YYYY-MM-DD`. */
  readonly week: (firstDay: string, weeks?: number) => string
  readonly duration: (seconds: number) => string
  /** Date in full and time as a wall clock shows them: `2026-04-03` or `2026-04-03T14:05`, whatever the zone. */
  readonly wallClock: (stamp: string) => string
  /** Size of a file, in steps of 1024. */
  readonly bytes: (bytes: number) => string
}

const DAY_MS = 86_400_000
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

const toDate = (instant: number | string): Date => new Date(instant)

const formats = new Map<string, Format>()

/** One for each language, zone and currency: building it takes longer than drawing a row of the board. */
export function createFormat(language: string, zone: string, currency: string): Format {
  const key = [language, zone, currency].join(' ')
  const format = formats.get(key) ?? buildFormat(language, zone, currency)
  formats.set(key, format)
  return format
}

function buildFormat(language: string, zone: string, currency: string): Format {
  const dates = dateFormats(language, zone)
  const money = moneyFormat(language, currency)
  const decimal = (digits: number, style: Intl.NumberFormatOptions = {}) =>
    numberFormat(language, { maximumFractionDigits: digits, ...style })
  return {
    money,
    percent: (fraction, digits = 1) => decimal(digits, { style: 'percent' }).format(fraction),
    number: (value, digits = 0) => decimal(digits).format(value),
    hours: (hours) => decimal(hours < 10 ? 2 : hours < 100 ? 1 : 0).format(hours),
    signed: (value, digits = 0) => decimal(digits, { signDisplay: 'exceptZero' }).format(value),
    duration: (seconds) =>
      seconds < 120
        ? decimal(0, { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(seconds)
        : decimal(1, { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(seconds / 60),
    bytes: (bytes) => {
      const power = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2
      const unit = (['byte', 'kilobyte', 'megabyte'] as const)[power]
      const size = bytes / 1024 ** power
      return decimal(size < 10 ? 1 : 0, { style: 'unit', unit, unitDisplay: 'short' }).format(size)
    },
    ...dates,
  }
}

function moneyFormat(language: string, currency: string): Format['money'] {
  const cents = numberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const whole = numberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  })
  const scale = 10 ** (cents.resolvedOptions().maximumFractionDigits ?? 2)
  // Below a thousand the minor units say something; above it they are noise on a planner's desk.
  return (minorUnits, among = minorUnits) => (Math.abs(among) < 1000 * scale ? cents : whole).format(minorUnits / scale)
}

function dateFormats(language: string, zone: string) {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, ...options })
  const clock = part(CLOCK)
  const dayParts: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' }
  const day = part(dayParts)
  const moments = part({ ...dayParts, ...CLOCK })
  const utcDate = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...dayParts })
  const utcMoment = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...dayParts, ...CLOCK })
  const utcDay = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
  const utcWeekday = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long' })
  const fullDate: Intl.DateTimeFormatOptions = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }
  const wallDate = new Intl.DateTimeFormat(language, fullDate)
  const wallMoment = new Intl.DateTimeFormat(language, { ...fullDate, ...CLOCK })
  const time = (instant: number | string) => clock.format(toDate(instant))
  const moment = (instant: number | string) => moments.format(toDate(instant))
  // A whole day would read 00:00–00:00.
  const endOfDay = (clockTime: string) => (clockTime === '00:00' ? '24:00' : clockTime)
  const sameDay = (a: Date, b: Date) => day.format(a) === day.format(b)
  const span = (start: number | string, end: number | string) =>
    `${moment(start)}–${sameDay(toDate(start), new Date(toDate(end).getTime() - 1)) ? endOfDay(time(end)) : moment(end)}`
  const byOwnClock = (stamp: string) => utcMoment.format(toDate(`${stamp.slice(0, 16)}Z`))
  const isOfPlan = (stamp: string) => byOwnClock(stamp) === moment(stamp)
  const withOffset = (stamp: string) => `${byOwnClock(stamp)} UTC${stamp.slice(16)}`
  return {
    time,
    moment,
    span,
    personMoment: (stamp: string) =>
      !stamp.includes('T') ? utcDate.format(toDate(stamp)) : isOfPlan(stamp) ? moment(stamp) : withOffset(stamp),
    personSpan: (start: string, end: string) =>
      isOfPlan(start) && isOfPlan(end) ? span(start, end) : `${byOwnClock(start)}–${withOffset(end)}`,
    wallClock: (stamp: string) =>
      stamp.includes('T') ? wallMoment.format(toDate(`${stamp}Z`)) : wallDate.format(toDate(stamp)),
    day: (date: string) => utcDate.format(toDate(date)),
    weekday: (date: string) => utcWeekday.format(toDate(date)),
    dayOf: (instant: number | string) => day.format(toDate(instant)),
    week: (firstDay: string, weeks = 1) => {
      const first = new Date(`${firstDay}T00:00:00Z`)
      return utcDay.formatRange(first, new Date(first.getTime() + (7 * weeks - 1) * DAY_MS))
    },
  }
}

const numberFormats = new Map<string, Intl.NumberFormat>()

/** Building a formatter costs far more than using it, and tables use thousands. */
function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options)
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, options)
    numberFormats.set(key, format)
  }
  return format
}

/** A name given in one language for all or in each; the id where there is none. */
export function localName(
  item: { readonly id: string; readonly name?: string | { readonly 'zh-CN': string; readonly en: string } | undefined },
  language: string,
): string {
  if (item.name === undefined) return item.id
  return typeof item.name === 'string' ? item.name : item.name[language === 'zh-CN' ? 'zh-CN' : 'en']
}
