import { useTranslation } from 'react-i18next'
import type { ForecastContent } from '../../../server/contracts/forecast.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { DayStep } from './day-parts.ts'
import type { TimelineDay } from './timeline.ts'
import { useEventWords } from './use-event-words.ts'

interface DayDriversProps {
  readonly queueId: string
  readonly day: TimelineDay
  readonly dayEndMs: number
  /** Empty for a day of history. */
  readonly steps: readonly DayStep[]
  /** Contacts that came on a day of history; null where unknown. */
  readonly actual: number | null
  readonly events: ForecastContent['events']
  readonly onClose: () => void
}

/** What a day's contacts are made of, in words, bars and figures. */
export function DayDrivers(props: DayDriversProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { day, steps, queueId } = props
  const words = useStepWords(props)
  const title = t('forecast.driversTitle', { day: format.day(day.date), queue: names.queue(queueId) })
  return (
    <section className="day-drivers" aria-label={title}>
      <header className="panel-head">
        <h3>{title}</h3>
        <span className="spacer" />
        {steps.length > 0 && (
          <CsvButton
            file={`day-${queueId}-${day.date}.csv`}
            table={() => ({
              head: ['part', 'reason', 'contacts', 'running_total'],
              rows: steps.map((step) => [step.kind, words(step), step.contacts, step.after]),
            })}
          />
        )}
        <button type="button" className="quiet" onClick={props.onClose}>
          {t('forecast.close')}
        </button>
      </header>
      <p className="drivers-sentence" role="status">
        <DaySentence {...props} words={words} />
      </p>
      {steps.length > 0 && <Waterfall steps={steps} words={words} caption={title} />}
    </section>
  )
}

type StepWords = (step: DayStep) => string

function useStepWords({ day, dayEndMs, events }: DayDriversProps): StepWords {
  const { partWords } = useEventWords()
  return (step) => partWords(step, day, dayEndMs, events)
}

/** "Fri 13 Nov: 3,120 contacts: 2,100 on a usual Friday, +800 livestream 19:30." */
function DaySentence({ day, steps, actual, words }: DayDriversProps & { words: StepWords }) {
  const { t } = useTranslation()
  const format = useFormat()
  const total = steps.at(-1)?.after
  if (total === undefined) {
    return actual === null
      ? t('forecast.dayUnknown', { day: format.day(day.date) })
      : t('forecast.dayActual', { day: format.day(day.date), contacts: format.number(actual) })
  }
  const isUsual = ({ kind }: DayStep) => kind === 'level' || kind === 'weekday'
  const usual = steps.filter(isUsual).reduce((contacts, step) => contacts + step.contacts, 0)
  const others = steps
    .filter((step) => !isUsual(step))
    .map((step) => t('forecast.dayPart', { contacts: format.signed(step.contacts), reason: words(step) }))
  const parts = [
    t('forecast.dayUsual', { contacts: format.number(usual), weekday: format.weekday(day.date) }),
    ...others,
  ].join(t('controls.listComma'))
  return t('forecast.daySentence', { day: format.day(day.date), contacts: format.number(total), parts })
}

function Waterfall({ steps, words, caption }: { steps: readonly DayStep[]; words: StepWords; caption: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const top = Math.max(1, ...steps.flatMap(({ before, after }) => [before, after]))
  const low = Math.min(0, ...steps.map(({ after }) => after))
  const share = (contacts: number) => `${(100 * contacts) / (top - low)}%`
  const total = steps.at(-1)?.after ?? 0
  const rows = [
    ...steps.map((step) => ({ ...step, words: words(step), key: `${step.kind} ${step.label} ${step.before}` })),
    { kind: 'total' as const, words: t('forecast.dayTotal'), contacts: total, before: 0, after: total, key: 'total' },
  ]
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { key: 'part', head: t('forecast.driver'), cell: (row) => row.words },
        {
          key: 'contacts',
          head: t('forecast.contacts'),
          numeric: true,
          cell: ({ kind, contacts }) =>
            kind === 'total' || kind === 'level' ? format.number(contacts) : format.signed(contacts),
        },
        {
          key: 'bar',
          head: t('forecast.bar'),
          cell: ({ kind, before, after }) => (
            <span className="waterfall-track" aria-hidden="true">
              <i
                className="waterfall-bar"
                data-kind={kind}
                data-down={after < before}
                style={{
                  left: share(Math.min(before, after) - low),
                  width: share(Math.abs(after - before)),
                }}
              />
            </span>
          ),
        },
      ]}
    />
  )
}
