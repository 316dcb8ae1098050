import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartBand, ChartSeries } from '../../components/use-time-chart.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { QueueChartProps } from './coverage-chart.tsx'
import { IntervalChart } from './interval-chart.tsx'
import type { Service } from './service-summary.ts'

const HEIGHT_REM = 8

const BANDS: readonly ChartBand[] = [{ between: [1, 0], color: '--series-band' }]

interface ServiceChartProps extends QueueChartProps {
  readonly service: Service
  readonly asked: number
}

/** Simulated service level by interval, with its confidence band and the target. */
export function ServiceChart({ queue, service, asked, choice, reading }: ServiceChartProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const series = useMemo(() => serviceSeries(service, asked), [service, asked])
  return (
    <>
      <ul className="legend">
        <li>
          <i className="key key-line" />
          {t('coverage.simulated')}
        </li>
        <li>
          <i className="key key-service-band" />
          {t('coverage.confidence', { share: format.percent(0.95, 0) })}
        </li>
        <li>
          <i className="key key-target" />
          {t('coverage.targetLine', { share: format.percent(asked) })}
        </li>
      </ul>
      <IntervalChart
        label={t('coverage.serviceLabel', { queue: names.queue(queue.queueId) })}
        choice={choice}
        series={series}
        bands={BANDS}
        isShare
        heightRem={HEIGHT_REM}
        reading={reading}
      />
    </>
  )
}

const serviceSeries = (service: Service, asked: number): ChartSeries[] => [
  { label: 'lower95', stepped: true, values: service.lower95 },
  { label: 'upper95', stepped: true, values: service.upper95 },
  { label: 'target', values: service.contacts.map(() => asked), color: '--bad', width: 1.25, dashed: true },
  {
    label: 'serviceLevel',
    stepped: true,
    values: service.serviceLevel,
    color: '--series-main',
    width: 1.75,
  },
]
