/** Order of the numbers of a date: year first, day first or month first. */
export type DateOrder = 'year' | 'day' | 'month'

const ZERO = 48
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MORNING = ['am', 'a.m.', '上午', '凌晨', '清晨', '早上', '早晨']
const AFTERNOON = ['pm', 'p.m.', '下午', '中午', '傍晚', '晚上', '午後', '午后']
const UTC_WORDS = ['utc', 'gmt', 'z']

/**
 * Takes a date and time apart into numbers, a character at a time and without a regular expression: files have millions
 * of them. Its methods are `private` and not #private, whose checks on each call made reading rows half as slow again.
 * The fields hold what the last successful `scan` found.
 */
export class StampScanner {
  year = 0
  /** 1..12 */
  month = 0
  day = 0
  /** Of the wall clock, 0..86,400,000. */
  msOfDay = 0
  hasTime = false
  /** Minutes east of Greenwich; NaN when the text names none. */
  offsetMinutes = Number.NaN
  private readonly order: DateOrder
  private text = ''
  private at = 0

  constructor(order: DateOrder) {
    this.order = order
  }

  /** Whether the whole text is a date, with or without a time of day and an offset. */
  scan(text: string): boolean {
    if (this.order === 'year' && this.plainStamp(text)) return true
    this.begin(text)
    if (!this.date()) return false
    const hasGap = this.skipGap()
    if (this.at === text.length) return true
    return (hasGap || this.isAtCompactTime()) && this.timeOfDay() && this.offset()
  }

  /** Whether the whole text is a time of day; the fields of the date are not touched. */
  scanTime(text: string): boolean {
    this.begin(text)
    return this.timeOfDay() && this.at === text.length
  }

  /**
   * Reads `2026-11-09 08:00:00`, `2026-11-09T08:00:00Z` and the like, as most systems write: numbers at known places
   * take a tenth of the time. Whatever else the text may be is for the general way to tell.
   */
  private plainStamp(text: string): boolean {
    const isUtc = text.length === 20 && text.charCodeAt(19) === 90
    if (text.length !== 19 && !isUtc) return false
    const gap = text.charCodeAt(10)
    if (!isDash(text.charCodeAt(4)) || !isDash(text.charCodeAt(7)) || (gap !== 32 && gap !== 84)) return false
    if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return false
    const century = twoDigits(text, 0)
    const year = twoDigits(text, 2)
    const month = twoDigits(text, 5)
    const day = twoDigits(text, 8)
    const hour = twoDigits(text, 11)
    const minute = twoDigits(text, 14)
    const second = twoDigits(text, 17)
    // One that is negative makes all negative.
    if ((century | year | month | day | hour | minute | second) < 0) return false
    if (hour > 23 || minute > 59 || second > 59) return false
    this.year = century * 100 + year
    this.month = month
    this.day = day
    this.msOfDay = hour * 3_600_000 + minute * 60_000 + second * 1000
    this.hasTime = true
    this.offsetMinutes = isUtc ? 0 : Number.NaN
    return true
  }

  private begin(text: string): void {
    this.text = text
    this.at = 0
    this.msOfDay = 0
    this.hasTime = false
    this.offsetMinutes = Number.NaN
  }

  private date(): boolean {
    if (this.order === 'year') return this.yearFirst()
    const first = this.dayOrMonth(this.order === 'month')
    if (first < 0 || !this.separator()) return false
    const second = this.dayOrMonth(this.order === 'day')
    if (second < 0 || !this.separator()) return false
    const begin = this.at
    const year = this.digits(4)
    const length = this.at - begin
    if (length !== 4 && length !== 2) return false
    this.year = length === 2 ? 2000 + year : year
    this.month = this.order === 'month' ? first : second
    this.day = this.order === 'month' ? second : first
    return true
  }

  private yearFirst(): boolean {
    this.year = this.digits(4)
    if (this.at < 4) return false
    // 20241101 has no separators, and then two digits each.
    if (isDigit(this.code())) {
      this.month = this.digits(2)
      this.day = this.digits(2)
      return this.at >= 8
    }
    if (!this.separator()) return false
    const month = this.at
    this.month = this.digits(2)
    if (this.at === month || !this.separator()) return false
    const day = this.at
    this.day = this.digits(2)
    if (this.at === day) return false
    this.skipCharacter('日') || this.skipCharacter('号') || this.skipCharacter('號')
    return true
  }

  /** A number of one or two digits, or a month by its English name; -1 when there is neither. */
  private dayOrMonth(mayBeName: boolean): number {
    const begin = this.at
    const number = this.digits(2)
    if (this.at > begin) return number
    if (!mayBeName) return -1
    const name = this.text.slice(begin, begin + 3).toLowerCase()
    const month = MONTHS.indexOf(name)
    if (month < 0) return -1
    while (isLetter(this.code())) this.at++
    return month + 1
  }

  /** One of `- / . 年 月`, or commas and spaces between the words of a date. */
  private separator(): boolean {
    const code = this.code()
    if (code === 45 || code === 47 || code === 46 || code === 0x5e74 || code === 0x6708) {
      this.at++
      return true
    }
    return this.order !== 'year' && this.skipGap()
  }

  private timeOfDay(): boolean {
    const early = this.meridiem()
    this.skipGap()
    const begin = this.at
    let hour = this.digits(2)
    if (this.at === begin) return false
    const rest = this.minutesAndSeconds()
    if (rest < 0) return false
    this.skipGap()
    const meridiem = early === '' ? this.meridiem() : early
    if (meridiem !== '') {
      hour = hourOfDay(hour, meridiem)
      if (hour < 0) return false
    }
    this.msOfDay = hour * 3_600_000 + rest
    this.hasTime = true
    return this.msOfDay <= 86_400_000
  }

