import type { RunLimit } from '../tour-limit.ts'
import { type Affine, atMost, columnOf, isOnDay, type PersonRows, times, total } from './person-rows.ts'

/** Rows of a run's greatest and least length. */
export function addRunRows(rows: PersonRows, limit: RunLimit): void {
  const days = Array.from({ length: rows.days }, (_, day) => isOnDay(rows, limit.of, day))
  addLongestRun(rows, limit, days)
  if (limit.min > 1 || limit.beforeForMin > 0) addShortestRun(rows, limit, days)
}

/** Of any max + 1 days in a row at most max are of the run; the first days count what went before. */
function addLongestRun(
  { model }: PersonRows,
  { max, beforeForMax, unitCost }: RunLimit,
  days: readonly Affine[],
): void {
  for (let last = 0; last < days.length; last++) {
    const first = Math.max(0, last - max)
    if (last - first < max && beforeForMax + last + 1 <= max) continue
    atMost(model, total(...days.slice(first, last + 1)), last - first, unitCost)
  }
}

/**
 * A run that starts lasts. Starts are at least `day - yesterday`; with them the rows of a hard limit describe the convex
 * hull of all sequences that keep it.
 * Source: Rajan & Takriti, Minimum up/down polytopes of the unit commitment problem with start-up costs, 2005.
 */
function addShortestRun(rows: PersonRows, limit: RunLimit, days: readonly Affine[]): void {
  const { min, unitCost, beforeForMin } = limit
  continueRunBefore(rows, limit, days)
  if (min < 2 || unitCost === 0) return
  const before: Affine = { terms: [], constant: beforeForMin > 0 ? 1 : 0 }
  const starts = days.map((day, index) => {
    const start = columnOf(rows.model.addColumn({ upper: 1 }))
    atMost(rows.model, total(day, times(days[index - 1] ?? before, -1), times(start, -1)), 0, Infinity)
    return start
  })
  if (unitCost < Infinity) payForShortRuns(rows, limit, days, starts)
  else forbidShortRuns(rows, limit, days, starts)
}

function forbidShortRuns(
  { model }: PersonRows,
  { min }: RunLimit,
  days: readonly Affine[],
  starts: readonly Affine[],
): void {
  for (let day = 1; day < days.length; day++) {
    const recent = starts.slice(Math.max(0, day - min + 1), day + 1)
    atMost(model, total(...recent, times(days[day]!, -1)), 0, Infinity)
  }
}

/** A run that goes on from before the horizon ends on the first day outside, too short by what it then lacks. */
function continueRunBefore({ model }: PersonRows, limit: RunLimit, days: readonly Affine[]): void {
  const { min, unitCost, beforeForMin } = limit
  if (beforeForMin === 0 || beforeForMin >= min) return
  const missing = Math.min(min - beforeForMin, days.length)
  if (unitCost === Infinity) {
    for (const day of days.slice(0, missing)) atMost(model, times(day, -1), -1, Infinity)
    return
  }
  // With `lasted` days into the horizon the run lacks all from then on: one unit for each day that it does not reach.
  let stopped: Affine = { terms: [], constant: 0 }
  for (let day = 0; day < missing; day++) {
    const cost = unitCost * (day === days.length - 1 ? min - beforeForMin - day : 1)
    stopped = stoppedBy(model, stopped, total({ terms: [], constant: 1 }, times(days[day]!, -1)), cost)
  }
}

/** A column that is 1 once a run has stopped, today or before. */
function stoppedBy(model: PersonRows['model'], before: Affine, today: Affine, cost: number): Affine {
  const stopped = columnOf(model.addColumn({ cost, upper: 1 }))
  for (const reason of [before, today]) {
    if (reason.terms.length > 0 || reason.constant > 0) atMost(model, total(reason, times(stopped, -1)), 0, Infinity)
  }
  return stopped
}

/**
 * A run that starts on a day and has stopped k days later, k below min, lacks a unit for that k. A run that lasts to the
 * horizon's last day lacks nothing; one that stops before it lacks the days beyond the horizon too.
 */
function payForShortRuns(
  { model }: PersonRows,
  { min, unitCost }: RunLimit,
  days: readonly Affine[],
  starts: readonly Affine[],
): void {
  starts.forEach((start, first) => {
    let stopped: Affine = { terms: [], constant: 0 }
    for (let k = 1; k < min && first + k < days.length; k++) {
      const units = first + k === days.length - 1 ? min - k : 1
      stopped = stoppedBy(model, stopped, total(start, times(days[first + k]!, -1)), unitCost * units)
    }
  })
}
