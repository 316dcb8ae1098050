import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanRevision } from '../../../server/contracts/revision.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { restoreRevision, revisionChangesQuery, revisionsQuery } from '../../lib/history-queries.ts'
import { useMay } from '../../lib/me.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { LineList } from './line-list.tsx'
import { useActionWords } from './use-action-words.ts'

/** What the plan's files were, what each change was, and the way back. */
export function RevisionPanel() {
  const { t } = useTranslation()
  const plan = usePlan()
  const [before, setBefore] = useState<number>()
  const { data } = useSuspenseQuery(revisionsQuery(plan.id, before))
  const [looked, setLooked] = useState<number>()
  const [restored, setRestored] = useState<PlanRevision>()
  return (
    <section className="panel">
      <h2>{t('history.part.revisions')}</h2>
      <p className="soft">{t('history.revisionsHint')}</p>
      <RevisionTable revisions={data.revisions} onLook={setLooked} onRestore={setRestored} />
      <div className="history-actions">
        {before !== undefined && (
          <button type="button" className="quiet" onClick={() => setBefore(undefined)}>
            {t('history.newest')}
          </button>
        )}
        {data.next !== null && (
          <button type="button" className="quiet" onClick={() => setBefore(data.next ?? undefined)}>
            {t('history.older')}
          </button>
        )}
      </div>
      {looked !== undefined && looked > 1 && (
        <section className="history-changes" aria-live="polite">
          <h3>{t('history.changesOf', { revision: looked })}</h3>
          <Guarded key={looked}>
            <RevisionChanges revision={looked} since={looked - 1} />
          </Guarded>
        </section>
      )}
      {restored && <RestoreDialog revision={restored} onClose={() => setRestored(undefined)} />}
    </section>
  )
}

interface RevisionTableProps {
  readonly revisions: readonly PlanRevision[]
  readonly onLook: (revision: number) => void
  readonly onRestore: (revision: PlanRevision) => void
}

function RevisionTable({ revisions, onLook, onRestore }: RevisionTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useActionWords()
  const nameOf = useServerWords()
  const plan = usePlan()
  const mayEdit = useMay('plan.edit')
  return (
    <DataTable
      caption={t('history.part.revisions')}
      rows={revisions}
      rowKey={({ revision }) => String(revision)}
      columns={[
        { key: 'revision', head: t('history.revision'), cell: ({ revision }) => revision, numeric: true },
        { key: 'what', head: t('history.what'), cell: ({ action }) => words(action) },
        { key: 'who', head: t('history.who'), cell: ({ name }) => nameOf(name) },
        { key: 'when', head: t('history.when'), cell: ({ at }) => format.moment(at) },
        {
          key: 'files',
          head: t('history.files'),
          cell: ({ paths, pathCount }) =>
            `${paths.slice(0, 3).join(', ')}${pathCount > 3 ? ` ${t('history.more', { count: pathCount - 3 })}` : ''}`,
        },
        { key: 'why', head: t('history.why'), cell: ({ reason }) => reason ?? '' },
        {
          key: 'actions',
          head: t('history.actions'),
          cell: (row) => (
            <span className="history-actions">
              {row.revision > 1 && row.action !== 'plan.kept' && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={`${t('history.look')}: ${row.revision}`}
                  onClick={() => onLook(row.revision)}
                >
                  {t('history.look')}
                </button>
              )}
              {mayEdit && row.revision !== plan.revision && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={`${t('history.do.restore')}: ${row.revision}`}
                  onClick={() => onRestore(row)}
                >
                  {t('history.do.restore')}
                </button>
              )}
            </span>
          ),
        },
      ]}
    />
  )
}

function RevisionChanges({ revision, since }: { revision: number; since: number }) {
  const plan = usePlan()
  const { data } = useSuspenseQuery(revisionChangesQuery(plan.id, revision, since))
  return data.files.map((change) => <LineList key={change.path} change={change} />)
}

function RestoreDialog({ revision: { revision, at }, onClose }: { revision: PlanRevision; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const plan = usePlan()
  const client = useQueryClient()
  const restore = useMutation({
    mutationFn: (reason: string) => restoreRevision(plan.id, revision, { expectedRevision: plan.revision, reason }),
    onSuccess: onClose,
    // Everything that is known of the plan is of the files before, or somebody else was first.
    onSettled: () => client.invalidateQueries({ queryKey: ['plans'] }),
  })
  return (
    <HistoryDialog
      title={t('history.restoreRevision', { revision, when: format.moment(at) })}
      action={t('history.do.restore')}
      isBusy={restore.isPending}
      isDangerous
      error={restore.error}
      asksReason
      onSubmit={restore.mutate}
      onClose={onClose}
    >
      <p className="soft">{t('history.restoreHint')}</p>
    </HistoryDialog>
  )
}
