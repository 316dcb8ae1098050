import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayActuals } from '../../../server/contracts/actuals.ts'
import type { DayWatchContent } from '../../../server/contracts/day-watch.ts'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { type FigureColumn, Figures } from '../../components/figures.tsx'
import { type ChartFrame, type TimeSpan, useTimeChart } from '../../components/use-time-chart.ts'
import { intervalsOfDay } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { ContactsChart } from './contacts/contacts-chart.tsx'
import { dayContacts } from './contacts/day-contacts.ts'
import { neededAt } from './queue-outlook.ts'

const HEIGHT_REM = 10
const HOUR_MS = 3_600_000
const BANDS = [
  { between: [0, 2], color: '--fill-short' },
  { between: [2, 1], color: '--fill-over' },
] as const

interface DayChartProps {
  readonly coverage: RunCoverage
  /** Undefined until they are there. */
  readonly actuals: DayActuals | undefined
  /** How the rest of the day looks; absent where the day is not today's. */
  readonly watched: DayWatchContent | null | undefined
  readonly queue: RunCoverage['queues'][number]
  readonly day: string
  readonly moment: number
  readonly spanAhead: TimeSpan
}

/**
 * Needed against covered agents over one day, with the moment as a line and the hours after it picked out; under it, over
 * the same hours, the contacts that came.
 */
export function DayChart({ coverage, actuals, watched, queue, day, moment, spanAhead }: DayChartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { intervalMinutes, starts } = coverage
  const host = useRef<HTMLDivElement>(null)
  const [frame, setFrame] = useState<ChartFrame>()
  const [pointed, setPointed] = useState<number>()
  const onFrame = useCallback(
    (next: ChartFrame) => setFrame((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next)),
    [],
  )
  const intervals = useMemo(() => intervalsOfDay(coverage, day), [coverage, day])
  const bounds = useMemo(() => {
    const instants = intervals.map((at) => Date.parse(starts[at] ?? ''))
    return [...instants, (instants.at(-1) ?? 0) + intervalMinutes * 60_000]
  }, [intervals, starts, intervalMinutes])
  const series = useMemo(() => daySeries(queue, intervals), [queue, intervals])
  const contacts = useMemo(
    () => dayContacts(coverage, queue, day, actuals, watched),
    [coverage, queue, day, actuals, watched],
  )
  const window = useMemo(() => openWindow(queue, intervals, bounds), [queue, intervals, bounds])
  useTimeChart(host, { bounds, series, bands: BANDS, heightRem: HEIGHT_REM, window, onPoint: setPointed, onFrame })
  const rows = intervals.filter((at) => neededAt(queue, at) > 0 || (queue.coveredAgents[at] ?? 0) > 0)
  const at = intervals[pointed ?? bounds.findLastIndex((bound) => bound <= moment)]
  const file = `intraday-${queue.queueId}-${day}.csv`
  return (
    <>
      <figure className="time-chart">
        <div className="day-chart">
          <div ref={host} role="img" aria-label={t('intraday.chartLabel', { queue: names.queue(queue.queueId) })} />
          {frame && <MomentMarks frame={frame} moment={moment} spanAhead={spanAhead} />}
        </div>
        <figcaption>
          {at !== undefined &&
            t('intraday.reading', {
              when: format.time(starts[at] ?? ''),
              covered: format.number(queue.coveredAgents[at] ?? 0, 1),
              needed: format.number(neededAt(queue, at), 1),
              net: format.signed(queue.netStaffing[at] ?? 0, 1),
            })}
        </figcaption>
        <Figures
          {...{ file, rows }}
          caption={t('intraday.tableLabel', { queue: names.queue(queue.queueId), day: format.day(day) })}
          rowKey={String}
          columns={useColumns(coverage, queue)}
          isBad={(at) => (queue.netStaffing[at] ?? 0) < -0.05}
        />
      </figure>
      <ContactsChart {...{ queueId: queue.queueId, day, intervalMinutes, contacts, window }} />
    </>
  )
}

function useColumns({ starts }: RunCoverage, queue: RunCoverage['queues'][number]): readonly FigureColumn<number>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const figure = (key: string, head: string, value: (at: number) => number): FigureColumn<number> => ({
    ...{ key, head, numeric: true, raw: value },
    cell: (at) => format.number(value(at), 1),
  })
  return [
    {
      key: 'start',
      head: t('controls.interval'),
      cell: (at) => format.time(starts[at] ?? ''),
      raw: (at) => starts[at] ?? '',
    },
    figure('volume', t('intraday.volume'), (at) => queue.volume[at] ?? 0),
    figure('needed', t('intraday.needed'), (at) => neededAt(queue, at)),
    figure('covered', t('intraday.coveredHead'), (at) => queue.coveredAgents[at] ?? 0),
    {
      ...{ key: 'net', head: t('intraday.net'), numeric: true, raw: (at) => queue.netStaffing[at] ?? 0 },
      cell: (at) => format.signed(queue.netStaffing[at] ?? 0, 1),
    },
  ]
}

/** As the week's chart draws them: fills lie between cover and the greater, or the lesser, of need and cover. */
function daySeries(queue: RunCoverage['queues'][number], intervals: readonly number[]) {
  const need = intervals.map((at) => neededAt(queue, at))
  const cover = intervals.map((at) => queue.coveredAgents[at] ?? 0)
  return [
    { label: 'greater', stepped: true, values: need.map((value, index) => Math.max(value, cover[index] ?? 0)) },
    { label: 'lesser', stepped: true, values: need.map((value, index) => Math.min(value, cover[index] ?? 0)) },
    { label: 'covered', stepped: true, values: cover, color: '--series-main', width: 2.75 },
    { label: 'needed', stepped: true, values: need, color: '--series-need', width: 1 },
  ] as const
}

/** The hours in which anything is needed or there, with one around them; the whole day where there are none. */
function openWindow(
  queue: RunCoverage['queues'][number],
  intervals: readonly number[],
  bounds: readonly number[],
): TimeSpan {
  const isLive = (at: number) => neededAt(queue, at) > 0 || (queue.coveredAgents[at] ?? 0) > 0
  const [first, last] = [intervals.findIndex(isLive), intervals.findLastIndex(isLive)]
  const all = { startMs: bounds[0] ?? 0, endMs: bounds.at(-1) ?? 1 }
  if (first < 0) return all
  return {
    startMs: Math.max(all.startMs, (bounds[first] ?? 0) - HOUR_MS),
    endMs: Math.min(all.endMs, (bounds[last + 1] ?? 0) + HOUR_MS),
  }
}

interface MomentMarksProps {
  readonly frame: ChartFrame
  readonly moment: number
  readonly spanAhead: TimeSpan
}

/** Over the plot and out of the pointer's way. */
function MomentMarks({ frame, moment, spanAhead }: MomentMarksProps) {
  const place = (instant: number) => {
    const share = (instant - frame.startMs) / (frame.endMs - frame.startMs)
    return frame.left + Math.min(1, Math.max(0, share)) * frame.width
  }
  const [from, to] = [place(spanAhead.startMs), place(spanAhead.endMs)]
  const box = { top: frame.top, height: frame.height }
  return (
    <>
      {to > from && <i className="ahead-mark" aria-hidden="true" style={{ ...box, left: from, width: to - from }} />}
      {moment >= frame.startMs && moment < frame.endMs && (
        <i className="moment-mark" aria-hidden="true" style={{ ...box, left: place(moment) }} />
      )}
    </>
  )
}
