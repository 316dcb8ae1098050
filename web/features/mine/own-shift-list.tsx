import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnPerson } from '../../../server/contracts/team.ts'
import type { Asking } from './ask/asking.ts'
import { keepSeen, keptSeen } from './kept-roster.ts'
import type { OwnShift, OwnWeek } from './own-weeks.ts'
import type { OwnWords } from './own-words.ts'
import { rosterChanges, seenOf, withNewWeeks } from './roster-changes.ts'
import { TakeAway } from './take-away.tsx'
import { WeekList } from './week-list.tsx'

interface OwnShiftListProps {
  readonly person: OwnPerson
  readonly weeks: readonly OwnWeek[]
  readonly words: OwnWords
  readonly today: string
  /** Absent while nothing can be asked for. */
  readonly onAsk: ((asking: Asking) => void) | undefined
}

/** The published weeks, what of them changed since the reader looked, and the ways to take them along. */
export function OwnShiftList({ person, weeks, words, today, onAsk }: OwnShiftListProps) {
  const { t } = useTranslation()
  const { seen, markSeen } = useSeen(person, weeks)
  const changes = rosterChanges(seen, weeks, today)
  const actions =
    onAsk && ((day: string, shifts: readonly OwnShift[]) => <DayActions {...{ day, shifts, words, onAsk }} />)
  return (
    <>
      {changes.length > 0 && (
        <section className="panel mine-changes" role="status">
          <p>
            <strong>{t('mine.changes', { count: changes.length })}</strong>{' '}
            {changes.map(({ day }) => words.format.day(day)).join(t('controls.listComma'))}
          </p>
          <button type="button" className="quiet" onClick={markSeen}>
            {t('mine.changesSeen')}
          </button>
        </section>
      )}
      {weeks.map((week) => (
        <WeekList key={week.week} {...{ week, today, words, changes }} {...(actions && { actions })} />
      ))}
      <p className="soft">{t('mine.publishedOnly')}</p>
      {onAsk && <TakeAway unitId={person.unitId} />}
    </>
  )
}

/** What the reader has seen: weeks that go out later are added as they are, changes of others when they are ticked off. */
function useSeen({ unitId, employeeId }: OwnPerson, weeks: readonly OwnWeek[]) {
  const [ticked, setTicked] = useState(() => keptSeen(unitId, employeeId))
  const seen = useMemo(() => withNewWeeks(ticked, seenOf(weeks)), [ticked, weeks])
  useEffect(() => keepSeen(unitId, employeeId, seen), [unitId, employeeId, seen])
  return { seen, markSeen: () => setTicked(seenOf(weeks)) }
}

interface DayActionsProps {
  readonly day: string
  readonly shifts: readonly OwnShift[]
  readonly words: OwnWords
  readonly onAsk: (asking: Asking) => void
}

function DayActions({ day, shifts, words, onAsk }: DayActionsProps) {
  const { t } = useTranslation()
  const told = words.format.day(day)
  return (
    <>
      <button type="button" className="plain" onClick={() => onAsk({ kind: 'days', days: [day] })}>
        {t('ask.day')} <span className="hidden-text">{told}</span>
      </button>
      {shifts.map(
        ({ id, start, end }) =>
          id !== null && (
            <button
              key={id}
              type="button"
              className="plain"
              onClick={() => onAsk({ kind: 'swap', shift: { id, start, end } })}
            >
              {t('ask.swap')} <span className="hidden-text">{told}</span>
            </button>
          ),
      )}
    </>
  )
}
