import { useEffect, useMemo, useState } from 'react'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import type { TimeSpan } from '../../components/use-time-chart.ts'
import { movedWindow, withinAll, zoomedWindow } from '../../components/zoom.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { dateOf, peak } from '../../lib/week-grid.ts'

/** Starts of the intervals with the end of the last, epoch milliseconds: `[interval + 1]`. */
export function useBounds({ starts, intervalMinutes }: RunCoverage): readonly number[] {
  return useMemo(() => {
    const instants = starts.map((start) => Date.parse(start))
    return [...instants, (instants.at(-1) ?? 0) + intervalMinutes * 60_000]
  }, [starts, intervalMinutes])
}

/** The interval of a queue that is looked at, and the part of the week that its charts show. */
export interface IntervalChoice {
  readonly bounds: readonly number[]
  readonly chosen: number
  readonly window: TimeSpan
  /** Under the pointer; undefined once it has left. */
  readonly hover: (interval: number | undefined) => void
  /** Chosen until another is; the window follows. */
  readonly choose: (interval: number) => void
  /** Chosen, and kept in the address. */
  readonly pin: (interval: number) => void
  /** Shows a span; the whole day or week again when undefined. */
  readonly zoom: (window: TimeSpan | undefined) => void
  readonly zoomBy: (factor: number) => void
}

/** @param values `[interval]`; their peak in what is shown is looked at before anything of it is chosen */
export function useIntervalChoice(coverage: RunCoverage, values: readonly number[]): IntervalChoice {
  const { at, day } = useRoute()
  const bounds = useBounds(coverage)
  const addressed = useMemo(() => (at === undefined ? -1 : coverage.starts.indexOf(at)), [coverage, at])
  const [hovered, hover] = useState<number>()
  const [held, setHeld] = useState<number>()
  const [dragged, setDragged] = useState<TimeSpan>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the address newly names goes before what was held
  useEffect(() => setHeld(undefined), [at])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day is another window
  useEffect(() => setDragged(undefined), [day])
  const all = { startMs: bounds[0] ?? 0, endMs: bounds.at(-1) ?? 1 }
  const window = dragged ?? dayWindow(coverage, bounds, day) ?? all
  const isShown = (interval: number) =>
    (bounds[interval] ?? 0) >= window.startMs && (bounds[interval] ?? 0) < window.endMs
  const kept = held ?? addressed
  const chosen = hovered ?? (isShown(kept) ? kept : peakOf(values, isShown))
  const choose = (interval: number) => {
    setHeld(interval)
    const span = { startMs: bounds[interval] ?? 0, endMs: bounds[interval + 1] ?? 0 }
    const moved = movedWindow(window, span)
    if (moved) setDragged(moved)
  }
  return {
    bounds,
    chosen,
    window,
    hover,
    choose,
    pin(interval) {
      choose(interval)
      navigate({ at: coverage.starts[interval] }, { replace: true })
    },
    zoom: setDragged,
    zoomBy(factor) {
      const place = ((bounds[chosen] ?? 0) - window.startMs) / (window.endMs - window.startMs)
      setDragged(withinAll(zoomedWindow(window, factor, place), all))
    },
  }
}

const peakOf = (values: readonly number[], isShown: (interval: number) => boolean): number =>
  peak(values.map((value, interval) => (isShown(interval) ? value : null)))

function dayWindow({ starts }: RunCoverage, bounds: readonly number[], day: string | undefined): TimeSpan | undefined {
  const from = starts.findIndex((start) => dateOf(start) === day)
  if (from < 0) return undefined
  const to = starts.findLastIndex((start) => dateOf(start) === day)
  return { startMs: bounds[from] ?? 0, endMs: bounds[to + 1] ?? 0 }
}
