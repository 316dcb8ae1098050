import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Picker } from '../../components/picker.tsx'
import { useNames, usePlan } from '../../lib/workspace.ts'
import type { QuickChange } from './quick-change.ts'
import { useStaffedGroups } from './use-staffed-groups.ts'

interface QuickFieldsProps {
  readonly draft: QuickChange
  readonly problems: ReadonlySet<keyof QuickChange>
  readonly onChange: (part: Partial<QuickChange>) => void
}

/** The figures that a kind of change has. */
export function QuickFields({ draft, problems, onChange }: QuickFieldsProps) {
  const { t } = useTranslation()
  if (draft.kind === 'absence') {
    return (
      <QuickNumber
        label={t('scenarios.quick.absencePercent')}
        problem={problems.has('absence') ? t('scenarios.quick.badAbsence') : ''}
        value={Math.round(draft.absence * 1e4) / 100}
        onChange={(percent) => onChange({ absence: Math.round(percent * 100) / 1e4 })}
      />
    )
  }
  if (draft.kind === 'people') return <PeopleFields {...{ draft, problems, onChange }} />
  return <FactorFields {...{ draft, problems, onChange }} />
}

function PeopleFields({ draft, problems, onChange }: QuickFieldsProps) {
  const { t } = useTranslation()
  const names = useNames()
  const groups = useStaffedGroups()
  return (
    <>
      <Picker
        label={t('scenarios.quick.group')}
        value={draft.group}
        options={groups.map((id) => ({ value: id, label: names.group(id) }))}
        onChange={(group) => onChange({ group })}
      />
      <QuickNumber
        label={t('scenarios.quick.peopleMore')}
        problem={problems.has('people') ? t('scenarios.quick.badPeople') : ''}
        value={draft.people}
        step={1}
        onChange={(people) => onChange({ people })}
      />
    </>
  )
}

function FactorFields({ draft, problems, onChange }: QuickFieldsProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { queues } = usePlan()
  return (
    <>
      <Picker
        label={t('controls.queue')}
        value={draft.queue}
        options={[
          { value: '', label: t('controls.allQueues') },
          ...queues.map(({ id }) => ({ value: id, label: names.queue(id) })),
        ]}
        onChange={(queue) => onChange({ queue })}
      />
      <QuickNumber
        label={t('scenarios.choice.factor')}
        problem={problems.has('factor') ? t('scenarios.quick.badFactor') : ''}
        value={draft.factor}
        onChange={(factor) => onChange({ factor })}
      />
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="picker">
          <span>{t(`scenarios.quick.${end}`)}</span>
          <input type="date" value={draft[end]} onChange={(event) => onChange({ [end]: event.target.value })} />
        </label>
      ))}
      {problems.has('to') && <p className="scenario-problem">{t('scenarios.quick.badDates')}</p>}
      {(['fromHour', 'toHour'] as const).map((end) => (
        <label key={end} className="picker">
          <span>{t(`scenarios.quick.${end}`)}</span>
          <select value={draft[end]} onChange={(event) => onChange({ [end]: event.target.value })}>
            <option value="">{t('scenarios.quick.allDay')}</option>
            {hoursFor(end).map((hour) => (
              <option key={hour} value={hour}>
                {hour}
              </option>
            ))}
          </select>
        </label>
      ))}
      {problems.has('toHour') && <p className="scenario-problem">{t('scenarios.quick.badHours')}</p>}
    </>
  )
}

/** Half hours of a day; the last of them may only end it. */
function hoursFor(end: 'fromHour' | 'toHour'): string[] {
  const hours = Array.from(
    { length: 49 },
    (_, half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`,
  )
  return end === 'fromHour' ? hours.slice(0, -1) : hours.slice(1)
}

interface QuickNumberProps {
  readonly label: string
  /** '' while the value can be used. */
  readonly problem: string
  readonly value: number
  readonly step?: number
  readonly onChange: (value: number) => void
}

function QuickNumber({ label, problem, value, step = 0.1, onChange }: QuickNumberProps) {
  const id = useId()
  return (
    <>
      <label className="picker">
        <span>{label}</span>
        <input
          type="number"
          step={step}
          aria-invalid={problem !== ''}
          aria-describedby={id}
          value={Number.isFinite(value) ? value : ''}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
      </label>
      <p id={id} className="scenario-problem">
        {problem}
      </p>
    </>
  )
}
