import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../lib/api.ts'
import { AccountProblem } from '../account-problem.tsx'

/** Why nothing was done about a person, who may have been mistyped. */
export function PersonProblem({ error, employeeId }: { error: Error | null; employeeId: string }) {
  const { t } = useTranslation()
  if (!(error instanceof ApiError && error.code === 'notFound')) return <AccountProblem error={error} />
  return (
    <p role="alert" className="account-problem">
      {t('unitRules.noPerson', { id: employeeId })}
    </p>
  )
}
