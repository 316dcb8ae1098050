import { DateTime } from 'luxon'
import type { ChartFrame } from '../../components/use-time-chart.ts'
import type { SaleSpan } from './headcount-figures.ts'

interface SaleMarksProps {
  readonly sales: readonly SaleSpan[]
  readonly zone: string
  readonly frame: ChartFrame
}

/** Sales over the plot and out of the pointer's way; the table has them in words. */
export function SaleMarks({ sales, zone, frame }: SaleMarksProps) {
  const pixel = (date: string, days: number) =>
    ((DateTime.fromISO(date, { zone }).plus({ days }).toMillis() - frame.startMs) / (frame.endMs - frame.startMs)) *
    frame.width
  return (
    <div
      className="sale-marks"
      aria-hidden="true"
      style={{ left: frame.left, top: frame.top, width: frame.width, height: frame.height }}
    >
      {sales.map(({ title, firstDate, lastDate }) => {
        const [from, to] = [Math.max(0, pixel(firstDate, 0)), Math.min(frame.width, pixel(lastDate, 1))]
        if (to <= from) return null
        const isLate = from > frame.width / 2
        return (
          <i
            key={`${title} ${firstDate}`}
            className={isLate ? 'late' : undefined}
            style={{ left: from, width: Math.max(3, to - from) }}
          >
            <span>{title}</span>
          </i>
        )
      })}
    </div>
  )
}
