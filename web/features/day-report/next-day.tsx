import { useTranslation } from 'react-i18next'
import type { DayReport } from '../../../server/contracts/day-report.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'

/** Stretches of each kind that are told; more are on the view of the day itself. */
const MOST = 6

/** What the next day lacks by its plan. */
export function NextDay({ report: { risks } }: { report: DayReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const span = ({ start, end }: { start: string; end: string }) => `${format.time(start)}–${format.time(end)}`
  const { understaffed, lowService, events } = risks
  const isCalm = understaffed.length + lowService.length === 0
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('dayReport.nextTitle', { day: format.day(risks.day) })}</h2>
        {risks.runId !== null && !risks.isPublished && (
          <span className="chip" data-tone="warn">
            {t('dayReport.notPublished')}
          </span>
        )}
      </header>
      {risks.runId === null ? (
        <p className="soft">{t('dayReport.nextNotPlanned')}</p>
      ) : (
        <ul>
          {isCalm && <li>{t('dayReport.nextCalm')}</li>}
          {understaffed.slice(0, MOST).map((one) => (
            <li key={`short ${one.queueId} ${one.start}`}>
              {t('dayReport.nextShort', {
                ...{ queue: names.queue(one.queueId), span: span(one), worst: format.number(one.worst, 1) },
              })}
            </li>
          ))}
          {lowService.slice(0, MOST).map((one) => (
            <li key={`low ${one.queueId} ${one.start}`}>
              {t('dayReport.nextLow', {
                ...{ queue: names.queue(one.queueId), span: span(one), least: format.percent(one.least, 0) },
                target: format.percent(one.target, 0),
              })}
            </li>
          ))}
          <MoreLine count={Math.max(0, understaffed.length - MOST) + Math.max(0, lowService.length - MOST)} />
          {events.map((one) => (
            <li key={`event ${one.title} ${one.start}`}>
              {t('dayReport.nextEvent', { title: one.title, span: format.span(one.start, one.end) })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function MoreLine({ count }: { count: number }) {
  const { t } = useTranslation()
  return count > 0 && <li>{t('dayReport.moreSpans', { count })}</li>
}
