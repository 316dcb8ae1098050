import { useTranslation } from 'react-i18next'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { Notice } from '../../components/notice.tsx'
import { isBusy } from '../../lib/import-queries.ts'
import { navigate } from '../../lib/route.ts'
import { useFormat } from '../../lib/workspace.ts'
import { DayChart } from './day-chart.tsx'
import type { UnderstoodImport } from './draft-store.ts'
import type { ImportDraft } from './import-draft.ts'
import { DiscardButton, ImportProblem, LookingAtFile } from './looking-at-file.tsx'
import { QueueCounts, RejectedRows, ReportFigures, ReportWarnings, UnderstoodRows } from './report-parts.tsx'
import type { Read } from './use-read.ts'

interface PreviewStepProps {
  readonly item: UnderstoodImport
  readonly draft: ImportDraft
  readonly read: Read
  readonly isPreviewed: boolean
}

/** Step 3: what the import would do, before it does anything. */
export function PreviewStep({ item, read, isPreviewed }: PreviewStepProps) {
  const { t } = useTranslation()
  const retry = () => read.mutate({ apply: false })
  if (read.error) {
    return (
      <>
        <Failure error={read.error} onRetry={retry} />
        <Footer item={item} canGoOn={false} />
      </>
    )
  }
  if (isBusy(item) || read.isPending) return <LookingAtFile item={item} />
  if (item.error) {
    return (
      <>
        <Notice title={t('imports.readFailed', { file: item.fileName })} tone="bad">
          <ImportProblem error={item.error} />
          <p>{t('imports.readFailedHint')}</p>
          <button type="button" onClick={retry}>
            {t('imports.readAgain')}
          </button>
        </Notice>
        <Footer item={item} canGoOn={false} />
      </>
    )
  }
  if (!isPreviewed || !item.report) {
    return (
      <>
        <Notice title={t('imports.previewOld')}>
          <button type="button" onClick={retry}>
            {t('imports.readAgain')}
          </button>
        </Notice>
        <Footer item={item} canGoOn={false} />
      </>
    )
  }
  return <Report item={item} report={item.report} />
}

function Report({ item, report }: { item: UnderstoodImport; report: NonNullable<UnderstoodImport['report']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = { accepted: format.number(report.accepted), rows: format.number(report.rows) }
  const tone = report.accepted === 0 ? 'bad' : report.rejected > 0 ? 'warn' : 'good'
  return (
    <>
      <Answer question={t('imports.previewQuestion', { file: item.fileName })} tone={report.changes ? tone : 'plain'}>
        {report.changes
          ? t('imports.previewAnswer', { ...words, count: report.rejected, rejected: format.number(report.rejected) })
          : report.accepted + report.duplicates > 0
            ? t('imports.nothingChanges')
            : t('imports.nothingTaken')}
      </Answer>
      <ReportFigures report={report} />
      <ReportWarnings report={report} />
      <RejectedRows importId={item.id} report={report} />
      <DayChart report={report} />
      <QueueCounts report={report} />
      <UnderstoodRows report={report} />
      <Footer item={item} canGoOn={report.changes} />
    </>
  )
}

function Footer({ item, canGoOn }: { item: UnderstoodImport; canGoOn: boolean }) {
  const { t } = useTranslation()
  return (
    <footer className="import-onward">
      <button type="button" className="quiet" onClick={() => navigate({ as: 'columns' })}>
        {t('imports.backToColumns')}
      </button>
      <DiscardButton item={item} />
      <span className="at-end">
        <button type="button" disabled={!canGoOn} onClick={() => navigate({ as: 'apply' })}>
          {t('imports.toImport')}
        </button>
      </span>
    </footer>
  )
}
