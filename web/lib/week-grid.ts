/** Grid that the `[interval]` arrays of a run's replies lie on. */
export interface WeekGrid {
  readonly starts: readonly string[]
  readonly days: readonly string[]
  readonly intervalMinutes: number
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
