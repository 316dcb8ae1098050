import { type KeyboardEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { dayIn, intervalsOfDay } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { HeadBar } from './head-bar.tsx'
import { liveIntervals } from './live-intervals.ts'
import { Sentences } from './queue-panel.tsx'
import { partsAsShown, type QueueCoverage, reasonsPresent } from './reason-parts.ts'
import { type IntervalChoice, useIntervalChoice } from './use-interval-choice.ts'
import { useReading } from './use-reading.ts'

interface CoverageTableProps {
  readonly coverage: RunCoverage
  readonly queue: QueueCoverage
  readonly day: string | undefined
}

/** The figures behind a queue's charts, a day at a time; a row chosen tells its reasons. */
export function CoverageTable({ coverage, queue, day }: CoverageTableProps) {
  const { t } = useTranslation()
  const names = useNames()
  const intervals = liveIntervals(queue, intervalsOfDay(coverage, dayIn(coverage, day)))
  const need = queue.kind === 'instant' ? queue.scheduledAgents : queue.backlog
  const within = new Set(intervals)
  const readingId = useId()
  const choice = useIntervalChoice(
    coverage,
    need.map((value, at) => (within.has(at) ? value + 1 : 0)),
  )
  const shown = within.has(choice.chosen) ? choice.chosen : (intervals[0] ?? 0)
  const sentences = useReading(coverage, queue)(shown)
  const columns = useColumns({ coverage, queue, intervals, choice, shown, readingId })
  return (
    <section className="panel coverage-table" data-queue={queue.queueId}>
      <h2>{names.queue(queue.queueId)}</h2>
      <div id={readingId} className="interval-reading">
        {queue.kind === 'instant' && queue.reasons && <HeadBar queue={queue} reasons={queue.reasons} at={shown} />}
        <Sentences sentences={sentences} />
      </div>
      <DataTable
        caption={t('coverage.tableLabel', { queue: names.queue(queue.queueId) })}
        rows={intervals}
        rowKey={String}
        columns={columns}
        isBad={(at) => (queue.netStaffing[at] ?? 0) < -1e-9}
      />
    </section>
  )
}

interface Rows {
  readonly coverage: RunCoverage
  readonly queue: QueueCoverage
  readonly intervals: readonly number[]
  readonly choice: IntervalChoice
  readonly shown: number
  readonly readingId: string
}

function useColumns(rows: Rows): Column<number>[] {
  const { coverage, queue, choice, shown, readingId } = rows
  const { t } = useTranslation()
  const format = useFormat()
  const figure = useFigureColumns()
  const start: Column<number> = {
    key: 'start',
    head: t('controls.interval'),
    cell: (at) => (
      <button
        type="button"
        className="plain"
        aria-pressed={at === shown}
        aria-describedby={at === shown ? readingId : undefined}
        tabIndex={at === shown ? 0 : -1}
        onClick={() => choice.pin(at)}
        onKeyDown={(event) => moveInRows(event, at, rows)}
      >
        {format.time(coverage.starts[at] ?? '')}
      </button>
    ),
  }
  const net: Column<number> = {
    key: 'net',
    head: t('coverage.net'),
    numeric: true,
    cell: (at) => <span className="net-staffing">{format.signed(queue.netStaffing[at] ?? 0, 1)}</span>,
  }
  const load = [
    figure.number('volume', t('coverage.volume'), queue.volume, 1),
    figure.number('erlangs', t('coverage.erlangs'), queue.offeredErlangs, 1),
  ]
  const staffing =
    queue.kind === 'instant'
      ? [
          ...figure.reasons(queue.reasons),
          figure.number('onPosition', t('coverage.onPosition'), queue.requiredAgents),
          figure.number('required', t('coverage.required'), queue.scheduledAgents),
          figure.number('covered', t('coverage.covered'), queue.coveredAgents, 1),
        ]
      : [
          figure.number('covered', t('coverage.covered'), queue.coveredAgents, 1),
          figure.number('backlog', t('coverage.backlog'), queue.backlog, 1),
          figure.number('overdue', t('coverage.overdue'), queue.overdue, 1),
        ]
  return [start, ...load, ...staffing, net, ...figure.service(queue.service)]
}

/** Columns of figures by interval. */
function useFigureColumns() {
  const { t } = useTranslation()
  const format = useFormat()
  const column = (key: string, head: string, cell: (at: number) => string): Column<number> => ({
    key,
    head,
    numeric: true,
    cell,
  })
  const number = (key: string, head: string, values: readonly (number | null)[], digits = 0) =>
    column(key, head, (at) => (values[at] == null ? '–' : format.number(values[at], digits)))
  const share = (value: number | null | undefined) => (value == null ? '–' : format.percent(value, 0))
  return {
    number,
    reasons(reasons: Extract<QueueCoverage, { kind: 'instant' }>['reasons']) {
      if (!reasons) return []
      const present = reasonsPresent(reasons)
      return present.map((reason, index) =>
        column(reason, t(`coverage.reason.${reason}`), (at) =>
          format.number(partsAsShown(present.map((other) => reasons[other][at] ?? 0))[index] ?? 0, 1),
        ),
      )
    },
    service(service: QueueCoverage['service']) {
      if (!service) return []
      const { serviceLevel, lower95, upper95, asaSeconds, abandonRate, occupancy, backlog, backlogAgeHours } = service
      const range = (at: number) =>
        t('coverage.levelRange', {
          level: share(serviceLevel[at]),
          lower: share(lower95[at]),
          upper: share(upper95[at]),
        })
      const wait = (seconds: number | null | undefined) => (seconds == null ? '–' : format.duration(seconds))
      const age = backlogAgeHours.map((hours) => hours * 3600)
      // Nobody waits on the line for a ticket: what was never measured has no column.
      const columns: readonly [readonly (number | null)[], Column<number>][] = [
        [
          serviceLevel,
          column('serviceLevel', t('coverage.simulated'), (at) => (serviceLevel[at] == null ? '–' : range(at))),
        ],
        [asaSeconds, column('asa', t('coverage.asa'), (at) => wait(asaSeconds[at]))],
        [abandonRate, column('abandoned', t('coverage.abandoned'), (at) => share(abandonRate[at]))],
        [occupancy, column('occupancy', t('coverage.occupancy'), (at) => share(occupancy[at]))],
        [backlog, number('waiting', t('coverage.waiting'), backlog, 1)],
        [age, column('oldest', t('coverage.oldest'), (at) => wait(age[at]))],
      ]
      return columns.filter(([values]) => values.some((value) => value !== null)).map(([, shown]) => shown)
    },
  }
}

/** Up and down arrows go from row to row; the focus goes along. */
function moveInRows(event: KeyboardEvent<HTMLElement>, at: number, { intervals, choice }: Rows): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const next = intervals[intervals.indexOf(at) + step]
  if (step === 0 || next === undefined) return
  event.preventDefault()
  const row = event.currentTarget.closest('tr')
  const neighbour = step > 0 ? row?.nextElementSibling : row?.previousElementSibling
  neighbour?.querySelector('button')?.focus()
  choice.choose(next)
}
