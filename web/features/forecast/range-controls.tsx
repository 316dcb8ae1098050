import { useTranslation } from 'react-i18next'
import { Choice } from '../../components/choice.tsx'
import type { TimeSpan } from '../../components/use-time-chart.ts'
import { zoomedWindow } from '../../components/zoom.ts'
import { navigate } from '../../lib/route.ts'
import type { Grain } from './timeline.ts'

const WEEK_MS = 7 * 86_400_000
export const RANGES = ['month', 'week', 'history'] as const
type Range = (typeof RANGES)[number]

export const rangeOf = (asked: string | undefined): Range => RANGES.find((range) => range === asked) ?? 'month'

/** Some history to compare with, and so much of the forecast. */
export function windowOf(range: Range, nowMs: number, all: TimeSpan): TimeSpan {
  if (range === 'history') return all
  const [before, after] = range === 'week' ? [1, 1] : [2, 4]
  return {
    startMs: Math.max(all.startMs, nowMs - before * WEEK_MS),
    endMs: Math.min(all.endMs, nowMs + after * WEEK_MS),
  }
}

interface RangeControlsProps {
  readonly by: Grain['by']
  readonly range: Range
  readonly view: {
    readonly window: TimeSpan
    readonly isZoomed: boolean
    readonly onZoom: (window: TimeSpan | undefined) => void
  }
}

/** Grain and range of the charts and tables, and zooming for those who do not drag. */
export function RangeControls({ by, range, view: { window, isZoomed, onZoom } }: RangeControlsProps) {
  const { t } = useTranslation()
  return (
    <div className="toolbar">
      <Choice
        label={t('forecast.grain')}
        value={by}
        options={[
          { value: 'days', label: t('forecast.by.days') },
          { value: 'intervals', label: t('forecast.by.intervals') },
        ]}
        onChange={(value) => navigate({ by: value === 'days' ? undefined : value }, { replace: true })}
      />
      <Choice
        label={t('forecast.range')}
        value={range}
        options={RANGES.map((value) => ({ value, label: t(`forecast.rangeOf.${value}`) }))}
        onChange={(value) => navigate({ range: value === 'month' ? undefined : value }, { replace: true })}
      />
      <span className="zoom-buttons">
        <button
          type="button"
          className="quiet"
          aria-label={t('forecast.zoomIn')}
          onClick={() => onZoom(zoomedWindow(window, 0.5, 0.5))}
        >
          +
        </button>
        <button
          type="button"
          className="quiet"
          aria-label={t('forecast.zoomOut')}
          onClick={() => onZoom(zoomedWindow(window, 2, 0.5))}
        >
          −
        </button>
        <button type="button" className="quiet" disabled={!isZoomed} onClick={() => onZoom(undefined)}>
          {t('forecast.zoomReset')}
        </button>
      </span>
      <p className="soft plot-hint">{t('forecast.plotHint')}</p>
    </div>
  )
}
