/** Intervals `[from, to)` of a day or horizon. */
export interface IntervalSpan {
  readonly from: number
  readonly to: number
}

/** The longest runs of intervals of which something holds, in the order of time. */
export function spansWhere(intervals: number, holds: (interval: number) => boolean): IntervalSpan[] {
  const spans: IntervalSpan[] = []
  let from = -1
  for (let interval = 0; interval <= intervals; interval++) {
    const isIn = interval < intervals && holds(interval)
    if (isIn && from < 0) from = interval
    if (isIn || from < 0) continue
    spans.push({ from, to: interval })
    from = -1
  }
  return spans
}
