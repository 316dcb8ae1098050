import type { TimeFormat } from '../contracts/import.ts'

/** A day as written; the year is absent where people leave it out. */
export interface SheetDate {
  readonly year: number | undefined
  readonly month: number
  readonly day: number
  /** 1 Monday .. 7 Sunday, where it is written beside. */
  readonly weekday: number | undefined
}

/** What a cell of a schedule says of a moment: a day, a time of day, or both. */
export interface SheetMoment {
  readonly date?: SheetDate
  /** After midnight of the day, beyond 1440 for the following night. */
  readonly minutes?: number
  /** The cell says the following day itself. */
  readonly isNextDay: boolean
}

/** The two sides of `20:00-24:00`, `11月1日~11月11日` or `20:00至次日1:00`; the whole where it is no range. */
export function rangeSides(text: string): [string] | [string, string] {
  const plain = plainText(text)
  const side = (pattern: RegExp) =>
    pattern
      .exec(plain)
      ?.slice(1, 3)
      .map((part) => part.trim())
  const found =
    side(/^(.+?)\s*(?:~|至|到|—+|–|->|→|\bto\b)\s*(.+)$/i) ??
    side(/^(.*\d(?::\d\d|点|时|[ap]m))\s*-\s*((?:\D{0,4})\d.*)$/i) ??
    side(/^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[/.月]\d{1,2}日?)\s*-\s*(\d.*)$/)
  return found?.length === 2 ? [found[0]!, found[1]!] : [plain]
}

/** Full-width digits and signs as half-width ones. */
export const plainText = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()

/** What a cell says, or undefined when it cannot be said for sure. */
export function sheetMoment(text: string, format: TimeFormat | undefined): SheetMoment | undefined {
  const { rest: cell, weekday } = withoutWeekday(plainText(text))
  const fromNumber = serialMoment(cell, format)
  if (fromNumber) return fromNumber
  const found = dateIn(cell, format)
  if (!found) {
    const time = timeIn(cell)
    return time && weekday === undefined ? time : undefined
  }
  const date = { ...found.date, weekday }
  const rest = found.rest.replace(/^[T,\s]+/, '')
  const time = rest === '' ? { isNextDay: false } : timeIn(rest)
  if (!time) return undefined
  // Spreadsheets keep a time of day as a moment of their day 0, which was 1899-12-30.
  const daysAfterZero = (Date.UTC(date.year ?? 0, date.month - 1, date.day) - Date.UTC(1899, 11, 30)) / 86_400_000
  if (daysAfterZero >= 0 && daysAfterZero < 3) {
    const minutes = daysAfterZero * 1440 + (time.minutes ?? 0)
    return { minutes, isNextDay: minutes >= 1440 }
  }
  return { ...time, date }
}

const CHINESE_WEEKDAYS = '一二三四五六日'
const ENGLISH_WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function withoutWeekday(text: string): { rest: string; weekday: number | undefined } {
  const chinese =
    /[([]?(?:周|週|星期|礼拜)([一二三四五六日天])[)\]]?/.exec(text) ?? /[([]([一二三四五六日])[)\]]/.exec(text)
  const english = /[([]?\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\.?,?[)\]]?/i.exec(text)
  const match = chinese ?? english
  if (!match) return { rest: text, weekday: undefined }
  const word = match[1]!.toLowerCase().replace('天', '日')
  const weekday = (chinese ? CHINESE_WEEKDAYS.indexOf(word) : ENGLISH_WEEKDAYS.indexOf(word)) + 1
  return { rest: text.replace(match[0], ' ').replaceAll(/\s+/g, ' ').trim(), weekday }
}

/** A number in the place of a time: days since 1899-12-30, of which below 3 only the time of day is meant. */
function serialMoment(text: string, format: TimeFormat | undefined): SheetMoment | undefined {
  const isFraction = /^[0-2]?\.\d+$/.test(text)
  if (!isFraction && !/^\d{5}(\.\d+)?$/.test(text) && !(format === 'excelSerial' && /^[0-2]$/.test(text)))
    return undefined
  const minutes = Math.round(Number(text) * 1440)
  if (Number(text) < 3) return { minutes, isNextDay: minutes >= 1440 }
  const day = new Date((Math.floor(minutes / 1440) - 25_569) * 86_400_000)
  const date = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), weekday: undefined }
  return { date, isNextDay: false, ...(text.includes('.') ? { minutes: minutes % 1440 } : {}) }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

interface FoundDate {
  readonly date: Omit<SheetDate, 'weekday'>
  readonly rest: string
}

