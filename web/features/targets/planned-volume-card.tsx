import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlannedVolume } from '../../../server/contracts/queue-targets.ts'
import { Failure } from '../../components/failure.tsx'
import { Picker } from '../../components/picker.tsx'
import { useMay } from '../../lib/me.ts'
import { useFormat } from '../../lib/workspace.ts'
import { isSame } from './target-draft.ts'
import { isConflict, useSaveTargets, useTargets } from './use-targets.ts'

const ASSURANCES = [0.6, 0.7, 0.8, 0.9, 0.95]

/** For which day the plan is made: the expected one, or a busier one. */
export function PlannedVolumeCard({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayEdit = useMay('plan.edit')
  const { revision, plannedVolume: stored } = useTargets()
  const [change, setChange] = useState<{ revision: number; plannedVolume: PlannedVolume }>()
  const draft = change?.plannedVolume ?? stored
  const forget = () => setChange(undefined)
  const save = useSaveTargets(() => {
    forget()
    onSaved()
  }, forget)
  const values = [...new Set([...ASSURANCES, ...(stored.assurance === undefined ? [] : [stored.assurance])])]
  // What a plan written by hand may say beside it is kept as a choice of its own.
  const byQuantile = stored.planFor === 'mean' || stored.assurance !== undefined ? [] : [stored.planFor]
  const options = [
    { value: 'mean', label: t('targets.expectedDay') },
    ...byQuantile.map((value) => ({ value, label: t('targets.quantile', { quantile: value.replace('_', '.') }) })),
    ...values
      .sort((a, b) => a - b)
      .map((value) => ({ value: `${value}`, label: t('targets.assured', { share: format.percent(value, 2) }) })),
  ]
  const choose = (value: string) => {
    const byQuantile = value === stored.planFor ? stored.planFor : 'mean'
    const isShare = Number.isFinite(Number(value))
    const plannedVolume = isShare ? { planFor: 'mean' as const, assurance: Number(value) } : { planFor: byQuantile }
    setChange({ revision, plannedVolume })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (change) save.mutate(change)
  }
  return (
    <section className="panel">
      <form className="toolbar" onSubmit={submit} aria-label={t('targets.plannedVolume')}>
        <h2>{t('targets.plannedVolume')}</h2>
        <Picker
          label={t('targets.planFor')}
          value={draft.assurance === undefined ? draft.planFor : `${draft.assurance}`}
          options={options}
          onChange={choose}
        />
        <button type="submit" disabled={!mayEdit || save.isPending || isSame(draft, stored)}>
          {t('targets.save')}
        </button>
      </form>
      <p className="soft">{t('targets.plannedVolumeHint')}</p>
      {isConflict(save.error) && <p role="alert">{t('targets.conflictReplaced')}</p>}
      {save.error && !isConflict(save.error) && <Failure error={save.error} />}
    </section>
  )
}
