import { useTranslation } from 'react-i18next'
import type { RunEstimateBasis } from '../../../server/contracts/estimate.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { addDays } from '../../lib/planning-week.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { StepSlider } from './step-slider.tsx'
import { useStaffedGroups } from './use-staffed-groups.ts'
import type { WhatIf } from './what-if.ts'

interface WhatIfSlidersProps {
  readonly run: Run
  readonly basis: RunEstimateBasis
  readonly whatIf: WhatIf
  readonly onChange: (whatIf: WhatIf) => void
}

/** One slider for each thing that a week depends on. */
export function WhatIfSliders({ run, basis, whatIf, onChange }: WhatIfSlidersProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { unplannedShrinkage } = basis.settings
  return (
    <div className="sliders">
      <StepSlider
        {...{ label: t('scenarios.slider.volume'), value: whatIf.volume, neutral: 1, least: 0.5, most: 3, step: 0.05 }}
        text={format.percent(whatIf.volume, 0)}
        onChange={(volume) => onChange({ ...whatIf, volume })}
      />
      <StepSlider
        {...{ label: t('scenarios.slider.aht'), value: whatIf.aht, neutral: 1, least: 0.5, most: 2, step: 0.01 }}
        text={format.percent(whatIf.aht, 0)}
        onChange={(aht) => onChange({ ...whatIf, aht })}
      />
      <StepSlider
        {...{ label: t('scenarios.slider.deflection'), value: whatIf.deflection, neutral: 0 }}
        {...{ least: 0, most: 0.6, step: 0.01 }}
        text={format.percent(whatIf.deflection, 0)}
        onChange={(deflection) => onChange({ ...whatIf, deflection })}
      />
      <StepSlider
        {...{ label: t('scenarios.slider.absence'), value: whatIf.absence, neutral: unplannedShrinkage }}
        {...{ least: 0, most: 0.5, step: 0.01 }}
        text={format.percent(whatIf.absence, 1)}
        onChange={(absence) => onChange({ ...whatIf, absence })}
      />
      <SaleSlider run={run} whatIf={whatIf} onChange={onChange} />
      <PeopleSliders basis={basis} whatIf={whatIf} onChange={onChange} />
    </div>
  )
}

/** A multiple of the volume on some days of the run. */
function SaleSlider({ run, whatIf, onChange }: Omit<WhatIfSlidersProps, 'basis'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { sale } = whatIf
  const last = addDays(run.week, 7 * run.weeks - 1)
  const change = (part: Partial<WhatIf['sale']>) => {
    const next = { ...sale, ...part }
    onChange({ ...whatIf, sale: next.to < next.from ? { ...next, to: next.from } : next })
  }
  return (
    <fieldset className="slider-group">
      <legend>{t('scenarios.slider.sale')}</legend>
      <StepSlider
        {...{ label: t('scenarios.slider.saleFactor'), value: sale.factor, neutral: 1, least: 0.5, most: 8, step: 0.1 }}
        text={t('scenarios.times', { factor: format.number(sale.factor, 1) })}
        onChange={(factor) => change({ factor })}
      />
      <div className="toolbar">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="picker">
            <span>{t(`scenarios.quick.${end}`)}</span>
            <input
              type="date"
              min={run.week}
              max={last}
              value={sale[end]}
              onChange={(event) => event.target.value !== '' && change({ [end]: event.target.value })}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const MOST_MORE = 20

function PeopleSliders({ basis, whatIf, onChange }: Omit<WhatIfSlidersProps, 'run'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const groups = useStaffedGroups()
  const countOf = (group: string) =>
    basis.sorts.reduce((count, sort) => count + (sort.group === group ? sort.count : 0), 0)
  return (
    <fieldset className="slider-group">
      <legend>{t('scenarios.slider.people')}</legend>
      {groups
        .filter((group) => countOf(group) > 0)
        .map((group) => (
          <StepSlider
            key={group}
            {...{ label: names.group(group), value: whatIf.people[group] ?? 0, neutral: 0, step: 1 }}
            least={-Math.floor(countOf(group))}
            most={MOST_MORE}
            text={t('scenarios.peopleNow', {
              change: format.signed(whatIf.people[group] ?? 0),
              people: format.number(countOf(group) + (whatIf.people[group] ?? 0)),
            })}
            onChange={(people) => onChange({ ...whatIf, people: { ...whatIf.people, [group]: people } })}
          />
        ))}
    </fieldset>
  )
}
