import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FileImport } from '../../../server/contracts/import.ts'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { IssueTable } from '../../components/issue-table.tsx'
import { Notice } from '../../components/notice.tsx'
import { discardImport, importQuery, importsQuery } from '../../lib/import-queries.ts'
import { navigate } from '../../lib/route.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { dropDraft } from './draft-store.ts'
import { NEW_IMPORT } from './import-steps.ts'

/** The server at work on a file, with how far it is. */
export function LookingAtFile({ item }: { item: FileImport }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <Answer question={t('imports.workQuestion')}>
        {t(`imports.working.${item.state === 'detecting' ? 'detecting' : 'reading'}`, { file: item.fileName })}
      </Answer>
      <section className="panel import-work" data-import-state={item.state}>
        <progress aria-label={t('imports.readShare')} {...(item.progress === null ? {} : { value: item.progress })} />
        <span role="status">{item.progress === null ? '' : format.percent(item.progress, 0)}</span>
        <DiscardButton item={item} />
      </section>
    </>
  )
}

/** A file of which nothing could be made out. */
export function FileUnreadable({ item }: { item: FileImport }) {
  const { t } = useTranslation()
  return (
    <Notice title={t('imports.unreadable', { file: item.fileName })} tone="bad">
      {item.error && <ImportProblem error={item.error} />}
      <p>{t('imports.unreadableHint')}</p>
      <button type="button" onClick={() => navigate({ import: NEW_IMPORT, as: undefined })}>
        {t('imports.sendAnother')}
      </button>
    </Notice>
  )
}

export function ImportProblem({ error }: { error: NonNullable<FileImport['error']> }) {
  const said = useServerWords()
  return (
    <>
      <p className="detail">{said(error.message)}</p>
      {error.issues.length > 0 && <IssueTable issues={error.issues} />}
    </>
  )
}

/** Gives a file up before anything of it was taken. */
export function DiscardButton({ item }: { item: FileImport }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const plan = usePlan()
  const discard = useMutation({
    mutationFn: () => discardImport(item.id),
    onSuccess: async () => {
      dropDraft(item.id)
      navigate({ import: undefined, as: undefined })
      await client.invalidateQueries(importsQuery(plan.id))
      client.removeQueries(importQuery(item.id))
    },
  })
  return (
    <>
      <button type="button" className="danger" disabled={discard.isPending} onClick={() => discard.mutate()}>
        {t('imports.discard')}
      </button>
      {discard.error && <Failure error={discard.error} />}
    </>
  )
}
