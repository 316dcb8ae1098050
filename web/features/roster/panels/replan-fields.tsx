import { useTranslation } from 'react-i18next'
import { Picker } from '../../../components/picker.tsx'
import { useFormat, useNames, usePlan } from '../../../lib/workspace.ts'
import type { BoardRoster } from '../model/board-roster.ts'
import type { ReplanChoices, SelectedParts } from './replan-request.ts'

interface ReplanFieldsProps {
  readonly roster: BoardRoster
  readonly selected: SelectedParts
  readonly choices: ReplanChoices
  readonly onChange: (part: Partial<ReplanChoices>) => void
}

/** What stays besides the locked days, and how long is searched. */
export function ReplanFields(props: ReplanFieldsProps) {
  const { t } = useTranslation()
  const { choices, selected, onChange } = props
  return (
    <>
      <fieldset className="replan-keep">
        <legend>{t('boardPanel.replan.keep')}</legend>
        <KeepBefore {...props} />
        <KeptGroups {...props} />
        {selected.people.length > 0 && (
          <Check
            isOn={choices.keepSelectedPeople}
            label={t('boardPanel.replan.keepPeople', { count: selected.people.length })}
            onChange={(keepSelectedPeople) => onChange({ keepSelectedPeople })}
          />
        )}
        {selected.dates.length > 0 && (
          <Check
            isOn={choices.keepSelectedDays}
            label={t('boardPanel.replan.keepDays', { count: selected.dates.length })}
            onChange={(keepSelectedDays) => onChange({ keepSelectedDays })}
          />
        )}
        <Check
          isOn={choices.keepShifts}
          label={t('boardPanel.replan.keepShifts')}
          onChange={(keepShifts) => onChange({ keepShifts })}
        />
        <Check
          isOn={choices.releaseLocks}
          label={t('boardPanel.replan.releaseLocks')}
          onChange={(releaseLocks) => onChange({ releaseLocks })}
        />
      </fieldset>
      <SearchFields {...props} />
    </>
  )
}

function KeepBefore({ roster, choices, onChange }: ReplanFieldsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Picker
      label={t('boardPanel.replan.keepBefore')}
      value={choices.keepBefore}
      options={[
        { value: '', label: t('boardPanel.replan.noDays') },
        ...roster.days.slice(1).map((date) => ({ value: date, label: format.day(date) })),
      ]}
      onChange={(keepBefore) => onChange({ keepBefore })}
    />
  )
}

function KeptGroups({ choices, onChange }: ReplanFieldsProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { groups } = usePlan()
  if (groups.length < 2) return null
  return (
    <fieldset className="queue-boxes">
      <legend>{t('boardPanel.replan.keepGroups')}</legend>
      {groups.map(({ id }) => (
        <Check
          key={id}
          isOn={choices.groups.includes(id)}
          label={names.group(id)}
          onChange={(isOn) =>
            onChange({ groups: isOn ? [...choices.groups, id] : choices.groups.filter((other) => other !== id) })
          }
        />
      ))}
    </fieldset>
  )
}

function Check({ isOn, label, onChange }: { isOn: boolean; label: string; onChange: (isOn: boolean) => void }) {
  return (
    <label className="check-line">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}

const GAPS = [0.005, 0.01, 0.02, 0.05]
const TIME_LIMITS_SECONDS = [10, 30, 60, 120, 300]

function SearchFields({ choices, onChange }: ReplanFieldsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency } = usePlan()
  const asOptions = (values: readonly number[], own: number, label: (value: number) => string) =>
    [...new Set([...values, own])].sort((a, b) => a - b).map((value) => ({ value: `${value}`, label: label(value) }))
  return (
    <div className="fields replan-search">
      <Picker
        label={t('planning.timeLimit')}
        value={`${choices.timeLimitSeconds}`}
        options={asOptions(TIME_LIMITS_SECONDS, choices.timeLimitSeconds, format.duration)}
        onChange={(seconds) => onChange({ timeLimitSeconds: Number(seconds) })}
      />
      <Picker
        label={t('planning.gap')}
        value={`${choices.gap}`}
        options={asOptions(GAPS, choices.gap, (gap) => format.percent(gap))}
        onChange={(gap) => onChange({ gap: Number(gap) })}
      />
      <label className="picker">
        <span>{t('boardPanel.replan.changeCost', { currency })}</span>
        <input
          type="number"
          min={0}
          step="any"
          value={choices.changeCost}
          placeholder={t('boardPanel.replan.usualCost')}
          onChange={(event) => onChange({ changeCost: event.target.value })}
        />
      </label>
    </div>
  )
}
