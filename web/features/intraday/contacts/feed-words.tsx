import { useTranslation } from 'react-i18next'
import type { DayActuals } from '../../../../server/contracts/actuals.ts'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import { silences } from './day-contacts.ts'

/** Clocks that differ by less make no difference to an interval. */
const NOTABLE_SKEW_SECONDS = 60

/** Up to when contacts are known and since when that is known; that none are, where none are. */
export function AsOf({ actuals }: { actuals: DayActuals | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!actuals) return null
  const { day, asOf, receivedAt, clockSkewSeconds } = actuals
  if (asOf === null || receivedAt === null) return t('intraday.planned')
  const received = format.moment(receivedAt)
  const words = asOf.startsWith(day)
    ? t('intraday.come.asOf', { asOf: format.time(asOf), received })
    : t('intraday.come.wholeDay', { received })
  if (Math.abs(clockSkewSeconds ?? 0) < NOTABLE_SKEW_SECONDS) return words
  const by = format.duration(Math.abs(clockSkewSeconds ?? 0))
  const skew = t((clockSkewSeconds ?? 0) > 0 ? 'intraday.come.clockAhead' : 'intraday.come.clockBehind', { by })
  return `${words}${t('controls.sentenceGap')}${skew}`
}

/** Which queues have stopped reporting, and since when: what is shown of them ends there. */
export function SilentFeeds({ actuals: { queues } }: { actuals: DayActuals }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const stopped = silences(queues)
  if (stopped.length === 0) return null
  return (
    <div className="silent-feeds" role="alert">
      {stopped.map(([since, queueIds]) => (
        <p key={since}>
          {t('intraday.come.silent', {
            since: format.moment(since),
            queues: queueIds.map(names.queue).join(t('controls.listComma')),
          })}
        </p>
      ))}
    </div>
  )
}
