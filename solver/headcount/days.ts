const MS_PER_DAY = 86_400_000

/** Days since 1970-01-01 of a local date `YYYY-MM-DD`; headcount is counted in whole local days, so no zone comes in. */
export const dayOf = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY)

/** Local date `YYYY-MM-DD` of a day. */
export const dateOf = (day: number): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10)

export const daysAfter = (date: string, days: number): string => dateOf(dayOf(date) + days)

/** 1 Monday .. 7 Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1
