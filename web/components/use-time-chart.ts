import { type RefObject, useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { canvasFont, cssColor, remPixels } from '../lib/css-color.ts'
import type { Format } from '../lib/format.ts'
import { useShownTheme } from '../lib/theme.ts'
import { useFormat, usePlan } from '../lib/workspace.ts'

/** A line of a chart; `values` are `[point]`. Colours are names of custom properties. */
export interface ChartSeries {
  readonly label: string
  readonly values: readonly (number | null)[]
  readonly color?: `--${string}`
  readonly width?: number
  readonly stepped?: boolean
  readonly dashed?: boolean
}

/** Fill between two series, by their index in `series`. */
export interface ChartBand {
  readonly between: readonly [upper: number, lower: number]
  readonly color: `--${string}`
}

/** Span of time, epoch milliseconds, half-open. */
export interface TimeSpan {
  readonly startMs: number
  readonly endMs: number
}

/** Where the plot lies in its host, CSS pixels, and what it shows. */
export interface ChartFrame extends TimeSpan {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Value at the top of the plot; 0 is at its bottom. */
  readonly topValue: number
}

export interface TimeChartContent {
  /** Starts of the points, epoch milliseconds, with the end of the last, so that its step is drawn: `[point + 1]`. */
  readonly bounds: readonly number[]
  readonly series: readonly ChartSeries[]
  readonly bands?: readonly ChartBand[]
  /** Values are shares: the scale ends at 1, begins a fifth or more below the least, and reads in percent. */
  readonly isShare?: boolean
  /** Height of the chart with its axes; 14 when absent. */
  readonly heightRem?: number
  /** What is shown of it; all when absent. */
  readonly window?: TimeSpan | undefined
  /** Keeps the value at the top while something is dragged, so that the scale does not run away from the pointer. */
  readonly fixedTop?: number | undefined
  readonly onPoint: (point: number | undefined) => void
  readonly onFrame?: (frame: ChartFrame) => void
  /** A span was dragged over; absent means that the chart zooms into it by itself. */
  readonly onDrag?: (span: TimeSpan) => void
}

/** A canvas chart over time in the host. New figures of the same lines are drawn without building it anew. */
export function useTimeChart(host: RefObject<HTMLElement | null>, content: TimeChartContent): void {
  const theme = useShownTheme()
  const format = useFormat()
  const { zone } = usePlan()
  const [chart, setChart] = useState<uPlot>()
  const latest = useRef(content)
  latest.current = content
  const look = JSON.stringify([content.bands, content.series.map(({ values, ...style }) => style)])

  // biome-ignore lint/correctness/useExhaustiveDependencies: theme and look rebuild the chart; figures follow below
  useEffect(() => {
    const element = host.current
    if (!element) return
    const built = new uPlot(chartOptions(latest, { zone, format, width: element.clientWidth }), undefined, element)
    const observer = new ResizeObserver(() => built.setSize({ width: element.clientWidth, height: built.height }))
    observer.observe(element)
    setChart(built)
    return () => {
      observer.disconnect()
      built.destroy()
      setChart(undefined)
    }
  }, [look, theme, zone, format])

  const { bounds, series, window, fixedTop } = content
  // biome-ignore lint/correctness/useExhaustiveDependencies: another top is another drawing
  useEffect(() => {
    if (!chart) return
    chart.batch(() => {
      chart.setData(chartData(bounds, series), false)
      const shown = window ?? { startMs: bounds[0] ?? 0, endMs: bounds.at(-1) ?? 1 }
      chart.setScale('x', { min: shown.startMs / 1000, max: shown.endMs / 1000 })
    })
  }, [chart, bounds, series, window?.startMs, window?.endMs, fixedTop])
}

/** Seconds since the epoch, and the values of each series at them. */
function chartData(bounds: readonly number[], series: readonly ChartSeries[]): uPlot.AlignedData {
  return [bounds.map((bound) => bound / 1000), ...series.map(drawnValues)] as uPlot.AlignedData
}

/** With one for the end: a step goes up to the next value, so the last one is told once more where it ends. */
function drawnValues({ values, stepped = false }: ChartSeries): (number | null)[] {
  const drawn = [...values, null]
  const last = values.findLastIndex((value) => value !== null)
  if (last >= 0 && (stepped || last === values.length - 1)) drawn[last + 1] = values[last] ?? null
  return drawn
}

interface Surroundings {
  readonly zone: string
  readonly format: Format
  readonly width: number
}

type Latest = { readonly current: TimeChartContent }

function chartOptions(latest: Latest, { zone, format, width }: Surroundings): uPlot.Options {
  const rem = remPixels()
  const { series, bands = [], onDrag, isShare = false, heightRem = 14 } = latest.current
  const range = (min: number, max: number): uPlot.Range.MinMax =>
    isShare ? [Math.max(0, Math.floor(min * 5 - 1) / 5), 1] : [0, latest.current.fixedTop ?? Math.max(1, max * 1.08)]
  const figure = (tick: number) => (isShare ? format.percent(tick, 0) : format.number(tick, 1))
  return {
    width,
    height: Math.round(rem * heightRem),
    padding: [rem * 0.4, rem * 1.5, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: onDrag === undefined, dist: 5 } },
    scales: { x: { time: true }, y: { range: (_, min, max) => range(min, max) } },
    axes: chartAxes(format, rem, figure),
    series: [{}, ...series.map(seriesOptions)],
    bands: bands.map(({ between, color }) => ({
      series: [between[0] + 1, between[1] + 1],
      fill: cssColor(color),
    })),
    hooks: chartHooks(latest),
  }
}

