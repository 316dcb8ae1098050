import { useTranslation } from 'react-i18next'
import type { GroupHeadcount, HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { sum } from '../../lib/week-grid.ts'
import { useFormat } from '../../lib/workspace.ts'

const PARTS = ['wages', 'overtime', 'external', 'hiring', 'transfers'] as const

/** What the plan costs and for what, the bound under which no plan can be, and whether its check passed. */
export function CostCard({ plan }: { plan: HeadcountPlan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { solution } = plan
  const partOf = (part: keyof GroupHeadcount['cost']) => sum(plan.groups.map(({ cost }) => sum(cost[part])))
  return (
    <section className="panel">
      <h2>{t('headcount.cost.title')}</h2>
      <dl className="figures headcount-figures">
        <Figure name={t('headcount.cost.paid')} value={format.money(solution.paid)}>
          {PARTS.filter((part) => partOf(part) > 0)
            .map((part) =>
              t('headcount.cost.part', { part: t(`headcount.cost.${part}`), money: format.money(partOf(part)) }),
            )
            .join(' · ')}
        </Figure>
        <Figure name={t('headcount.cost.objective')} value={format.money(solution.objective)}>
          {t('headcount.cost.shortagePrice', { money: format.money(solution.shortageCost) })}
        </Figure>
        <Figure name={t('headcount.cost.bound')} value={format.money(solution.objectiveBound)}>
          {t('headcount.cost.boundHint')}
        </Figure>
        <Figure name={t('headcount.cost.gap')} value={format.percent(solution.relativeGap, 2)}>
          {t('headcount.cost.gapOfControllable', { gap: format.percent(solution.relativeGapOfControllable, 2) })}
        </Figure>
        <Figure
          name={t('headcount.cost.check')}
          value={t(plan.violations.length === 0 ? 'headcount.cost.sound' : 'headcount.cost.unsound')}
        >
          {t('headcount.cost.checkHint')}
        </Figure>
      </dl>
      {solution.bindingBudgets.length > 0 && (
        <p>
          {t('headcount.cost.budgets', {
            budgets: solution.bindingBudgets
              .map((label) => (label === 'total' ? t('headcount.cost.totalBudget') : label))
              .join(t('controls.listComma')),
          })}
        </p>
      )}
    </section>
  )
}

function Figure({ name, value, children }: { name: string; value: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd className="soft">{children}</dd>
    </div>
  )
}
