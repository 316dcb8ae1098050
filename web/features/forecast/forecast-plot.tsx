import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  type ChartBand,
  type ChartFrame,
  type ChartSeries,
  type TimeSpan,
  useTimeChart,
} from '../../components/use-time-chart.ts'
import { movedWindow, zoomedWindow } from '../../components/zoom.ts'
import type { ChartMark } from './event-marks.ts'
import { LevelHandle, type SpanLevel } from './level-handle.tsx'
import { MarkLane } from './mark-lane.tsx'
import { PlotOverlay } from './plot-overlay.tsx'
import type { Grain, QueueLines } from './timeline.ts'

const BANDS: readonly ChartBand[] = [
  { between: [3, 0], color: '--series-band-wide' },
  { between: [2, 1], color: '--series-band' },
]

interface ForecastPlotProps {
  readonly label: string
  readonly grain: Grain
  readonly lines: QueueLines
  readonly window: TimeSpan
  readonly marks: readonly ChartMark[]
  /** Spans with an override in force. */
  readonly tints: readonly TimeSpan[]
  /** The override that is being tried, as a level to drag; while there is one, dragging selects its span. */
  readonly level: SpanLevel | undefined
  /** Sentence about a point. */
  readonly describe: (point: number) => string
  readonly onZoom: (window: TimeSpan | undefined) => void
  readonly onPick: (point: number) => void
  readonly onSelect: (span: TimeSpan) => void
}

/** History and forecast of a queue: to look at, to zoom, to pick a day of and to select a span of. */
export function ForecastPlot(props: ForecastPlotProps) {
  const { grain, lines, window, label, level, describe, onZoom } = props
  const figure = useRef<HTMLElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const wantsSpan = useRef(false)
  const [point, setPoint] = useState<number>()
  const [frame, setFrame] = useState<ChartFrame>()
  const [fixedTop, setFixedTop] = useState<number>()
  const series = useMemo(() => plotSeries(lines, grain.by === 'days'), [lines, grain.by])
  const onFrame = useCallback(
    (next: ChartFrame) => setFrame((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next)),
    [],
  )
  useTimeChart(host, {
    bounds: grain.bounds,
    series,
    bands: BANDS,
    window,
    fixedTop,
    onFrame,
    // The reading stays where the pointer left, for the keyboard to go on from.
    onPoint: (at) => at !== undefined && setPoint(at),
    onDrag: (span) => (wantsSpan.current ? props.onSelect(span) : onZoom(span)),
  })
  useWheelZoom(host, frame, onZoom)
  const shownPoint = Math.min(point ?? grain.forecastAt, grain.bounds.length - 2)
  const onKeyDown = usePlotKeys(props, shownPoint, setPoint)
  return (
    <figure ref={figure} className="time-chart forecast-plot" data-selecting={level !== undefined}>
      {frame && (
        <MarkLane marks={props.marks} frame={frame} onPick={(instant) => props.onPick(pointAt(grain, instant))} />
      )}
      <div className="plot-stage">
        <div
          ref={host}
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={grain.bounds.length - 2}
          aria-valuenow={shownPoint}
          aria-valuetext={describe(shownPoint)}
          onKeyDown={onKeyDown}
          onMouseDownCapture={(event) => {
            wantsSpan.current = event.shiftKey || level !== undefined
          }}
          onDoubleClick={() => onZoom(undefined)}
          onClick={(event) => {
            if (frame) props.onPick(pointAt(grain, instantAt(event.clientX, event.currentTarget, frame)))
          }}
        />
        {frame && (
          <PlotOverlay
            frame={frame}
            marks={props.marks}
            tints={props.tints}
            nowMs={grain.bounds[grain.forecastAt] ?? 0}
            cursorMs={grain.bounds[shownPoint] ?? 0}
          />
        )}
        {frame && level && (
          <LevelHandle
            frame={frame}
            level={level}
            onHold={(isHeld) => setFixedTop(isHeld ? frame.topValue : undefined)}
          />
        )}
      </div>
      <figcaption>{describe(shownPoint)}</figcaption>
    </figure>
  )
}

const pointAt = ({ bounds }: Grain, instant: number): number =>
  Math.max(
    0,
    Math.min(
      bounds.findLastIndex((bound) => bound <= instant),
      bounds.length - 2,
    ),
  )

const instantAt = (clientX: number, host: HTMLElement, { left, width, startMs, endMs }: ChartFrame): number =>
  startMs + ((clientX - host.getBoundingClientRect().left - left) / width) * (endMs - startMs)

/** Ctrl (or the pinch of a trackpad) and wheel zooms around the pointer; the wheel alone scrolls the page as anywhere. */
function useWheelZoom(
  host: { readonly current: HTMLElement | null },
  frame: ChartFrame | undefined,
  onZoom: (window: TimeSpan) => void,
): void {
  useEffect(() => {
    const element = host.current
    if (!element || !frame) return
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const share = (event.clientX - element.getBoundingClientRect().left - frame.left) / frame.width
      onZoom(zoomedWindow(frame, event.deltaY > 0 ? 1.25 : 0.8, Math.max(0, Math.min(1, share))))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [host, frame, onZoom])
}

/** Arrows step through the points, Enter picks, plus and minus zoom, 0 shows the whole range again. */
function usePlotKeys(
  { grain, window, onZoom, onPick }: ForecastPlotProps,
  point: number,
  onPoint: (point: number) => void,
) {
  return (event: KeyboardEvent) => {
    const last = grain.bounds.length - 2
    const go = (to: number) => {
      const next = Math.max(0, Math.min(to, last))
      onPoint(next)
      const moved = movedWindow(window, { startMs: grain.bounds[next] ?? 0, endMs: grain.bounds[next + 1] ?? 0 })
      if (moved) onZoom(moved)
    }
    const page = grain.by === 'days' ? 7 : 8
    const actions: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => go(point - 1),
      ArrowRight: () => go(point + 1),
      PageDown: () => go(point - page),
      PageUp: () => go(point + page),
      Home: () => go(0),
      End: () => go(last),
      Enter: () => onPick(point),
      '+': () => onZoom(zoomedWindow(window, 0.5, 0.5)),
      '-': () => onZoom(zoomedWindow(window, 2, 0.5)),
      '0': () => onZoom(undefined),
    }
    const action = actions[event.key]
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    action()
  }
}

/** The model's own line is drawn where it differs from what is shown. */
function plotSeries({ actual, model, mean, band }: QueueLines, stepped: boolean): ChartSeries[] {
  const differs = (at: number) => Math.abs((model[at] ?? 0) - (mean[at] ?? 0)) > 1e-6
  const own = model.map((value, at) => (differs(at) || differs(at - 1) || differs(at + 1) ? value : null))
  return [
    { label: 'p2_5', values: band.p2_5, stepped },
    { label: 'p10', values: band.p10, stepped },
    { label: 'p90', values: band.p90, stepped },
    { label: 'p97_5', values: band.p97_5, stepped },
    { label: 'actual', values: actual, color: '--series-need', width: 1.25, stepped },
    { label: 'model', values: own, color: '--ink-soft', width: 1.25, dashed: true, stepped },
    { label: 'mean', values: mean, color: '--series-main', width: 1.75, stepped },
  ]
}
