import { useTranslation } from 'react-i18next'
import { wallClockIn } from '../../lib/published-roster.ts'
import { navigate } from '../../lib/route.ts'
import { usePlan } from '../../lib/workspace.ts'
import { instantOfClock } from './shown-day.ts'

interface MomentChoiceProps {
  readonly day: string
  readonly moment: number
  readonly starts: readonly string[]
  /** Whether the moment moves on with the clock. */
  readonly isNow: boolean
}

/** The time of the day that is looked at: the present one until another is chosen. */
export function MomentChoice({ day, moment, starts, isNow }: MomentChoiceProps) {
  const { t } = useTranslation()
  const { zone } = usePlan()
  const choose = (clock: string) => {
    const instant = instantOfClock(starts, day, clock)
    const offset = starts.findLast((start) => Date.parse(start) <= instant)?.slice(16) ?? ''
    navigate({ day, at: `${wallClockIn(zone, instant)}${offset}` }, { replace: true })
  }
  return (
    <div className="day-steps">
      <label className="picker">
        <span>{t('intraday.lookAt')}</span>
        <input
          type="time"
          value={wallClockIn(zone, moment).slice(11)}
          onChange={({ target }) => target.value !== '' && choose(target.value)}
        />
      </label>
      {isNow ? (
        <span className="chip" data-tone="work">
          {t('intraday.live')}
        </span>
      ) : (
        <button
          type="button"
          className="quiet"
          onClick={() => navigate({ at: undefined, day: undefined }, { replace: true })}
        >
          {t('intraday.toNow')}
        </button>
      )}
    </div>
  )
}
