const DAY_MS = 86_400_000

/**
 * First day of the planning week in which a date lies.
 * @param date `YYYY-MM-DD`
 * @param weekStartsOn 1 Monday .. 7 Sunday
 */
export function firstDayOfWeek(date: string, weekStartsOn: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  const weekday = at.getUTCDay() === 0 ? 7 : at.getUTCDay()
  return addDays(date, -((weekday - weekStartsOn + 7) % 7))
}

export const addDays = (date: string, days: number): string =>
  new Date(new Date(`${date}T00:00:00Z`).getTime() + days * DAY_MS).toISOString().slice(0, 10)

/** Wall clock `HH:mm` of a local stamp, in the zone that it was written in. */
export const clockOf = (stamp: string): string => stamp.slice(11, 16)

/** Wall-clock minutes of a local stamp `YYYY-MM-DDTHH:mm+hh:mm` after midnight of a local date. */
export function minutesAfterMidnight(stamp: string, date: string): number {
  const days = (Date.parse(stamp.slice(0, 10)) - Date.parse(date)) / DAY_MS
  return days * 1440 + Number(stamp.slice(11, 13)) * 60 + Number(stamp.slice(14, 16))
}
