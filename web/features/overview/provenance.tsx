import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { useNames } from '../../lib/workspace.ts'

/** What the figures were made from: with the same of all of these, the same plan comes out. */
export function Provenance({ report, children }: { report: PlanReportReply; children: ReactNode }) {
  const { t } = useTranslation()
  const names = useNames()
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`)
  return (
    <footer className="provenance">
      <dl>
        <div>
          <dt>{t('overview.scenario')}</dt>
          <dd>{names.scenario(report.scenario)}</dd>
        </div>
        <div>
          <dt>{t('planning.seed')}</dt>
          <dd>{report.seed}</dd>
        </div>
        <div>
          <dt>{t('overview.inputHash')}</dt>
          <dd>
            <code>{report.inputHash}</code>
          </dd>
        </div>
        <div>
          <dt>{t('overview.versions')}</dt>
          <dd>{versions.join(' · ')}</dd>
        </div>
      </dl>
      {children}
    </footer>
  )
}
