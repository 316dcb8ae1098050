import { useTranslation } from 'react-i18next'
import type { Wallboard } from '../../../server/contracts/wallboard.ts'
import { reportsOf } from './standing.ts'
import { useWallFormat } from './wall-context.ts'

interface WallBandsProps {
  readonly board: Wallboard
  /** Since when the server does not answer, epoch milliseconds by its clock; undefined while it does. */
  readonly lostSinceMs: number | undefined
}

/** What nobody in the hall may overlook: that the figures are old, or that there is nothing to hold them against. */
export function WallBands({ board, lostSinceMs }: WallBandsProps) {
  const { t } = useTranslation()
  const format = useWallFormat()
  const { state, since, silent } = reportsOf(board)
  const time = format.time(since ?? '1970-01-01T00:00Z')
  return (
    <div className="wall-bands" role="status">
      {lostSinceMs !== undefined && (
        <p className="wall-band" data-tone="bad" data-part="lost">
          {t('wall.lost', { since: format.time(lostSinceMs) })}
        </p>
      )}
      {state === 'stopped' && (
        <p className="wall-band" data-tone="bad" data-part="stopped">
          {t('wall.stopped', { since: time })}
        </p>
      )}
      {state === 'partly' && (
        <p className="wall-band" data-tone="warn" data-part="partly">
          {t('wall.partly', { queues: silent.map(({ name }) => name).join(t('controls.listComma')), since: time })}
        </p>
      )}
      {!board.isPublished && (
        <p className="wall-band" data-tone="warn" data-part="unpublished">
          {t('wall.unpublished')}
        </p>
      )}
    </div>
  )
}
