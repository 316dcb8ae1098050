import { useTranslation } from 'react-i18next'
import type { DeferredSettings, InstantSettings, TargetSettings } from '../../../server/contracts/queue-targets.ts'
import { Choice } from '../../components/choice.tsx'
import { NumberField, PercentField } from '../../components/draft-fields.tsx'
import { Picker } from '../../components/picker.tsx'

const PRIORITIES = [1, 2, 3, 4, 5, 6, 7, 8, 9]
/** Taken when people are first said to give up, seconds. */
const FIRST_PATIENCE = 180

interface MainTargetProps<Settings> {
  readonly draft: Settings
  readonly onChange: (draft: Settings) => void
}

/** The promise that holds in every interval, and what decides how many people it takes. */
export function MainTarget({ draft, onChange }: MainTargetProps<TargetSettings>) {
  return draft.kind === 'instant' ? (
    <InstantTarget draft={draft} onChange={onChange} />
  ) : (
    <DeferredTarget draft={draft} onChange={onChange} />
  )
}

function InstantTarget({ draft, onChange }: MainTargetProps<InstantSettings>) {
  const { t } = useTranslation()
  const { target } = draft
  return (
    <fieldset className="target-part">
      <legend>{t('targets.mainTarget')}</legend>
      <div className="target-fields">
        <PercentField
          label={t('targets.share')}
          place="target.serviceLevelTarget"
          rule={t('targets.invalid.share')}
          value={target.serviceLevelTarget}
          onChange={(serviceLevelTarget) => onChange({ ...draft, target: { ...target, serviceLevelTarget } })}
        />
        <NumberField
          label={t('targets.within')}
          place="target.answerWithinSeconds"
          rule={t('targets.invalid.seconds')}
          unit={t('targets.secondsUnit')}
          value={target.answerWithinSeconds}
          onChange={(answerWithinSeconds) => onChange({ ...draft, target: { ...target, answerWithinSeconds } })}
        />
        <PercentField
          label={t('targets.maxOccupancyField')}
          place="maxOccupancy"
          rule={t('targets.invalid.occupancy')}
          value={draft.maxOccupancy}
          onChange={(maxOccupancy) => onChange({ ...draft, maxOccupancy })}
        />
        <Picker
          label={t('targets.priority')}
          value={`${draft.priority}`}
          options={PRIORITIES.map((priority) => ({
            value: `${priority}`,
            label: t('targets.priorityOf', { priority }),
          }))}
          onChange={(priority) => onChange({ ...draft, priority: Number(priority) })}
        />
      </div>
      <Patience draft={draft} onChange={onChange} />
    </fieldset>
  )
}

function Patience({ draft, onChange }: MainTargetProps<InstantSettings>) {
  const { t } = useTranslation()
  const { meanPatienceSeconds, ...patient } = draft
  const leaves = meanPatienceSeconds !== undefined
  return (
    <div className="target-fields">
      <Choice
        label={t('targets.patience')}
        value={leaves ? 'leave' : 'stay'}
        options={[
          { value: 'leave', label: t('targets.somebodyLeaves') },
          { value: 'stay', label: t('targets.nobodyLeaves') },
        ]}
        onChange={(value) => onChange(value === 'stay' ? patient : { ...draft, meanPatienceSeconds: FIRST_PATIENCE })}
      />
      {leaves && (
        <NumberField
          label={t('targets.meanPatience')}
          place="meanPatienceSeconds"
          rule={t('targets.invalid.duration')}
          unit={t('targets.secondsUnit')}
          value={meanPatienceSeconds}
          onChange={(seconds) => onChange({ ...draft, meanPatienceSeconds: seconds })}
        />
      )}
    </div>
  )
}

function DeferredTarget({ draft, onChange }: MainTargetProps<DeferredSettings>) {
  const { t } = useTranslation()
  const { target } = draft
  return (
    <fieldset className="target-part">
      <legend>{t('targets.mainDeadline')}</legend>
      <div className="target-fields">
        <PercentField
          label={t('targets.finishedShare')}
          place="target.serviceLevelTarget"
          rule={t('targets.invalid.share')}
          value={target.serviceLevelTarget}
          onChange={(serviceLevelTarget) => onChange({ ...draft, target: { ...target, serviceLevelTarget } })}
        />
        <NumberField
          label={t('targets.within')}
          place="target.finishWithinHours"
          rule={t('targets.invalid.hours')}
          step={0.5}
          unit={t('targets.hoursUnit')}
          value={target.finishWithinHours}
          onChange={(finishWithinHours) => onChange({ ...draft, target: { ...target, finishWithinHours } })}
        />
        <ClockChoice
          value={target.deadlineClock}
          onChange={(deadlineClock) => onChange({ ...draft, target: { ...target, deadlineClock } })}
        />
      </div>
    </fieldset>
  )
}

type Clock = 'calendar' | 'open'

/** Whether the hours of a deadline run on while the queue is closed. */
export function ClockChoice({ value, onChange }: { value: Clock; onChange: (clock: Clock) => void }) {
  const { t } = useTranslation()
  return (
    <Choice
      label={t('targets.clock')}
      value={value}
      options={(['calendar', 'open'] as const).map((clock) => ({ value: clock, label: t(`targets.clockOf.${clock}`) }))}
      onChange={onChange}
    />
  )
}
