import type { DayReport, MissedSpanReply } from '../contracts/day-report.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import { REASON_WORDS, VERDICT_WORDS } from './xlsx/day-report/day-report-words.ts'
import { Wording } from './xlsx/words.ts'

/** Shares of a file: one digit after the point. */
export const shareText = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`)
export const clockText = (stamp: string): string => stamp.slice(11, 16)

/** What a reader should know first, in one sentence: "Fri 13 Nov was kept: 84.1 % of 12,340 in time; ..." */
export function headline(report: DayReport, language: ExportLanguage): string {
  const wording = new Wording(language)
  const { total, day } = report
  const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ weekday: 'long', day: 'numeric', month: 'short', timeZone: 'UTC' },
  }).format(new Date(`${day}T00:00:00Z`))
  const count = (value: number) => new Intl.NumberFormat(language).format(Math.round(value))
  const { reached, contacts } = total.service
  if (reached === null) {
    const { came, planned } = total.volume
    return wording.first({
      zh: `${date}：来量 ${count(came)}，计划 ${count(planned)}；达标率未知`,
      en: `${date}: ${count(came)} contacts came of ${count(planned)} planned; service is not known`,
    })
  }
  const verdict = wording.first(VERDICT_WORDS[total.verdict])
  const kept = wording.first({
    zh: `${date}${verdict}：${count(contacts)} 件中 ${shareText(reached)} 按时`,
    en: `${date} ${total.verdict === 'unknown' ? 'is' : 'was'} ${verdict}: ${shareText(reached)} of ${count(contacts)} in time`,
  })
  const worst = worstSpan(report)
  if (!worst) return kept
  const span = `${clockText(worst.start)}–${clockText(worst.end)}`
  const queue = wording.name(report.queues.find(({ queueId }) => queueId === worst.queueId)?.name, worst.queueId)
  return wording.first({
    zh: `${kept}；${queue} ${span} 未达${becauseOf(worst, 'zh')}`,
    en: `${kept}; ${queue} ${span} missed${becauseOf(worst, 'en')}`,
  })
}

/** The stretch in which most contacts were late beyond the target. */
export const worstSpan = ({ queues }: DayReport): MissedSpanReply | undefined =>
  queues
    .flatMap(({ missed }) => missed)
    .reduce<MissedSpanReply | undefined>((worst, one) => (worst && worst.beyond >= one.beyond ? worst : one), undefined)

function becauseOf(
  { mainReason, came, planned, ahtSeconds, plannedAhtSeconds }: MissedSpanReply,
  language: 'zh' | 'en',
) {
  if (mainReason === null || mainReason === 'unexplained') return ''
  const share = (value: number, of: number) => `${Math.round(100 * (value / of - 1))} %`
  if (mainReason === 'moreContacts' && planned > 0) {
    const more = share(came, planned)
    return language === 'zh' ? `：来量多出 ${more}` : `, as ${more} more came than planned`
  }
  if (mainReason === 'longerContacts' && ahtSeconds !== null && plannedAhtSeconds) {
    const longer = share(ahtSeconds, plannedAhtSeconds)
    return language === 'zh' ? `：处理时长多出 ${longer}` : `, as contacts took ${longer} longer`
  }
  return language === 'zh' ? `：${REASON_WORDS[mainReason].zh}` : `: ${REASON_WORDS[mainReason].en}`
}
