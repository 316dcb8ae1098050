import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useDeferredValue, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_RETENTION_DAYS, type Retention, type RetentionDays } from '../../../../server/contracts/personal-data.ts'
import { changeRetention, nextSweepQuery, retentionQuery } from '../../../lib/unit-queries.ts'
import { AccountProblem } from '../account-problem.tsx'
import { daysOf, draftOf, isSameDays, KEPT } from './retention-draft.ts'

/** How long the unit keeps what, and what the next sweep takes away. */
export function RetentionPanel({ unitId }: { unitId: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = retentionQuery(unitId)
  const { data: retention } = useSuspenseQuery(query)
  const change = useMutation({
    mutationFn: (days: RetentionDays) => changeRetention(unitId, { ...days, expectedRevision: retention.revision }),
    onSuccess: (changed) => client.setQueryData(query.queryKey, changed),
    onError: () => client.invalidateQueries(query),
  })
  return (
    <section className="panel">
      <h2>{t('unitRules.keeping')}</h2>
      <p className="soft">{t('unitRules.keepingHint')}</p>
      {/* Who finds that somebody else has changed it begins from what they made of it. */}
      <RetentionForm
        key={retention.revision}
        unitId={unitId}
        retention={retention}
        isBusy={change.isPending}
        onSave={change.mutate}
      />
      <AccountProblem error={change.error} />
      <p role="status" className="account-done">
        {change.isSuccess && t('unitRules.keepingSaved')}
      </p>
    </section>
  )
}

interface RetentionFormProps {
  readonly unitId: string
  readonly retention: Retention
  readonly isBusy: boolean
  readonly onSave: (days: RetentionDays) => void
}

function RetentionForm({ unitId, retention, isBusy, onSave }: RetentionFormProps) {
  const { t } = useTranslation()
  const id = useId()
  const [draft, setDraft] = useState(draftOf(retention))
  const days = daysOf(draft)
  const asked = useDeferredValue(days ?? retention)
  const { data: swept } = useQuery(nextSweepQuery(unitId, asked))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (days) onSave(days)
  }
  return (
    <form className="retention-form" onSubmit={submit}>
      {KEPT.map((kept) => (
        <div key={kept.days} className="retention-row">
          <label htmlFor={`${id}${kept.days}`}>{t(`unitRules.kept.${kept.days}`)}</label>
          <input
            id={`${id}${kept.days}`}
            type="number"
            min={1}
            max={MOST_RETENTION_DAYS}
            step={1}
            placeholder={t('unitRules.forEver')}
            value={draft[kept.days]}
            aria-describedby={`${id}${kept.swept}`}
            onChange={({ target }) => setDraft({ ...draft, [kept.days]: target.value })}
          />
          <span className="soft">{t('unitRules.days')}</span>
          <span id={`${id}${kept.swept}`} className={swept?.[kept.swept] ? 'retention-goes' : 'soft'}>
            {swept && t(`unitRules.goes.${kept.swept}`, { count: swept[kept.swept] })}
          </span>
        </div>
      ))}
      <div className="dialog-actions">
        <button type="submit" disabled={isBusy || !days || isSameDays(days, retention)}>
          {t('settings.save')}
        </button>
      </div>
    </form>
  )
}
