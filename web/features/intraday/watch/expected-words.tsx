import { useTranslation } from 'react-i18next'
import type { DayWatchContent } from '../../../../server/contracts/day-watch.ts'
import { useFormat } from '../../../lib/workspace.ts'

/** What a smaller difference from plan is worth saying. */
const NOTABLE = 0.005

interface ExpectedWordsProps {
  readonly watched: DayWatchContent
  readonly queueId: string
  /** Whether its work may wait. */
  readonly isDeferred: boolean
}

/** "The day is expected at 122 % of plan (115 to 130 %). 74.1 % in time for the rest of the day, asked 80 %." */
export function ExpectedWords({ watched, queueId, isDeferred }: ExpectedWordsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const queue = watched.queues.find((other) => other.queueId === queueId)
  if (!queue) return null
  const { day, surprise, handlingTimes, expectedService, target, backlog, oldestHours } = queue
  const sentences: string[] = []
  if (day && day.evidence !== 'none') {
    const band = { low: format.percent(day.levelP10), high: format.percent(day.levelP90) }
    sentences.push(t('intraday.expected.level', { level: format.percent(day.level), ...band }))
  }
  if (surprise) {
    const figures = { times: format.number(surprise.times, 1), until: format.time(surprise.fadedAt) }
    sentences.push(t(`intraday.expected.${surprise.kind}`, figures))
  }
  if (Math.abs(handlingTimes - 1) >= NOTABLE)
    sentences.push(t('intraday.expected.handling', { share: format.percent(handlingTimes) }))
  const [open, oldest] = [backlog.at(-1) ?? 0, oldestHours.at(-1) ?? 0]
  if (isDeferred && open >= 1)
    sentences.push(t('intraday.expected.open', { open: format.number(open), oldest: format.number(oldest, 1) }))
  if (expectedService !== null)
    sentences.push(
      t('intraday.expected.service', { share: format.percent(expectedService), target: format.percent(target) }),
    )
  if (sentences.length === 0) return null
  return (
    <p className="outlook-words" data-tone={(expectedService ?? 1) < target ? 'bad' : 'good'}>
      {sentences.join(t('controls.sentenceGap'))}
    </p>
  )
}
