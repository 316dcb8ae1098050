import type { ReactNode } from 'react'
import { StateMark } from './state-mark.tsx'

interface WallFigureProps {
  readonly part: string
  readonly label: string
  /** Undefined where it is not known. */
  readonly value: string | undefined
  /** Under it; says why where it is not known. */
  readonly under: ReactNode
  readonly tone?: 'bad' | 'good' | undefined
}

/** A figure to be read from afar, with what it is and what it is held against. */
export function WallFigure({ part, label, value, under, tone }: WallFigureProps) {
  return (
    <div className="wall-figure" data-part={part} data-tone={value === undefined ? 'none' : tone}>
      <dt>{label}</dt>
      <dd className="wall-value">{value ?? '–'}</dd>
      <dd className="wall-under">
        {value !== undefined && tone && <StateMark state={tone === 'bad' ? 'belowTarget' : 'onTrack'} />}
        <span>{under}</span>
      </dd>
    </div>
  )
}
