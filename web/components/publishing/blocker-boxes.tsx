import './publishing.css'
import { useTranslation } from 'react-i18next'
import type { PlanReportReply, PublishBlockerReply } from '../../../server/contracts/plan-report.ts'
import { useBlockerWords } from './use-blocker-words.ts'

interface BlockerBoxesProps {
  readonly blockers: readonly PublishBlockerReply[]
  readonly report: PlanReportReply
}

/** What a roster goes out below, each taken on by a box of its own: a form is not sent before all are checked. */
export function BlockerBoxes({ blockers, report }: BlockerBoxesProps) {
  const { t } = useTranslation()
  const words = useBlockerWords(report)
  return (
    <fieldset className="blocker-boxes">
      <legend>{t('publishing.takenOn')}</legend>
      {blockers.map((blocker) => {
        const { what, figures, worst } = words(blocker)
        return (
          <label key={blocker.id}>
            <input type="checkbox" required />
            <span>
              {what}
              <br />
              <span className="soft">{[figures, worst].filter(Boolean).join(' ')}</span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
