/** Grid that the `[interval]` arrays of a run's replies lie on. */
export interface WeekGrid {
  readonly starts: readonly string[]
  readonly days: readonly string[]
  readonly intervalMinutes: number
}

const DAYS_PER_WEEK = 7

/** Days of each week of a run. */
export const weeksOf = (days: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(days.length / DAYS_PER_WEEK) }, (_, week) =>
    days.slice(week * DAYS_PER_WEEK, (week + 1) * DAYS_PER_WEEK),
  )

/** Days of the week to show: that of the day asked for, else the one asked for by its first day, else the first. */
export function shownWeek(
  days: readonly string[],
  asked: { readonly day?: string | undefined; readonly week?: string | undefined },
): string[] {
  const weeks = weeksOf(days)
  const having = (date: string | undefined) => weeks.find((week) => date !== undefined && week.includes(date))
  return having(asked.day) ?? having(asked.week) ?? weeks[0] ?? []
}

/** A reply with every `[interval]` array of it cut to some of its days, which follow one another. */
export function onDays<Grid extends WeekGrid>(grid: Grid, days: readonly string[]): Grid {
  if (days.length === grid.days.length) return grid
  const isShown = new Set(days)
  const { length } = grid.starts
  const from = grid.starts.findIndex((start) => isShown.has(dateOf(start)))
  const to = grid.starts.findLastIndex((start) => isShown.has(dateOf(start))) + 1
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.length === length ? value.slice(from, to) : value.map(cut)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cut(part)]))
  }
  return { ...(cut(grid) as Grid), days }
}

/** Local date of each interval, read off its stamp. */
export const dateOf = (stamp: string): string => stamp.slice(0, 10)

/** Intervals of one local day. */
export const intervalsOfDay = (grid: WeekGrid, day: string): number[] =>
  grid.starts.flatMap((start, interval) => (dateOf(start) === day ? [interval] : []))

/** The day asked for when the week has it, else the week's first. */
export const dayIn = (grid: { readonly days: readonly string[] }, day: string | undefined): string =>
  day !== undefined && grid.days.includes(day) ? day : (grid.days[0] ?? '')

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Index of the greatest value; the first of several. */
export const peak = (values: readonly (number | null)[]): number =>
  values.reduce<number>((best, value, index) => ((value ?? 0) > (values[best] ?? 0) ? index : best), 0)
