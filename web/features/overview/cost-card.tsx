import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { sum } from '../../lib/week-grid.ts'
import { useFormat } from '../../lib/workspace.ts'

const PARTS = ['wages', 'understaffing', 'overdueWork', 'softRules'] as const

/** What the roster costs, together with the proof of how much cheaper one could be. */
export function CostCard({ report }: { report: PlanReportReply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const gap = (fraction: number | null) => (fraction === null ? '–' : format.percent(fraction, 2))
  return (
    <section className="panel cost-card">
      <h2>{t('overview.cost')}</h2>
      <dl className="figures">
        <div>
          <dt>{t('overview.objective')}</dt>
          <dd data-figure="objective">{format.money(report.objective)}</dd>
        </div>
        <div>
          <dt>{t('overview.bound')}</dt>
          <dd data-figure="bound">{format.money(report.objectiveBound)}</dd>
        </div>
        <div>
          <dt>{t('overview.gap')}</dt>
          <dd data-figure="gap">{gap(report.relativeGap)}</dd>
          <dd className="soft">{t('overview.gapOfControllable', { gap: gap(report.relativeGapOfControllable) })}</dd>
        </div>
      </dl>
      <p className="soft">
        {t(`overview.termination.${endingOf(report)}`, { seconds: format.number(report.solveSeconds, 1) })}
      </p>
    </section>
  )
}

/** A roster proved optimal is so, whenever it was stopped. */
const endingOf = ({ termination, limit }: PlanReportReply) => (limit === 'stopped' ? 'interrupted' : termination)

/** Shown below the wages that they are part of. */
const PARTS_OF_WAGES = ['overtime', 'premiums'] as const
const isPartOfWages = (part: string): boolean => PARTS_OF_WAGES.some((each) => each === part)

/** What the cost is made of. */
export function CostParts({ costs }: { costs: PlanReportReply['costs'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const largest = Math.max(...PARTS.map((part) => costs[part]))
  return (
    <section className="panel">
      <h2>{t('overview.costParts')}</h2>
      <CostBar costs={costs} />
      <table className="plain-table">
        <tbody>
          {(['wages', ...PARTS_OF_WAGES, ...PARTS.slice(1)] as const).map((part) => (
            <tr key={part} className={isPartOfWages(part) ? 'part-of' : undefined}>
              <th scope="row">
                <i className={`key cost-${part}`} />
                {t(`overview.costs.${part}`)}
              </th>
              <td className="numeric">{format.money(costs[part], largest)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function CostBar({ costs }: { costs: PlanReportReply['costs'] }) {
  const total = sum(PARTS.map((part) => costs[part]))
  return (
    <div className="cost-bar" aria-hidden="true">
      {PARTS.map((part) => (
        <span key={part} className={`cost-${part}`} style={{ flexGrow: total > 0 ? costs[part] / total : 0 }} />
      ))}
    </div>
  )
}
