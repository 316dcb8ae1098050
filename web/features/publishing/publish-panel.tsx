import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import type { Publication } from '../../../server/contracts/publication.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { Failure } from '../../components/failure.tsx'
import { BlockerList } from '../../components/publishing/blocker-list.tsx'
import { gateStand } from '../../components/publishing/gate-stand.ts'
import { FormerPublication, WeekPublication } from '../../components/publishing/other-publications.tsx'
import { standingFor } from '../../components/publishing/standing-publications.ts'
import { useNotReadyWords } from '../../components/publishing/use-blocker-words.ts'
import { useMay } from '../../lib/me.ts'
import { publicationsQuery } from '../../lib/queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { BelowByInterval } from './below-by-interval.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { PublishedFacts } from './published-facts.tsx'
import { usePublish } from './use-publish.ts'
import './publishing.css'

interface PublishPanelProps {
  readonly run: Run
  readonly report: PlanReportReply
}

/** Whether the roster may go out, what stands against it, and the button that sends it; or how it went out. */
export function PublishPanel({ run, report }: PublishPanelProps) {
  const { data } = useSuspenseQuery(publicationsQuery(run.planId))
  const ofWeeks = standingFor(run, data)
  // The list may be newer than the run that the page holds.
  const latest = data.find(({ runId }) => runId === run.id) ?? run.publication
  if (latest && latest.supersededAt === null) return <Published publication={latest} report={report} />
  return <Unpublished run={run} report={report} former={latest} ofWeeks={ofWeeks} />
}

function Published({ publication, report }: { publication: Publication; report: PlanReportReply }) {
  const { t } = useTranslation()
  return (
    <section className="panel publish-panel" data-tone={publication.override ? 'warn' : 'good'}>
      <h2>{t(publication.override ? 'publishing.publishedBelow' : 'publishing.published')}</h2>
      <PublishedFacts publication={publication} report={report} />
    </section>
  )
}

interface UnpublishedProps extends PublishPanelProps {
  readonly former: Publication | null
  readonly ofWeeks: readonly Publication[]
}

function Unpublished({ run, report, former, ofWeeks }: UnpublishedProps) {
  const { t } = useTranslation()
  const notReady = useNotReadyWords()
  const [isAsking, setIsAsking] = useState(false)
  const publish = usePublish(run, ofWeeks)
  const ask = (isAsking: boolean) => {
    publish.reset()
    setIsAsking(isAsking)
  }
  const mayPublish = useMay('plan.publish')
  const isOutdated = usePlan().inputHash !== report.inputHash
  const stand = gateStand(report.gate)
  const blockers = report.gate?.blockers ?? []
  return (
    <section className="panel publish-panel" data-tone={TONES[stand]}>
      <header className="publish-head">
        <h2>{stand === 'unknown' || stand === 'open' ? t(`publishing.${stand}`) : notReady(blockers)}</h2>
        {mayPublish && stand === 'open' && (
          <button type="button" disabled={publish.isPending} onClick={() => publish.mutate(undefined)}>
            {t('publishing.publish')}
          </button>
        )}
        {mayPublish && stand === 'below' && (
          <button type="button" className="danger" onClick={() => ask(true)}>
            {t('publishing.publishBelow')}
          </button>
        )}
      </header>
      <p className="soft">{t(mayPublish ? `publishing.hint.${stand}` : 'rights.missing.planPublish')}</p>
      {isOutdated && <p className="outdated">{t('publishing.outdated')}</p>}
      <BelowByInterval missing={report.missing} />
      <BlockerList blockers={blockers} report={report} withPlaces />
      {former && <FormerPublication publication={former} />}
      {ofWeeks.map((other) => (
        <WeekPublication key={other.id} publication={other} />
      ))}
      {publish.error && !isAsking && <Failure error={publish.error} />}
      {isAsking && <PublishDialog blockers={blockers} report={report} publish={publish} onClose={() => ask(false)} />}
    </section>
  )
}

const TONES = { open: 'good', below: 'warn', shut: 'bad', unknown: 'plain' } as const
