import { dayHorizon, type LocalClock } from '../../../solver/domain/horizon.ts'
import type { RandomStream } from '../../../solver/domain/random.ts'
import type { RegisteredSeries } from './counted-series.ts'
import { bell, shopperDay } from './day-shapes.ts'
import { luckFactor } from './random-counts.ts'
import {
  addContacts,
  announce,
  dayOf,
  draftSeries,
  multiplyContacts,
  type SeriesDraft,
  spanOnDay,
} from './series-draft.ts'

const zone = 'Asia/Shanghai'
const weekdayFactors = [0.95, 0.93, 0.95, 0.98, 1.03, 1.1, 1.06]
const shopDay =
  (contacts: number) =>
  ({ weekday }: LocalClock): number =>
    contacts * weekdayFactors[weekday - 1]!

interface Effects {
  /** Contacts while it runs and just after, for each unit of planned size. */
  readonly chats: number
  /** Contacts after delivery, for each unit of planned size. */
  readonly echo: number
  /** Coefficient of variation of what comes over what was planned. */
  readonly luck: number
}

/** Share of an order's later contacts by days after its delivery. */
const echoByDay = [0.3, 0.22, 0.16, 0.12, 0.08, 0.06, 0.04, 0.02]

/** A livestream in the evening: chats at once, and contacts about the parcels 0 to 7 days after their delivery. */
function livestream(draft: SeriesDraft, day: number, size: number, effects: Effects, random: RandomStream): void {
  const from = 60 * (19 + Math.floor(3 * random.uniform()) / 2)
  const to = from + 60 * (2 + Math.floor(3 * random.uniform()))
  const luck = luckFactor(effects.luck, random.normal())
  const span = spanOnDay(draft, day, from, to)
  announce(draft, 'livestream', span, Math.round(100 * size) / 100)
  addContacts(draft, span, 0.8 * effects.chats * size, luck, 'even')
  addContacts(draft, spanOnDay(draft, day, to, to + 90), 0.2 * effects.chats * size, luck, 'even')
  echo(draft, day + 2, effects.echo * size, luck)
}

function echo(draft: SeriesDraft, firstDay: number, contacts: number, luck: number): void {
  echoByDay.forEach((share, lag) => {
    if (firstDay + lag >= draft.dayStarts.length - 1) return
    addContacts(draft, spanOnDay(draft, firstDay + lag, 0, 1440), contacts * share, luck)
  })
}

/** Two or three evenings a week, most small, a few big. */
function livestreams(draft: SeriesDraft, effects: Effects, random: RandomStream, isBlind = false): void {
  for (let day = 0; day < draft.dayStarts.length - 1; day++) {
    if (random.uniform() > 0.36) continue
    const size = luckFactor(0.9, random.normal())
    livestream(
      draft,
      day,
      size,
      isBlind ? { ...effects, chats: effects.chats / size, echo: effects.echo / size } : effects,
      random,
    )
  }
}

function sale(draft: SeriesDraft, day: number, days: number, size: number, effect: number, luck: number): void {
  const span = spanOnDay(draft, day, 0, 1440 * days)
  announce(draft, 'sale', span, size)
  multiplyContacts(draft, span, 1 + effect * size, luck)
}

const livestreamShop: RegisteredSeries = {
  name: 'livestream-shop',
  what: 'livestreams of planned size with chats and an echo after delivery, sales, holidays',
  build: (random) => {
    const draft = draftSeries(dayHorizon('2024-09-02', 430, 30, zone), shopDay(300), shopperDay)
    livestreams(draft, { chats: 70, echo: 55, luck: 0.3 }, random)
    for (const [day, days, size] of [
      [40, 3, 0.8],
      [66, 4, 1.6],
      [98, 2, 0.5],
      [150, 3, 1],
      [187, 3, 0.9],
      [230, 2, 0.6],
      [280, 5, 1.8],
      [330, 3, 0.7],
      [352, 2, 1.1],
      [385, 3, 0.6],
      [418, 5, 1.9],
    ] as const)
      sale(draft, day, days, size, 0.55, luckFactor(0.2, random.normal()))
    for (const day of [29, 30, 31, 32, 121, 148, 149, 150, 394, 395, 396, 397]) {
      announce(draft, 'holiday', spanOnDay(draft, day, 0, 1440))
      multiplyContacts(draft, spanOnDay(draft, day, 0, 1440), 0.7)
    }
    return { draft, noise: { day: 0.07, dayMemory: 0.4, interval: 0.15 }, firstOriginDay: 304 }
  },
}

const liveOnlyRoom: RegisteredSeries = {
  name: 'live-room',
  what: 'small shop that lives from its streams: little else comes, and planned sizes are rough',
  build: (random) => {
    const draft = draftSeries(dayHorizon('2025-01-06', 300, 15, zone), shopDay(60), shopperDay)
    livestreams(draft, { chats: 90, echo: 30, luck: 0.6 }, random)
    return { draft, noise: { day: 0.08, interval: 0.2 }, firstOriginDay: 174 }
  },
}

const sizesThatLie: RegisteredSeries = {
  name: 'sizes-lie',
  what: 'livestreams act alike whatever size the planner wrote down',
  build: (random) => {
    const draft = draftSeries(dayHorizon('2025-01-06', 320, 30, zone), shopDay(240), shopperDay)
    livestreams(draft, { chats: 80, echo: 40, luck: 0.25 }, random, true)
    return { draft, noise: { day: 0.07, dayMemory: 0.3, interval: 0.12 }, firstOriginDay: 194 }
  },
}

