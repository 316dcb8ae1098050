import { useTranslation } from 'react-i18next'
import type { ForecastAccuracyReply } from '../../../server/contracts/forecast.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { PastForecast } from './accuracy-view.tsx'
import { comparedWithHand } from './compared-with-hand.ts'

interface AccuracyRow {
  readonly key: string
  readonly queueId: string
  readonly accuracy: ForecastAccuracyReply
  /** Absent for a backtest. */
  readonly forecast?: PastForecast
}

interface AccuracyTableProps {
  readonly caption: string
  readonly file: string
  readonly rows: readonly AccuracyRow[]
  readonly chosen?: string
  readonly onChoose?: (key: string) => void
}

/** Errors, bias and coverage, the hand method's error beside them, and the verdict in a word. */
export function AccuracyTable({ caption, file, rows, chosen, onChoose }: AccuracyTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const figures = useFigureColumns()
  const queue: Column<AccuracyRow> = {
    key: 'queue',
    head: t('controls.queue'),
    cell: ({ key, queueId }) =>
      onChoose ? (
        <button type="button" className="plain" aria-pressed={key === chosen} onClick={() => onChoose(key)}>
          {names.queue(queueId)}
        </button>
      ) : (
        names.queue(queueId)
      ),
  }
  const origin: Column<AccuracyRow>[] = [
    { key: 'made', head: t('accuracy.made'), cell: ({ forecast }) => format.moment(forecast?.madeAt ?? '') },
    {
      key: 'span',
      head: t('accuracy.span'),
      cell: ({ forecast }) =>
        t('accuracy.spanOf', {
          from: format.day(forecast?.from ?? ''),
          came: forecast?.byDay.length ?? 0,
          days: forecast?.days ?? 0,
        }),
    },
  ]
  return (
    <div className="accuracy-table">
      <DataTable
        caption={caption}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[queue, ...(onChoose ? origin : []), ...figures]}
      />
      <p className="table-foot">
        <span className="soft">{t('accuracy.terms')}</span>
        <CsvButton
          file={file}
          table={() => ({
            head: ['queue', 'made_at', 'from', 'days', ...ACCURACY_KEYS.map(snakeCase)],
            rows: rows.map(({ queueId, forecast, accuracy }) => [
              queueId,
              forecast?.madeAt,
              forecast?.from,
              forecast?.days,
              ...ACCURACY_KEYS.map((key) => accuracy[key]),
            ]),
          })}
        />
      </p>
    </div>
  )
}

const ACCURACY_KEYS = [
  'intervals',
  'contacts',
  'wape',
  'wapeOfDays',
  'bias',
  'coverage80',
  'coverage95',
  'handWape',
] as const
const snakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function useFigureColumns(): Column<AccuracyRow>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const share = (value: number | null) => (value === null ? '–' : format.percent(value))
  const signedShare = (value: number | null) =>
    value === null ? '–' : `${value > 0 ? '+' : ''}${format.percent(value)}`
  const figure = (
    key: string,
    head: string,
    text: (accuracy: ForecastAccuracyReply) => string,
  ): Column<AccuracyRow> => ({
    key,
    head,
    numeric: true,
    cell: ({ accuracy }) => text(accuracy),
  })
  return [
    figure('contacts', t('accuracy.contacts'), ({ contacts }) => format.number(contacts)),
    figure('wapeOfDays', t('accuracy.wapeOfDays'), ({ wapeOfDays }) => share(wapeOfDays)),
    figure('wape', t('accuracy.wape'), ({ wape }) => share(wape)),
    figure('handWape', t('accuracy.handWape'), ({ handWape }) => share(handWape)),
    figure('bias', t('accuracy.bias'), ({ bias }) => signedShare(bias)),
    figure('coverage80', t('accuracy.coverage', { share: format.percent(0.8, 0) }), ({ coverage80 }) =>
      share(coverage80),
    ),
    figure('coverage95', t('accuracy.coverage', { share: format.percent(0.95, 0) }), ({ coverage95 }) =>
      share(coverage95),
    ),
    {
      key: 'verdict',
      head: t('accuracy.verdict'),
      cell: ({ accuracy }) => {
        const verdict = comparedWithHand(accuracy)
        if (!verdict) return t('accuracy.verdictOf.unknown')
        const tone = { better: 'good', worse: 'warn', alike: 'plain' }[verdict]
        return (
          <span className="chip" data-tone={tone}>
            {t(`accuracy.verdictOf.${verdict}`)}
          </span>
        )
      },
    },
  ]
}
