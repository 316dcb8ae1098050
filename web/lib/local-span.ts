import { addDays, clockOf } from './planning-week.ts'
import { dateOf } from './week-grid.ts'

/** A span of local times `2026-11-09T08:00`, half-open, as people tell it. */
export interface ToldSpan {
  /** First and last day, `YYYY-MM-DD`. */
  readonly first: string
  readonly last: string
  /** Wall clock; undefined for whole days. */
  readonly times: { readonly from: string; readonly to: string } | undefined
}

/** A span that ends at midnight ends with the day before. */
export function toldSpan({ start, end }: { readonly start: string; readonly end: string }): ToldSpan {
  const endsAtMidnight = clockOf(end) === '00:00'
  const last = endsAtMidnight ? addDays(dateOf(end), -1) : dateOf(end)
  const isWhole = clockOf(start) === '00:00' && endsAtMidnight
  const times = isWhole ? undefined : { from: clockOf(start), to: endsAtMidnight ? '24:00' : clockOf(end) }
  return { first: dateOf(start), last, times }
}

/** Runs of days that follow one another, ordered: one request asks for each. */
export function runsOfDays(days: Iterable<string>): { readonly first: string; readonly last: string }[] {
  const runs: { first: string; last: string }[] = []
  for (const day of [...new Set(days)].sort()) {
    const run = runs.at(-1)
    if (run && addDays(run.last, 1) === day) run.last = day
    else runs.push({ first: day, last: day })
  }
  return runs
}
