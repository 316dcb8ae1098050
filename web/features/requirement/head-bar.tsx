import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/workspace.ts'
import { type InstantCoverage, type Reasons, reasonColor, reasonParts, reasonsPresent } from './reason-parts.ts'

interface HeadBarProps {
  readonly queue: InstantCoverage
  readonly reasons: Reasons
  readonly at: number
}

/** The required heads of an interval as a bar of their reasons, on the scale of the week's peak. Its sentence stands beside it. */
export function HeadBar({ queue, reasons, at }: HeadBarProps) {
  const parts = reasonParts(reasons, at)
  const required = queue.requiredAgents[at] ?? 0
  const scheduled = queue.scheduledAgents[at] ?? 0
  const added = parts.reduce((sum, { agents }) => sum + Math.max(0, agents), 0)
  const full = Math.max(1, added, ...queue.scheduledAgents, ...queue.coveredAgents)
  const place = (from: number, to: number) => ({
    left: `${(from / full) * 100}%`,
    width: `${((to - from) / full) * 100}%`,
  })
  let end = 0
  return (
    <div className="head-bar" aria-hidden="true">
      {parts
        .filter(({ agents }) => agents > 0)
        .map(({ reason, agents }) => {
          const style = { ...place(end, end + agents), background: reasonColor(reason) }
          end += agents
          return <i key={reason} style={style} />
        })}
      {added > required && <i className="head-bar-taken-off" style={place(required, added)} />}
      {scheduled > required && <i className="head-bar-shrinkage" style={place(required, scheduled)} />}
      <i className="head-bar-covered" style={{ left: place(0, queue.coveredAgents[at] ?? 0).width }} />
    </div>
  )
}

/** What the colours stand for, with the agents of the chosen interval. */
export function ReasonLegend({ queue, reasons, at }: HeadBarProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const agentsFor = new Map(reasonParts(reasons, at).map(({ reason, agents }) => [reason, agents]))
  const figure = (agents: number) => <b>{format.number(agents, 1)}</b>
  return (
    <ul className="legend reason-legend">
      {reasonsPresent(reasons).map((reason) => (
        <li key={reason}>
          <i className="key" style={{ background: reasonColor(reason) }} />
          {t(`coverage.reason.${reason}`)} {figure(agentsFor.get(reason) ?? 0)}
        </li>
      ))}
      <li>
        <i className="key key-shrinkage" />
        {t('coverage.reasonShrinkage')} {figure((queue.scheduledAgents[at] ?? 0) - (queue.requiredAgents[at] ?? 0))}
      </li>
      <li>
        <i className="key key-covered" />
        {t('coverage.covered')} {figure(queue.coveredAgents[at] ?? 0)}
      </li>
    </ul>
  )
}
