import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { Wallboard } from '../../../server/contracts/wallboard.ts'
import { WallFigure } from './figure.tsx'
import { minutesSince, overPlan } from './standing.ts'
import { useWallFormat, WallClockContext } from './wall-context.ts'

/** The plan, its whole site, and what time it is there. */
export function WallHead({ board }: { board: Wallboard }) {
  const format = useWallFormat()
  const { nowMs } = useContext(WallClockContext)
  return (
    <header className="wall-head">
      <div className="wall-plan">
        <h1>{board.planName}</h1>
        <AsOf board={board} />
      </div>
      <SiteFigures board={board} />
      <div className="wall-clock">
        <time>{format.time(nowMs)}</time>
        <span>{format.dayOf(nowMs)}</span>
        <span>{board.zone.replaceAll('_', ' ')}</span>
      </div>
    </header>
  )
}

/** Up to when contacts are known, and how long ago that is. */
function AsOf({ board: { asOf } }: { board: Wallboard }) {
  const { t } = useTranslation()
  const format = useWallFormat()
  const { nowMs } = useContext(WallClockContext)
  if (asOf === null) return <p className="wall-as-of">{t('wall.nothingReported')}</p>
  const minutes = minutesSince(Date.parse(asOf), nowMs)
  return <p className="wall-as-of">{t('wall.asOf', { until: format.time(asOf), minutes: format.number(minutes) })}</p>
}

function SiteFigures({ board: { site, alerts, workedOutAt } }: { board: Wallboard }) {
  const { t } = useTranslation()
  const format = useWallFormat()
  const { contacts, day, service, people } = site
  const against = (figure: number | null, planned: number | null) => {
    const over = overPlan(figure, planned)
    return over === null ? '' : t('wall.overPlan', { over: format.signedShare(over) })
  }
  const whole = day.expected ?? day.planned
  return (
    <dl className="wall-site">
      <WallFigure
        part="contacts"
        label={t('wall.head.contacts')}
        value={contacts === null ? undefined : format.count(contacts.came)}
        under={contacts === null ? t('wall.notReported') : against(contacts.came, contacts.planned)}
      />
      <WallFigure
        part="day"
        label={t('wall.head.day')}
        value={whole === null ? undefined : format.count(whole)}
        under={
          whole === null
            ? t('wall.notPlanned')
            : workedOutAt === null || day.expected === null
              ? t('wall.asPlanned')
              : against(day.expected, day.planned)
        }
      />
      <WallFigure
        part="service"
        label={t('wall.head.service')}
        value={service.soFar === null ? undefined : format.share(service.soFar)}
        under={service.soFar === null ? t('wall.notReported') : t('wall.soFar')}
      />
      <WallFigure
        part="people"
        label={t('wall.head.people')}
        value={people.there === null ? undefined : format.count(people.there)}
        under={
          people.planned === null
            ? t('wall.notPlanned')
            : t('wall.ofPlanned', { planned: format.count(people.planned) })
        }
      />
      <WallFigure
        part="alerts"
        label={t('wall.head.alerts')}
        value={format.count(alerts.length)}
        under={t(alerts.length === 0 ? 'wall.alertsNone' : 'wall.alertsOpen')}
        tone={alerts.length > 0 ? 'bad' : undefined}
      />
    </dl>
  )
}
