import { useTranslation } from 'react-i18next'
import { Answer } from '../../components/answer.tsx'
import { sum } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { Presence } from './presence.ts'
import type { Shortage } from './queue-outlook.ts'

interface IntradayAnswerProps {
  readonly moment: number
  readonly presences: readonly Presence[]
  /** Of the hours ahead. */
  readonly shortages: readonly Shortage[]
  readonly hours: number
}

/** Who is there, and the worst that the coming hours hold. */
export function IntradayAnswer({ moment, presences, shortages, hours }: IntradayAnswerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const count = (state: Presence['state']) => presences.filter((presence) => presence.state === state).length
  const worst = shortages.toSorted((a, b) => b.agentHours - a.agentHours)[0]
  const people = t('intraday.people', {
    when: format.moment(moment),
    working: format.number(count('working')),
    onBreak: format.number(count('onBreak')),
  })
  const outlook = worst
    ? t('intraday.short', {
        count: shortages.length,
        hours,
        agentHours: format.hours(sum(shortages.map(({ agentHours }) => agentHours))),
        queue: names.queue(worst.queueId),
        span: format.span(worst.start, worst.endMs),
        worst: format.number(worst.worst, 1),
      })
    : t('intraday.covered', { hours })
  return (
    <Answer question={t('intraday.question')} tone={worst ? 'warn' : 'good'}>
      {people}
      {t('controls.sentenceGap')}
      {outlook}
    </Answer>
  )
}
