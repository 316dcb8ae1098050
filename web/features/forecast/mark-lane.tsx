import { type KeyboardEvent, memo, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartFrame } from '../../components/use-time-chart.ts'
import { remPixels } from '../../lib/css-color.ts'
import { type ChartMark, clusterMarks, knownKind, leadingMark, type MarkCluster } from './event-marks.ts'
import { useEventWords } from './use-event-words.ts'

const ROOM_REM = 2.3
/** A label names so many of a crowd. */
const NAMED = 4

interface MarkLaneProps {
  readonly marks: readonly ChartMark[]
  readonly frame: ChartFrame
  readonly onPick: (instant: number) => void
}

/** Signs along the top of a chart, one stop of the tab key; arrows go from one to the next. */
export const MarkLane = memo(function MarkLane({ marks, frame, onPick }: MarkLaneProps) {
  const { t } = useTranslation()
  const [current, setCurrent] = useState(0)
  const clusters = clusterMarks(marks, frame, ROOM_REM * remPixels())
  const stop = Math.min(current, clusters.length - 1)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = stop + step
    if (step === 0 || next < 0 || next >= clusters.length) return
    event.preventDefault()
    setCurrent(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div
      role="toolbar"
      aria-label={t('forecast.marks')}
      className="mark-lane"
      style={{ marginLeft: frame.left, width: frame.width }}
      onKeyDown={onKeyDown}
    >
      {clusters.map((cluster, at) => (
        <Mark
          key={cluster.marks[0]?.startMs}
          cluster={cluster}
          leading={leadingMark(cluster, marks)}
          isStop={at === stop}
          side={cluster.left > frame.width / 2 ? 'left' : 'right'}
          onFocus={() => setCurrent(at)}
          onPick={onPick}
        />
      ))}
    </div>
  )
})

interface MarkProps {
  readonly cluster: MarkCluster
  readonly leading: ChartMark
  readonly isStop: boolean
  readonly side: 'left' | 'right'
  readonly onFocus: () => void
  readonly onPick: (instant: number) => void
}

function Mark({ cluster, leading, isStop, side, onFocus, onPick }: MarkProps) {
  const id = useId()
  const { t } = useTranslation()
  const { kindSign, markWords } = useEventWords()
  const { marks, left } = cluster
  const ordered = [leading, ...marks.filter((mark) => mark !== leading)]
  const rest = marks.length - NAMED
  const words = ordered.slice(0, NAMED).map(markWords)
  if (rest > 0) words.push(t('forecast.marksMore', { count: rest }))
  return (
    <button
      type="button"
      className="mark"
      data-kind={leading.oddDay ? 'odd' : (knownKind(leading.event.kind) ?? 'other')}
      data-side={side}
      data-sign={`${leading.oddDay ? '!' : kindSign(leading.event.kind)}${marks.length > 1 ? ` ${marks.length}` : ''}`}
      tabIndex={isStop ? 0 : -1}
      aria-labelledby={id}
      style={{ left }}
      onFocus={onFocus}
      onClick={() => onPick(leading.startMs)}
    >
      <span id={id} className="mark-words">
        {words.map((line, at) => (
          <span key={line}>{at + 1 < words.length ? `${line}${t('forecast.marksGap')}` : line}</span>
        ))}
      </span>
    </button>
  )
}
