import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { Download } from '../../components/download.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { useServerWords } from '../../lib/server-words.ts'
import { CostCard, CostParts } from './cost-card.tsx'
import { OverviewAnswer } from './overview-answer.tsx'
import { Provenance } from './provenance.tsx'
import { RulesCard } from './rules-card.tsx'
import { ServiceLevels } from './service-levels.tsx'
import { UnmetTable } from './unmet-table.tsx'
import { WhatBlocks } from './what-blocks.tsx'

interface OverviewViewProps {
  readonly runId: string
  readonly report: PlanReportReply
  /** Whether and how the roster goes out. */
  readonly publishing: ReactNode
}

/** The verdict on the week, or the weeks, on one screen. */
export function OverviewView({ runId, report, publishing }: OverviewViewProps) {
  const { t } = useTranslation()
  const serverWords = useServerWords()
  return (
    <>
      <OverviewAnswer report={report} />
      {publishing}
      <WhatBlocks explanations={report.explanations ?? []} weeks={report.weeks} />
      {report.warnings.length > 0 && (
        <section className="warnings" aria-label={t('overview.warnings')}>
          <h2>{t('overview.warnings')}</h2>
          <ul>
            {report.warnings.map((warning) => (
              <li key={warning}>{serverWords(warning)}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="verdict">
        <OnlyWith right="costs.view">
          <CostCard report={report} />
          <CostParts costs={report.costs} />
        </OnlyWith>
        <RulesCard violations={report.violations} />
      </div>
      <ServiceLevels levels={report.serviceLevels} outcomes={report.targets} />
      <UnmetTable unmet={report.unmet} />
      <Provenance report={report}>
        <Download runId={runId} file="report.json" />
      </Provenance>
    </>
  )
}
