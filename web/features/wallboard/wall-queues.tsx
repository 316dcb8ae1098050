import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallboardQueue } from '../../../server/contracts/wallboard.ts'
import { QueueCard } from './queue-card.tsx'
import { MOST_PANELS, pagesOf } from './standing.ts'

const PAGE_MS = 15_000
const HEADS = ['service', 'rest', 'contacts', 'day', 'waiting', 'people', 'ahead'] as const

/** Which page of queues is shown: each has its turn, until somebody holds one. */
export function usePages(queues: readonly WallboardQueue[]) {
  const pages = pagesOf(queues)
  const [turn, setTurn] = useState(0)
  const [isHeld, setHeld] = useState(false)
  const count = pages.length
  useEffect(() => {
    if (count < 2 || isHeld) return undefined
    const timer = setInterval(() => setTurn((before) => before + 1), PAGE_MS)
    return () => clearInterval(timer)
  }, [count, isHeld])
  const page = turn % count
  return { shown: pages[page] ?? [], page, count, isHeld, hold: () => setHeld((before) => !before) }
}

interface WallQueuesProps {
  readonly queues: readonly WallboardQueue[]
  /** Of the largest page, by which all pages are laid out. */
  readonly places: number
  readonly isAsPlanned: boolean
}

export function WallQueues({ queues, places, isAsPlanned }: WallQueuesProps) {
  const { t } = useTranslation()
  const isPanels = places <= MOST_PANELS
  return (
    <main className="wall-queues" data-layout={isPanels ? 'panels' : 'rows'} data-places={places}>
      {!isPanels && (
        <div className="wall-heads" aria-hidden="true">
          <span />
          {HEADS.map((head) => (
            <span key={head} data-part={head}>
              {t(`wall.head.${head}`)}
            </span>
          ))}
        </div>
      )}
      {queues.map((queue) => (
        <QueueCard key={queue.queueId} queue={queue} isAsPlanned={isAsPlanned} />
      ))}
    </main>
  )
}
