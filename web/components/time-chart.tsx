import { useMemo, useRef, useState } from 'react'
import { peak } from '../lib/week-grid.ts'
import { type ChartBand, type ChartSeries, useTimeChart } from './use-time-chart.ts'

interface TimeChartProps {
  readonly label: string
  readonly starts: readonly string[]
  readonly intervalMinutes: number
  readonly series: readonly ChartSeries[]
  readonly bands?: readonly ChartBand[]
  /** Sentence about an interval: the one under the pointer, else the peak of the last series. */
  readonly describe: (interval: number) => string
}

/** A week of intervals as lines and bands. The table beside it says the same to those who cannot see it. */
export function TimeChart({ label, starts, intervalMinutes, series, bands, describe }: TimeChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const [interval, setInterval] = useState<number>()
  const bounds = useMemo(() => {
    const instants = starts.map((start) => Date.parse(start))
    return [...instants, (instants.at(-1) ?? 0) + intervalMinutes * 60_000]
  }, [starts, intervalMinutes])
  useTimeChart(host, { bounds, series, ...(bands ? { bands } : {}), onPoint: setInterval })
  return (
    <figure className="time-chart">
      <div ref={host} role="img" aria-label={label} />
      <figcaption>{describe(interval ?? peak(series.at(-1)?.values ?? []))}</figcaption>
    </figure>
  )
}
