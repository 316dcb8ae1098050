import { useTranslation } from 'react-i18next'
import type { DayActuals } from '../../../server/contracts/actuals.ts'
import type { DayWatchContent } from '../../../server/contracts/day-watch.ts'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { useShownQueues } from '../../components/week-controls.tsx'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { DayChart } from './day-chart.tsx'
import type { QueueOutlook } from './queue-outlook.ts'
import { BotWords } from './watch/bot-words.tsx'
import { ExpectedWords } from './watch/expected-words.tsx'

interface OutlookPanelProps {
  readonly coverage: RunCoverage
  readonly actuals: DayActuals | undefined
  readonly watched: DayWatchContent | null | undefined
  readonly day: string
  readonly moment: number
  readonly aheadMs: number
  readonly outlooks: readonly QueueOutlook[]
}

/** Every queue: now and the tightest time ahead in figures, and the day as a chart. */
export function OutlookPanel({ coverage, actuals, watched, day, moment, aheadMs, outlooks }: OutlookPanelProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const isShown = useShownQueues()
  const spanAhead = { startMs: moment, endMs: moment + aheadMs }
  return (
    <>
      <ul className="legend">
        <li>
          <i className="key key-need" /> {t('intraday.needed')}
        </li>
        <li>
          <i className="key key-line" /> {t('intraday.coveredHead')}
        </li>
        <li>
          <i className="key key-short" /> {t('coverage.short')}
        </li>
        <li>
          <i className="key key-over" /> {t('coverage.over')}
        </li>
        <li>
          <i className="key key-ahead" /> {t('intraday.aheadKey', { hours: format.number(aheadMs / 3_600_000) })}
        </li>
      </ul>
      <div className="outlooks">
        {coverage.queues
          .filter(({ queueId }) => isShown(queueId))
          .map((queue) => {
            const outlook = outlooks.find(({ queueId }) => queueId === queue.queueId)
            return (
              <section key={queue.queueId} className="panel" data-queue={queue.queueId}>
                <header className="panel-head">
                  <h2>{names.queue(queue.queueId)}</h2>
                  {outlook && <OutlookWords outlook={outlook} />}
                </header>
                {watched && (
                  <ExpectedWords watched={watched} queueId={queue.queueId} isDeferred={queue.kind === 'deferred'} />
                )}
                {watched && <BotWords watched={watched} queueId={queue.queueId} />}
                <DayChart {...{ coverage, actuals, watched, queue, day, moment, spanAhead }} />
              </section>
            )
          })}
      </div>
    </>
  )
}

/** "Now 12 of 11.4 agents. Tightest: 19:30, 2.1 short. 340 contacts planned." */
function OutlookWords({ outlook }: { outlook: QueueOutlook }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { needed, covered, net, contacts, tightest } = outlook
  const tone = Math.min(net, tightest?.net ?? 0) < -0.05 ? 'bad' : 'good'
  const sentences = [
    t('intraday.nowFigures', { covered: format.number(covered, 1), needed: format.number(needed, 1) }),
    tightest
      ? t('intraday.tightest', { when: format.time(tightest.start), net: format.signed(tightest.net, 1) })
      : t('intraday.closed'),
    t('intraday.contacts', { contacts: format.number(contacts) }),
  ]
  return (
    <p className="outlook-words" data-tone={tone}>
      {sentences.join(t('controls.sentenceGap'))}
    </p>
  )
}
