import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForecastContent, Override, QueueSnapshot } from '../../../server/contracts/forecast.ts'
import type { QueueForecast } from '../../../solver/domain/forecast-outputs.ts'
import { localStamp } from '../../../solver/domain/horizon.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import type { TimeSpan } from '../../components/use-time-chart.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { marksOf } from './event-marks.ts'
import { ForecastLegend } from './forecast-legend.tsx'
import { ForecastPlot } from './forecast-plot.tsx'
import { ForecastTable, tableOfLines } from './forecast-table.tsx'
import type { SpanLevel } from './level-handle.tsx'
import { dayLines, type Grain, intervalLines, type QueueLines, type Timeline } from './timeline.ts'

export interface QueuePanelProps {
  readonly content: ForecastContent
  readonly timeline: Timeline
  readonly grain: Grain
  readonly queue: QueueSnapshot
  /** The queue's forecast with the overrides in force and the draft. */
  readonly shown: QueueForecast
  /** Overrides in force on any queue. */
  readonly overrides: readonly Override[]
  readonly window: TimeSpan
  readonly as: 'chart' | 'table'
  readonly level: SpanLevel | undefined
  readonly onZoom: (window: TimeSpan | undefined) => void
  readonly onPickDay: (queueId: string, date: string) => void
  readonly onSelect: (queueId: string, span: TimeSpan | undefined) => void
}

/** One queue: its history and forecast as a chart or a table. */
export const QueuePanel = memo(function QueuePanel(props: QueuePanelProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { content, timeline, grain, queue, overrides, window } = props
  const name = names.queue(queue.queueId)
  const lines = useQueueLines(props)
  const describe = useReading(grain, lines)
  const marks = useMemo(() => marksOf(queue, content, timeline.days), [queue, content, timeline])
  const tints = useMemo(
    () =>
      overrides
        .filter(({ queueId }) => queueId === queue.queueId)
        .map(({ start, end }) => ({ startMs: Date.parse(start), endMs: Date.parse(end) })),
    [overrides, queue.queueId],
  )
  const pick = (point: number) => {
    const instant = grain.bounds[point] ?? 0
    if (props.level) {
      props.onSelect(queue.queueId, { startMs: instant, endMs: grain.bounds[point + 1] ?? instant })
      return
    }
    const day = timeline.days.findLast(({ startMs }) => startMs <= instant)
    if (day) props.onPickDay(queue.queueId, day.date)
  }
  return (
    <>
      <header className="panel-head">
        <h2>{name}</h2>
        <p className="soft">
          {t(grain.by === 'days' ? 'forecast.unitDays' : 'forecast.unit', { minutes: content.intervalMinutes })}
        </p>
        {props.as === 'chart' && <ForecastLegend hasOverrides={tints.length > 0 || props.level !== undefined} />}
        <span className="at-end">
          <OnlyWith right="plan.edit">
            <button type="button" className="quiet" onClick={() => props.onSelect(queue.queueId, undefined)}>
              {t('forecast.override')}
            </button>
          </OnlyWith>
          <CsvButton
            file={`forecast-${queue.queueId}-${grain.by}.csv`}
            table={() => tableOfLines(queue.queueId, grain, lines, (instant) => localStamp(instant, content.zone))}
          />
        </span>
      </header>
      {props.as === 'table' ? (
        <ForecastTable
          caption={t('forecast.tableLabel', { queue: name })}
          grain={grain}
          lines={lines}
          window={window}
          onPick={pick}
        />
      ) : (
        <ForecastPlot
          key={grain.by}
          label={t('forecast.chartLabel', { queue: name })}
          grain={grain}
          lines={lines}
          window={window}
          marks={marks}
          tints={tints}
          level={props.level}
          describe={describe}
          onZoom={props.onZoom}
          onPick={pick}
          onSelect={(span) => props.onSelect(queue.queueId, span)}
        />
      )}
    </>
  )
})

function useQueueLines({ timeline, grain, queue, shown }: QueuePanelProps): QueueLines {
  return useMemo(() => {
    const lines = intervalLines(timeline, queue, shown)
    return grain.by === 'days' ? dayLines(timeline, lines) : lines
  }, [timeline, grain, queue, shown])
}

/** Sentence about a point: what came, or what will, how sure, and what the model says where it was overridden. */
function useReading(grain: Grain, lines: QueueLines): (point: number) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return (point) => {
    const start = grain.bounds[point] ?? 0
    const number = (value: number | null | undefined) => format.number(value ?? 0, grain.by === 'days' ? 0 : 1)
    const when = grain.by === 'days' ? format.dayOf(start) : format.moment(start)
    if (lines.mean[point] == null) {
      return lines.actual[point] == null
        ? t('forecast.readingNone', { when })
        : t('forecast.readingActual', { when, actual: number(lines.actual[point]) })
    }
    const { band, mean, model } = lines
    const reading = t('forecast.reading', {
      when,
      mean: number(mean[point]),
      low80: number(band.p10[point]),
      high80: number(band.p90[point]),
      low95: number(band.p2_5[point]),
      high95: number(band.p97_5[point]),
      share80: format.percent(0.8, 0),
      share95: format.percent(0.95, 0),
    })
    const isOverridden = Math.abs((mean[point] ?? 0) - (model[point] ?? 0)) > 1e-6
    return isOverridden ? t('forecast.readingOverridden', { reading, model: number(model[point]) }) : reading
  }
}
