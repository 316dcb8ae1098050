import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartFrame, TimeSpan } from '../../components/use-time-chart.ts'
import { type ChartMark, knownKind, pixelOf } from './event-marks.ts'

interface PlotOverlayProps {
  readonly frame: ChartFrame
  readonly marks: readonly ChartMark[]
  readonly tints: readonly TimeSpan[]
  readonly nowMs: number
  readonly cursorMs: number
}

/** Over the plot and out of the pointer's way: spans of events and overrides, where the forecast begins, the cursor. */
export const PlotOverlay = memo(function PlotOverlay({ frame, marks, tints, nowMs, cursorMs }: PlotOverlayProps) {
  const { t } = useTranslation()
  const { left, top, width, height } = frame
  const line = (instant: number) => (isWithin(instant, frame) ? { left: pixelOf(instant, frame) } : { display: 'none' })
  return (
    <div className="plot-overlay" style={{ left, top, width, height }} aria-hidden="true">
      {marks.map((mark) => (
        <i
          key={`${mark.startMs} ${mark.event?.title ?? 'odd'}`}
          className={mark.oddDay ? 'odd-wash' : 'event-wash'}
          data-kind={mark.event && (knownKind(mark.event.kind) ?? 'other')}
          style={spanStyle(mark, frame)}
        />
      ))}
      {tints.map((tint) => (
        <i key={`${tint.startMs} ${tint.endMs}`} className="override-wash" style={spanStyle(tint, frame)} />
      ))}
      <i className="now-line" style={line(nowMs)}>
        <span>{t('forecast.begins')}</span>
      </i>
      <i className="cursor-line" style={line(cursorMs)} />
    </div>
  )
})

const isWithin = (instant: number, { startMs, endMs }: ChartFrame) => instant >= startMs && instant <= endMs

/** Left edge and width of a span within the plot. */
export function spanStyle({ startMs, endMs }: TimeSpan, frame: ChartFrame) {
  const from = Math.max(0, pixelOf(startMs, frame))
  const to = Math.min(frame.width, pixelOf(endMs, frame))
  return to <= from ? { display: 'none' } : { left: from, width: to - from }
}
