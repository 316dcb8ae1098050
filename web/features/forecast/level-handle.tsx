import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartFrame, TimeSpan } from '../../components/use-time-chart.ts'
import { useFormat } from '../../lib/workspace.ts'
import { spanStyle } from './plot-overlay.tsx'

/** The mean level of a chosen span's points, contacts a point, which may be set to another. */
export interface SpanLevel extends TimeSpan {
  readonly level: number
  readonly onLevel: (level: number) => void
}

interface LevelHandleProps {
  readonly frame: ChartFrame
  readonly level: SpanLevel
  /** Taken hold of, or let go. */
  readonly onHold: (isHeld: boolean) => void
}

/** The chosen span with a bar at its level: dragged up or down, or moved by the arrow keys. */
export function LevelHandle({ frame, level: { level, onLevel, ...span }, onHold }: LevelHandleProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const hold = useRef<{ y: number; level: number; perPixel: number }>(undefined)
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.setPointerCapture(event.pointerId)
    hold.current = { y: event.clientY, level, perPixel: frame.topValue / frame.height }
    onHold(true)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!hold.current) return
    onLevel(Math.max(0, hold.current.level + (hold.current.y - event.clientY) * hold.current.perPixel))
  }
  const letGo = () => {
    hold.current = undefined
    onHold(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowUp: 0.01, ArrowDown: -0.01, PageUp: 0.1, PageDown: -0.1 }
    const share = steps[event.key]
    if (share === undefined) return
    event.preventDefault()
    onLevel(Math.max(0, level + share * Math.max(level, 100)))
  }
  const words = format.number(level, level < 100 ? 1 : 0)
  return (
    <div
      className="plot-overlay"
      style={{ left: frame.left, top: frame.top, width: frame.width, height: frame.height }}
    >
      <div className="draft-span" style={spanStyle(span, frame)}>
        <div
          role="slider"
          tabIndex={0}
          className="level-handle"
          aria-orientation="vertical"
          aria-label={t('forecast.levelLabel')}
          aria-valuemin={0}
          aria-valuemax={Math.round(Math.max(frame.topValue, level))}
          aria-valuenow={Math.round(level)}
          aria-valuetext={words}
          style={{ bottom: Math.min(frame.height, (level / frame.topValue) * frame.height) }}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={letGo}
          onPointerCancel={letGo}
          onKeyDown={onKeyDown}
        >
          <span>{words}</span>
        </div>
      </div>
    </div>
  )
}
