import { useTranslation } from 'react-i18next'
import type { Verdict } from './measure-sections.ts'

const TONES: Record<Verdict, string> = { met: 'good', unproven: 'warn', missed: 'bad' }

/** Whether a target is met. */
export function VerdictChip({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation()
  return (
    <span className="chip" data-tone={TONES[verdict]}>
      {t(`scenarios.verdict.${verdict}`)}
    </span>
  )
}
