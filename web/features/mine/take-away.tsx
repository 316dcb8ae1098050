import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/failure.tsx'
import { ShownOnce } from '../../components/shown-once.tsx'
import { endFeed, makeFeed, ownFeedQuery, ownRosterFileAddress } from '../../lib/team-queries.ts'
import { useFormat } from '../../lib/workspace.ts'

/** The own shifts in the reader's calendar, and as a file that opens without the server. */
export function TakeAway({ unitId }: { unitId: string }) {
  const { t, i18n } = useTranslation()
  return (
    <section className="panel mine-away" aria-labelledby="mine-away">
      <h2 id="mine-away">{t('away.title')}</h2>
      <p>
        <a className="button quiet" href={ownRosterFileAddress(i18n.language)} download="my-shifts.html">
          {t('away.file')}
        </a>{' '}
        <span className="soft">{t('away.fileHint')}</span>
      </p>
      <Feed unitId={unitId} />
    </section>
  )
}

/** The address is told once, when it is made: whoever has it reads the shifts. */
function Feed({ unitId }: { unitId: string }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const { data: feed } = useQuery(ownFeedQuery(unitId))
  const again = () => client.invalidateQueries({ queryKey: ownFeedQuery(unitId).queryKey })
  const made = useMutation({ mutationFn: () => makeFeed(unitId), onSuccess: again })
  const ended = useMutation({
    mutationFn: () => endFeed(unitId),
    onSuccess: () => {
      made.reset()
      return again()
    },
  })
  const isMade = feed?.madeAt != null
  const error = made.error ?? ended.error
  const address = made.data && `${location.origin}${made.data.path}?language=${i18n.language}`
  return (
    <div className="mine-feed">
      <p>{t('away.feed')}</p>
      {address && <ShownOnce label={t('away.address')} value={address} hint={t('away.secret')} />}
      {!address && isMade && feed?.madeAt && (
        <p className="soft">{t('away.feedMade', { when: format.moment(feed.madeAt) })}</p>
      )}
      {feed?.readAt && <p className="soft">{t('away.feedRead', { when: format.moment(feed.readAt) })}</p>}
      <div className="toolbar">
        <button type="button" className="quiet" disabled={made.isPending} onClick={() => made.mutate()}>
          {t(isMade ? 'away.reset' : 'away.make')}
        </button>
        {isMade && (
          <button type="button" className="quiet" disabled={ended.isPending} onClick={() => ended.mutate()}>
            {t('away.end')}
          </button>
        )}
      </div>
      {error && <Failure error={error} />}
    </div>
  )
}