const seriesOptions = (series: ChartSeries): uPlot.Series => ({
  label: series.label,
  points: { show: false },
  width: series.color ? (series.width ?? 1.5) : 0,
  ...(series.color ? { stroke: cssColor(series.color) } : {}),
  ...(series.stepped ? { paths: uPlot.paths.stepped!({ align: 1, alignGaps: 1 }) } : {}),
  ...(series.dashed ? { dash: [4, 4] } : {}),
})

function chartAxes(format: Format, rem: number, figure: (tick: number) => string): uPlot.Axis[] {
  const axis = { stroke: cssColor('--ink-soft'), font: canvasFont(rem * 0.72), ticks: { show: false } }
  const grid = { stroke: cssColor('--line'), width: 1 }
  return [
    {
      ...axis,
      grid,
      space: rem * 5.5,
      size: rem * 1.8,
      // A label at the right edge would be cut off.
      values: (chart, ticks) => ticks.map((tick) => (tick === chart.scales.x?.max ? '' : axisLabel(tick, format))),
    },
    { ...axis, grid, size: rem * 3.2, values: (_, ticks) => ticks.map(figure) },
  ]
}

function chartHooks(latest: Latest): uPlot.Hooks.Arrays {
  return {
    setCursor: [
      ({ cursor, data }) =>
        latest.current.onPoint(cursor.idx == null ? undefined : Math.max(0, Math.min(cursor.idx, data[0].length - 2))),
    ],
    setSelect: [
      (chart) => {
        const { left, width } = chart.select
        if (width === 0 || !latest.current.onDrag) return
        const at = (x: number) => chart.posToVal(x, 'x') * 1000
        chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
        latest.current.onDrag({ startMs: at(left), endMs: at(left + width) })
      },
    ],
    draw: [(chart) => latest.current.onFrame?.(frameOf(chart))],
  }
}

function frameOf(chart: uPlot): ChartFrame {
  const ratio = window.devicePixelRatio
  const { bbox, scales } = chart
  return {
    left: bbox.left / ratio,
    top: bbox.top / ratio,
    width: bbox.width / ratio,
    height: bbox.height / ratio,
    startMs: (scales.x?.min ?? 0) * 1000,
    endMs: (scales.x?.max ?? 1) * 1000,
    topValue: scales.y?.max ?? 1,
  }
}

/** Midnight reads as its day, other ticks as a time. */
function axisLabel(seconds: number, format: Format): string {
  const instant = seconds * 1000
  const time = format.time(instant)
  return time === '00:00' ? format.dayOf(instant) : time
}
