import { useTranslation } from 'react-i18next'
import { addDays } from '../lib/planning-week.ts'
import { wallClockIn } from '../lib/published-roster.ts'
import { navigate } from '../lib/route.ts'
import { useNow } from '../lib/use-now.ts'
import { useFormat, usePlan } from '../lib/workspace.ts'

const goTo = (day: string) => navigate({ day, at: undefined }, { replace: true })

/** The day before, the day after, any day, today by the plan's clock. */
export function DaySteps({ day }: { day: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = usePlan()
  const today = wallClockIn(zone, useNow()).slice(0, 10)
  return (
    <div className="day-steps">
      <button type="button" className="quiet" aria-label={t('intraday.before')} onClick={() => goTo(addDays(day, -1))}>
        ‹
      </button>
      <strong className="day-steps-day">{format.day(day)}</strong>
      <button type="button" className="quiet" aria-label={t('intraday.after')} onClick={() => goTo(addDays(day, 1))}>
        ›
      </button>
      <input
        type="date"
        aria-label={t('controls.day')}
        value={day}
        onChange={({ target }) => target.value !== '' && goTo(target.value)}
      />
      <button type="button" className="quiet" disabled={day === today} onClick={() => goTo(today)}>
        {t('intraday.today')}
      </button>
    </div>
  )
}
