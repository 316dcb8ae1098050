import chineseDays from 'chinese-days'
import { DateTime } from 'luxon'
import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'

const ZONE = 'Asia/Shanghai'
/** Years that the State Council has published and the package holds. */
export const FIRST_HOLIDAY_YEAR = 2004
export const LAST_HOLIDAY_YEAR = 2026

/**
 * Days off of mainland China's statutory holidays, a run of days an event of the kind `holiday`, and the weekend days
 * that are worked in exchange, each an event of the kind `makeupWorkday`; both years included, ordered by start.
 * Source: the package chinese-days, which keeps the State Council's yearly notices.
 * @throws PlanningInputError for a year without a notice in the package
 */
export function chineseHolidays(fromYear: number, toYear: number): CalendarEvent[] {
  for (const year of [fromYear, toYear]) {
    if (year >= FIRST_HOLIDAY_YEAR && year <= LAST_HOLIDAY_YEAR) continue
    throw new PlanningInputError({
      value: String(year),
      problem: `has no holidays here: those of ${FIRST_HOLIDAY_YEAR} to ${LAST_HOLIDAY_YEAR} are known`,
      hint: 'The State Council publishes a year late in the one before: add the days to calendar.csv as holiday and makeupWorkday.',
    })
  }
  const events: CalendarEvent[] = []
  const end = DateTime.fromObject({ year: toYear + 1 }, { zone: ZONE })
  for (let day = DateTime.fromObject({ year: fromYear }, { zone: ZONE }); day < end; day = day.plus({ days: 1 })) {
    const { work, name } = chineseDays.getDayDetail(day.toISODate()!)
    // `English,中文,days` on holidays and their make-up days, the weekday's name on all others.
    const title = name.split(',')[1]
    if (title === undefined) continue
    const kind = work ? 'makeupWorkday' : 'holiday'
    const [startMs, endMs] = [day.toMillis(), day.plus({ days: 1 }).toMillis()]
    const last = events.at(-1)
    if (kind === 'holiday' && last?.kind === kind && last.title === title && last.endMs === startMs) {
      events[events.length - 1] = { ...last, endMs }
    } else events.push({ kind, title: work ? `${title}调休上班` : title, startMs, endMs, expectedSize: 1 })
  }
  return events
}
