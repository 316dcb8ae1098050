import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { type ChartBand, type ChartFrame, type ChartSeries, useTimeChart } from '../../components/use-time-chart.ts'
import type { IntervalChoice } from './use-interval-choice.ts'

interface IntervalChartProps {
  readonly label: string
  readonly choice: IntervalChoice
  readonly series: readonly ChartSeries[]
  readonly bands: readonly ChartBand[]
  readonly isShare?: boolean
  readonly heightRem: number
  /** What is to be said of the chosen interval. */
  readonly reading: string
}

/** A chart over the intervals to choose one of: by pointer, by click to keep it, or by the arrow keys. */
export function IntervalChart({ label, choice, series, bands, isShare, heightRem, reading }: IntervalChartProps) {
  const { bounds, chosen, window } = choice
  const host = useRef<HTMLDivElement>(null)
  const [frame, setFrame] = useState<ChartFrame>()
  const onFrame = useCallback(
    (next: ChartFrame) => setFrame((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next)),
    [],
  )
  useTimeChart(host, {
    bounds,
    series,
    bands,
    isShare: isShare ?? false,
    heightRem,
    window,
    onFrame,
    onPoint: choice.hover,
    onDrag: choice.zoom,
  })
  return (
    <div className="interval-chart">
      <div
        ref={host}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={bounds.length - 2}
        aria-valuenow={chosen}
        aria-valuetext={reading}
        onKeyDown={(event) => onKey(event, choice)}
        onClick={() => choice.pin(chosen)}
        onDoubleClick={() => choice.zoom(undefined)}
      />
      {frame && <ChosenMark choice={choice} frame={frame} />}
    </div>
  )
}

/** The chosen interval, over the plot and out of the pointer's way. */
function ChosenMark({ choice: { bounds, chosen }, frame }: { choice: IntervalChoice; frame: ChartFrame }) {
  const pixel = (instant: number) => ((instant - frame.startMs) / (frame.endMs - frame.startMs)) * frame.width
  const from = pixel(bounds[chosen] ?? 0)
  const to = pixel(bounds[chosen + 1] ?? 0)
  if (to <= 0 || from >= frame.width) return null
  return (
    <i
      className="chosen-mark"
      aria-hidden="true"
      style={{ left: frame.left + from, top: frame.top, width: Math.max(2, to - from), height: frame.height }}
    />
  )
}

/** Arrows step through the intervals, page keys through hours, Enter keeps one, plus, minus and 0 zoom. */
function onKey(event: KeyboardEvent, choice: IntervalChoice): void {
  const { bounds, chosen, window } = choice
  const last = bounds.length - 2
  const hour = Math.round(3_600_000 / ((bounds[1] ?? 0) - (bounds[0] ?? 0)))
  const go = (to: number) => choice.choose(Math.max(0, Math.min(to, last)))
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => go(chosen - 1),
    ArrowRight: () => go(chosen + 1),
    ArrowDown: () => go(chosen - 1),
    ArrowUp: () => go(chosen + 1),
    PageDown: () => go(chosen - hour),
    PageUp: () => go(chosen + hour),
    Home: () => go(bounds.findIndex((bound) => bound >= window.startMs)),
    End: () => go(bounds.findLastIndex((bound) => bound < window.endMs)),
    Enter: () => choice.pin(chosen),
    '+': () => choice.zoomBy(0.5),
    '-': () => choice.zoomBy(2),
    '0': () => choice.zoom(undefined),
  }
  const action = actions[event.key]
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  action()
}
