import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileImport, ImportField, Reject } from '../../../server/contracts/import.ts'
import { DataTable } from '../../components/data-table.tsx'
import { IssueTable } from '../../components/issue-table.tsx'
import { rejectsAddress } from '../../lib/import-queries.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { fieldsOf, KINDS } from './field-groups.ts'

type Report = NonNullable<FileImport['report']>

const ROW_COUNTS = ['rows', 'accepted', 'duplicates', 'rejected', 'blank'] as const
const CONTACT_COUNTS = ['added', 'updated', 'repeats', 'botOnly'] as const

/** Where every row went, and what the accepted ones are. */
export function ReportFigures({ report }: { report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  const counts = report.kind === 'contacts' ? CONTACT_COUNTS : (['added', 'updated'] as const)
  return (
    <section className="panel">
      <h2>{t('imports.report.title')}</h2>
      <dl className="figures import-figures">
        {[...ROW_COUNTS, ...counts].map((count) => (
          <div key={count} data-count={count}>
            <dt>{t(`imports.report.${count}`)}</dt>
            <dd>{format.number(report[count])}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        {report.firstDate !== null && report.lastDate !== null
          ? t('imports.report.span', {
              first: format.wallClock(report.firstDate),
              last: format.wallClock(report.lastDate),
            })
          : t('imports.report.noSpan')}
        {report.kind === 'calendar' ? '' : `${t('controls.sentenceGap')}${t(`imports.aht.${report.ahtBasis}`)}`}
      </p>
    </section>
  )
}

/** Contacts of each queue, as bars and figures. */
export function QueueCounts({ report: { queues } }: { report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (queues.length === 0) return null
  const most = Math.max(...queues.map(({ contacts }) => contacts))
  return (
    <section className="panel">
      <h2>{t('imports.report.queues')}</h2>
      <DataTable
        caption={t('imports.report.queues')}
        rows={queues}
        rowKey={({ queue }) => queue}
        columns={[
          { key: 'queue', head: t('controls.queue'), cell: ({ queue }) => names.queue(queue) },
          {
            key: 'contacts',
            head: t('imports.report.contacts'),
            numeric: true,
            cell: ({ contacts }) => format.number(contacts),
          },
          {
            key: 'bar',
            head: t('imports.report.share'),
            cell: ({ contacts }) => (
              <span className="import-bar import-bar-wide" aria-hidden="true">
                <span style={{ inlineSize: `${most === 0 ? 0 : (contacts / most) * 100}%` }} />
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}

const SECONDS = /^(\d+(?:\.\d+)?) s$/
const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** The first rows as they were understood. */
export function UnderstoodRows({ report: { preview } }: { report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (preview.length === 0) return null
  const fields = [...new Set(KINDS.flatMap(fieldsOf))].filter((field) => preview.some((row) => field in row))
  // Times come with their offset; on this page they are read as the plan's wall clock shows them.
  const shown = (field: ImportField, text: string) => {
    if (field === 'queue' && text !== '') return names.queue(text)
    const seconds = SECONDS.exec(text)?.[1]
    if (seconds !== undefined) return format.duration(Number(seconds))
    return STAMP.test(text) ? format.wallClock(text.slice(0, 16)) : text
  }
  const rows = preview.map((row, index) => ({ row, number: index + 1 }))
  return (
    <section className="panel">
      <h2>{t('imports.report.preview', { count: preview.length })}</h2>
      <DataTable
        caption={t('imports.report.preview', { count: preview.length })}
        rows={rows}
        rowKey={({ number }) => `${number}`}
        columns={[
          { key: 'number', head: '#', cell: ({ number }) => number },
          ...fields.map((field) => ({
            key: field,
            head: t(`imports.field.${field}`),
            cell: ({ row }: (typeof rows)[number]) => (
              <span className="import-cell">{shown(field, row[field] ?? '')}</span>
            ),
          })),
        ]}
      />
    </section>
  )
}

const SHOWN_VALUE = 60

/** Rows that were not taken, and all of them as a file to mend. */
export function RejectedRows({ importId, report }: { importId: string; report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  const said = useServerWords()
  if (report.rejected === 0) return null
  const rows = report.rejects.map((reject, index) => ({ reject, index }))
  const column = (key: string, head: string, cell: (reject: Reject) => ReactNode) => ({
    key,
    head,
    cell: (row: (typeof rows)[number]) => cell(row.reject),
  })
  return (
    <section className="panel" data-tone="bad">
      <header className="panel-head">
        <h2>{t('imports.report.rejectedRows', { count: report.rejected, rows: format.number(report.rejected) })}</h2>
        {report.rejects.length < report.rejected && (
          <p className="soft">{t('imports.report.firstRejects', { shown: format.number(report.rejects.length) })}</p>
        )}
        <span className="at-end">
          <a className="button quiet" href={rejectsAddress(importId)} download>
            {t('imports.report.allRejects')}
          </a>
        </span>
      </header>
      <DataTable
        caption={t('imports.report.rejected')}
        rows={rows}
        rowKey={({ index }) => `${index}`}
        columns={[
          column('row', t('issues.row'), ({ row }) => row ?? '–'),
          column('column', t('issues.column'), (reject) => reject.column ?? '–'),
          column('value', t('issues.value'), ({ value }) =>
            value === undefined ? (
              '–'
            ) : (
              <code>{value.length > SHOWN_VALUE ? `${value.slice(0, SHOWN_VALUE)}…` : value}</code>
            ),
          ),
          column('problem', t('issues.problem'), ({ problem }) => <span className="table-prose">{said(problem)}</span>),
          column('hint', t('issues.hint'), ({ hint }) => <span className="table-prose">{said(hint)}</span>),
        ]}
      />
    </section>
  )
}

export function ReportWarnings({ report: { warnings } }: { report: Report }) {
  const { t } = useTranslation()
  if (warnings.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('imports.report.warnings')}</h2>
      <IssueTable caption={t('imports.report.warnings')} issues={warnings} />
    </section>
  )
}
