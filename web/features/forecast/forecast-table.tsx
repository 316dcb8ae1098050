import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../components/data-table.tsx'
import type { TimeSpan } from '../../components/use-time-chart.ts'
import { useFormat } from '../../lib/workspace.ts'
import type { Grain, QueueLines } from './timeline.ts'

interface ForecastTableProps {
  readonly caption: string
  readonly grain: Grain
  readonly lines: QueueLines
  readonly window: TimeSpan
  readonly onPick: (point: number) => void
}

/** The figures behind a chart: the points that its window shows and that have any. */
export function ForecastTable({ caption, grain, lines, window, onPick }: ForecastTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const figure = (value: number | null | undefined) => (value == null ? '–' : format.number(value, 1))
  const start = (point: number) => grain.bounds[point] ?? 0
  return (
    <DataTable
      caption={caption}
      rows={shownPoints(grain, lines, window)}
      rowKey={String}
      columns={[
        {
          key: 'start',
          head: t(grain.by === 'days' ? 'controls.day' : 'controls.interval'),
          cell: (point) => (
            <button type="button" className="plain" onClick={() => onPick(point)}>
              {grain.by === 'days' ? format.dayOf(start(point)) : format.moment(start(point))}
            </button>
          ),
        },
        ...lineColumns(t).map(({ key, head, line }) => ({
          key,
          head,
          numeric: true,
          cell: (point: number) => figure(line(lines)[point]),
        })),
      ]}
    />
  )
}

const QUANTILE_COLUMNS = ['p2_5', 'p10', 'p90', 'p97_5'] as const

const lineColumns = (t: TFunction) => [
  { key: 'actual', head: t('forecast.actual'), line: ({ actual }: QueueLines) => actual },
  { key: 'mean', head: t('forecast.mean'), line: ({ mean }: QueueLines) => mean },
  { key: 'model', head: t('forecast.model'), line: ({ model }: QueueLines) => model },
  ...QUANTILE_COLUMNS.map((name) => ({
    key: name,
    head: t(`forecast.quantile.${name}`),
    line: ({ band }: QueueLines) => band[name],
  })),
]

/** Points within the window at which anything came or may come. */
function shownPoints({ bounds }: Grain, { actual, band }: QueueLines, { startMs, endMs }: TimeSpan): number[] {
  return bounds.slice(0, -1).flatMap((start, point) => {
    const isShown = start < endMs && (bounds[point + 1] ?? 0) > startMs
    const hasFigures = actual[point] != null || (band.p97_5[point] ?? 0) > 0
    return isShown && hasFigures ? [point] : []
  })
}

/** The same figures for a file: stamps instead of words, every decimal. */
export function tableOfLines(queueId: string, grain: Grain, lines: QueueLines, stamp: (instant: number) => string) {
  return {
    head: ['queue', 'start', 'actual', 'mean', 'model_mean', 'p2_5', 'p10', 'p90', 'p97_5'],
    rows: grain.bounds
      .slice(0, -1)
      .map((start, point) => [
        queueId,
        stamp(start),
        lines.actual[point],
        lines.mean[point],
        lines.model[point],
        lines.band.p2_5[point],
        lines.band.p10[point],
        lines.band.p90[point],
        lines.band.p97_5[point],
      ]),
  }
}
