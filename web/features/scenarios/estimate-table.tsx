import { useTranslation } from 'react-i18next'
import type { WeekEstimate } from '../../../solver/estimate/estimate-week.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { ESTIMATE_FIGURES, type EstimateFigure, estimateFigure, isMoney } from './estimate-figures.ts'

interface EstimateTableProps {
  readonly base: WeekEstimate
  readonly now: WeekEstimate
}

/** The run's estimate beside that of the sliders. */
export function EstimateTable({ base, now }: EstimateTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const most = Math.max(base.costs.total, now.costs.total)
  const text = (figure: EstimateFigure, value: number) =>
    isMoney(figure) ? format.money(value, most) : format.number(value, 1)
  const signed = (figure: EstimateFigure, value: number) =>
    isMoney(figure) ? `${value > 0 ? '+' : ''}${format.money(value, most)}` : format.signed(value, 1)
  return (
    <>
      <DataTable
        caption={t('scenarios.estimated')}
        rows={ESTIMATE_FIGURES}
        rowKey={(figure) => figure}
        columns={[
          { key: 'figure', head: t('scenarios.figure'), cell: (figure) => t(`scenarios.estimateOf.${figure}`) },
          {
            ...{ key: 'base', head: t('scenarios.asTheRun'), numeric: true },
            cell: (figure) => text(figure, estimateFigure(base, figure)),
          },
          {
            ...{ key: 'now', head: t('scenarios.withSliders'), numeric: true },
            cell: (figure) => (
              <strong data-figure={figure} data-value={estimateFigure(now, figure)}>
                {text(figure, estimateFigure(now, figure))}
              </strong>
            ),
          },
          {
            ...{ key: 'change', head: t('scenarios.change'), numeric: true },
            cell: (figure) => signed(figure, estimateFigure(now, figure) - estimateFigure(base, figure)),
          },
        ]}
      />
      <QueueEstimates base={base} now={now} />
    </>
  )
}

function QueueEstimates({ base, now }: EstimateTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const before = new Map(base.queues.map((queue) => [queue.queueId, queue]))
  return (
    <>
      <div className="panel-head estimate-queues">
        <h3>{t('scenarios.byQueue')}</h3>
        <div className="at-end">
          <CsvButton file="estimate.csv" table={() => estimateCsv(base, now)} />
        </div>
      </div>
      <DataTable
        caption={t('scenarios.byQueue')}
        rows={now.queues}
        rowKey={({ queueId }) => queueId}
        columns={[
          { key: 'queue', head: t('controls.queue'), cell: ({ queueId }) => names.queue(queueId) },
          {
            ...{ key: 'required', head: t('scenarios.estimateOf.requiredHours'), numeric: true },
            cell: ({ requiredAgentHours }) => format.number(requiredAgentHours, 1),
          },
          {
            ...{ key: 'change', head: t('scenarios.change'), numeric: true },
            cell: ({ queueId, requiredAgentHours }) =>
              format.signed(requiredAgentHours - (before.get(queueId)?.requiredAgentHours ?? 0), 1),
          },
          {
            ...{ key: 'short', head: t('scenarios.estimateOf.shortHours'), numeric: true },
            cell: ({ shortAgentHours }) => format.number(shortAgentHours, 1),
          },
        ]}
      />
    </>
  )
}

function estimateCsv(base: WeekEstimate, now: WeekEstimate) {
  const before = new Map(base.queues.map((queue) => [queue.queueId, queue]))
  return {
    head: ['figure', 'queue', 'unit', 'as_the_run', 'with_sliders'],
    rows: [
      ...ESTIMATE_FIGURES.map((figure) => [
        ...[figure, '', isMoney(figure) ? 'minor' : figure === 'fte' ? 'fte' : 'hours'],
        ...[estimateFigure(base, figure), estimateFigure(now, figure)],
      ]),
      ...now.queues.flatMap(({ queueId, requiredAgentHours, shortAgentHours }) => [
        ['requiredHours', queueId, 'hours', before.get(queueId)?.requiredAgentHours, requiredAgentHours],
        ['shortHours', queueId, 'hours', before.get(queueId)?.shortAgentHours, shortAgentHours],
      ]),
    ],
  }
}
