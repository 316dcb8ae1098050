import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/failure.tsx'
import { IssueTable } from '../../components/issue-table.tsx'
import type { Problem } from './draft.ts'
import { useProblemWords } from './use-problem-words.ts'

/** Everything that kept a draft from being saved, what its fields do not show included. */
export function ProblemSummary({ problems, error }: { problems: readonly Problem[]; error: Error | null }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  if (problems.length === 0) return error && <Failure error={error} />
  const issues = problems.map(({ place, issue }) => ({
    ...issue,
    ...(place && { column: place }),
    problem: words(issue.problem),
    hint: words(issue.hint),
  }))
  return (
    <div role="alert" className="setting-problems">
      <p>{t('settings.refused', { count: problems.length })}</p>
      <IssueTable issues={issues} />
    </div>
  )
}
