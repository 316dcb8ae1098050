import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayReport, QueueDayReply } from '../../../server/contracts/day-report.ts'
import { type FigureColumn, Figures } from '../../components/figures.tsx'
import { useTimeChart } from '../../components/use-time-chart.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { Fact, known } from './fact.tsx'

const HEIGHT_REM = 9

interface QueueDayPanelProps {
  readonly report: DayReport
  readonly queue: QueueDayReply
}

/** One queue: the contacts as planned and as they came as a picture, then its figures. */
export function QueueDayPanel({ report, queue }: QueueDayPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { volume, service, aht, abandoned, backlog } = queue
  const tone = { kept: 'good', missed: 'bad', unknown: 'plain' }[queue.verdict]
  return (
    <section className="panel" data-queue={queue.queueId}>
      <header className="panel-head">
        <h2>{names.queue(queue.queueId)}</h2>
        <span className="chip" data-tone={tone}>
          {t(`dayReport.verdict.${queue.verdict}`)}
        </span>
      </header>
      <ContactsOfDay report={report} queue={queue} />
      <dl className="report-facts">
        <Fact
          name={t('dayReport.reached')}
          value={known(service.reached, format.percent)}
          tone={queue.verdict === 'missed' ? 'bad' : undefined}
          note={t('dayReport.targetAndPlan', {
            ...{ target: known(service.target, format.percent), plan: known(service.simulated, format.percent) },
          })}
        />
        <Fact
          name={t('dayReport.came')}
          value={known(volume.known > 0 ? volume.came : null, format.number)}
          note={t('dayReport.ofPlanned', { planned: format.number(volume.planned) })}
        />
        <Fact
          name={t('dayReport.wape')}
          value={known(volume.wape, format.percent)}
          note={t('dayReport.bias', { share: known(volume.bias, signedShare(format.percent)) })}
        />
        <Fact
          name={t('dayReport.aht')}
          value={known(aht.actual, format.duration)}
          note={t('dayReport.planned', { planned: known(aht.planned, format.duration) })}
        />
        <Fact name={t('dayReport.abandoned')} value={known(abandoned, format.percent)} />
        {backlog && (
          <Fact
            name={t('dayReport.backlog', { when: format.time(backlog.at) })}
            value={format.number(backlog.contacts)}
            note={
              backlog.planned === null ? undefined : t('dayReport.planned', { planned: format.number(backlog.planned) })
            }
          />
        )}
      </dl>
      <p className="report-note">
        {t('dayReport.serviceKnown', { known: service.known, intervals: service.intervals })}
      </p>
    </section>
  )
}

/** `+3 %`, `−2 %` */
export const signedShare =
  (percent: (fraction: number) => string) =>
  (share: number): string =>
    `${share > 0 ? '+' : ''}${percent(share)}`

function ContactsOfDay({ report: { starts, intervalMinutes, day }, queue }: QueueDayPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const host = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<number>()
  const { planned, came } = queue.byInterval
  const bounds = useMemo(() => {
    const instants = starts.map((start) => Date.parse(start))
    return [...instants, (instants.at(-1) ?? 0) + intervalMinutes * 60_000]
  }, [starts, intervalMinutes])
  const series = useMemo(
    () =>
      [
        { label: 'planned', stepped: true, values: planned, color: '--series-need', width: 1 },
        { label: 'came', stepped: true, values: came, color: '--series-main', width: 2.75 },
      ] as const,
    [planned, came],
  )
  const rows = starts.flatMap((_, at) => ((planned[at] ?? 0) > 0 || came[at] != null ? [at] : []))
  const window = useMemo(
    () =>
      rows.length === 0
        ? undefined
        : { startMs: bounds[rows[0] ?? 0] ?? 0, endMs: bounds[(rows.at(-1) ?? 0) + 1] ?? 1 },
    [rows, bounds],
  )
  useTimeChart(host, { bounds, series, heightRem: HEIGHT_REM, window, onPoint: setPointed })
  const at = pointed ?? came.findLastIndex((value) => value !== null)
  const queueName = names.queue(queue.queueId)
  return (
    <figure className="time-chart">
      <ul className="legend">
        <li>
          <i className="key key-need" /> {t('intraday.volume')}
        </li>
        <li>
          <i className="key key-line" /> {t('dayReport.came')}
        </li>
      </ul>
      <div ref={host} role="img" aria-label={t('intraday.come.chartLabel', { queue: queueName })} />
      <figcaption>
        {at >= 0 &&
          t('intraday.come.reading', {
            when: format.time(starts[at] ?? ''),
            come: known(came[at] ?? null, format.number),
            planned: format.number(planned[at] ?? 0, 1),
          })}
      </figcaption>
      <Figures
        {...{ file: `day-report-${queue.queueId}-${day}.csv`, rows }}
        caption={t('intraday.come.tableLabel', { queue: queueName, day: format.day(day) })}
        rowKey={String}
        columns={useIntervalColumns(starts, queue)}
        isBad={(row) => isBelow(queue, row)}
      />
    </figure>
  )
}

const isBelow = ({ byInterval, service }: QueueDayReply, at: number): boolean => {
  const reached = byInterval.reached[at] ?? null
  return reached !== null && service.target !== null && reached < service.target
}

function useIntervalColumns(starts: readonly string[], { byInterval }: QueueDayReply): FigureColumn<number>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const figure = (
    key: keyof QueueDayReply['byInterval'],
    head: string,
    words: (value: number) => string,
  ): FigureColumn<number> => ({
    ...{ key, head, numeric: true, raw: (at) => byInterval[key][at] ?? null },
    cell: (at) => known(byInterval[key][at] ?? null, words),
  })
  const one = (value: number) => format.number(value, 1)
  return [
    {
      ...{ key: 'start', head: t('controls.interval') },
      ...{ cell: (at) => format.time(starts[at] ?? ''), raw: (at) => starts[at] ?? '' },
    },
    figure('planned', t('intraday.volume'), one),
    figure('came', t('dayReport.came'), (value) => format.number(value)),
    figure('needed', t('intraday.needed'), one),
    figure('scheduled', t('dayReport.scheduled'), one),
    figure('present', t('dayReport.present'), one),
    figure('reached', t('dayReport.reached'), (value) => format.percent(value)),
  ]
}
