import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import type { Publication } from '../../../server/contracts/publication.ts'
import { BlockerList } from '../../components/publishing/blocker-list.tsx'
import { usePersonName } from '../../lib/use-person-name.ts'
import { useFormat } from '../../lib/workspace.ts'

/** Who sent the roster out, when, why if it is below target, and what it can be known again by. */
export function PublishedFacts({ publication, report }: { publication: Publication; report: PlanReportReply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const personName = usePersonName()
  const { override, publishedAt, rosterSha256 } = publication
  return (
    <>
      <dl className="publish-facts">
        <div>
          <dt>{t('publishing.at')}</dt>
          <dd>{format.moment(publishedAt)}</dd>
        </div>
        <div>
          <dt>{t('publishing.by')}</dt>
          <dd>{personName(publication.publishedBy, publication.publisher)}</dd>
        </div>
        {override && (
          <div>
            <dt>{t('publishing.reason')}</dt>
            <dd>{override.reason}</dd>
          </div>
        )}
        <div>
          <dt>{t('publishing.hash')}</dt>
          <dd>
            <code>{rosterSha256}</code>
          </dd>
        </div>
      </dl>
      {override && <BlockerList blockers={override.blockers} report={report} />}
    </>
  )
}
