import { useTranslation } from 'react-i18next'
import type { InputIssueReply } from '../../server/contracts/api-error.ts'
import { useServerWords } from '../lib/server-words.ts'
import { DataTable } from './data-table.tsx'

/** What is wrong with the input: where it stands, what was found and what to do. */
export function IssueTable({ issues, caption }: { issues: readonly InputIssueReply[]; caption?: string }) {
  const { t } = useTranslation()
  const said = useServerWords()
  return (
    <DataTable
      caption={caption ?? t('issues.caption')}
      rows={issues}
      rowKey={(issue) => JSON.stringify(issue)}
      columns={[
        { key: 'file', head: t('issues.file'), cell: (issue) => issue.file ?? '–' },
        { key: 'row', head: t('issues.row'), cell: (issue) => issue.row ?? '–', numeric: true },
        { key: 'column', head: t('issues.column'), cell: (issue) => issue.column ?? '–' },
        {
          key: 'value',
          head: t('issues.value'),
          cell: (issue) => (issue.value === undefined ? '–' : <code>{issue.value}</code>),
        },
        {
          key: 'problem',
          head: t('issues.problem'),
          cell: (issue) => <span className="table-prose">{said(issue.problem)}</span>,
        },
        {
          key: 'hint',
          head: t('issues.hint'),
          cell: (issue) => <span className="table-prose">{said(issue.hint)}</span>,
        },
      ]}
    />
  )
}
