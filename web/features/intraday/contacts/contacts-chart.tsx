import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FigureColumn, Figures } from '../../../components/figures.tsx'
import { type TimeSpan, useTimeChart } from '../../../components/use-time-chart.ts'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import { type DayContacts, type SoFar, soFar } from './day-contacts.ts'

const HEIGHT_REM = 8
const BANDS = [{ between: [3, 4], color: '--series-band' }] as const

interface ContactsChartProps {
  readonly queueId: string
  readonly day: string
  readonly intervalMinutes: number
  readonly contacts: DayContacts
  readonly window: TimeSpan
}

/** Contacts of a queue over a day, as planned and as they came; nothing while none were reported. */
export function ContactsChart({ contacts, ...place }: ContactsChartProps) {
  const so = soFar(contacts)
  return so ? <ReportedContacts {...place} contacts={contacts} so={so} /> : null
}

function ReportedContacts({ so, ...shown }: ContactsChartProps & { readonly so: SoFar }) {
  const { queueId, day, intervalMinutes, contacts, window } = shown
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const host = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<number>()
  const { starts, planned, come, expected, p10, p90 } = contacts
  const bounds = useMemo(() => {
    const instants = starts.map((start) => Date.parse(start))
    return [...instants, (instants.at(-1) ?? 0) + intervalMinutes * 60_000]
  }, [starts, intervalMinutes])
  const series = useMemo(
    () =>
      [
        { label: 'planned', stepped: true, values: planned, color: '--series-need', width: 1 },
        { label: 'come', stepped: true, values: come, color: '--series-main', width: 2.75 },
        { label: 'expected', stepped: true, values: expected, color: '--series-main', width: 1.75, dashed: true },
        { label: 'p90', stepped: true, values: p90, width: 0 },
        { label: 'p10', stepped: true, values: p10, width: 0 },
      ] as const,
    [planned, come, expected, p10, p90],
  )
  useTimeChart(host, { bounds, series, bands: BANDS, heightRem: HEIGHT_REM, window, onPoint: setPointed })
  const at = pointed ?? come.findLastIndex((value) => value !== null)
  const rows = starts.flatMap((_, row) => ((planned[row] ?? 0) > 0 || come[row] !== null ? [row] : []))
  return (
    <figure className="time-chart" data-part="contacts">
      <p className="contacts-words">
        <SoFarWords so={so} />
      </p>
      <div ref={host} role="img" aria-label={t('intraday.come.chartLabel', { queue: names.queue(queueId) })} />
      <figcaption>
        {t(expected[at] === null ? 'intraday.come.reading' : 'intraday.come.readingAhead', {
          when: format.time(starts[at] ?? ''),
          come: figure(come[at] ?? null, format.number),
          planned: format.number(planned[at] ?? 0, 1),
          expected: format.number(expected[at] ?? 0, 1),
          p10: format.number(p10[at] ?? 0),
          p90: format.number(p90[at] ?? 0),
        })}
      </figcaption>
      <Figures
        {...{ file: `contacts-${queueId}-${day}.csv`, rows }}
        caption={t('intraday.come.tableLabel', { queue: names.queue(queueId), day: format.day(day) })}
        rowKey={String}
        columns={useColumns(contacts)}
      />
    </figure>
  )
}

/** What was not reported is not zero. */
const figure = (value: number | null, number: (value: number) => string): string =>
  value === null ? '–' : number(value)

/** "1,240 contacts came of 1,100 planned so far: 12.7 % more." */
function SoFarWords({ so: { come, planned, over, missing } }: { so: SoFar }) {
  const { t } = useTranslation()
  const format = useFormat()
  const figures = { come: format.number(come), planned: format.number(planned) }
  const words =
    over === null
      ? t('intraday.come.unplanned', figures)
      : t(over < 0 ? 'intraday.come.fewer' : 'intraday.come.more', {
          ...figures,
          share: format.percent(Math.abs(over)),
        })
  const gap = missing > 0 && t('intraday.come.missing', { count: missing, intervals: format.number(missing) })
  return gap ? `${words}${t('controls.sentenceGap')}${gap}` : words
}

function useColumns({ starts, planned, come, expected }: DayContacts): readonly FigureColumn<number>[] {
  const { t } = useTranslation()
  const format = useFormat()
  return [
    {
      ...{ key: 'start', head: t('controls.interval') },
      ...{ cell: (at) => format.time(starts[at] ?? ''), raw: (at) => starts[at] ?? '' },
    },
    {
      ...{ key: 'planned', head: t('intraday.volume'), numeric: true },
      ...{ cell: (at) => format.number(planned[at] ?? 0, 1), raw: (at) => planned[at] ?? 0 },
    },
    {
      ...{ key: 'come', head: t('intraday.come.head'), numeric: true },
      ...{ cell: (at) => figure(come[at] ?? null, format.number), raw: (at) => come[at] ?? null },
    },
    {
      ...{ key: 'expected', head: t('intraday.come.expectedHead'), numeric: true },
      cell: (at) => figure(expected[at] ?? null, (value) => format.number(value, 1)),
      raw: (at) => expected[at] ?? null,
    },
  ]
}
