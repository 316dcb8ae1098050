import { useTranslation } from 'react-i18next'
import type { WallboardQueue } from '../../../server/contracts/wallboard.ts'
import { StateMark } from './state-mark.tsx'
import { useWallFormat } from './wall-context.ts'

/** A share that rounds to the target has reached it. */
const ROUNDED_AWAY = 0.005

type Ahead = WallboardQueue['ahead'][number]

/** The next intervals: a bar for what is expected, a line across it for what was planned, a mark for the service. */
export function AheadChart({ queue: { ahead, name, service } }: { queue: WallboardQueue }) {
  const { t } = useTranslation()
  const format = useWallFormat()
  if (ahead.length === 0) return <p className="wall-nothing">{t('wall.noAhead')}</p>
  const shownOf = ({ expected, planned }: Ahead) => expected ?? planned
  const top = Math.max(1, ...ahead.flatMap((one) => [shownOf(one), one.planned]))
  const height = (contacts: number) => `${(100 * contacts) / top}%`
  const isShort = (share: number | null) => share !== null && share < (service.target ?? 0) - ROUNDED_AWAY
  const words = ahead.map((one) =>
    t('wall.aheadWords', {
      ...{ start: format.time(one.start), expected: format.count(shownOf(one)), planned: format.count(one.planned) },
      service: one.service === null ? '–' : format.share(one.service),
    }),
  )
  return (
    <>
      <p className="wall-legend" aria-hidden="true">
        {t('wall.legend')}
      </p>
      <figure className="wall-ahead" role="img" aria-label={`${name}: ${words.join(t('controls.sentenceGap'))}`}>
        {ahead.map((one) => (
          <div key={one.start} className="wall-interval" data-short={isShort(one.service)}>
            <b className="wall-expected">{format.count(shownOf(one))}</b>
            <span className="wall-plot">
              <i className="wall-bar" data-planned={one.expected === null} style={{ height: height(shownOf(one)) }} />
              <i className="wall-line" style={{ bottom: height(one.planned) }} />
            </span>
            <span className="wall-service">
              {one.service !== null && <StateMark state={isShort(one.service) ? 'belowTarget' : 'onTrack'} />}
              <b>{one.service === null ? '–' : format.share(one.service)}</b>
            </span>
            <span className="wall-start">{format.time(one.start)}</span>
          </div>
        ))}
      </figure>
    </>
  )
}
