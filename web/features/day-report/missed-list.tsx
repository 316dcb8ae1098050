import { useTranslation } from 'react-i18next'
import type { DayReport, MissedSpanReply } from '../../../server/contracts/day-report.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { type FigureColumn, Figures } from '../../components/figures.tsx'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { known } from './fact.tsx'
import { spansOfDay } from './missed-spans.ts'

/** Stretches that are shown at once; all of them are among the figures. */
const MOST_SHOWN = 12
const REASONS = ['planShort', 'fewerPeople', 'moreContacts', 'longerContacts', 'unexplained'] as const

/** Where contacts were late beyond the target, and why. */
export function MissedList({ report: { queues, day, total } }: { report: DayReport }) {
  const { t } = useTranslation()
  const columns = useMissedColumns()
  const spans = spansOfDay(queues)
  const isKnown = total.service.reached !== null
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('dayReport.whyTitle')}</h2>
      </header>
      {spans.length === 0 ? (
        <p className="soft">{t(isKnown ? 'dayReport.neverMissed' : 'dayReport.whyUnknown')}</p>
      ) : (
        <>
          <DataTable
            caption={t('dayReport.whyTitle')}
            rows={spans.slice(0, MOST_SHOWN)}
            rowKey={({ queueId, start }) => queueId + start}
            columns={columns satisfies readonly Column<MissedSpanReply>[]}
          />
          {spans.length > MOST_SHOWN && (
            <p className="report-note">{t('dayReport.moreSpans', { count: spans.length - MOST_SHOWN })}</p>
          )}
          <p className="report-note">{t('dayReport.whyNote')}</p>
          <Figures
            file={`why-missed-${day}.csv`}
            caption={t('dayReport.whyTitle')}
            {...{ columns, rows: spans }}
            rowKey={({ queueId, start }) => queueId + start}
          />
        </>
      )}
    </section>
  )
}

/** What is rounded to nothing has no sign. */
const withoutSign = (value: number): number => (Math.abs(value) < 0.5 ? 0 : value)

function useMissedColumns(): FigureColumn<MissedSpanReply>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const figure = (
    key: string,
    head: string,
    value: (span: MissedSpanReply) => number | null,
  ): FigureColumn<MissedSpanReply> => ({
    ...{
      key,
      head,
      numeric: true,
      raw: value,
      cell: (span) => known(value(span), (one) => format.number(withoutSign(one))),
    },
  })
  return [
    {
      ...{ key: 'when', head: t('intraday.when'), raw: ({ start }) => start },
      cell: ({ start, end }) => <span className="report-span">{`${format.time(start)}–${format.time(end)}`}</span>,
    },
    {
      ...{ key: 'queue', head: t('controls.queue'), raw: ({ queueId }) => queueId },
      cell: ({ queueId }) => names.queue(queueId),
    },
    {
      ...{ key: 'reason', head: t('dayReport.mainReason'), raw: ({ mainReason }) => mainReason },
      cell: ({ mainReason }) => (mainReason === null ? '–' : t(`dayReport.reason.${mainReason}`)),
    },
    figure('planned', t('dayReport.plannedHead'), ({ planned }) => planned),
    figure('came', t('dayReport.came'), ({ came }) => came),
    figure('late', t('dayReport.late'), ({ late }) => late),
    figure('asPlanned', t('dayReport.asPlanned'), ({ parts }) => parts?.asPlanned ?? null),
    ...REASONS.map((reason) => figure(reason, t(`dayReport.reason.${reason}`), ({ parts }) => parts?.[reason] ?? null)),
  ]
}
