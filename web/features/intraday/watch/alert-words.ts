import { useTranslation } from 'react-i18next'
import type { AlertReply } from '../../../../server/contracts/day-watch.ts'
import { useFormat, useNames } from '../../../lib/workspace.ts'

/** A warning as a sentence: what, where and when, with the figure that says so. */
export function useAlertWords(): (alert: AlertReply) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return ({ kind, queueId, start, end, value, limit, extraContacts = 0 }) => {
    const isFigure = kind === 'peopleMissing'
    return t(`intraday.alert.kind.${kind}`, {
      ...{ queue: names.queue(queueId), span: format.span(start, end), start: format.time(start) },
      value: isFigure ? format.number(value) : format.percent(value),
      limit: isFigure ? format.number(limit) : format.percent(limit),
      over: format.percent(Math.abs(value - 1)),
      times: format.number(value, 1),
      contacts: format.number(Math.round(extraContacts)),
    })
  }
}
