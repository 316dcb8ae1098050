import './day-report.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DayReport } from '../../../server/contracts/day-report.ts'
import { DaySteps } from '../../components/day-steps.tsx'
import { FileLink } from '../../components/file-link.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { Notice } from '../../components/notice.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { dayReportAddress, dayReportQuery } from '../../lib/day-report-queries.ts'
import type { Language } from '../../lib/i18n.ts'
import { useRoute } from '../../lib/route.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { DayFacts } from './day-facts.tsx'
import { MissedList } from './missed-list.tsx'
import { NextDay } from './next-day.tsx'
import { QueueDayPanel } from './queue-day-panel.tsx'
import { ReportAnswer } from './report-answer.tsx'
import { TeamFiguresPanel } from './team-figures-panel.tsx'
import { TrendPanel } from './trend-panel.tsx'

/** How a day went beside its plan, and what the next one lacks. */
export function DayReportView() {
  const { day } = useRoute()
  const asked = day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined
  return (
    <Guarded key={asked}>
      <ReportOfDay asked={asked} />
    </Guarded>
  )
}

function ReportOfDay({ asked }: { asked: string | undefined }) {
  const plan = usePlan()
  const { data: report } = useSuspenseQuery(dayReportQuery(plan.id, asked))
  if (report.plan === null && report.asOf === null) return <NothingKnown report={report} />
  return (
    <>
      <ReportAnswer report={report} />
      <div className="toolbar">
        <DaySteps day={report.day} />
        <ReportFiles report={report} />
      </div>
      <Sources report={report} />
      <div className="report-queues">
        {report.queues.map((queue) => (
          <QueueDayPanel key={queue.queueId} report={report} queue={queue} />
        ))}
      </div>
      <MissedList report={report} />
      <DayFacts report={report} />
      <div className="report-pair">
        <NextDay report={report} />
        <TrendPanel trend={report.trend} />
      </div>
      <OnlyWith right="team.view">
        <Guarded key={report.day}>
          <TeamFiguresPanel unitId={report.unitId} day={report.day} />
        </Guarded>
      </OnlyWith>
    </>
  )
}

/** Neither planned nor reported: what to do about it, and what other days brought. */
function NothingKnown({ report: { day, trend } }: { report: DayReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <div className="toolbar">
        <DaySteps day={day} />
      </div>
      <Notice title={t('dayReport.nothingKnown', { day: format.day(day) })}>
        <p>{t('dayReport.gap.noPlan')}</p>
        <p>{t('dayReport.gap.noActuals')}</p>
      </Notice>
      <TrendPanel trend={trend} />
    </>
  )
}

function ReportFiles({ report: { planId, day } }: { report: DayReport }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language as Language
  return (
    <span className="toolbar report-actions">
      <FileLink address={dayReportAddress(planId, day, 'xlsx', language)} file={`day-report-${day}.xlsx`} />
      <a
        className="button quiet"
        href={dayReportAddress(planId, day, 'html', language)}
        target="_blank"
        rel="noreferrer"
      >
        {t('dayReport.openMail')}
      </a>
      <button type="button" className="quiet" onClick={() => window.print()}>
        {t('dayReport.print')}
      </button>
    </span>
  )
}

/** Which roster this is, up to when reports are known, and what is missing with what to do about it. */
function Sources({ report: { plan, asOf, receivedAt, missing } }: { report: DayReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <p>
        {plan && (
          <span className="chip" data-tone={plan.publishedAt ? 'good' : 'warn'}>
            {plan.publishedAt
              ? t('intraday.published', { when: format.moment(plan.publishedAt) })
              : t('dayReport.notPublished')}
          </span>
        )}{' '}
        <span className="soft">
          {asOf !== null && receivedAt !== null
            ? t('dayReport.asOf', { asOf: format.moment(asOf), received: format.moment(receivedAt) })
            : t('dayReport.nothingReported')}
        </span>
      </p>
      {missing.length > 0 && (
        <ul className="report-gaps" aria-label={t('dayReport.missingLabel')}>
          {missing.map((gap) => (
            <li key={gap}>{t(`dayReport.gap.${gap}`)}</li>
          ))}
        </ul>
      )}
    </>
  )
}
