import { useTranslation } from 'react-i18next'
import type { AlertReply } from '../../../server/contracts/day-watch.ts'
import { Answer } from '../../components/answer.tsx'
import { sum } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { Presence } from './presence.ts'
import type { Shortage } from './queue-outlook.ts'
import { useAlertWords } from './watch/alert-words.ts'

/** Warnings that tell what the hours ahead will be like. */
const AT_RISK: ReadonlySet<AlertReply['kind']> = new Set(['nobodyPresent', 'serviceAtRisk', 'backlogAtRisk'])

interface IntradayAnswerProps {
  readonly moment: number
  readonly presences: readonly Presence[]
  /** Of the hours ahead. */
  readonly shortages: readonly Shortage[]
  readonly hours: number
  /** Open warnings of the day, the gravest first; none where another moment is looked at. */
  readonly alerts: readonly AlertReply[]
}

/** Who is there, and the worst that the coming hours hold. */
export function IntradayAnswer({ moment, presences, shortages, hours, alerts }: IntradayAnswerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const count = (state: Presence['state']) => presences.filter((presence) => presence.state === state).length
  const words = useAlertWords()
  const atRisk = alerts.find(({ kind }) => AT_RISK.has(kind))
  const worst = shortages.toSorted((a, b) => b.agentHours - a.agentHours)[0]
  const people = t('intraday.people', {
    when: format.moment(moment),
    working: format.number(count('working')),
    onBreak: format.number(count('onBreak')),
  })
  const planned = worst
    ? t('intraday.short', {
        count: shortages.length,
        hours,
        agentHours: format.hours(sum(shortages.map(({ agentHours }) => agentHours))),
        queue: names.queue(worst.queueId),
        span: format.span(worst.start, worst.endMs),
        worst: format.number(worst.worst, 1),
      })
    : t('intraday.covered', { hours })
  // Whom the plan has is of no help where more come than it has people for.
  const outlook = atRisk ? words(atRisk) : planned
  return (
    <Answer question={t('intraday.question')} tone={atRisk ? 'bad' : worst ? 'warn' : 'good'}>
      {people}
      {t('controls.sentenceGap')}
      {outlook}
    </Answer>
  )
}
