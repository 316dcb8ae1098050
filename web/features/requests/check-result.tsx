import { useTranslation } from 'react-i18next'
import type { RequestCheck } from '../../../server/contracts/request.ts'
import { localName } from '../../lib/format.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { useShiftWords } from '../../lib/use-request-words.ts'
import { useFormat } from '../../lib/workspace.ts'

/** What approving would do: rules that forbid it, shifts that somebody must cover, hours that the queues then lack. */
export function CheckResult({ check }: { check: RequestCheck }) {
  const { t, i18n } = useTranslation()
  const said = useServerWords()
  const format = useFormat()
  const shiftWords = useShiftWords()
  const { isRefused, reasons, shifts, uncovered, peopleOff } = check
  const short = uncovered.filter(({ agentHours }) => agentHours > 0)
  return (
    <div
      className="check-result"
      data-tone={isRefused ? 'bad' : short.length > 0 || shifts.length > 0 ? 'warn' : 'good'}
    >
      <strong>{t(isRefused ? 'inbox.cannot' : short.length > 0 ? 'inbox.leavesShort' : 'inbox.keepsRules')}</strong>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{said(reason)}</li>
        ))}
        {shifts.map((shift) => (
          <li key={shift.id}>{t('inbox.shiftInIt', { shift: shiftWords(shift) })}</li>
        ))}
        {short.map(({ queueId, queueName, agentHours }) => (
          <li key={queueId}>
            {t('inbox.uncovered', {
              queue: localName({ id: queueId, name: queueName }, i18n.language),
              hours: format.hours(agentHours),
            })}
          </li>
        ))}
        {peopleOff && (
          <li>
            {t(peopleOff.limit === null ? 'inbox.peopleOff' : 'inbox.peopleOffOf', {
              count: peopleOff.most,
              limit: peopleOff.limit,
              day: format.day(peopleOff.date),
            })}
          </li>
        )}
      </ul>
    </div>
  )
}
