import { DateTime } from 'luxon'
import { type FormEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { OVERRIDE_KINDS } from '../../../solver/domain/forecast-override.ts'
import { type Horizon, horizonEnd, localStamp } from '../../../solver/domain/horizon.ts'
import { Choice } from '../../components/choice.tsx'
import { Failure } from '../../components/failure.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { isComplete, type OverrideDraft, snapToGrid, withKind } from './override-draft.ts'

interface OverrideFormProps {
  readonly draft: OverrideDraft
  readonly reason: string
  readonly horizon: Horizon
  /** Contacts of the span: as the model says, as they stand, and with the draft. */
  readonly contacts: { readonly model: number; readonly found: number; readonly drafted: number }
  readonly isSaving: boolean
  readonly error: Error | null
  readonly onChange: (draft: OverrideDraft) => void
  readonly onReason: (reason: string) => void
  readonly onSave: () => void
  readonly onClose: () => void
}

/** What to change, by how much and why. The chart above shows the outcome before anything is saved. */
export function OverrideForm(props: OverrideFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { draft, contacts, onChange } = props
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isComplete(draft)) props.onSave()
  }
  return (
    <form className="override-form" onSubmit={submit} aria-label={t('forecast.overrideTitle')}>
      <h3>{t('forecast.overrideTitle')}</h3>
      <p className="soft">{t('forecast.overrideHint')}</p>
      <div className="override-fields">
        <SpanFields draft={draft} horizon={props.horizon} onChange={onChange} />
        <Choice
          label={t('forecast.overrideKind')}
          value={draft.kind}
          options={OVERRIDE_KINDS.map((value) => ({ value, label: t(`forecast.kindOfOverride.${value}`) }))}
          onChange={(kind) => onChange(withKind(draft, kind, contacts.found))}
        />
        <label className="picker">
          <span>{t(`forecast.valueOf.${draft.kind}`)}</span>
          <input
            type="number"
            required
            step="any"
            {...(draft.kind === 'add' ? {} : { min: 0 })}
            value={Number.isFinite(draft.value) ? draft.value : ''}
            onChange={(event) => onChange({ ...draft, value: event.target.valueAsNumber })}
          />
        </label>
        <label className="picker reason">
          <span>{t('forecast.reason')}</span>
          <input
            type="text"
            required
            pattern=".*\S.*"
            maxLength={500}
            value={props.reason}
            onChange={(event) => props.onReason(event.target.value)}
          />
        </label>
      </div>
      <p className="override-effect" role="status">
        {t('forecast.overrideEffect', {
          model: format.number(contacts.model),
          found: format.number(contacts.found),
          drafted: format.number(contacts.drafted),
          added: format.signed(contacts.drafted - contacts.found),
        })}
      </p>
      {props.error && <Failure error={props.error} />}
      <div className="override-actions">
        <button type="submit" disabled={props.isSaving || !isComplete(draft)}>
          {t('forecast.save')}
        </button>
        <button type="button" className="quiet" onClick={props.onClose}>
          {t('forecast.discard')}
        </button>
      </div>
    </form>
  )
}

interface SpanFieldsProps {
  readonly draft: OverrideDraft
  readonly horizon: Horizon
  readonly onChange: (draft: OverrideDraft) => void
}

/** From and to on the plan's wall clock, kept on the grid and within the forecast. */
function SpanFields({ draft, horizon, onChange }: SpanFieldsProps) {
  const { t } = useTranslation()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus({ preventScroll: true }), [])
  const wallClock = (instant: number) => localStamp(instant, horizon.zone).slice(0, 16)
  const bounds = { min: wallClock(horizon.startsAt), max: wallClock(horizonEnd(horizon)) }
  const change = (part: 'startMs' | 'endMs', text: string) => {
    const instant = DateTime.fromISO(text, { zone: horizon.zone }).toMillis()
    if (!Number.isFinite(instant)) return
    const span = { startMs: draft.startMs, endMs: draft.endMs, [part]: instant }
    // A start moved past the end takes the end along, and the other way round.
    if (span.startMs >= span.endMs) span[part === 'startMs' ? 'endMs' : 'startMs'] = instant
    onChange({ ...draft, ...snapToGrid(span, horizon) })
  }
  const common = { type: 'datetime-local', required: true, step: horizon.intervalMinutes * 60, ...bounds } as const
  return (
    <>
      <label className="picker">
        <span>{t('forecast.from')}</span>
        <input
          ref={first}
          {...common}
          value={wallClock(draft.startMs)}
          onChange={(event) => change('startMs', event.target.value)}
        />
      </label>
      <label className="picker">
        <span>{t('forecast.to')}</span>
        <input {...common} value={wallClock(draft.endMs)} onChange={(event) => change('endMs', event.target.value)} />
      </label>
    </>
  )
}
