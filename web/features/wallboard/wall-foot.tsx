import { useTranslation } from 'react-i18next'
import type { Wallboard } from '../../../server/contracts/wallboard.ts'
import { StateMark } from './state-mark.tsx'
import { useWallFormat } from './wall-context.ts'

/** The gravest come first; the others are counted. */
const MOST_ALERTS_SHOWN = 4

interface WallFootProps {
  readonly board: Wallboard
  readonly pages: { readonly page: number; readonly count: number; readonly isHeld: boolean; readonly hold: () => void }
}

/** Open warnings, which page of the queues is shown, and the way to the full screen. */
export function WallFoot({ board, pages }: WallFootProps) {
  return (
    <footer className="wall-foot">
      <Warnings board={board} />
      {pages.count > 1 && <Pager {...pages} />}
      <FullScreenButton />
    </footer>
  )
}

function Warnings({ board: { alerts, queues } }: { board: Wallboard }) {
  const { t } = useTranslation()
  const format = useWallFormat()
  const names = new Map(queues.map(({ queueId, name }) => [queueId, name]))
  if (alerts.length === 0) return <p className="wall-calm">{t('wall.noAlerts')}</p>
  // The last place tells how many there are beside those shown.
  const shown = alerts.length > MOST_ALERTS_SHOWN ? alerts.slice(0, MOST_ALERTS_SHOWN - 1) : alerts
  const more = alerts.length - shown.length
  return (
    <ul className="wall-alerts" aria-label={t('wall.head.alerts')}>
      {shown.map(({ kind, queueId, start, end, isAcknowledged }) => (
        <li key={`${kind} ${queueId}`} data-acknowledged={isAcknowledged}>
          <StateMark state={isAcknowledged ? 'watch' : 'belowTarget'} />
          <span className="wall-alert-words">
            {t('wall.alertWords', {
              ...{ what: t(`wall.alert.${kind}`), queue: names.get(queueId) ?? queueId },
              ...{ start: format.time(start), end: format.time(end) },
            })}
          </span>
          {isAcknowledged && <span className="wall-alert-taken">{t('wall.taken')}</span>}
        </li>
      ))}
      {more > 0 && <li className="wall-more">{t('wall.more', { more: format.count(more) })}</li>}
    </ul>
  )
}

function Pager({ page, count, isHeld, hold }: WallFootProps['pages']) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="wall-pager"
      aria-pressed={isHeld}
      aria-label={t('wall.page', { page: page + 1, count })}
      onClick={hold}
    >
      <span className="wall-dots">
        {Array.from({ length: count }, (_, dot) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place
          <i key={dot} data-shown={dot === page} />
        ))}
      </span>
      {isHeld ? t('wall.held') : `${page + 1}/${count}`}
    </button>
  )
}

function FullScreenButton() {
  const { t } = useTranslation()
  const toggle = () => {
    const done = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen?.({ navigationUI: 'hide' })
    // Where the browser does not allow it the page stays as it is.
    done?.catch(() => undefined)
  }
  return (
    <button
      type="button"
      className="wall-full"
      aria-label={t('wall.fullScreen')}
      title={t('wall.fullScreen')}
      onClick={toggle}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 3h7v3H6v4H3Zm11 0h7v7h-3V6h-4ZM3 14h3v4h4v3H3Zm15 0h3v7h-7v-3h4Z" />
      </svg>
    </button>
  )
}
