import { useTranslation } from 'react-i18next'
import type { InputIssueReply } from '../../server/contracts/api-error.ts'
import { useServerWords } from '../lib/server-words.ts'
import { DataTable } from './data-table.tsx'

/** Where an issue may stand: those that no issue of a table has are left out of it. */
const PLACES = ['file', 'row', 'column', 'value'] as const

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
        ...PLACES.filter((key) => issues.some((issue) => issue[key] !== undefined)).map((key) => ({
          key,
          head: t(`issues.${key}`),
          cell: ({ [key]: place }: InputIssueReply) =>
            key === 'value' && place !== undefined ? <code>{place}</code> : (place ?? '–'),
          numeric: key === 'row',
        })),
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
