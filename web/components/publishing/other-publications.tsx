import { useTranslation } from 'react-i18next'
import type { Publication } from '../../../server/contracts/publication.ts'
import { navigate } from '../../lib/route.ts'
import { usePersonName } from '../../lib/use-person-name.ts'
import { useFormat } from '../../lib/workspace.ts'

/** This roster stood for the week once; which one took its place, and the reason that it went out with. */
export function FormerPublication({ publication }: { publication: Publication }) {
  const { t } = useTranslation()
  const format = useFormat()
  const personName = usePersonName()
  const { publishedAt, supersededAt, supersededByRunId, override } = publication
  const words = t('publishing.superseded', {
    published: format.moment(publishedAt),
    who: personName(publication.publishedBy, publication.publisher),
    superseded: format.moment(supersededAt ?? publishedAt),
  })
  return (
    <p>
      {words} {override && t('publishing.reasonWas', { reason: override.reason })} <RunLink runId={supersededByRunId} />
    </p>
  )
}

/** Another roster stands for the week, or for some of the weeks; publishing this one takes its place. */
export function WeekPublication({ publication }: { publication: Publication }) {
  const { t } = useTranslation()
  const format = useFormat()
  const personName = usePersonName()
  const { week, weeks } = publication
  return (
    <p>
      {t('publishing.ofWeek', {
        week: format.week(week, weeks),
        published: format.moment(publication.publishedAt),
        who: personName(publication.publishedBy, publication.publisher),
      })}{' '}
      <RunLink runId={publication.runId} />
    </p>
  )
}

function RunLink({ runId }: { runId: string | null }) {
  const { t } = useTranslation()
  if (runId === null) return null
  return (
    <button type="button" className="plain" onClick={() => navigate({ run: runId, week: undefined, day: undefined })}>
      {t('publishing.openRun')}
    </button>
  )
}
