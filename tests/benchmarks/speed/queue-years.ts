import { dayHorizon, type LocalClock } from '../../../solver/domain/horizon.ts'
import { randomStream } from '../../../solver/domain/random.ts'
import { type CountedSeries, countSeries, HORIZON_DAYS } from '../series/counted-series.ts'
import { officeDay, shopperDay } from '../series/day-shapes.ts'
import { luckFactor } from '../series/random-counts.ts'
import { addContacts, announce, draftSeries, multiplyContacts, spanOnDay } from '../series/series-draft.ts'

/** An ordinary queue of a shop with livestreams and sales, other for every number; forecast at its last four weeks. */
export function queueYears(queue: number, historyDays: number, intervalMinutes: number): CountedSeries {
  const random = randomStream(20_261_111, queue)
  const base = 120 * luckFactor(0.8, random.normal())
  const shape = queue % 3 === 0 ? officeDay : shopperDay
  const contacts = ({ day, weekday }: LocalClock) => base * (1 + day / 3000) * (weekday > 5 ? 0.8 : 1.05)
  const grid = dayHorizon('2024-01-01', historyDays + HORIZON_DAYS, intervalMinutes, 'UTC')
  const draft = draftSeries(grid, contacts, shape)
  for (let day = 3; day < historyDays + HORIZON_DAYS; day += 3) {
    const size = luckFactor(0.8, random.normal())
    const luck = luckFactor(0.3, random.normal())
    const span = spanOnDay(draft, day, 20 * 60, 22 * 60)
    announce(draft, 'livestream', span, Math.round(100 * size) / 100)
    addContacts(draft, span, 0.2 * base * size, luck, 'even')
    addContacts(draft, spanOnDay(draft, day, 3 * 1440, 6 * 1440), 0.2 * base * size, luck)
  }
  for (let day = 20; day + 3 < historyDays + HORIZON_DAYS; day += 45) {
    const span = spanOnDay(draft, day, 0, 3 * 1440)
    announce(draft, 'sale', span)
    multiplyContacts(draft, span, 1.6, luckFactor(0.2, random.normal()))
  }
  const recipe = { draft, noise: { day: 0.08, dayMemory: 0.3, interval: 0.15 }, firstOriginDay: historyDays }
  return countSeries(`queue-${String(queue).padStart(2, '0')}`, recipe, random)
}
