import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Version } from '../../../server/contracts/version.ts'
import { Guarded } from '../../components/guarded.tsx'
import {
  moveVersion,
  publishVersion,
  restoreVersion,
  sendVersionBack,
  versionChangesQuery,
  versionFileAddress,
  versionsQuery,
} from '../../lib/history-queries.ts'
import { useMay } from '../../lib/me.ts'
import { plansQuery, publicationsQuery, runsQuery } from '../../lib/queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { LineList } from './line-list.tsx'
import { versionBefore } from './version-facts.ts'

interface VersionActionsProps {
  readonly version: Version
  readonly versions: readonly Version[]
  readonly name: string
}

const DECISIONS = ['publish', 'sendBack', 'submit', 'withdraw', 'restore', 'compare'] as const
type Decision = (typeof DECISIONS)[number]

/** What may be done with a version by whoever looks at it. */
export function VersionActions({ version, versions, name }: VersionActionsProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Decision>()
  const [mayEdit, mayPublish] = [useMay('plan.edit'), useMay('plan.publish')]
  const before = versionBefore(version, versions)
  const isOpen = version.state === 'draft' || version.state === 'review'
  const offered: Record<Decision, boolean> = {
    publish: mayPublish && version.state === 'review',
    sendBack: mayPublish && version.state === 'review',
    submit: mayEdit && version.state === 'draft',
    withdraw: mayEdit && isOpen,
    restore: mayEdit && (version.kind === 'scenario' || version.kind === 'roster'),
    compare: before !== undefined,
  }
  return (
    <span className="history-actions">
      {DECISIONS.filter((decision) => offered[decision]).map((decision) => (
        <button
          key={decision}
          type="button"
          className={decision === 'publish' ? undefined : 'quiet'}
          aria-label={`${t(`history.do.${decision}`)}: ${name}`}
          onClick={() => setAsked(decision)}
        >
          {t(`history.do.${decision}`)}
        </button>
      ))}
      <a href={versionFileAddress(version.id)} download aria-label={`${t('history.download')}: ${name}`}>
        {t('history.download')}
      </a>
      {asked === 'compare' && before && (
        <ComparisonDialog version={version} before={before} name={name} onClose={() => setAsked(undefined)} />
      )}
      {asked && asked !== 'compare' && (
        <DecisionDialog version={version} decision={asked} name={name} onClose={() => setAsked(undefined)} />
      )}
    </span>
  )
}

interface DecisionDialogProps {
  readonly version: Version
  readonly decision: Exclude<Decision, 'compare'>
  readonly name: string
  readonly onClose: () => void
}

function DecisionDialog({ version, decision, name, onClose }: DecisionDialogProps) {
  const { t } = useTranslation()
  const plan = usePlan()
  const client = useQueryClient()
  // Of this decision: sent again it is the same request.
  const [requestId] = useState(() => crypto.randomUUID())
  const decide = useMutation({
    mutationFn: async (reason: string): Promise<unknown> => {
      const { id, revision } = version
      if (decision === 'publish') return publishVersion(id, { expectedRevision: revision, id: requestId })
      if (decision === 'sendBack') return sendVersionBack(id, revision, reason)
      if (decision === 'restore') return restoreVersion(id, { expectedRevision: plan.revision, reason })
      return moveVersion(id, decision, revision)
    },
    onSuccess: onClose,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(versionsQuery(plan.id)),
        client.invalidateQueries(publicationsQuery(plan.id)),
        client.invalidateQueries(runsQuery(plan.id)),
        client.invalidateQueries(plansQuery),
      ]),
  })
  return (
    <HistoryDialog
      title={t(`history.ask.${decision}`, { name })}
      action={t(`history.do.${decision}`)}
      isBusy={decide.isPending}
      isDangerous={decision === 'withdraw'}
      error={decide.error}
      asksReason={decision === 'sendBack' || decision === 'restore'}
      onSubmit={decide.mutate}
      onClose={onClose}
    >
      <p className="soft">{t(`history.hint.${decision === 'restore' ? restoreHint(version) : decision}`)}</p>
    </HistoryDialog>
  )
}

const restoreHint = ({ kind }: Version) => (kind === 'scenario' ? 'restoreScenario' : 'restoreRoster')

interface ComparisonDialogProps {
  readonly version: Version
  readonly before: Version
  readonly name: string
  readonly onClose: () => void
}

function ComparisonDialog({ version, before, name, onClose }: ComparisonDialogProps) {
  const { t } = useTranslation()
  return (
    <HistoryDialog
      title={t('history.compared', { name, number: before.number })}
      action={t('history.done')}
      isBusy={false}
      error={null}
      onSubmit={onClose}
      onClose={onClose}
    >
      <Guarded>
        <Compared id={version.id} sinceId={before.id} />
      </Guarded>
    </HistoryDialog>
  )
}

function Compared({ id, sinceId }: { id: string; sinceId: string }) {
  const { t } = useTranslation()
  const { data } = useSuspenseQuery(versionChangesQuery(id, sinceId))
  return data.change ? <LineList change={data.change} /> : <p>{t('history.same')}</p>
}
