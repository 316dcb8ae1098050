import { useTranslation } from 'react-i18next'
import type { WallboardQueue } from '../../../server/contracts/wallboard.ts'
import { AheadChart } from './ahead-chart.tsx'
import { WallFigure } from './figure.tsx'
import { StateMark } from './state-mark.tsx'
import { useWallFormat } from './wall-context.ts'

interface QueueCardProps {
  readonly queue: WallboardQueue
  /** Whether what is told of the rest of the day is as planned. */
  readonly isAsPlanned: boolean
}

/** A queue: a panel of its own, or a row under the heads of all. */
export function QueueCard({ queue, isAsPlanned }: QueueCardProps) {
  const { t } = useTranslation()
  const format = useWallFormat()
  const { name, state, feed } = queue
  const isSilent = feed.state === 'silent' && feed.lastEnd !== null
  return (
    <section className="wall-queue" data-queue={queue.queueId} data-state={state} aria-label={name}>
      <header className="wall-name">
        <h2>{name}</h2>
        <p className="wall-state" data-state={isSilent ? 'silent' : state}>
          {isSilent ? (
            t('wall.silentSince', { since: format.time(feed.lastEnd ?? '') })
          ) : (
            <>
              <StateMark state={state} /> {t(`wall.state.${state}`)}
            </>
          )}
        </p>
      </header>
      <dl className="wall-figures">
        <ServiceFigures queue={queue} isAsPlanned={isAsPlanned} />
        <ContactFigures queue={queue} />
        <PeopleFigures queue={queue} />
      </dl>
      <AheadChart queue={queue} />
    </section>
  )
}

const ROUNDED_AWAY = 0.005

function ServiceFigures({ queue: { service }, isAsPlanned }: QueueCardProps) {
  const { t } = useTranslation()
  const format = useWallFormat()
  const { soFar, rest, target } = service
  const tone = (share: number | null) =>
    share === null || target === null ? undefined : share < target - ROUNDED_AWAY ? 'bad' : 'good'
  const asked = target === null ? '' : t('wall.asked', { target: format.share(target) })
  return (
    <>
      <WallFigure
        part="service"
        label={t('wall.head.service')}
        value={soFar === null ? undefined : format.share(soFar)}
        under={soFar === null ? t('wall.notReported') : asked}
        tone={tone(soFar)}
      />
      <WallFigure
        part="rest"
        label={t('wall.head.rest')}
        value={rest === null ? undefined : format.share(rest)}
        under={rest === null ? t('wall.notKnown') : t(isAsPlanned ? 'wall.asPlanned' : verdictKey(rest, target))}
        tone={tone(rest)}
      />
    </>
  )
}

const verdictKey = (share: number, target: number | null) =>
  target !== null && share < target - ROUNDED_AWAY ? 'wall.tooLow' : 'wall.reached'

function ContactFigures({ queue: { contacts, day } }: { queue: WallboardQueue }) {
  const { t } = useTranslation()
  const format = useWallFormat()
  const { planned, expected, p10, p90 } = day
  const band = p10 === null || p90 === null ? t('wall.asPlanned') : `${format.count(p10)}–${format.count(p90)}`
  const whole = expected ?? planned
  return (
    <>
      <WallFigure
        part="contacts"
        label={t('wall.head.contacts')}
        value={contacts === null ? undefined : format.count(contacts.came)}
        under={
          contacts === null
            ? t('wall.notReported')
            : contacts.planned !== null && t('wall.ofPlanned', { planned: format.count(contacts.planned) })
        }
      />
      <WallFigure
        part="day"
        label={t('wall.head.day')}
        value={whole === null ? undefined : format.count(whole)}
        under={whole === null ? t('wall.notPlanned') : band}
      />
    </>
  )
}

/** Fewer people than planned by less are no news. */
const SHARE_LET_PASS = 0.1

function PeopleFigures({ queue: { waiting, people } }: { queue: WallboardQueue }) {
  const { t } = useTranslation()
  const format = useWallFormat()
  const { planned, there } = people
  const isMissing = there !== null && planned !== null && there < planned * (1 - SHARE_LET_PASS)
  return (
    <>
      <WallFigure
        part="waiting"
        label={t('wall.head.waiting')}
        value={waiting === null ? undefined : format.count(waiting.count)}
        under={
          waiting === null
            ? t('wall.notReported')
            : waiting.oldestHours === null
              ? t('wall.at', { at: format.time(waiting.at) })
              : t('wall.oldest', { hours: format.number(waiting.oldestHours, 1) })
        }
      />
      <WallFigure
        part="people"
        label={t('wall.head.people')}
        value={there === null ? undefined : format.count(there)}
        under={planned === null ? t('wall.notPlanned') : t('wall.ofPlanned', { planned: format.count(planned) })}
        tone={isMissing ? 'bad' : undefined}
      />
    </>
  )
}
