import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { canvasFont, cssColor, remPixels } from '../lib/css-color.ts'
import { useShownTheme } from '../lib/theme.ts'
import { peak } from '../lib/week-grid.ts'
import { useFormat, usePlan } from '../lib/workspace.ts'
import { markEvents } from './chart-events.ts'

/** A line of a chart; `values` are `[interval]`. Colours are names of custom properties. */
export interface ChartSeries {
  readonly label: string
  readonly values: readonly (number | null)[]
  readonly color?: `--${string}`
  readonly width?: number
  readonly stepped?: boolean
}

/** Fill between two series, by their index in `series`. */
export interface ChartBand {
  readonly between: readonly [upper: number, lower: number]
  readonly color: `--${string}`
}

export interface ChartEvent {
  readonly title: string
  readonly start: string
  readonly end: string
}

interface TimeChartProps {
  readonly label: string
  readonly starts: readonly string[]
  readonly intervalMinutes: number
  readonly series: readonly ChartSeries[]
  readonly bands?: readonly ChartBand[]
  readonly events?: readonly ChartEvent[]
  /** Sentence about an interval: the one under the pointer, else the peak of the last series. */
  readonly describe: (interval: number) => string
}

/** A week of intervals as lines and bands. The table beside it says the same to those who cannot see it. */
export function TimeChart(props: TimeChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const [interval, setInterval] = useState<number>()
  const theme = useShownTheme()
  const format = useFormat()
  const { zone } = usePlan()

  // biome-ignore lint/correctness/useExhaustiveDependencies: a theme change repaints with the theme's colours
  useEffect(() => {
    const element = host.current
    if (!element) return
    const chart = new uPlot(
      chartOptions(props, { zone, format, width: element.clientWidth, onInterval: setInterval }),
      chartData(props),
      element,
    )
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: chart.height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      chart.destroy()
    }
  }, [props.series, props.starts, props.events, props.bands, theme, zone, format])

  return (
    <figure className="time-chart">
      <div ref={host} role="img" aria-label={props.label} />
      <figcaption>{props.describe(interval ?? peak(props.series.at(-1)?.values ?? []))}</figcaption>
    </figure>
  )
}

/** Seconds since the epoch, with the end of the last interval, so that its step is drawn. */
function chartData({ starts, intervalMinutes, series }: TimeChartProps): uPlot.AlignedData {
  const seconds = starts.map((start) => Date.parse(start) / 1000)
  const end = (seconds.at(-1) ?? 0) + intervalMinutes * 60
  return [
    [...seconds, end],
    ...series.map(({ values }) => [...values, values.at(-1) ?? null] as (number | null)[]),
  ] as uPlot.AlignedData
}

interface Surroundings {
  readonly zone: string
  readonly format: ReturnType<typeof useFormat>
  readonly width: number
  readonly onInterval: (interval: number | undefined) => void
}

function chartOptions(props: TimeChartProps, { zone, format, width, onInterval }: Surroundings): uPlot.Options {
  const rem = remPixels()
  const stepped = uPlot.paths.stepped!({ align: 1 })
  const last = props.starts.length - 1
  const axis = { stroke: cssColor('--ink-soft'), font: canvasFont(rem * 0.72), ticks: { show: false } }
  const grid = { stroke: cssColor('--line'), width: 1 }
  return {
    width,
    height: Math.round(rem * 14),
    padding: [rem * 0.4, rem * 1.5, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false } },
    scales: { x: { time: true }, y: { range: (_, __, max) => [0, Math.max(1, max * 1.08)] } },
    axes: [
      {
        ...axis,
        grid,
        space: rem * 5.5,
        size: rem * 1.8,
        values: (chart, ticks) => ticks.map((tick) => (tick === chart.data[0].at(-1) ? '' : axisLabel(tick, format))),
      },
      { ...axis, grid, size: rem * 3.2, values: (_, ticks) => ticks.map((tick) => format.number(tick, 1)) },
    ],
    series: [
      {},
      ...props.series.map((series) => ({
        label: series.label,
        points: { show: false },
        width: series.color ? (series.width ?? 1.5) : 0,
        ...(series.color ? { stroke: cssColor(series.color) } : {}),
        ...(series.stepped ? { paths: stepped } : {}),
      })),
    ],
    bands: (props.bands ?? []).map(({ between, color }) => ({
      series: [between[0] + 1, between[1] + 1],
      fill: cssColor(color),
    })),
    hooks: {
      setCursor: [({ cursor }) => onInterval(cursor.idx == null ? undefined : Math.min(cursor.idx, last))],
    },
    plugins: [markEvents(props.events ?? [])],
  }
}

/** Midnight reads as its day, other ticks as a time. */
function axisLabel(seconds: number, format: ReturnType<typeof useFormat>): string {
  const instant = seconds * 1000
  const time = format.time(instant)
  return time === '00:00' ? format.dayOf(instant) : time
}
