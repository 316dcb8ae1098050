import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Headcount, HeadcountRequest } from '../../../server/contracts/headcount.ts'
import { MAX_HEADCOUNT_MONTHS } from '../../../solver/domain/headcount-settings.ts'
import { Choice } from '../../components/choice.tsx'
import { Failure } from '../../components/failure.tsx'
import { Picker } from '../../components/picker.tsx'
import { headcountQuery, headcountsQuery, startHeadcount } from '../../lib/headcount-queries.ts'
import { navigate } from '../../lib/route.ts'
import { useNames, usePlan } from '../../lib/workspace.ts'
import { monthFrom } from './headcount-figures.ts'

const MONTH = '20[0-9]{2}-(0[1-9]|1[0-2])'

/** Asks for a headcount plan. The choices start from the plan that is looked at, so that a variation is one change. */
export function HeadcountForm({ last }: { last: Headcount | undefined }) {
  const { t } = useTranslation()
  const names = useNames()
  const plan = usePlan()
  const [choices, setChoices] = useState<HeadcountRequest>(
    () => last?.request ?? { from: monthFrom(plan.defaultWeek), months: 12, by: 'month', scenario: 'baseline' },
  )
  const start = useStart(plan.id)
  const change = (part: Partial<HeadcountRequest>) => setChoices({ ...choices, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate(choices)
  }
  const scenarios = [...new Set(['baseline', ...plan.scenarios.map(({ id }) => id), choices.scenario])]
  return (
    <form className="panel headcount-form" aria-label={t('headcount.form')} onSubmit={submit}>
      <h2>{t('headcount.form')}</h2>
      <div className="toolbar">
        <label className="picker">
          <span>{t('headcount.from')}</span>
          <input
            type="text"
            required
            size={8}
            inputMode="numeric"
            placeholder="2026-12"
            pattern={MONTH}
            title={t('headcount.fromHint')}
            value={choices.from}
            onChange={(event) => change({ from: event.target.value })}
          />
        </label>
        <label className="picker">
          <span>{t('headcount.months')}</span>
          <input
            type="number"
            required
            min={1}
            max={MAX_HEADCOUNT_MONTHS}
            step={1}
            value={choices.months}
            onChange={(event) => change({ months: event.target.valueAsNumber || 1 })}
          />
        </label>
        <Choice
          label={t('headcount.by')}
          value={choices.by}
          options={[
            { value: 'month', label: t('headcount.byMonth') },
            { value: 'week', label: t('headcount.byWeek') },
          ]}
          onChange={(by) => change({ by })}
        />
        <Picker
          label={t('overview.scenario')}
          value={choices.scenario}
          options={scenarios.map((id) => ({ value: id, label: names.scenario(id) }))}
          onChange={(scenario) => change({ scenario })}
        />
        <button type="submit" disabled={start.isPending}>
          {t('headcount.start')}
        </button>
      </div>
      <p className="soft">{t('headcount.formHint')}</p>
      {start.error && <Failure error={start.error} />}
    </form>
  )
}

function useStart(planId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (choices: HeadcountRequest) => startHeadcount(planId, choices),
    onSuccess: async (started) => {
      client.setQueryData(headcountQuery(started.id).queryKey, started)
      await client.invalidateQueries(headcountsQuery(planId))
      navigate({ headcount: started.id })
    },
  })
}
