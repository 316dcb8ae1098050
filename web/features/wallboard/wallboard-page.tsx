import './wallboard.css'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Wallboard } from '../../../server/contracts/wallboard.ts'
import { showLanguage } from '../../lib/i18n.ts'
import { isLost, pagesOf } from './standing.ts'
import { useSecond } from './use-second.ts'
import { useWakeLock } from './use-wake-lock.ts'
import { useWallboard } from './use-wallboard.ts'
import { WallBands } from './wall-bands.tsx'
import { WallClockContext } from './wall-context.ts'
import { WallFoot } from './wall-foot.tsx'
import { WallHead } from './wall-head.tsx'
import { usePages, WallQueues } from './wall-queues.tsx'

/** A plan's day on a screen on the wall. */
export function WallboardPage({ secret }: { secret: string }) {
  const { t } = useTranslation()
  const { board, offsetMs, connection, isOver } = useWallboard(secret)
  const nowMs = useSecond() + offsetMs
  const lost = isLost(connection, nowMs - offsetMs)
  const lostSinceMs = lost ? (connection.answeredMs ?? connection.failedMs ?? 0) + offsetMs : undefined
  useWakeLock()
  const language = board?.language
  useEffect(() => {
    if (language !== undefined) void showLanguage(language).catch(() => undefined)
  }, [language])
  const title = board?.planName
  useEffect(() => {
    document.title = title === undefined ? 'Tideline' : `${title} – Tideline`
  }, [title])
  if (isOver) return <Alone title={t('wall.over')}>{t('wall.overHint')}</Alone>
  if (!board)
    return <Alone title={t(lost ? 'wall.noAnswer' : 'wall.connecting')}>{lost && t('wall.noAnswerHint')}</Alone>
  return (
    <WallClockContext value={{ zone: board.zone, nowMs }}>
      <Screen board={board} lostSinceMs={lostSinceMs} />
    </WallClockContext>
  )
}

/** Of a screen that has nothing else to show. */
function Alone({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="wall-alone" role="status">
      <h1>{title}</h1>
      <p>{children}</p>
    </main>
  )
}

function Screen({ board, lostSinceMs }: { board: Wallboard; lostSinceMs: number | undefined }) {
  const pages = usePages(board.queues)
  const places = Math.max(...pagesOf(board.queues).map(({ length }) => length))
  return (
    <div className="wall" data-lost={lostSinceMs !== undefined}>
      <WallHead board={board} />
      <WallBands board={board} lostSinceMs={lostSinceMs} />
      <WallQueues queues={pages.shown} places={places} isAsPlanned={board.workedOutAt === null} />
      <WallFoot board={board} pages={pages} />
    </div>
  )
}
