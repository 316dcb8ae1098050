import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../server/contracts/plan-report.ts'
import { sum } from '../lib/week-grid.ts'
import { useFormat } from '../lib/workspace.ts'
import { Answer } from './answer.tsx'

/** What the week leaves unmet, in one sentence. */
export function UnmetAnswer({ question, unmet }: { question: string; unmet: PlanReportReply['unmet'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const short = unmet.filter(({ kind }) => kind === 'understaffed')
  const late = unmet.filter(({ kind }) => kind === 'overdue')
  const sentences = [
    short.length > 0 &&
      t('unmet.short', { count: short.length, hours: format.hours(sum(short.map(({ hours }) => hours))) }),
    late.length > 0 &&
      t('unmet.late', { count: late.length, hours: format.hours(sum(late.map(({ hours }) => hours))) }),
  ].filter((sentence) => sentence !== false)
  return (
    <Answer question={question} tone={sentences.length > 0 ? 'warn' : 'good'}>
      {sentences.length > 0 ? sentences.join(t('controls.sentenceGap')) : t('unmet.none')}
    </Answer>
  )
}
