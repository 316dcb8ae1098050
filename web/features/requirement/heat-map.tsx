import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { navigate } from '../../lib/route.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { heatClass, hourStaffing } from './hour-staffing.ts'
import { hourlySavings, mostSaved, type Prices } from './hourly-savings.ts'
import type { QueueCoverage } from './reason-parts.ts'
import { hourlyRisk, riskClass, shownPercent } from './service-summary.ts'

interface HeatMapProps {
  readonly coverage: RunCoverage
  readonly queue: QueueCoverage
}

interface Cell {
  readonly className: string
  readonly text: string
  readonly title: string
}

/** Days by hours: the least net staffing of each hour, from short to over. */
export function StaffingHeatMap({ coverage, queue }: HeatMapProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const cells = mapCells(hourStaffing(coverage, queue), ({ least, start }) => ({
    className: heatClass(least),
    text: format.signed(least),
    title: format.moment(start),
  }))
  return <HeatMap caption={t('coverage.heatLabel', { queue: names.queue(queue.queueId) })} {...{ coverage, cells }} />
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
    title: t('coverage.riskTitle', {
      when: format.moment(coverage.starts[weakest.at] ?? ''),
      level: share(shownPercent(weakest) / 100),
      lower: share(weakest.lower95),
      upper: share(weakest.upper95),
      target: share(weakest.asked),
    }),
  }))
  if (cells.size === 0) return <p className="empty">{t('coverage.noRisk')}</p>
  return <HeatMap caption={t('coverage.riskLabel', { queue: names.queue(queue.queueId) })} {...{ coverage, cells }} />
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
    title: t('coverage.savesTitle', { when: format.moment(start), money: money(saves) }),
  }))
  if (cells.size === 0) return <p className="empty">{t(prices ? 'coverage.savesNothing' : 'coverage.noSavings')}</p>
  return <HeatMap caption={t('coverage.savesLabel', { queue: names.queue(queue.queueId) })} {...{ coverage, cells }} />
}

type Cells<Value> = Map<string, Map<number, Value>>

const mapCells = <Value,>(days: Cells<Value>, toCell: (value: Value) => Cell): Cells<Cell> =>
  new Map([...days].map(([day, hours]) => [day, new Map([...hours].map(([hour, value]) => [hour, toCell(value)]))]))

/** A table of local dates by wall-clock hours; colour never stands alone, the figure is in the cell. */
function HeatMap({ caption, coverage, cells }: { caption: string; coverage: RunCoverage; cells: Cells<Cell> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const hours = [...new Set([...cells.values()].flatMap((day) => [...day.keys()]))].sort((a, b) => a - b)
  return (
    <table className="heat">
      <caption className="hidden-text">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden-text">{t('controls.day')}</span>
          </th>
          {hours.map((hour) => (
            <th key={hour} scope="col">
              {String(hour).padStart(2, '0')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {coverage.days.map((day) => (
          <tr key={day}>
            <th scope="row">
              <button type="button" className="plain" onClick={() => navigate({ day, as: 'table' })}>
                {format.day(day)}
              </button>
            </th>
            {hours.map((hour) => (
              <HeatCell key={hour} cell={cells.get(day)?.get(hour)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const HeatCell = ({ cell }: { cell: Cell | undefined }) =>
  cell ? (
    <td className={cell.className} title={cell.title}>
      {cell.text}
    </td>
  ) : (
    <td className="heat-closed" />
  )
