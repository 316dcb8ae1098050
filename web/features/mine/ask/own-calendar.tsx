import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnPerson } from '../../../../server/contracts/team.ts'
import { RequestState } from '../../../components/request-state.tsx'
import { clockOf } from '../../../lib/planning-week.ts'
import { ownRequestsQuery } from '../../../lib/team-queries.ts'
import { useRequestWords } from '../../../lib/use-request-words.ts'
import type { OwnWeek } from '../own-weeks.ts'
import type { OwnWords } from '../own-words.ts'
import type { Asking } from './asking.ts'
import { type CalendarDay, calendarDays } from './calendar-days.ts'

const SHOWN_WEEKS = 8

interface OwnCalendarProps {
  readonly person: OwnPerson
  readonly weeks: readonly OwnWeek[]
  readonly words: OwnWords
  readonly today: string
  readonly onAsk: (asking: Asking) => void
}

/** The next weeks, a day a cell: days are tapped, then asked for together. */
export function OwnCalendar({ person, weeks, words, today, onAsk }: OwnCalendarProps) {
  const { t } = useTranslation()
  const { data } = useQuery(ownRequestsQuery)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const own = (data?.requests ?? []).filter(({ unitId }) => unitId === person.unitId)
  const calendar = calendarDays(weeks, own, SHOWN_WEEKS)
  const toggle = (day: string) =>
    setChosen((days) => (days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort()))
  return (
    <section className="panel mine-calendar" aria-labelledby="mine-calendar">
      <header className="panel-head">
        <h2 id="mine-calendar">{t('ask.calendar')}</h2>
        <p className="soft">{t('ask.calendarHint')}</p>
      </header>
      <div className="calendar-weekdays" aria-hidden="true">
        {calendar[0]?.map(({ day }) => (
          <span key={day}>{words.format.weekday(day).slice(...shortened(words.format.weekday(day)))}</span>
        ))}
      </div>
      {calendar.map((days) => (
        <div key={days[0]?.day} className="calendar-week">
          {days.map((day) => (
            <DayCell
              key={day.day}
              {...{ day, words, today }}
              isChosen={chosen.includes(day.day)}
              onToggle={() => toggle(day.day)}
            />
          ))}
        </div>
      ))}
      <ul className="legend">
        <li>
          <i className="key calendar-key-asked" /> {t('ask.key.asked')}
        </li>
        <li>
          <i className="key calendar-key-approved" /> {t('ask.key.approved')}
        </li>
      </ul>
      {chosen.length > 0 && (
        <ChosenDays
          days={calendar.flat().filter(({ day }) => chosen.includes(day))}
          words={words}
          onAsk={() => {
            onAsk({ kind: 'days', days: chosen })
            setChosen([])
          }}
          onClear={() => setChosen([])}
        />
      )}
    </section>
  )
}

/** Chinese weekdays are told apart by their last character, those of other languages by their first letters. */
const shortened = (weekday: string): [number, number?] => (/\p{Script=Han}/u.test(weekday) ? [-1] : [0, 2])

/** The day of the month; the first of a month with the month. */
const dayName = (day: string): string =>
  day.endsWith('-01') ? `${Number(day.slice(5, 7))}/1` : `${Number(day.slice(8))}`

interface DayCellProps {
  readonly day: CalendarDay
  readonly words: OwnWords
  readonly today: string
  readonly isChosen: boolean
  readonly onToggle: () => void
}

function DayCell({ day: { day, shifts, requests, isPublished }, words, today, isChosen, onToggle }: DayCellProps) {
  const { t } = useTranslation()
  const isApproved = requests.some(({ state }) => state === 'approved')
  const standing = requests.length === 0 ? undefined : isApproved ? 'approved' : 'asked'
  const works = shifts.map(({ start, end }) => `${clockOf(start)}–${clockOf(end)}`).join(t('controls.listComma'))
  const told = works !== '' ? works : isPublished ? t('mine.off') : t('ask.unplanned')
  return (
    <button
      type="button"
      className="calendar-day"
      aria-pressed={isChosen}
      aria-current={day === today ? 'date' : undefined}
      data-standing={standing}
      disabled={day < today}
      onClick={onToggle}
    >
      <span className="hidden-text">
        {[words.format.day(day), told, ...(standing ? [t(`ask.key.${standing}`)] : [])].join(' · ')}
      </span>
      <b aria-hidden="true">{dayName(day)}</b>
      <small aria-hidden="true">{shifts[0] ? clockOf(shifts[0].start) : isPublished ? t('mine.off') : ''}</small>
    </button>
  )
}

interface ChosenDaysProps {
  readonly days: readonly CalendarDay[]
  readonly words: OwnWords
  readonly onAsk: () => void
  readonly onClear: () => void
}

/** What is known of the chosen days, and the way to ask for them. */
function ChosenDays({ days, words, onAsk, onClear }: ChosenDaysProps) {
  const { t } = useTranslation()
  const told = useRequestWords({ template: words.template, person: (id) => id })
  return (
    <div className="calendar-chosen">
      <ul>
        {days.flatMap(({ day, requests }) =>
          requests.map((request) => (
            <li key={`${day} ${request.id}`}>
              {words.format.day(day)} · {told(request).what} <RequestState request={request} />
            </li>
          )),
        )}
      </ul>
      <button type="button" onClick={onAsk}>
        {t('ask.chosen', { count: days.length })}
      </button>
      <button type="button" className="quiet" onClick={onClear}>
        {t('ask.clear')}
      </button>
    </div>
  )
}