const emptyEvents: RegisteredSeries = {
  name: 'empty-events',
  what: 'a calendar full of events that have no effect at all: they must be left alone',
  build: (random) => {
    const draft = draftSeries(dayHorizon('2025-01-06', 300, 30, zone), shopDay(1400), shopperDay)
    const kinds = ['newsletter', 'training', 'livestream', 'campaign', 'price change', 'review']
    for (let day = 0; day < 300; day++) {
      for (const kind of kinds) {
        const isOn = random.uniform() < 0.12
        const from = 60 * Math.floor(20 * random.uniform())
        const size = Math.round(100 * luckFactor(1, random.normal())) / 100
        if (isOn) announce(draft, kind, spanOnDay(draft, day, from, from + 180), size)
      }
    }
    return { draft, noise: { day: 0.1, dayMemory: 0.3, interval: 0.15 }, firstOriginDay: 174 }
  },
}

const twoSales: RegisteredSeries = {
  name: 'two-sales',
  what: 'two sales in history whose sizes differ by a factor of 10, then others in between and beyond',
  build: (random) => {
    const draft = draftSeries(dayHorizon('2025-01-06', 300, 30, zone), shopDay(1500), shopperDay)
    for (const [day, size] of [
      [52, 0.4],
      [120, 4],
      [178, 2],
      [206, 0.4],
      [228, 4],
      [262, 3],
      [285, 0.8],
    ] as const)
      sale(draft, day, 3, size, 0.4, luckFactor(0.15, random.normal()))
    return { draft, noise: { day: 0.07, dayMemory: 0.3, interval: 0.12 }, firstOriginDay: 174 }
  },
}

const chineseHolidays: readonly (readonly [first: string, days: number, factor: number])[] = [
  ['2024-04-04', 3, 0.75],
  ['2024-05-01', 5, 0.7],
  ['2024-06-08', 3, 0.75],
  ['2024-09-15', 3, 0.75],
  ['2024-10-01', 7, 0.6],
  ['2025-01-01', 1, 0.75],
  ['2025-01-28', 8, 0.3],
  ['2025-04-04', 3, 0.75],
  ['2025-05-01', 5, 0.7],
  ['2025-05-31', 3, 0.75],
  ['2025-10-01', 8, 0.6],
]
const makeUpWorkDays = [
  '2024-04-07',
  '2024-04-28',
  '2024-05-11',
  '2024-09-14',
  '2024-09-29',
  '2024-10-12',
  '2025-01-26',
  '2025-02-08',
  '2025-04-27',
  '2025-09-28',
  '2025-10-11',
]
const salePhases: readonly (readonly [kind: string, first: string, days: number, factor: number])[] = [
  ['presale', '2024-05-20', 10, 1.25],
  ['618', '2024-05-31', 4, 1.7],
  ['618', '2024-06-15', 6, 2],
  ['presale', '2024-10-14', 7, 1.25],
  ['双11', '2024-10-31', 4, 2],
  ['双11', '2024-11-10', 3, 2.6],
  ['双12', '2024-12-11', 3, 1.5],
  ['presale', '2025-05-13', 8, 1.25],
  ['618', '2025-05-30', 4, 1.7],
  ['618', '2025-06-15', 6, 2],
  ['presale', '2025-10-15', 6, 1.25],
  ['双11', '2025-10-31', 4, 2],
  ['双11', '2025-11-10', 3, 2.6],
  ['双12', '2025-12-11', 3, 1.5],
]

const chineseYear: RegisteredSeries = {
  name: 'chinese-year',
  what: 'National Day, Spring Festival, make-up work days, 618 and 双11 phases with their echo over 22 months',
  build: (random) => {
    const workWeek = [1.1, 1.05, 1.02, 1, 0.98, 0.62, 0.55]
    const contacts = ({ weekday, date, day }: LocalClock) =>
      2400 * (1 + day / 2400) * (makeUpWorkDays.includes(date) ? 1.05 : workWeek[weekday - 1]!)
    const shape = (clock: LocalClock) => shopperDay(clock) + 0.8 * bell(clock.minuteOfDay, 10.3, 1.4)
    const draft = draftSeries(dayHorizon('2024-03-01', 671, 30, zone), contacts, shape)
    for (const date of makeUpWorkDays) announce(draft, 'workday', spanOnDay(draft, dayOf(draft, date), 0, 1440))
    for (const [first, days, factor] of chineseHolidays) holiday(draft, first, days, factor)
    for (const [kind, first, days, factor] of salePhases) {
      const span = spanOnDay(draft, dayOf(draft, first), 0, 1440 * days)
      const luck = luckFactor(0.12, random.normal())
      announce(draft, kind, span)
      multiplyContacts(draft, span, factor, luck)
      echo(draft, dayOf(draft, first) + days + 1, 1800 * (factor - 1), luck)
    }
    return { draft, noise: { day: 0.06, dayMemory: 0.4, interval: 0.1 }, firstOriginDay: 545 }
  },
}

function holiday(draft: SeriesDraft, first: string, days: number, factor: number): void {
  const span = spanOnDay(draft, dayOf(draft, first), 0, 1440 * days)
  announce(draft, 'holiday', span)
  multiplyContacts(draft, span, factor)
}

export const shopSeries = [livestreamShop, liveOnlyRoom, sizesThatLie, emptyEvents, twoSales, chineseYear]
