import type { TimeSpan } from './use-time-chart.ts'

const LEAST_MS = 3 * 3_600_000

/**
 * A window longer or shorter by a factor.
 * @param share place that stays where it is, 0 left edge .. 1 right edge
 */
export function zoomedWindow({ startMs, endMs }: TimeSpan, factor: number, share: number): TimeSpan {
  const length = Math.max(LEAST_MS, (endMs - startMs) * factor)
  const fixed = startMs + (endMs - startMs) * share
  return { startMs: fixed - length * share, endMs: fixed + length * (1 - share) }
}

/** The window moved as little as brings a span into it; undefined when it is there already. */
export function movedWindow({ startMs, endMs }: TimeSpan, span: TimeSpan): TimeSpan | undefined {
  const by = span.startMs < startMs ? span.startMs - startMs : span.endMs > endMs ? span.endMs - endMs : 0
  return by === 0 ? undefined : { startMs: startMs + by, endMs: endMs + by }
}

/** A window cut to what there is to see. */
export function withinAll(window: TimeSpan, all: TimeSpan): TimeSpan {
  const length = Math.min(window.endMs - window.startMs, all.endMs - all.startMs)
  const startMs = Math.max(all.startMs, Math.min(window.startMs, all.endMs - length))
  return { startMs, endMs: startMs + length }
}
