import './requirement.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { Choice } from '../../components/choice.tsx'
import { Download } from '../../components/download.tsx'
import { UnmetAnswer } from '../../components/unmet-answer.tsx'
import { QueueChoice, useShownQueues } from '../../components/week-controls.tsx'
import { coverageQuery } from '../../lib/queries.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { useNames } from '../../lib/workspace.ts'
import { CoverageChart } from './coverage-chart.tsx'
import { CoverageTable } from './coverage-table.tsx'
import { StaffingHeatMap } from './staffing-heat-map.tsx'

const WAYS = ['chart', 'heat', 'table'] as const

/** Where the week has too few people, and where too many. */
export function CoverageView({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { data: coverage } = useSuspenseQuery(coverageQuery(run.id))
  const isShown = useShownQueues()
  const route = useRoute()
  const names = useNames()
  const as = WAYS.find((way) => way === route.as) ?? 'chart'
  const queues = coverage.queues.filter(({ queueId }) => isShown(queueId))
  return (
    <>
      <UnmetAnswer question={t('coverage.question')} unmet={run.report?.unmet ?? []} />
      <div className="toolbar">
        <QueueChoice />
        <Choice
          label={t('controls.as')}
          value={as}
          options={[
            { value: 'chart', label: t('controls.chart') },
            { value: 'heat', label: t('coverage.heat') },
            { value: 'table', label: t('controls.table') },
          ]}
          onChange={(value) => navigate({ as: value === 'chart' ? undefined : value }, { replace: true })}
        />
        <span className="at-end">
          <Download runId={run.id} file="requirement.csv" />
          <Download runId={run.id} file="coverage.csv" />
        </span>
      </div>
      {as === 'table' && <CoverageTable coverage={coverage} queues={queues} />}
      {as !== 'table' &&
        queues.map((queue) => (
          <section key={queue.queueId} className="panel" data-queue={queue.queueId}>
            <header className="panel-head">
              <h2>{names.queue(queue.queueId)}</h2>
              {as === 'heat' && <p className="soft">{t('coverage.heatHint')}</p>}
            </header>
            {as === 'heat' ? (
              <StaffingHeatMap coverage={coverage} queue={queue} />
            ) : (
              <CoverageChart coverage={coverage} queue={queue} />
            )}
          </section>
        ))}
    </>
  )
}
