import { useTranslation } from 'react-i18next'
import type { HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { localName } from '../../lib/format.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { headcountAnswer } from './headcount-figures.ts'

/** Names of a headcount plan in the reader's language: the plan's own may have changed since. */
export function useHeadcountNames(plan: HeadcountPlan) {
  const { i18n } = useTranslation()
  const { queue } = useNames()
  const names = new Map(
    plan.groups.map(({ groupId, name }) => [groupId, localName({ id: groupId, name }, i18n.language)]),
  )
  const group = (id: string) => names.get(id) ?? id
  return { group, groups: (ids: readonly string[]) => ids.map(group).join(' · '), queue }
}

/** The plan's answer in one sentence or two: whom to hire by when, what it costs, and how good that is. */
export function useAnswerWords(): (plan: HeadcountPlan) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return (plan) => {
    const { first, sale, later } = headcountAnswer(plan)
    const { paid, objectiveBound, relativeGap, objective, shortageCost } = plan.solution
    const last = plan.periods.at(-1)?.lastDate ?? ''
    const hires = first
      ? [
          t('headcount.answer.first', { count: first.people, date: format.wallClock(first.startsOn) }),
          sale ? t('headcount.answer.sale', { count: sale.people, sale: sale.title }) : '',
          later > 0 ? t('headcount.answer.later', { count: later }) : '',
          t('headcount.answer.request', { date: format.wallClock(first.requestBy) }),
        ].join('')
      : t('headcount.answer.nobody', { date: format.wallClock(last) })
    const hours = plan.shortages.reduce((sum, shortage) => sum + shortage.hours, 0)
    return [
      hires,
      t('headcount.answer.cost', { cost: format.money(paid) }),
      t(shortageCost > 0 ? 'headcount.answer.proofWithPrice' : 'headcount.answer.proof', {
        price: format.money(shortageCost),
        objective: format.money(objective),
        bound: format.money(objectiveBound),
        gap: format.percent(relativeGap, 2),
      }),
      ...(hours > 0 ? [t('headcount.answer.short', { hours: format.hours(hours) })] : []),
    ].join(t('controls.sentenceGap'))
  }
}
