import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForecastSnapshot } from '../../../server/contracts/forecast.ts'
import { Failure } from '../../components/failure.tsx'
import { IssueTable } from '../../components/issue-table.tsx'
import { Notice } from '../../components/notice.tsx'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat } from '../../lib/workspace.ts'

interface Remedy {
  readonly isBusy: boolean
  readonly onForecast: () => void
}

/** Before the first forecast of a plan. */
export function NoForecast({ isBusy, error, onForecast }: Remedy & { error: Error | null }) {
  const { t } = useTranslation()
  return (
    <Notice title={t('forecast.notYet')}>
      <p>{t('forecast.notYetHint')}</p>
      {error && <Failure error={error} />}
      <button type="button" disabled={isBusy} onClick={onForecast}>
        {t('forecast.first')}
      </button>
    </Notice>
  )
}

/** A forecast at work; how long it has been, since how much is left cannot be known. */
export function ForecastRunning({ snapshot, isAlone }: { snapshot: ForecastSnapshot; isAlone: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.round((now - Date.parse(snapshot.createdAt)) / 1000))
  return (
    <Notice title={t('forecast.running', { from: format.day(snapshot.from), days: snapshot.days })}>
      <progress aria-label={t('forecast.running', { from: format.day(snapshot.from), days: snapshot.days })} />
      <p className="soft">
        {t(isAlone ? 'forecast.runningHint' : 'forecast.runningBesides', { time: format.duration(seconds) })}
      </p>
    </Notice>
  )
}

/** A forecast that could not be made: why, and the way on. */
export function ForecastFailed({ snapshot, isBusy, onForecast }: Remedy & { snapshot: ForecastSnapshot }) {
  const { t } = useTranslation()
  const format = useFormat()
  const said = useServerWords()
  const { error } = snapshot
  return (
    <Notice title={t('forecast.failed', { from: format.day(snapshot.from) })} tone="bad">
      {error && error.issues.length > 0 ? (
        <IssueTable issues={error.issues} />
      ) : (
        <p className="detail">{error && said(error.message)}</p>
      )}
      <p>{t('forecast.failedHint')}</p>
      <button type="button" disabled={isBusy} onClick={onForecast}>
        {t('forecast.again')}
      </button>
    </Notice>
  )
}

/** The plan's files are others than those that the forecast was made from. */
export function ForecastOutOfDate({ isBusy, onForecast }: Remedy) {
  const { t } = useTranslation()
  return (
    <div className="out-of-date" role="status">
      <span>{t('forecast.outOfDate')}</span>
      <button type="button" disabled={isBusy} onClick={onForecast}>
        {t('forecast.again')}
      </button>
    </div>
  )
}
