import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Version } from '../../../server/contracts/version.ts'
import { Loading } from '../../components/loading.tsx'
import { BlockerBoxes } from '../../components/publishing/blocker-boxes.tsx'
import { BlockerList } from '../../components/publishing/blocker-list.tsx'
import { gateStand } from '../../components/publishing/gate-stand.ts'
import { WeekPublication } from '../../components/publishing/other-publications.tsx'
import { standingFor } from '../../components/publishing/standing-publications.ts'
import { publicationsQuery, runQuery } from '../../lib/queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { useDecision } from './use-decision.ts'

interface PublishRosterDialogProps {
  readonly version: Version
  readonly runId: string
  readonly name: string
  readonly onClose: () => void
}

/** Publishing a roster that was proposed: below target each target is taken on by name, with a reason. */
export function PublishRosterDialog({ version, runId, name, onClose }: PublishRosterDialogProps) {
  const { t } = useTranslation()
  const plan = usePlan()
  const { data: run, error } = useQuery(runQuery(runId))
  const { data: publications, error: notListed } = useQuery(publicationsQuery(plan.id))
  const publish = useDecision(version, 'publish', onClose)
  const report = run?.report
  const stand = run && gateStand(report?.gate)
  const blockers = report?.gate?.blockers ?? []
  const isBelow = stand === 'below'
  const replaced = run && publications && standingFor(run, publications)
  return (
    <HistoryDialog
      title={t('history.ask.publish', { name })}
      action={t(isBelow ? 'publishing.publishBelowNow' : 'history.do.publish')}
      isBusy={publish.isPending || !replaced || !(isBelow || stand === 'open')}
      isDangerous={isBelow}
      asksReason={isBelow}
      error={publish.error ?? error ?? notListed}
      onSubmit={(reason) =>
        publish.mutate({
          reason,
          blockers: blockers.map(({ id }) => id),
          replaces: (replaced ?? []).map(({ id }) => id),
        })
      }
      onClose={onClose}
    >
      {stand ? <p className="soft">{t(HINTS[stand])}</p> : !error && <Loading />}
      {report && report.inputHash !== plan.inputHash && <p>{t('publishing.outdated')}</p>}
      {report && isBelow && <BlockerBoxes blockers={blockers} report={report} />}
      {replaced?.map((other) => (
        <WeekPublication key={other.id} publication={other} />
      ))}
      {report && stand === 'shut' && <BlockerList blockers={blockers} report={report} />}
    </HistoryDialog>
  )
}

const HINTS = {
  open: 'history.hint.publish',
  below: 'publishing.dialogHint',
  shut: 'publishing.hint.shut',
  unknown: 'publishing.hint.unknown',
} as const
