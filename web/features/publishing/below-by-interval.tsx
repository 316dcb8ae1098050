import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'

const SHOWN = 3

/** Main targets are judged over the week: intervals that stay below them are told to who publishes all the same. */
export function BelowByInterval({ missing }: { missing: PlanReportReply['missing'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (missing.length === 0) return null
  const spans = missing.slice(0, SHOWN).map(({ queue, start, end, serviceLevel, asked }) =>
    t('publishing.belowSpan', {
      queue: names.queue(queue),
      when: format.span(start, end),
      level: format.percent(serviceLevel, 0),
      target: format.percent(asked, 0),
    }),
  )
  const more = missing.length > SHOWN ? t('publishing.belowMore') : ''
  const list = spans.join(t('controls.listComma')) + more
  return <p className="below-by-interval">{t('publishing.belowByInterval', { count: missing.length, list })}</p>
}
