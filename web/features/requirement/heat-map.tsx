import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { navigate } from '../../lib/route.ts'
import { dateOf } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { type HeatCell, HeatGrid } from './heat-grid.tsx'
import { heatClass, hourStaffing } from './hour-staffing.ts'
import { hourlySavings, mostSaved, type Prices } from './hourly-savings.ts'
import type { QueueCoverage } from './reason-parts.ts'
import { hourlyRisk, riskClass, shownPercent } from './service-summary.ts'

export interface HeatMapProps {
  readonly coverage: RunCoverage
  readonly queue: QueueCoverage
}

/** Days by hours: the least net staffing of each hour, from short to over. */
export function StaffingHeatMap({ coverage, queue }: HeatMapProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const cells = mapCells(hourStaffing(coverage, queue), ({ least, start }) => ({
    className: heatClass(least),
    text: format.signed(least, 1),
    label: t('coverage.heatTitle', { when: format.moment(start), net: format.signed(least, 1) }),
    raw: least,
    open: () => openInterval(queue.queueId, start),
  }))
  const caption = t('coverage.heatLabel', { queue: names.queue(queue.queueId) })
  return <DayHeat name="net-staffing" {...{ coverage, queue, cells, caption }} />
}

/** Days by hours: the least simulated service level of each hour, by its distance to the target. */
export function RiskHeatMap({ coverage, queue, replications }: HeatMapProps & { readonly replications: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const share = (value: number) => format.percent(value, 0)
  const cells = mapCells(hourlyRisk(coverage.starts, queue, replications), (weakest) => ({
    className: riskClass(weakest),
    text: format.number(shownPercent(weakest)),
    label: t('coverage.riskTitle', {
      when: format.moment(coverage.starts[weakest.at] ?? ''),
      level: share(shownPercent(weakest) / 100),
      lower: share(weakest.lower95),
      upper: share(weakest.upper95),
      target: share(weakest.asked),
    }),
    raw: weakest.serviceLevel,
    open: () => openInterval(queue.queueId, coverage.starts[weakest.at] ?? ''),
  }))
  if (cells.size === 0) return <p className="empty">{t('coverage.noRisk')}</p>
  const caption = t('coverage.riskLabel', { queue: names.queue(queue.queueId) })
  return <DayHeat name="service-risk" {...{ coverage, queue, cells, caption }} />
}

/** Days by hours: what one more agent in the hour would save, from little to much; a plan without prices tells nothing. */
export function SavingsHeatMap({ coverage, queue, prices }: HeatMapProps & { readonly prices: Prices | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const money = (saves: number) => format.money(saves, mostSaved(prices ?? []))
  const cells = mapCells(hourlySavings(prices ?? [], queue.queueId, coverage.days), ({ saves, start, step }) => ({
    className: `heat-short-${step}`,
    text: money(saves),
    label: t('coverage.savesTitle', { when: format.moment(start), money: money(saves) }),
    raw: saves,
    open: () => openInterval(queue.queueId, start),
  }))
  if (cells.size === 0) return <p className="empty">{t(prices ? 'coverage.savesNothing' : 'coverage.noSavings')}</p>
  const caption = t('coverage.savesLabel', { queue: names.queue(queue.queueId) })
  return <DayHeat name="one-more-agent-minor" {...{ coverage, queue, cells, caption }} />
}

/** The table of the day, with the interval chosen. */
export const openInterval = (queueId: string, start: string): void =>
  navigate({ queue: queueId, day: dateOf(start), at: start, as: 'table' })

type Cells<Value> = Map<string, Map<number, Value>>

export const mapCells = <Value,>(rows: Cells<Value>, toCell: (value: Value) => HeatCell): Cells<HeatCell> =>
  new Map([...rows].map(([row, hours]) => [row, new Map([...hours].map(([hour, value]) => [hour, toCell(value)]))]))

interface DayHeatProps extends HeatMapProps {
  readonly caption: string
  /** What the figures are, as the file's name begins. */
  readonly name: string
  readonly cells: Cells<HeatCell>
}

/** Local dates by hours; a day opens its table. */
function DayHeat({ caption, name, coverage, queue, cells }: DayHeatProps) {
  const format = useFormat()
  const rows = coverage.days.map((day) => ({
    key: day,
    label: format.day(day),
    open: () => navigate({ day, as: 'table' }),
  }))
  return <HeatGrid {...{ caption, rows, cells }} file={`${name}-${queue.queueId}.csv`} />
}
