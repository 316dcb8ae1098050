import { useTranslation } from 'react-i18next'
import { ApiError } from '../lib/api.ts'
import { useServerWords } from '../lib/server-words.ts'
import { IssueTable } from './issue-table.tsx'
import { Notice } from './notice.tsx'

/** A request that failed, in words, with what can be done about it. */
export function Failure({ error, onRetry }: { error: Error; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const said = useServerWords()
  const code = error instanceof ApiError ? error.code : 'internal'
  const issues = error instanceof ApiError ? error.issues : []
  const requestId = error instanceof ApiError ? error.requestId : undefined
  return (
    <Notice title={t(`error.${code}`)} tone="bad">
      {issues.length > 0 ? <IssueTable issues={issues} /> : <p className="detail">{said(error.message)}</p>}
      {requestId && <p className="detail">{t('error.requestId', { id: requestId })}</p>}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {t('error.retry')}
        </button>
      )}
    </Notice>
  )
}
