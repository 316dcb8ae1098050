import { useTranslation } from 'react-i18next'
import type { DayReport, MissedSpanReply } from '../../../server/contracts/day-report.ts'
import { Answer } from '../../components/answer.tsx'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { worstSpan } from './missed-spans.ts'

const TONES = { kept: 'good', missed: 'bad', unknown: 'plain' } as const

/** "Fri 13 Nov was kept: 84.1 % of 12,340 contacts in time. Chat missed 19:30-21:00, as 31 % more came than planned." */
export function ReportAnswer({ report }: { report: DayReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { total, day, asOf } = report
  const { reached, contacts } = total.service
  const figures = { day: format.day(day), contacts: format.number(contacts), share: format.percent(reached ?? 0) }
  const volumes = { came: format.number(total.volume.came), planned: format.number(total.volume.planned) }
  const worst = worstSpan(report.queues)
  return (
    <Answer question={t('dayReport.question')} tone={TONES[total.verdict]}>
      {reached !== null
        ? t(`dayReport.answer.${total.verdict}`, figures)
        : t(asOf === null ? 'dayReport.answer.nothing' : 'dayReport.answer.noService', { ...figures, ...volumes })}
      {worst && (
        <>
          {t('controls.sentenceGap')}
          <Because span={worst} />
        </>
      )}
    </Answer>
  )
}

function Because({ span }: { span: MissedSpanReply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { mainReason, came, planned, ahtSeconds, plannedAhtSeconds } = span
  const times = `${format.time(span.start)}–${format.time(span.end)}`
  const more = mainReason === 'longerContacts' ? over(ahtSeconds, plannedAhtSeconds) : over(came, planned)
  const isNumber = mainReason !== 'moreContacts' && mainReason !== 'longerContacts'
  const reason = mainReason === null || (!isNumber && more === null) ? 'unexplained' : mainReason
  return t(`dayReport.because.${reason}`, {
    ...{ queue: names.queue(span.queueId), span: times, share: format.percent(more ?? 0, 0) },
  })
}

const over = (value: number | null, planned: number | null): number | null =>
  value !== null && planned !== null && planned > 0 ? value / planned - 1 : null
