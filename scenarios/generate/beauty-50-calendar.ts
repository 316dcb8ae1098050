import { addDays, daysBetween, wallClock, weekdayIndex } from './calendar-days.ts'
import { lognormal } from './random.ts'

export const FIRST_DAY = '2026-01-05'
/** Day after the last day of history: the Monday of the week that is planned by default. */
export const PLAN_DAY = '2026-11-09'
/** Livestreams are announced four weeks ahead of the planned week's end. */
const CALENDAR_END = '2026-12-14'

export interface BeautyEvent {
  readonly kind: 'livestream' | 'sale' | 'holiday' | 'spring-festival'
  readonly title: string
  /** First date and the one after the last; livestreams have times of day. */
  readonly from: string
  readonly to: string
  /** The planner's figure. */
  readonly expectedSize: number
  /** What really happened; differs from the planner's figure as such figures do. */
  readonly actualSize: number
}

export const LIVE_START_MINUTE = 19 * 60 + 30
export const LIVE_END_MINUTE = 23 * 60 + 30

/** Size of the usual livestream by weekday, Monday first; 0 is an evening without one. */
const LIVE_SIZES = [0, 0.8, 0.8, 1, 1.4, 1.5, 1.2]

/** Statutory days off of 2026 as published by the State Council on 2025-11-04; 15 to 23 February is Spring Festival. */
const HOLIDAYS: readonly [title: string, from: string, days: number][] = [
  ['清明节', '2026-04-04', 3],
  ['劳动节', '2026-05-01', 5],
  ['端午节', '2026-06-19', 3],
  ['中秋节', '2026-09-25', 3],
  ['国庆节', '2026-10-01', 7],
]

/** Sales by their usual dates; sizes are invented. */
const SALES: readonly [title: string, from: string, days: number, size: number][] = [
  ['38 大促', '2026-03-06', 3, 1.2],
  ['520', '2026-05-20', 1, 0.8],
  ['618', '2026-06-16', 3, 2],
  ['818', '2026-08-16', 3, 1.2],
  ['99 大促', '2026-09-09', 1, 0.8],
]

/** All events from the first day of history to the end of the calendar, ordered by start. */
export function beautyEvents(next: () => number): BeautyEvent[] {
  const days = (title: string, kind: BeautyEvent['kind'], from: string, length: number, size: number): BeautyEvent => ({
    kind,
    title,
    from,
    to: addDays(from, length),
    expectedSize: size,
    actualSize: size,
  })
  const events = [
    days('春节', 'spring-festival', '2026-02-15', 9, 1),
    ...HOLIDAYS.map(([title, from, length]) => days(title, 'holiday', from, length, 1)),
    ...SALES.map(([title, from, length, size]) => days(title, 'sale', from, length, size)),
    ...livestreams(next),
  ]
  return events.sort((a, b) => (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : a.kind < b.kind ? -1 : 1))
}

function livestreams(next: () => number): BeautyEvent[] {
  const events: BeautyEvent[] = []
  for (let day = 0; day < daysBetween(FIRST_DAY, CALENDAR_END); day++) {
    const date = addDays(FIRST_DAY, day)
    const usual = LIVE_SIZES[weekdayIndex(date)]!
    const isNewYear = date >= '2026-02-14' && date < '2026-02-21'
    const expectedSize = Math.round(10 * usual * lognormal(0.2, next)) / 10
    const actualSize = expectedSize * lognormal(0.15, next)
    if (usual === 0 || isNewYear) continue
    const title = expectedSize >= 1.3 ? '主播专场' : '店铺直播'
    events.push({ kind: 'livestream', title, from: date, to: date, expectedSize, actualSize })
  }
  return events
}

const startOf = (event: BeautyEvent): string =>
  wallClock(event.from, event.kind === 'livestream' ? LIVE_START_MINUTE : 0)

export function calendarCsv(events: readonly BeautyEvent[]): string {
  const lines = events.map((event) => {
    const end = event.kind === 'livestream' ? wallClock(event.from, LIVE_END_MINUTE) : wallClock(event.to, 0)
    return [event.kind, event.title, startOf(event), end, event.expectedSize].join(',')
  })
  return `${['kind,title,start,end,expected_size', ...lines].join('\n')}\n`
}
