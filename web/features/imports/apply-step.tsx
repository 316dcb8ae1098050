import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileImport } from '../../../server/contracts/import.ts'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { Notice } from '../../components/notice.tsx'
import { isBusy } from '../../lib/import-queries.ts'
import { plansQuery } from '../../lib/queries.ts'
import { navigate } from '../../lib/route.ts'
import { useFormat } from '../../lib/workspace.ts'
import type { UnderstoodImport } from './draft-store.ts'
import { dropDraft } from './draft-store.ts'
import type { ImportDraft } from './import-draft.ts'
import { ImportProblem, LookingAtFile } from './looking-at-file.tsx'
import { QueueCounts, RejectedRows, ReportFigures, ReportWarnings } from './report-parts.tsx'
import type { Read } from './use-read.ts'

interface ApplyStepProps {
  readonly item: UnderstoodImport
  readonly draft: ImportDraft
  readonly change: (part: Partial<ImportDraft>) => void
  readonly read: Read
}

/** Step 4: the import itself. */
export function ApplyStep(props: ApplyStepProps) {
  const { item, read } = props
  if (isBusy(item) || read.isPending) return <LookingAtFile item={item} />
  return <Confirm {...props} />
}

function Confirm({ item, draft, change, read }: ApplyStepProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { report } = item
  return (
    <>
      <Answer question={t('imports.applyQuestion', { file: item.fileName })}>
        {t('imports.applyAnswer', {
          added: format.number(report?.added ?? 0),
          updated: format.number(report?.updated ?? 0),
          count: report?.rejected ?? 0,
          rejected: format.number(report?.rejected ?? 0),
        })}
      </Answer>
      {item.error && (
        <Notice title={t('imports.readFailed', { file: item.fileName })} tone="bad">
          <ImportProblem error={item.error} />
          <p>{t('imports.applyFailedHint')}</p>
        </Notice>
      )}
      {read.error && <Failure error={read.error} />}
      <section className="panel">
        <label className="import-check">
          <input
            type="checkbox"
            checked={draft.saveMapping}
            onChange={({ target }) => change({ saveMapping: target.checked })}
          />
          {t('imports.saveMapping', { name: draft.mapping.name })}
        </label>
        <p className="soft">{t('imports.saveMappingHint')}</p>
      </section>
      <footer className="import-onward">
        <button type="button" className="quiet" onClick={() => navigate({ as: 'preview' })}>
          {t('imports.backToPreview')}
        </button>
        <span className="at-end">
          <button type="button" onClick={() => read.mutate({ apply: true })}>
            {t('imports.apply')}
          </button>
        </span>
      </footer>
    </>
  )
}

export function Applied({ item }: { item: FileImport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const { id, report } = item
  useEffect(() => {
    dropDraft(id)
    // The plan's files have changed: its hash and the first week after its history with them.
    void client.invalidateQueries({ ...plansQuery, exact: true })
  }, [id, client])
  return (
    <>
      <Answer question={t('imports.doneQuestion', { file: item.fileName })} tone="good">
        {report?.changes
          ? t('imports.doneAnswer', { added: format.number(report.added), updated: format.number(report.updated) })
          : t('imports.nothingChanges')}
      </Answer>
      <div className="toolbar">
        <button type="button" onClick={() => navigate({ view: 'forecast', import: undefined, as: undefined })}>
          {t('imports.forecastAgain')}
        </button>
        <button type="button" className="quiet" onClick={() => navigate({ import: undefined, as: undefined })}>
          {t('imports.backToData')}
        </button>
      </div>
      {report && (
        <>
          <ReportFigures report={report} />
          <ReportWarnings report={report} />
          <RejectedRows importId={id} report={report} />
          <QueueCounts report={report} />
        </>
      )}
    </>
  )
}
