import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIssueWords } from '../../components/issue-words.ts'
import { ApiError } from '../../lib/api.ts'
import { useServerWords } from '../../lib/server-words.ts'

/**
 * Seconds until the next try is answered, counted down.
 * @returns 0 when nothing has to be waited for
 */
export function useWait(error: Error | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const seconds = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) : 0
    const until = Date.now() + seconds * 1000
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    tick()
    if (seconds === 0) return
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [error])
  return left
}

interface WayInProblemProps {
  readonly error: Error | null
  /** Seconds that are left to wait. */
  readonly wait: number
  /** What `notSignedIn` means here. */
  readonly wrong: string
}

/** Why it did not work, in a place that is kept for it, so that nothing moves. */
export function WayInProblem({ error, wait, wrong }: WayInProblemProps) {
  const { t } = useTranslation()
  const said = useServerWords()
  const issueWords = useIssueWords()
  const words = (): string => {
    if (!(error instanceof ApiError)) return t('error.internal')
    if (error.code === 'notSignedIn') return wrong
    if (error.code === 'tooManyRequests') return t('signIn.locked')
    const [issue] = error.issues
    if (issue) return issueWords(issue)
    return error.code === 'offline' ? t('error.offline') : said(error.message)
  }
  return (
    <div className="way-in-problem">
      <p role="alert">{error && words()}</p>
      {/* Each second read aloud would drown everything else. */}
      {wait > 0 && <p>{t('signIn.wait', { time: clock(wait) })}</p>}
    </div>
  )
}

const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`
