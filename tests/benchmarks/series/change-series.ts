import { dayHorizon, type LocalClock } from '../../../solver/domain/horizon.ts'
import type { RegisteredSeries } from './counted-series.ts'
import { officeDay, shopperDay } from './day-shapes.ts'
import { draftSeries, spanOnDay, spoilContacts } from './series-draft.ts'

const week = [1.1, 1.02, 1, 1, 1.03, 0.85, 0.75]
const weekly = (contacts: number) => (clock: LocalClock) => contacts * week[clock.weekday - 1]!

const fastGrowth: RegisteredSeries = {
  name: 'fast-growth',
  what: 'a young shop that grows by 6 % a month',
  build: () => {
    const contacts = (clock: LocalClock) => weekly(700)(clock) * 1.06 ** (clock.day / 30.4)
    const draft = draftSeries(dayHorizon('2025-01-06', 290, 30, 'UTC'), contacts, shopperDay)
    return { draft, noise: { day: 0.08, dayMemory: 0.3, interval: 0.12 }, firstOriginDay: 150 }
  },
}

const levelShift: RegisteredSeries = {
  name: 'level-shift',
  what: 'a second brand is taken over: half as much again from one day to the next, three weeks before the first origin',
  build: () => {
    const contacts = (clock: LocalClock) => weekly(1300)(clock) * (clock.day >= 161 ? 1.5 : 1)
    const draft = draftSeries(dayHorizon('2025-01-06', 310, 30, 'UTC'), contacts, shopperDay)
    return { draft, noise: { day: 0.08, dayMemory: 0.3, interval: 0.1 }, firstOriginDay: 182 }
  },
}

const outages: RegisteredSeries = {
  name: 'outages-spam',
  what: 'hours of silence when the line fails and one day of spam, none of it announced',
  build: (random) => {
    const draft = draftSeries(dayHorizon('2025-01-06', 290, 30, 'UTC'), weekly(1600), officeDay)
    for (let day = 9; day < 262; day += 17 + Math.floor(9 * random.uniform())) {
      const from = 60 * (8 + Math.floor(8 * random.uniform()))
      spoilContacts(draft, spanOnDay(draft, day, from, from + 60 * (2 + Math.floor(5 * random.uniform()))), 0)
    }
    spoilContacts(draft, spanOnDay(draft, 155, 0, 1440), 4)
    return { draft, noise: { day: 0.07, dayMemory: 0.3, interval: 0.1 }, firstOriginDay: 164 }
  },
}

const fiveWeeks: RegisteredSeries = {
  name: 'five-weeks',
  what: 'a queue that has five weeks of history at the first origin and nine at the last',
  build: () => {
    const draft = draftSeries(dayHorizon('2025-06-02', 91, 30, 'UTC'), weekly(330), officeDay)
    return { draft, noise: { day: 0.1, dayMemory: 0.3, interval: 0.12 }, firstOriginDay: 35, originStepDays: 4 }
  },
}

const intermittent: RegisteredSeries = {
  name: 'intermittent',
  what: 'a rare language: one contact in twenty half-hours',
  build: () => {
    const draft = draftSeries(dayHorizon('2025-01-06', 300, 30, 'UTC'), weekly(2.4), officeDay)
    return { draft, noise: { day: 0.3, interval: 0.4 }, firstOriginDay: 174 }
  },
}

const restlessDays: RegisteredSeries = {
  name: 'restless-days',
  what: 'days that differ by a quarter for no reason that anybody knows: nothing is learnt from yesterday but a little',
  build: () => {
    const draft = draftSeries(dayHorizon('2025-01-06', 300, 30, 'UTC'), weekly(600), officeDay)
    return { draft, noise: { day: 0.25, dayMemory: 0.35, interval: 0.2 }, firstOriginDay: 174 }
  },
}

export const changeSeries = [fastGrowth, levelShift, outages, fiveWeeks, intermittent, restlessDays]
