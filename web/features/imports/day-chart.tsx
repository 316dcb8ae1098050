import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileImport } from '../../../server/contracts/import.ts'
import { Figures } from '../../components/figures.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { everyDay } from './every-day.ts'

type Report = NonNullable<FileImport['report']>

/** Contacts of each day that the file would add, so that a missing week or a doubled day is seen before it counts. */
export function DayChart({ report }: { report: Report }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [pointed, setPointed] = useState<number>()
  const days = everyDay(report.days)
  if (days.length < 2) return null
  const most = days.reduce((a, b) => (b.contacts > a.contacts ? b : a))
  const empty = days.filter(({ contacts }) => contacts === 0).length
  const shown = (pointed === undefined ? undefined : days[pointed]) ?? most
  const words = (day: typeof most) =>
    t('imports.report.dayIs', { date: format.wallClock(day.date), contacts: format.number(day.contacts) })
  const steps = days.map(({ contacts }, at) => `V${100 - (contacts / (most.contacts || 1)) * 100}H${at + 1}`)
  return (
    <section className="panel">
      <h2>{t('imports.report.days')}</h2>
      <figure className="import-days">
        <svg
          role="img"
          aria-label={`${t('imports.report.mostOn', { day: words(most) })}${t('controls.sentenceGap')}${t('imports.report.emptyDays', { count: empty })}`}
          viewBox={`0 0 ${days.length} 100`}
          preserveAspectRatio="none"
          onPointerMove={({ currentTarget, clientX }) => {
            const { left, width } = currentTarget.getBoundingClientRect()
            setPointed(Math.min(days.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * days.length))))
          }}
          onPointerLeave={() => setPointed(undefined)}
        >
          <path d={`M0 100${steps.join('')}V100Z`} />
          {pointed !== undefined && <rect x={pointed} y={0} width={1} height={100} />}
        </svg>
        <figcaption>
          <span>{format.wallClock(days[0]!.date)}</span>
          <span>{shown === most ? t('imports.report.mostOn', { day: words(most) }) : words(shown)}</span>
          <span>{format.wallClock(days.at(-1)!.date)}</span>
        </figcaption>
      </figure>
      <Figures<(typeof days)[number]>
        caption={t('imports.report.days')}
        file="contacts-by-day.csv"
        rows={days}
        rowKey={({ date }) => date}
        isBad={({ contacts }) => contacts === 0}
        columns={[
          { key: 'day', head: t('controls.day'), cell: ({ date }) => format.wallClock(date), raw: ({ date }) => date },
          {
            ...{ key: 'contacts', head: t('coverage.volume'), numeric: true, raw: ({ contacts }) => contacts },
            cell: ({ contacts }) => format.number(contacts),
          },
        ]}
      />
      {empty > 0 && <p className="soft">{t('imports.report.emptyDays', { count: empty })}</p>}
    </section>
  )
}
