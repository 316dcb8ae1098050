import { useTranslation } from 'react-i18next'
import { useIssueWords } from '../../components/issue-words.ts'
import { ApiError } from '../../lib/api.ts'
import { useServerWords } from '../../lib/server-words.ts'

/** Why it was not done, in one or two sentences. */
export function AccountProblem({ error }: { error: Error | null }) {
  const { t } = useTranslation()
  const said = useServerWords()
  const issueWords = useIssueWords()
  if (!error) return null
  const words =
    error instanceof ApiError && error.code !== 'offline'
      ? error.issues.length > 0
        ? error.issues.map(issueWords)
        : [said(error.message)]
      : [t('error.offline')]
  return (
    <div role="alert" className="account-problem">
      {words.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}
