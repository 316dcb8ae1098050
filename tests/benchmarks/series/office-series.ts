import { dayHorizon, type LocalClock } from '../../../solver/domain/horizon.ts'
import type { RegisteredSeries } from './counted-series.ts'
import { bell, closedOn, officeDay, openBetween, yearAngle } from './day-shapes.ts'
import {
  addContacts,
  announce,
  dayOf,
  draftSeries,
  multiplyContacts,
  type SeriesDraft,
  spanOnDay,
} from './series-draft.ts'

const bankHolidays = [
  '2024-05-06',
  '2024-05-27',
  '2024-08-26',
  '2024-12-25',
  '2024-12-26',
  '2025-01-01',
  '2025-04-18',
  '2025-04-21',
  '2025-05-05',
  '2025-05-26',
  '2025-08-25',
]
const isWeekend = ({ weekday }: LocalClock) => weekday > 5
const dayOfMonth = ({ date }: LocalClock) => Number(date.slice(8))

const paydayPhone: RegisteredSeries = {
  name: 'payday-phone',
  what: 'weekday phone 07:00-20:30 with bank holidays (closed, then a rush), slow growth, busy days after pay day',
  build: () => {
    const week = [1.18, 1.02, 0.96, 0.94, 0.98, 0, 0]
    const contacts = (clock: LocalClock) => {
      const dayAfterPay = (dayOfMonth(clock) + 31 - 26) % 31
      const rush = bankHolidays.includes(dateBefore(clock.date, clock.weekday === 1 ? 3 : 1)) ? 1.22 : 1
      return 2300 * (1 + clock.day / 4500) * week[clock.weekday - 1]! * (1 + 0.2 * Math.exp(-dayAfterPay / 2.5)) * rush
    }
    const isClosed = (clock: LocalClock) => isWeekend(clock) || bankHolidays.includes(clock.date)
    const grid = dayHorizon('2024-04-29', 434, 30, 'Europe/London')
    const draft = draftSeries(grid, contacts, closedOn(isClosed, openBetween(7 * 60, 20.5 * 60, officeDay)))
    for (const date of bankHolidays) {
      const day = dayOf(draft, date)
      if (day >= 0) announce(draft, 'holiday', spanOnDay(draft, day, 0, 1440))
    }
    return { draft, noise: { day: 0.05, dayMemory: 0.5, interval: 0.06 }, firstOriginDay: 301 }
  },
}

const dateBefore = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

const quietHolidayPhone: RegisteredSeries = {
  name: 'ordinary-phone',
  what: 'five-day phone centre of half a year on a 30-minute grid, a few quiet holidays: the everyday case',
  build: () => {
    const week = [1.2, 1.05, 1, 0.97, 0.9, 0, 0]
    const contacts = ({ weekday, day }: LocalClock) => 900 * week[weekday - 1]! * (1 + 0.05 * Math.sin(day / 23))
    const shape = (clock: LocalClock) =>
      officeDay(clock) * (clock.weekday === 5 && clock.minuteOfDay > 15 * 60 ? 0.7 : 1)
    const draft = draftSeries(
      dayHorizon('2025-02-03', 224, 30, 'Europe/Berlin'),
      contacts,
      closedOn(isWeekend, openBetween(8 * 60, 18 * 60, shape)),
    )
    for (const date of ['2025-04-18', '2025-04-21', '2025-05-01', '2025-05-29', '2025-06-09', '2025-08-15']) {
      const span = spanOnDay(draft, dayOf(draft, date), 0, 1440)
      announce(draft, 'holiday', span)
      multiplyContacts(draft, span, 0.15)
    }
    return { draft, noise: { day: 0.06, dayMemory: 0.4, interval: 0.05 }, firstOriginDay: 98 }
  },
}

const nightDesk: RegisteredSeries = {
  name: 'night-desk',
  what: '24-hour desk on an hourly grid with half a contact an hour at night and three by day',
  build: () => {
    const contacts = ({ weekday }: LocalClock) => (weekday > 5 ? 31 : 40)
    const shape = ({ minuteOfDay }: LocalClock) => 0.5 + 2.4 * bell(minuteOfDay, 14, 4.5)
    const draft = draftSeries(dayHorizon('2024-11-04', 330, 60, 'UTC'), contacts, shape)
    return { draft, noise: { day: 0.12, dayMemory: 0.2, interval: 0.3 }, firstOriginDay: 204 }
  },
}

const hotelYear: RegisteredSeries = {
  name: 'hotel-year',
  what: 'hourly, two years with a strong season of the year, Christmas closures and quiet holidays, clock changes',
  build: () => {
    const contacts = ({ weekday, date, day }: LocalClock) =>
      420 *
      (1 - 0.42 * Math.cos(yearAngle(date)) + 0.12 * Math.sin(2 * yearAngle(date))) *
      (1 + day / 4000) *
      (weekday > 5 ? 0.7 : 1.1)
    const shape = (clock: LocalClock) => 0.15 + officeDay(clock) + 0.5 * bell(clock.minuteOfDay, 19.5, 2)
    const draft = draftSeries(
      dayHorizon('2023-05-01', 800, 60, 'Europe/Berlin'),
      contacts,
      closedOn(isClosedHotel, shape),
    )
    for (const year of [2023, 2024])
      announce(draft, 'closed', spanOnDay(draft, dayOf(draft, `${year}-12-24`), 0, 1440 * 3))
    for (const date of [
      '2023-05-18',
      '2023-05-29',
      '2023-10-03',
      '2024-01-01',
      '2024-03-29',
      '2024-04-01',
      '2024-05-01',
      '2024-05-09',
      '2024-05-20',
      '2024-10-03',
      '2025-01-01',
      '2025-04-18',
      '2025-04-21',
      '2025-05-01',
      '2025-05-29',
      '2025-06-09',
    ])
      quietDay(draft, date)
    return { draft, noise: { day: 0.08, dayMemory: 0.5, interval: 0.08 }, firstOriginDay: 590 }
  },
}

const isClosedHotel = ({ date }: LocalClock) => /-12-2[456]$/.test(date)

function quietDay(draft: SeriesDraft, date: string): void {
  const span = spanOnDay(draft, dayOf(draft, date), 0, 1440)
  announce(draft, 'holiday', span)
  multiplyContacts(draft, span, 0.55)
}

const batchTickets: RegisteredSeries = {
  name: 'batch-tickets',
  what: 'tickets day and night alike, and a batch job every Tuesday at 03:00 that opens two hundred at once',
  build: () => {
    const contacts = ({ weekday }: LocalClock) => (weekday > 5 ? 130 : 200)
    const draft = draftSeries(dayHorizon('2025-01-06', 280, 30, 'UTC'), contacts, () => 1)
    for (let day = 1; day < 280; day += 7) addContacts(draft, spanOnDay(draft, day, 180, 240), 200, 1, 'even')
    return { draft, noise: { day: 0.1, interval: 0.2 }, firstOriginDay: 154 }
  },
}

export const officeSeries = [paydayPhone, quietHolidayPhone, nightDesk, hotelYear, batchTickets]
