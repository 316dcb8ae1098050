import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import type { StoredScenario } from '../../../server/contracts/scenario.ts'
import { Failure } from '../../components/failure.tsx'
import { Picker } from '../../components/picker.tsx'
import { useMay } from '../../lib/me.ts'
import { usePlan } from '../../lib/workspace.ts'
import { OptionFields } from './option-fields.tsx'
import { firstOptions } from './plan-options.ts'
import { useScenarioWords } from './use-scenario-words.ts'
import { useStartComparison } from './use-start-comparison.ts'

interface CompareFormProps {
  readonly scenarios: readonly StoredScenario[]
  readonly run: Run | undefined
}

/** Which scenarios to plan beside one another, and the week that it is about. */
export function CompareForm({ scenarios, run }: CompareFormProps) {
  const { t } = useTranslation()
  const plan = usePlan()
  const words = useScenarioWords()
  const [chosen, setChosen] = useState<readonly string[]>(['baseline'])
  const [joint, setJoint] = useState<readonly string[]>([])
  const [base, setBase] = useState('baseline')
  const [options, setOptions] = useState(() => firstOptions(plan, run))
  const start = useStartComparison()
  const mayStart = useMay('plan.edit')
  const known = ['baseline', ...scenarios.map(({ id }) => id)]
  const offered = [...known, ...joint.filter((id) => id.split('+').every((each) => known.includes(each)))]
  const entries = offered.filter((id) => chosen.includes(id))
  const first = entries.includes(base) ? base : entries[0]
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  const lay = (id: string) => {
    setJoint([...new Set([...joint, id])])
    setChosen([...new Set([...chosen, id])])
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (first === undefined) return
    const others = entries.filter((id) => id !== first)
    start.mutate({ what: { kind: 'scenarios', scenarios: [first, ...others] }, options })
  }
  return (
    <section className="panel">
      <h2>{t('scenarios.compare')}</h2>
      <form className="compare-form" onSubmit={submit} aria-label={t('scenarios.compare')}>
        <fieldset className="scenario-choices">
          <legend>{t('scenarios.chooseTwo')}</legend>
          {offered.map((id) => (
            <label key={id}>
              <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
              {words.scenario(id)}
            </label>
          ))}
        </fieldset>
        <LayTogether ids={offered.slice(1)} onLay={lay} />
        <Picker
          label={t('scenarios.base')}
          value={first ?? ''}
          options={entries.map((id) => ({ value: id, label: words.scenario(id) }))}
          onChange={setBase}
        />
        <OptionFields options={options} onChange={setOptions} />
        {start.error && <Failure error={start.error} />}
        <div className="toolbar">
          <button type="submit" disabled={!mayStart || entries.length < 2 || start.isPending}>
            {t('scenarios.start')}
          </button>
          <span className="soft">{t('scenarios.startHint', { count: entries.length })}</span>
        </div>
      </form>
    </section>
  )
}

/** Two scenarios laid over one another become one to compare; laid over a third they become three. */
function LayTogether({ ids, onLay }: { ids: readonly string[]; onLay: (id: string) => void }) {
  const { t } = useTranslation()
  const words = useScenarioWords()
  const [asked, setAsked] = useState<readonly [string, string]>(['', ''])
  if (ids.length < 2) return null
  const [first, second] = [ids.find((id) => id === asked[0]) ?? ids[0]!, ids.find((id) => id === asked[1]) ?? ids[1]!]
  const parts = [...new Set([...first.split('+'), ...second.split('+')])]
  const options = ids.map((id) => ({ value: id, label: words.scenario(id) }))
  return (
    <details className="lay-together">
      <summary>{t('scenarios.layTogether')}</summary>
      <div className="toolbar">
        <Picker label={t('scenarios.laid')} value={first} options={options} onChange={(id) => setAsked([id, second])} />
        <Picker
          label={t('scenarios.laidOver')}
          value={second}
          options={options}
          onChange={(id) => setAsked([first, id])}
        />
        <button type="button" className="quiet" disabled={parts.length < 2} onClick={() => onLay(parts.join('+'))}>
          {t('scenarios.lay')}
        </button>
      </div>
    </details>
  )
}
