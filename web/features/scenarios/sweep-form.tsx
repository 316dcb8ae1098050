import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import type { StoredScenario } from '../../../server/contracts/scenario.ts'
import { Failure } from '../../components/failure.tsx'
import { Picker } from '../../components/picker.tsx'
import { useMay } from '../../lib/me.ts'
import { usePlan } from '../../lib/workspace.ts'
import { LeverFields } from './lever-fields.tsx'
import { OptionFields } from './option-fields.tsx'
import { firstOptions } from './plan-options.ts'
import { type LeverDraft, leverText, settingCount } from './sweep-figures.ts'
import { useFirstLever } from './use-first-lever.ts'
import { useScenarioWords } from './use-scenario-words.ts'
import { useStartComparison } from './use-start-comparison.ts'

const MOST_LEVERS = 2

interface SweepFormProps {
  readonly scenarios: readonly StoredScenario[]
  readonly run: Run | undefined
}

/** Which levers are turned, how far and over which scenario. */
export function SweepForm({ scenarios, run }: SweepFormProps) {
  const { t } = useTranslation()
  const plan = usePlan()
  const words = useScenarioWords()
  const firstLever = useFirstLever()
  const [levers, setLevers] = useState<readonly LeverDraft[]>([firstLever('volume')])
  const [scenario, setScenario] = useState('baseline')
  const [options, setOptions] = useState(() => firstOptions(plan, run))
  const start = useStartComparison()
  const mayStart = useMay('plan.edit')
  const points = levers.reduce((count, lever) => count * settingCount(lever), 1)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate({ what: { kind: 'sweep', scenario, levers: levers.map(leverText) }, options })
  }
  return (
    <section className="panel">
      <h2>{t('scenarios.sweep')}</h2>
      <form className="compare-form" onSubmit={submit} aria-label={t('scenarios.sweep')} noValidate>
        {levers.map((lever, place) => (
          <LeverFields
            // biome-ignore lint/suspicious/noArrayIndexKey: levers have no ids, and the fields keep no state of their own
            key={place}
            number={place + 1}
            draft={lever}
            onChange={(next) => setLevers(levers.with(place, next))}
            onRemove={levers.length > 1 ? () => setLevers(levers.toSpliced(place, 1)) : undefined}
          />
        ))}
        {levers.length < MOST_LEVERS && (
          <div>
            <button type="button" className="quiet" onClick={() => setLevers([...levers, firstLever('absence')])}>
              {t('scenarios.addLever')}
            </button>
          </div>
        )}
        <Picker
          label={t('scenarios.over')}
          value={scenario}
          options={['baseline', ...scenarios.map(({ id }) => id)].map((id) => ({
            value: id,
            label: words.scenario(id),
          }))}
          onChange={setScenario}
        />
        <OptionFields options={options} onChange={setOptions} />
        {start.error && <Failure error={start.error} />}
        <div className="toolbar">
          <button type="submit" disabled={!mayStart || points === 0 || start.isPending}>
            {t('scenarios.startSweep')}
          </button>
          <span className="soft">{t('scenarios.sweepHint', { count: points })}</span>
        </div>
      </form>
    </section>
  )
}
