const MS_PER_DAY = 86_400_000

/** `YYYY-MM-DD` that many days after another. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * MS_PER_DAY).toISOString().slice(0, 10)

export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / MS_PER_DAY

/** 0 Monday .. 6 Sunday. */
export const weekdayIndex = (date: string): number => (new Date(date).getUTCDay() + 6) % 7

/** `2026-11-09T08:00` for a minute after the date's midnight; minutes from 1440 on fall on the next date. */
export function wallClock(date: string, minute: number): string {
  const day = addDays(date, Math.floor(minute / 1440))
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${day}T${pad(Math.floor((minute % 1440) / 60))}:${pad(minute % 60)}`
}
