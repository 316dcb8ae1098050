import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { type FigureColumn, Figures } from '../../components/figures.tsx'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { liveIntervals } from './live-intervals.ts'
import { type QueueCoverage, reasonsPresent } from './reason-parts.ts'
import type { IntervalChoice } from './use-interval-choice.ts'

interface IntervalFiguresProps {
  readonly coverage: RunCoverage
  readonly queue: QueueCoverage
  readonly choice: IntervalChoice
  readonly asksWhy: boolean
}

type Values = readonly (number | null)[]

/** What a queue's charts draw, of the span that they show. */
export function IntervalFigures({ coverage, queue, choice: { bounds, window }, asksWhy }: IntervalFiguresProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const shown = coverage.starts.flatMap((_, at) => {
    const start = bounds[at] ?? 0
    return start >= window.startMs && start < window.endMs ? [at] : []
  })
  const column = (key: string, head: string, values: Values, isShare = false): FigureColumn<number> => ({
    ...{ key, head, numeric: true, raw: (at) => values[at] ?? null },
    cell: (at) => (values[at] == null ? '–' : isShare ? format.percent(values[at]) : format.number(values[at], 1)),
  })
  const { service } = queue
  const columns = [
    {
      key: 'start',
      head: t('controls.interval'),
      cell: (at: number) => format.moment(coverage.starts[at] ?? ''),
      raw: (at: number) => coverage.starts[at] ?? '',
    },
    column('volume', t('coverage.volume'), queue.volume),
    ...(queue.kind === 'instant'
      ? [
          ...(asksWhy && queue.reasons
            ? reasonsPresent(queue.reasons).map((reason) =>
                column(reason, t(`coverage.reason.${reason}`), queue.reasons![reason]),
              )
            : []),
          column('required', t('coverage.required'), queue.scheduledAgents),
          column('covered', t('coverage.covered'), queue.coveredAgents),
          column('net', t('coverage.net'), queue.netStaffing),
        ]
      : [
          column('covered', t('coverage.covered'), queue.coveredAgents),
          column('backlog', t('coverage.backlog'), queue.backlog),
          column('overdue', t('coverage.overdue'), queue.overdue),
        ]),
    ...(service && !asksWhy
      ? [
          column('level', t('coverage.simulated'), service.serviceLevel, true),
          column('lower95', t('coverage.lowerEnd'), service.lower95, true),
          column('upper95', t('coverage.upperEnd'), service.upper95, true),
        ]
      : []),
  ]
  return (
    <Figures
      caption={t('coverage.tableLabel', { queue: names.queue(queue.queueId) })}
      file={`${asksWhy ? 'reasons' : 'coverage'}-${queue.queueId}.csv`}
      columns={columns}
      rows={liveIntervals(queue, shown)}
      rowKey={String}
      isBad={(at) => (queue.netStaffing[at] ?? 0) < -0.05}
    />
  )
}