  /** `:05`, `:05:09.123`, `点05分`, `时`, `0509` after an hour, in milliseconds; -1 when it is none of them. */
  private minutesAndSeconds(): number {
    const isCompact = isDigit(this.code())
    if (!isCompact && !this.colon('点', '點', '时', '時')) return this.isAtMeridiem() ? 0 : -1
    const isWord = !isCompact && this.text.charCodeAt(this.at - 1) > 255 && this.text[this.at - 1] !== '：'
    const minute = this.twoDigits()
    if (minute < 0) return isWord ? 0 : -1
    let ms = minute * 60_000
    if (isCompact ? isDigit(this.code()) : this.colon('分')) {
      const second = this.twoDigits()
      if (second < 0) return this.text[this.at - 1] === '分' ? ms : -1
      ms += second * 1000 + this.fraction()
      this.skipCharacter('秒')
    }
    return ms
  }

  private colon(...marks: readonly string[]): boolean {
    if (this.code() === 58) {
      this.at++
      return true
    }
    return this.skipCharacter('：') || marks.some((mark) => this.skipCharacter(mark))
  }

  /** Minutes or seconds, 0..59; -1 when there are none. */
  private twoDigits(): number {
    const begin = this.at
    const number = this.digits(2)
    return this.at > begin && number < 60 ? number : -1
  }

  private fraction(): number {
    const code = this.code()
    if ((code !== 46 && code !== 44) || !isDigit(this.text.charCodeAt(this.at + 1))) return 0
    this.at++
    let ms = 0
    for (let unit = 100; isDigit(this.code()); unit /= 10) {
      ms += (this.text.charCodeAt(this.at++) - ZERO) * unit
    }
    return Math.floor(ms)
  }

  private meridiem(): string {
    const code = this.code()
    // Most texts go on with a digit or end here.
    if (Number.isNaN(code) || isDigit(code)) return ''
    return [...MORNING, ...AFTERNOON].find((word) => this.skipWord(word)) ?? ''
  }

  private isAtMeridiem(): boolean {
    const at = this.at
    this.skipGap()
    const isThere = this.meridiem() !== ''
    this.at = at
    return isThere
  }

  /** `Z`, `+08:00`, `-0700`, `+08`, `UTC`, `UTC+8`, `GMT+08:00` or nothing, and then the end. */
  private offset(): boolean {
    this.skipGap()
    if (this.at === this.text.length) return true
    const isNamed = UTC_WORDS.some((word) => this.skipWord(word))
    if (isNamed) this.offsetMinutes = 0
    const sign = this.code() === 43 ? 1 : this.code() === 45 ? -1 : 0
    if (sign !== 0) {
      this.at++
      const begin = this.at
      const hours = this.digits(2)
      if (this.at - begin < (isNamed ? 1 : 2) || hours > 14) return false
      this.skipCharacter(':')
      const minutes = isDigit(this.code()) ? this.twoDigits() : 0
      if (minutes < 0) return false
      this.offsetMinutes = sign * (hours * 60 + minutes)
    }
    return this.at === this.text.length
  }

  private isAtCompactTime(): boolean {
    // 20241101080500 goes on without a gap, 2024年11月1日8:05 after its last word.
    const before = this.text.charCodeAt(this.at - 1)
    return (this.order === 'year' && this.at === 8 && isDigit(this.code())) || before > 255 || this.code() > 255
  }

  /** Skips spaces, commas and a `T` before a digit; whether there were any. */
  private skipGap(): boolean {
    const begin = this.at
    for (let code = this.code(); code === 32 || code === 44 || code === 160 || code === 0x202f; code = this.code()) {
      this.at++
    }
    const code = this.code()
    if ((code === 84 || code === 116) && isDigit(this.text.charCodeAt(this.at + 1))) this.at++
    return this.at > begin
  }

  /** Skips one character, without the slice that a word is compared by. */
  private skipCharacter(character: string): boolean {
    if (this.code() !== character.charCodeAt(0)) return false
    this.at++
    return true
  }

  private skipWord(word: string): boolean {
    if (this.text.slice(this.at, this.at + word.length).toLowerCase() !== word) return false
    this.at += word.length
    return true
  }

  /** At most so many digits as a number; 0 when there are none, which the position tells. */
  private digits(most: number): number {
    let number = 0
    for (let count = 0; count < most; count++) {
      const code = this.text.charCodeAt(this.at)
      if (!isDigit(code)) break
      number = number * 10 + code - ZERO
      this.at++
    }
    return number
  }

  /** Character code at the position; NaN at the end. */
  private code(): number {
    return this.text.charCodeAt(this.at)
  }
}

const isDigit = (code: number): boolean => code >= ZERO && code < ZERO + 10
const isDash = (code: number): boolean => code === 45 || code === 47
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)

/** Two digits of a text as a number; -1 where they are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at)
  const ones = text.charCodeAt(at + 1)
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : -1
}

/** Hour 0..23 of an hour of a half day; -1 when there is no such hour. Hours past 12 are of the day already. */
function hourOfDay(hour: number, meridiem: string): number {
  if (MORNING.includes(meridiem)) return hour > 12 ? -1 : hour % 12
  if (hour > 12) return hour
  // 11:30 at 中午 is before noon; 12:05 at 晚上 is said of midnight, and of which day is not known.
  if (meridiem === '中午' && hour > 9) return hour
  if (meridiem === '晚上' && hour === 12) return -1
  return (hour % 12) + 12
}
