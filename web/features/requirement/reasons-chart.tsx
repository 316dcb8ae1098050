import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../lib/workspace.ts'
import type { QueueChartProps } from './coverage-chart.tsx'
import { ReasonLegend } from './head-bar.tsx'
import { IntervalChart } from './interval-chart.tsx'
import { type InstantCoverage, type Reasons, reasonStack } from './reason-parts.ts'

const HEIGHT_REM = 16

/** Why a queue needs its agents, over the week: the reasons stacked. */
export function ReasonsChart({
  queue,
  reasons,
  choice,
  reading,
}: QueueChartProps<InstantCoverage> & { readonly reasons: Reasons }) {
  const { t } = useTranslation()
  const names = useNames()
  const { series, bands } = useMemo(() => reasonStack(queue, reasons), [queue, reasons])
  return (
    <>
      <ReasonLegend queue={queue} reasons={reasons} at={choice.chosen} />
      <IntervalChart
        label={t('coverage.whyLabel', { queue: names.queue(queue.queueId) })}
        choice={choice}
        series={series}
        bands={bands}
        heightRem={HEIGHT_REM}
        reading={reading}
      />
    </>
  )
}
