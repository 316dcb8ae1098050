import { useTranslation } from 'react-i18next'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { wallClockIn } from '../../lib/published-roster.ts'
import { navigate } from '../../lib/route.ts'
import { sum } from '../../lib/week-grid.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import type { Shortage } from './queue-outlook.ts'

interface ShortageListProps {
  readonly day: string
  /** Of the roster that is shown: not always the run that the page looks at. */
  readonly runId: string
  readonly shortages: readonly Shortage[]
}

/** What the rest of the day lacks, by time, with a way to look at each. */
export function ShortageList({ day, runId, shortages }: ShortageListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { zone } = usePlan()
  const table = () => ({
    head: ['queue', 'start', 'end', 'worst_agents', 'agent_hours'],
    rows: shortages.map(({ queueId, start, endMs, worst, agentHours }) => [
      ...[queueId, start.slice(0, 16), wallClockIn(zone, endMs), worst, agentHours],
    ]),
  })
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('intraday.shortages')}</h2>
        {shortages.length > 0 && (
          <>
            <p className="soft">
              {t('intraday.shortagesInAll', {
                count: shortages.length,
                hours: format.hours(sum(shortages.map(({ agentHours }) => agentHours))),
              })}
            </p>
            <span className="at-end">
              <CsvButton file={`shortages-${day}.csv`} table={table} />
            </span>
          </>
        )}
      </header>
      {shortages.length === 0 ? (
        <p className="soft">{t('intraday.noShortages')}</p>
      ) : (
        <DataTable
          caption={t('intraday.shortages')}
          rows={shortages}
          rowKey={({ queueId, start }) => queueId + start}
          columns={[
            {
              key: 'when',
              head: t('intraday.when'),
              cell: ({ queueId, start, endMs }) => (
                <button
                  type="button"
                  className="plain"
                  onClick={() =>
                    navigate({ view: 'coverage', run: runId, queue: queueId, day, at: start, as: undefined })
                  }
                >
                  {format.span(start, endMs)}
                </button>
              ),
            },
            { key: 'queue', head: t('controls.queue'), cell: ({ queueId }) => names.queue(queueId) },
            {
              key: 'worst',
              head: t('intraday.worst'),
              numeric: true,
              cell: ({ worst }) => format.number(worst, 1),
            },
            {
              key: 'hours',
              head: t('intraday.agentHours'),
              numeric: true,
              cell: ({ agentHours }) => format.hours(agentHours),
            },
          ]}
        />
      )}
    </section>
  )
}
