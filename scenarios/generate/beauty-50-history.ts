import { type BeautyEvent, FIRST_DAY, LIVE_END_MINUTE, LIVE_START_MINUTE, PLAN_DAY } from './beauty-50-calendar.ts'
import { addDays, daysBetween, wallClock, weekdayIndex } from './calendar-days.ts'
import { lognormal, poisson } from './random.ts'

export const INTERVAL_MINUTES = 15

/** How one queue's synthetic contacts come about. */
export interface DemandShape {
  readonly queue: string
  readonly openFrom: number
  readonly openTo: number
  /** Contacts on an ordinary day without a livestream, at the end of the history. */
  readonly dailyContacts: number
  /** Weight of each hour of the day, from hour 8 on. */
  readonly hours: readonly number[]
  /** Factor of each weekday, Monday first. */
  readonly weekdays: readonly number[]
  /** Extra volume while a livestream of size 1 runs, as a share of the usual. */
  readonly duringLive: number
  /** Extra volume the day after a livestream of size 1, half of it two days after. */
  readonly afterLive: number
  readonly duringSale: number
  readonly afterSale: number
  readonly duringHoliday: number
  readonly ahtSeconds?: number
}

const HOUR = 60

export const SHAPES: readonly DemandShape[] = [
  {
    queue: 'presales-chat',
    openFrom: 8 * HOUR,
    openTo: 25 * HOUR,
    dailyContacts: 1630,
    hours: [3, 4, 6, 6.5, 6.5, 6, 6, 6, 6, 6, 6, 7, 8.5, 9, 8.5, 6, 2.5],
    weekdays: [0.98, 0.96, 0.96, 0.98, 1.02, 1.06, 1.04],
    duringLive: 0.32,
    afterLive: 0,
    duringSale: 0.35,
    afterSale: 0,
    duringHoliday: 0.85,
  },
  {
    queue: 'aftersales-chat',
    openFrom: 8 * HOUR,
    openTo: 24 * HOUR,
    dailyContacts: 570,
    hours: [4, 6, 8, 8, 7, 6.5, 7.5, 7.5, 7, 6.5, 6, 6, 6.5, 6, 4.5, 3],
    weekdays: [1.1, 1.02, 0.98, 0.97, 0.98, 0.98, 0.97],
    duringLive: 0.05,
    afterLive: 0.06,
    duringSale: 0.1,
    afterSale: 0.3,
    duringHoliday: 0.8,
  },
  {
    queue: 'aftersales-phone',
    openFrom: 9 * HOUR,
    openTo: 19 * HOUR,
    dailyContacts: 110,
    hours: [0, 6, 10, 10, 8, 8, 9.5, 9.5, 9, 8, 7],
    weekdays: [1.12, 1.03, 1, 0.98, 0.98, 0.96, 0.93],
    duringLive: 0,
    afterLive: 0.05,
    duringSale: 0.08,
    afterSale: 0.3,
    duringHoliday: 0.7,
    ahtSeconds: 270,
  },
  {
    queue: 'aftersales-tickets',
    openFrom: 8 * HOUR,
    openTo: 24 * HOUR,
    dailyContacts: 110,
    hours: [5, 7, 8, 8, 6.5, 6, 7, 7, 7, 6, 5, 5, 6, 6, 5, 3.5],
    weekdays: [1.08, 1.02, 1, 0.98, 0.98, 0.98, 0.96],
    duringLive: 0.05,
    afterLive: 0.08,
    duringSale: 0.1,
    afterSale: 0.35,
    duringHoliday: 0.8,
  },
  {
    queue: 'complaint-tickets',
    openFrom: 9 * HOUR,
    openTo: 21 * HOUR,
    dailyContacts: 42,
    hours: [0, 8, 10, 9, 8, 7.5, 9, 9, 8.5, 8, 7, 7, 7],
    weekdays: [1.08, 1.03, 1, 0.98, 0.98, 0.97, 0.96],
    duringLive: 0,
    afterLive: 0.04,
    duringSale: 0.05,
    afterSale: 0.25,
    duringHoliday: 0.85,
  },
]

