import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../lib/me.ts'
import { changePublishingRule, publishingRuleQuery } from '../../../lib/unit-queries.ts'
import { AccountProblem } from '../account-problem.tsx'

/** Whether publishing takes a second person. */
export function PublishingRulePanel({ unitId }: { unitId: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = publishingRuleQuery(unitId)
  const { data: rule } = useSuspenseQuery(query)
  const change = useMutation({
    mutationFn: changePublishingRule,
    onSuccess: (changed) => client.setQueryData(query.queryKey, changed),
    // Refused when somebody else was first, whose choice is then shown.
    onError: () => client.invalidateQueries(query),
  })
  // Without sign-in everybody is the same person: nobody could publish any more.
  const isAlone = useMe().email === null && !rule.fourEyes
  return (
    <section className="panel">
      <h2>{t('unitRules.publishing')}</h2>
      <label className="unit-check">
        <input
          type="checkbox"
          checked={rule.fourEyes}
          disabled={isAlone}
          onChange={() => change.isPending || change.mutate({ ...rule, fourEyes: !rule.fourEyes })}
        />
        <span>{t('unitRules.fourEyes')}</span>
      </label>
      <p role="status" className="soft">
        {t(isAlone ? 'unitRules.fourEyesAlone' : rule.fourEyes ? 'unitRules.fourEyesOn' : 'unitRules.fourEyesOff')}
      </p>
      <AccountProblem error={change.error} />
    </section>
  )
}
