import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../server/contracts/plan-report.ts'
import { sum } from '../lib/week-grid.ts'
import { useFormat } from '../lib/workspace.ts'
import { Answer } from './answer.tsx'

type Unmet = PlanReportReply['unmet']

/** Sentences on what a week leaves unmet; none where it leaves nothing. */
export function useUnmetWords(): (unmet: Unmet) => string[] {
  const { t } = useTranslation()
  const format = useFormat()
  return (unmet) => {
    const short = unmet.filter(({ kind }) => kind === 'understaffed')
    const late = unmet.filter(({ kind }) => kind === 'overdue')
    const inAll = (stretches: Unmet) => format.hours(sum(stretches.map(({ hours }) => hours)))
    return [
      ...(short.length > 0 ? [t('unmet.short', { count: short.length, hours: inAll(short) })] : []),
      ...(late.length > 0 ? [t('unmet.late', { count: late.length, hours: inAll(late) })] : []),
    ]
  }
}

/** What the week leaves unmet, in one sentence. */
export function UnmetAnswer({ question, unmet }: { question: string; unmet: Unmet }) {
  const { t } = useTranslation()
  const sentences = useUnmetWords()(unmet)
  return (
    <Answer question={question} tone={sentences.length > 0 ? 'warn' : 'good'}>
      {sentences.length > 0 ? sentences.join(t('controls.sentenceGap')) : t('unmet.none')}
    </Answer>
  )
}
