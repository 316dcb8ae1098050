import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Version } from '../../../server/contracts/version.ts'
import { Guarded } from '../../components/guarded.tsx'
import { versionChangesQuery, versionFileAddress } from '../../lib/history-queries.ts'
import { useMay } from '../../lib/me.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { LineList } from './line-list.tsx'
import { PublishRosterDialog } from './publish-roster-dialog.tsx'
import { DECISIONS, type Decision, useDecision } from './use-decision.ts'
import { versionBefore } from './version-facts.ts'

interface VersionActionsProps {
  readonly version: Version
  readonly versions: readonly Version[]
  readonly name: string
}

const ACTIONS = [...DECISIONS, 'compare'] as const
type Action = (typeof ACTIONS)[number]

/** What may be done with a version by whoever looks at it. */
export function VersionActions({ version, versions, name }: VersionActionsProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Action>()
  const [mayEdit, mayPublish] = [useMay('plan.edit'), useMay('plan.publish')]
  const before = versionBefore(version, versions)
  const isOpen = version.state === 'draft' || version.state === 'review'
  const offered: Record<Action, boolean> = {
    publish: mayPublish && version.state === 'review',
    sendBack: mayPublish && version.state === 'review',
    submit: mayEdit && version.state === 'draft',
    withdraw: mayEdit && isOpen,
    restore: mayEdit && (version.kind === 'scenario' || version.kind === 'roster'),
    compare: before !== undefined,
  }
  return (
    <span className="history-actions">
      {ACTIONS.filter((action) => offered[action]).map((action) => (
        <button
          key={action}
          type="button"
          className={action === 'publish' ? undefined : 'quiet'}
          aria-label={`${t(`history.do.${action}`)}: ${name}`}
          onClick={() => setAsked(action)}
        >
          {t(`history.do.${action}`)}
        </button>
      ))}
      <a href={versionFileAddress(version.id)} download aria-label={`${t('history.download')}: ${name}`}>
        {t('history.download')}
      </a>
      {asked && <ActionDialog {...{ version, before, name, asked }} onClose={() => setAsked(undefined)} />}
    </span>
  )
}

interface DialogProps {
  readonly version: Version
  readonly name: string
  readonly onClose: () => void
}

interface ActionDialogProps extends DialogProps {
  readonly before: Version | undefined
  readonly asked: Action
}

function ActionDialog({ before, asked, ...shared }: ActionDialogProps) {
  const { version } = shared
  if (asked === 'compare') return before && <ComparisonDialog before={before} {...shared} />
  if (asked === 'publish' && version.kind === 'roster' && version.runId !== null) {
    return <PublishRosterDialog runId={version.runId} {...shared} />
  }
  return <DecisionDialog decision={asked} {...shared} />
}

interface DecisionDialogProps extends DialogProps {
  readonly decision: Decision
}

function DecisionDialog({ version, decision, name, onClose }: DecisionDialogProps) {
  const { t } = useTranslation()
  const decide = useDecision(version, decision, onClose)
  return (
    <HistoryDialog
      title={t(`history.ask.${decision}`, { name })}
      action={t(`history.do.${decision}`)}
      isBusy={decide.isPending}
      isDangerous={decision === 'withdraw'}
      error={decide.error}
      asksReason={decision === 'sendBack' || decision === 'restore'}
      onSubmit={(reason) => decide.mutate({ reason })}
      onClose={onClose}
    >
      <p className="soft">{t(`history.hint.${decision === 'restore' ? restoreHint(version) : decision}`)}</p>
    </HistoryDialog>
  )
}

const restoreHint = ({ kind }: Version) => (kind === 'scenario' ? 'restoreScenario' : 'restoreRoster')

interface ComparisonDialogProps extends DialogProps {
  readonly before: Version
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
