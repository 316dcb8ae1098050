import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { navigate } from '../../lib/route.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { QueueCoverage } from './coverage-chart.tsx'
import { type HourStaffing, heatClass, hourStaffing } from './hour-staffing.ts'

/** Days by hours: the least net staffing of each hour, from short to over. */
export function StaffingHeatMap({ coverage, queue }: { coverage: RunCoverage; queue: QueueCoverage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const cells = hourStaffing(coverage, queue)
  const hours = [...new Set([...cells.values()].flatMap((day) => [...day.keys()]))].sort((a, b) => a - b)
  return (
    <table className="heat">
      <caption className="hidden-text">{t('coverage.heatLabel', { queue: names.queue(queue.queueId) })}</caption>
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

function HeatCell({ cell }: { cell: HourStaffing | undefined }) {
  const format = useFormat()
  if (!cell) return <td className="heat-closed" />
  return (
    <td className={heatClass(cell.least)} title={format.moment(cell.start)}>
      {format.signed(cell.least)}
    </td>
  )
}
