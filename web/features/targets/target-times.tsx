import { useTranslation } from 'react-i18next'
import type { FurtherTarget, WallWindow } from '../../../server/contracts/queue-targets.ts'
import { DraftField } from '../../components/draft-fields.tsx'
import { useTargetWords } from './use-target-words.ts'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]
const FIRST_WINDOW: WallWindow = { from: '09:00', to: '23:00', weekdays: WEEKDAYS }

interface TargetTimesProps {
  readonly target: FurtherTarget
  readonly place: string
  readonly onChange: (part: {
    window?: WallWindow[] | undefined
    from?: string | undefined
    to?: string | undefined
  }) => void
}

/** When a target counts: hours of the day, weekdays and dates. */
export function TargetTimes({ target, place, onChange }: TargetTimesProps) {
  const { t } = useTranslation()
  const windows = target.window ?? []
  const changeWindows = (next: WallWindow[]) => onChange({ window: next.length === 0 ? undefined : next })
  return (
    <details className="target-times" open={windows.length > 0 || undefined}>
      <summary>{t('targets.times')}</summary>
      {windows.map((window, index) => (
        <WindowFields
          // biome-ignore lint/suspicious/noArrayIndexKey: hours have no ids, and the fields keep no state of their own
          key={index}
          window={window}
          place={`${place}.window.${index}`}
          onChange={(next) => changeWindows(windows.with(index, next))}
          onRemove={() => changeWindows(windows.toSpliced(index, 1))}
        />
      ))}
      <div className="target-fields">
        <button type="button" className="quiet" onClick={() => changeWindows([...windows, FIRST_WINDOW])}>
          {t('targets.addHours')}
        </button>
        {(['from', 'to'] as const).map((end) => (
          <DraftField
            key={end}
            label={t(`targets.date.${end}`)}
            place={`${place}.${end}`}
            rule={t('targets.invalid.dates')}
          >
            {(field) => (
              <input
                {...field}
                type="date"
                value={target[end] ?? ''}
                onChange={(event) => onChange({ [end]: event.target.value === '' ? undefined : event.target.value })}
              />
            )}
          </DraftField>
        ))}
      </div>
      {target.exempt?.map(({ from, to, reason }) => (
        <p key={`${from} ${to} ${reason}`} className="soft">
          {t('targets.exemptDays', { from, to, reason })}
        </p>
      ))}
    </details>
  )
}

interface WindowFieldsProps {
  readonly window: WallWindow
  readonly place: string
  readonly onChange: (window: WallWindow) => void
  readonly onRemove: () => void
}

/** Hours as texts: an end of 25:00 is 01:00 of the next day, which a time input cannot say. */
function WindowFields({ window, place, onChange, onRemove }: WindowFieldsProps) {
  const { t } = useTranslation()
  const { weekday, hours } = useTargetWords()
  const toggle = (day: number) => {
    const { weekdays } = window
    const next = weekdays.includes(day) ? weekdays.filter((other) => other !== day) : [...weekdays, day]
    onChange({ ...window, weekdays: next.toSorted((a, b) => a - b) })
  }
  return (
    <div className="target-fields">
      {(['from', 'to'] as const).map((end) => (
        <DraftField
          key={end}
          label={t(`targets.hour.${end}`)}
          place={end === 'to' ? place : `${place}.from`}
          rule={t('targets.invalid.hoursOfDay')}
        >
          {(field) => (
            <input
              {...field}
              type="text"
              className="target-hour"
              value={window[end]}
              onChange={(event) => onChange({ ...window, [end]: event.target.value.trim() })}
            />
          )}
        </DraftField>
      ))}
      <fieldset className="target-weekdays">
        <legend className="hidden-text">{t('targets.weekdays')}</legend>
        {WEEKDAYS.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={window.weekdays.includes(day)} onChange={() => toggle(day)} />
            {weekday(day)}
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        className="quiet"
        onClick={onRemove}
        aria-label={t('targets.removeThis', { what: hours(window) })}
      >
        {t('targets.remove')}
      </button>
    </div>
  )
}