/** The day at the beginning of a text. Two numbers without a year are month and day unless the column is day-first. */
function dateIn(text: string, format: TimeFormat | undefined): FoundDate | undefined {
  const found = (match: RegExpExecArray, year: number | undefined, month: number, day: number) =>
    month >= 1 && day >= 1 && month <= 12 && day <= 31
      ? { date: { year, month, day }, rest: text.slice(match[0].length) }
      : undefined
  const yearFirst = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)(?!\d)/.exec(text)
  const compact = /^(\d{4})(\d{2})(\d{2})(?!\d)/.exec(text)
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(text)
  const named =
    /^(\d{1,2})[ -](?<month>[a-z]{3})[a-z]*\.?,?[ -]?(?<year>\d{4})?(?!\d)/i.exec(text) ??
    /^(?<month>[a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (?<year>\d{4}))?(?![\d:])/i.exec(text)
  const noYear = /^(\d{1,2})(?:月(\d{1,2})[日号]?|[/.-](\d{1,2}))(?![\d:点])/.exec(text)
  if (yearFirst) {
    const [, year, , month, day, monthInChinese, dayInChinese] = yearFirst
    return found(yearFirst, Number(year), Number(month ?? monthInChinese), Number(day ?? dayInChinese))
  }
  if (compact) return found(compact, Number(compact[1]), Number(compact[2]), Number(compact[3]))
  if (yearLast) {
    const [first, second, year] = [Number(yearLast[1]), Number(yearLast[3]), Number(yearLast[4])]
    if (format === 'dayFirst' || (format !== 'monthFirst' && first > 12)) return found(yearLast, year, second, first)
    if (format === 'monthFirst' || second > 12 || first === second) return found(yearLast, year, first, second)
    return undefined
  }
  const month = MONTHS.indexOf(named?.groups?.month?.toLowerCase() ?? '') + 1
  if (named && month > 0) {
    const day = Number(named.slice(1).find((part) => /^\d{1,2}$/.test(part ?? '')))
    return found(named, named.groups?.year === undefined ? undefined : Number(named.groups.year), month, day)
  }
  if (!noYear) return undefined
  const [first, second] = [Number(noYear[1]), Number(noYear[2] ?? noYear[3])]
  const isDayFirst = format === 'dayFirst' && noYear[2] === undefined
  return isDayFirst ? found(noYear, undefined, second, first) : found(noYear, undefined, first, second)
}

const TIME =
  /^(?<next>次日|翌日|第二天|隔天|明日|\+1天?)? ?(?<part>凌晨|清晨|早上|早|上午|中午|下午|傍晚|晚上|晚|夜里|午夜)? ?(?:(?<hour>\d{1,2})(?:(?::|点|时)(?<minute>\d{1,2})?(?<half>半)?(?::\d{2}(?:\.0+)?)?分?)?|(?<zero>零点|0点整?)) ?(?<half12>[ap]\.?m\.?)?(?<after> ?\(?(?:\+1天?|次日|翌日)\)?)?$/i

/** A time of day as people write it; hours beyond 24 are of the following night. */
function timeIn(text: string): SheetMoment | undefined {
  const { next, part = '', hour, minute, half, zero, half12 = '', after } = TIME.exec(text)?.groups ?? {}
  // A bare number says nothing: it may be an hour, a length or a count.
  const isBare = !/[:点时]/.test(text) && half12 === '' && part === '' && zero === undefined
  if ((hour === undefined && zero === undefined) || isBare) return undefined
  const written = Number(hour ?? 0)
  const minutes = half === undefined ? Number(minute ?? 0) : 30
  const isPm = /^p/i.test(half12) || /^(下午|傍晚|晚上|晚|夜里)$/.test(part) || (part === '中午' && written < 11)
  const isMidnightAt12 = /^a/i.test(half12) || part === '凌晨' || part === '午夜'
  const clock =
    written === 12 && isMidnightAt12
      ? 0
      : isPm && written < 12
        ? written + 12
        : /^晚/.test(part) && written === 12
          ? 24
          : written
  if (minutes > 59 || clock > 47 || (half12 !== '' && (written > 12 || written === 0))) return undefined
  const isNextDay = next !== undefined || after !== undefined
  const ofDay = clock * 60 + minutes
  return { minutes: isNextDay && ofDay < 1440 ? ofDay + 1440 : ofDay, isNextDay: isNextDay || ofDay >= 1440 }
}

/** Minutes of a length such as `4小时`, `2.5h`, `2小时30分` or `90分钟`; undefined for anything else. */
export function lengthMinutes(text: string): number | undefined {
  const plain = plainText(text).toLowerCase()
  const hours = /^(\d+(?:\.\d+)?) ?(?:个?小时|h|hrs?|hours?)(?: ?(\d{1,2}) ?(?:分钟?|m|mins?|minutes?))?$/.exec(plain)
  if (hours) return Math.round(Number(hours[1]) * 60 + Number(hours[2] ?? 0))
  const minutes = /^(\d{1,4}) ?(?:分钟?|mins?|minutes?)$/.exec(plain)
  return minutes ? Number(minutes[1]) : undefined
}
