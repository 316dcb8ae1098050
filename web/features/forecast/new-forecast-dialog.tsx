import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForecastRequest } from '../../../server/contracts/forecast.ts'
import { Picker } from '../../components/picker.tsx'
import { usePlan } from '../../lib/workspace.ts'

const WEEKS = [1, 2, 4, 8, 13]

interface NewForecastDialogProps {
  /** Of the forecast before. */
  readonly days: number
  readonly isBusy: boolean
  readonly onForecast: (choices: Partial<ForecastRequest>) => void
  readonly onClose: () => void
}

/** From when and for how long to forecast. */
export function NewForecastDialog({ days, isBusy, onForecast, onClose }: NewForecastDialogProps) {
  const { t } = useTranslation()
  const plan = usePlan()
  const dialog = useRef<HTMLDialogElement>(null)
  const [from, setFrom] = useState(plan.defaultWeek)
  const [weeks, setWeeks] = useState(WEEKS.find((weeks) => weeks * 7 === days) ?? 4)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onForecast({ from, days: weeks * 7 })
  }
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="new-forecast-title" onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id="new-forecast-title">{t('forecast.newForecast')}</h2>
        <div className="fields">
          <label className="picker">
            <span>{t('forecast.firstDay')}</span>
            <input type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />
          </label>
          <Picker
            label={t('forecast.length')}
            value={`${weeks}`}
            options={WEEKS.map((weeks) => ({ value: `${weeks}`, label: t('forecast.weeks', { count: weeks }) }))}
            onChange={(value) => setWeeks(Number(value))}
          />
        </div>
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('planning.close')}
          </button>
          <button type="submit" disabled={isBusy}>
            {t('forecast.start')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
