import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { Answer, type Tone } from '../../components/answer.tsx'
import { useUnmetWords } from '../../components/unmet-answer.tsx'

const BLOCKERS = ['brokenRule', 'nothingProved', 'targetMissed', 'targetUnproven'] as const

/** Whether the roster may go out and what stands against it, then what it leaves unmet. */
export function OverviewAnswer({ report }: { report: PlanReportReply }) {
  const { t } = useTranslation()
  const unmet = useUnmetWords()(report.unmet)
  const verdict = useVerdictWords()(report)
  const sentences = [...verdict, ...(unmet.length > 0 ? unmet : [t('unmet.none')])]
  return (
    <Answer
      question={t(report.weeks === 1 ? 'overview.question' : 'overview.questionWeeks', { weeks: report.weeks })}
      tone={toneOf(report)}
    >
      {sentences.join(t('controls.sentenceGap'))}
    </Answer>
  )
}

/** "Not ready to publish: 2 targets missed." Reports of earlier versions have no verdict. */
function useVerdictWords(): (report: PlanReportReply) => string[] {
  const { t } = useTranslation()
  return ({ gate, targets }) => {
    if (!gate) return []
    if (gate.publishable) return [t('overview.ready', { count: targets.length })]
    const why = BLOCKERS.flatMap((kind) => {
      const count = gate.blockers.filter((blocker) => blocker.kind === kind).length
      return count > 0 ? [t(`publishing.count.${kind}`, { count })] : []
    })
    return [t('overview.notReady', { why: why.join(t('controls.listComma')) })]
  }
}

function toneOf({ gate, unmet }: PlanReportReply): Tone {
  if (gate?.blockers.some(({ kind }) => kind === 'brokenRule')) return 'bad'
  return gate?.publishable === false || unmet.length > 0 ? 'warn' : 'good'
}
