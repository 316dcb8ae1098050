import { useTranslation } from 'react-i18next'
import { weeksOf } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { HeatGrid } from './heat-grid.tsx'
import { type HeatMapProps, mapCells, openInterval } from './heat-map.tsx'
import { misfitClass, type WorstMisfit, weekdayMisfit, worstMisfit } from './misfit.ts'

/** Weekdays by hours over all weeks of the run: where shifts do not fit demand, and the worst of it in a sentence. */
export function MisfitHeatMap({ coverage, queue }: HeatMapProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const misfit = weekdayMisfit(coverage, queue)
  const weeks = weeksOf(coverage.days).length
  const cells = mapCells(misfit, (hour) => ({
    className: misfitClass(hour),
    text: format.signed(hour.over - hour.short, 1),
    label: t('coverage.misfitTitle', {
      net: format.signed(hour.over - hour.short, 1),
      when: format.moment(hour.furthest),
      short: format.number(hour.short, 1),
      over: format.number(hour.over, 1),
    }),
    raw: hour.over - hour.short,
    open: () => openInterval(queue.queueId, hour.furthest),
  }))
  const rows = [...misfit.keys()].map((day) => ({ key: day, label: format.weekday(day) }))
  return (
    <>
      <p className="misfit-worst">
        <WorstWords misfit={worstMisfit(misfit, 'short')} side="short" weeks={weeks} />
        {t('controls.sentenceGap')}
        <WorstWords misfit={worstMisfit(misfit, 'over')} side="over" weeks={weeks} />
      </p>
      <HeatGrid
        {...{ rows, cells }}
        caption={t('coverage.misfitLabel', { queue: names.queue(queue.queueId) })}
        file={`misfit-${queue.queueId}.csv`}
      />
    </>
  )
}

interface WorstWordsProps {
  readonly misfit: WorstMisfit | undefined
  readonly side: 'short' | 'over'
  readonly weeks: number
}

/** "Worst shortage: Friday 18:00–20:00, 2.3 agents short on average, in 3 of 4 weeks." */
function WorstWords({ misfit, side, weeks }: WorstWordsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!misfit) return t(`coverage.misfitNone.${side}`)
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  const words = t(`coverage.misfitWorst.${side}`, {
    weekday: format.weekday(misfit.day),
    from: clock(misfit.fromHour),
    to: clock(misfit.toHour),
    agents: format.number(misfit.agents, 1),
    weeks: weeks > 1 ? t('coverage.misfitWeeks', { of: weeks, weeks: misfit.weeks }) : '',
  })
  return side === 'short' ? <strong>{words}</strong> : words
}