const GROWTH_A_YEAR = 0.15
const DAY_DEVIATION = 0.05
const SPRING_FESTIVAL_FACTOR = 0.45
const AHT_DEVIATION = 0.6

/** `queue,start,volume,aht_seconds` for every open interval from the first day up to the planned week. */
export function historyCsv(events: readonly BeautyEvent[], next: () => number): string {
  const lines = ['queue,start,volume,aht_seconds']
  const days = daysBetween(FIRST_DAY, PLAN_DAY)
  for (const shape of SHAPES) {
    for (let day = 0; day < days; day++) {
      const date = addDays(FIRST_DAY, day)
      const level = dayLevel(shape, date, events) * lognormal(DAY_DEVIATION, next)
      for (let minute = shape.openFrom; minute < shape.openTo; minute += INTERVAL_MINUTES) {
        const start = wallClock(date, minute)
        const volume = poisson(level * shareOfDay(shape, minute) * liveFactor(shape, date, minute, events), next)
        // The last night's hour after midnight belongs to the planned week.
        if (start < PLAN_DAY) lines.push(`${shape.queue},${start},${volume},${meanAht(shape, volume, next)}`)
      }
    }
  }
  return `${lines.join('\n')}\n`
}

function dayLevel(shape: DemandShape, date: string, events: readonly BeautyEvent[]): number {
  const growth = 1 + (GROWTH_A_YEAR * daysBetween(PLAN_DAY, date)) / 365
  let factor = growth * shape.weekdays[weekdayIndex(date)]!
  for (const event of events) {
    const isOn = date >= event.from && date < event.to
    const daysAfter = daysBetween(event.kind === 'livestream' ? event.from : addDays(event.to, -1), date)
    if (event.kind === 'livestream' && (daysAfter === 1 || daysAfter === 2)) {
      factor *= 1 + (shape.afterLive * event.actualSize) / daysAfter
    } else if (event.kind === 'sale') {
      if (isOn) factor *= 1 + shape.duringSale * event.actualSize
      else if (daysAfter >= 1 && daysAfter <= 5)
        factor *= 1 + (shape.afterSale * event.actualSize * (6 - daysAfter)) / 5
    } else if (isOn) factor *= event.kind === 'holiday' ? shape.duringHoliday : SPRING_FESTIVAL_FACTOR
  }
  return shape.dailyContacts * factor
}

/** Share of the day's contacts in an interval; weights are those of the hours, joined by straight lines. */
export function shareOfDay({ hours }: DemandShape, minute: number): number {
  const total = hours.reduce((sum, weight) => sum + weight, 0)
  const place = (minute + INTERVAL_MINUTES / 2 - 8 * HOUR) / HOUR - 0.5
  const hour = Math.floor(place)
  const [before, after] = [hours[Math.max(0, hour)]!, hours[Math.min(hours.length - 1, hour + 1)]!]
  // An hour of weight 0 is closed; the hour beside it keeps its own weight to the edge.
  const weight = before === 0 ? after : after === 0 ? before : before + (after - before) * (place - hour)
  return (weight / total) * (INTERVAL_MINUTES / HOUR)
}

function liveFactor(shape: DemandShape, date: string, minute: number, events: readonly BeautyEvent[]): number {
  if (minute < LIVE_START_MINUTE || minute >= LIVE_END_MINUTE) return 1
  const live = events.find((event) => event.kind === 'livestream' && event.from === date)
  return 1 + shape.duringLive * (live?.actualSize ?? 0)
}

/** Mean handling time as a telephone exchange would report it; empty where nobody called or the channel does not say. */
function meanAht(shape: DemandShape, volume: number, next: () => number): number | '' {
  if (shape.ahtSeconds === undefined || volume === 0) return ''
  return Math.round(shape.ahtSeconds * lognormal(AHT_DEVIATION / Math.sqrt(volume), next))
}
