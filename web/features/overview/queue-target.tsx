import { useTranslation } from 'react-i18next'
import type { QueueTarget as Target } from '../../../server/contracts/plan.ts'
import { useFormat } from '../../lib/workspace.ts'

/** What a queue promises, in the reader's language. */
export function QueueTarget({ target }: { target: Target }) {
  const { t } = useTranslation()
  const format = useFormat()
  return target.kind === 'deadline'
    ? t(target.deadlineClock === 'open' ? 'target.deadlineOpen' : 'target.deadline', {
        share: format.percent(target.serviceLevelTarget, 1),
        hours: format.number(target.finishWithinHours, 1),
      })
    : t('target.serviceLevel', {
        share: format.percent(target.serviceLevelTarget, 1),
        wait: format.duration(target.answerWithinSeconds),
      })
}
