import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { localStamp } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { clockOf } from '../../../lib/planning-week.ts'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import type { BoardRoster, CellPlace } from '../model/board-roster.ts'
import type { RosterDifference } from './roster-differences.ts'

interface DifferenceListProps {
  readonly days: readonly RosterDifference[]
  readonly draft: Pick<BoardRoster, 'people' | 'days'>
  readonly onGo: (place: CellPlace) => void
}

const LISTED = 100

/** Person by person and day by day, before and after. */
export function DifferenceList({ days, draft, onGo }: DifferenceListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const shiftWords = useShiftsInWords()
  const [listed, setListed] = useState(LISTED)
  const indexById = useMemo(() => new Map(draft.people.map(({ id }, index) => [id, index])), [draft.people])
  const rest = days.length - listed
  return (
    <>
      <ul className="panel-list">
        {days.slice(0, listed).map((difference) => {
          const { employeeId, name, date, kind, zone, before, after } = difference
          const person = indexById.get(employeeId)
          const head = [name, format.day(date)].join(t('controls.listComma'))
          return (
            <li key={`${employeeId} ${date}`} className="panel-line">
              {person === undefined ? (
                <strong>{head}</strong>
              ) : (
                <button type="button" className="plain" onClick={() => onGo({ person, day: draft.days.indexOf(date) })}>
                  {head}
                </button>
              )}{' '}
              <span className="chip">{t(`boardPanel.compare.kind.${kind}`)}</span>
              <span className="before-after">
                <del>{shiftWords(before, zone)}</del> <span aria-hidden="true">→</span>{' '}
                <ins>{shiftWords(after, zone)}</ins>
              </span>
            </li>
          )
        })}
      </ul>
      {rest > 0 && (
        <button type="button" className="quiet" onClick={() => setListed(listed + 10 * LISTED)}>
          {t('boardPanel.more', { count: rest, number: format.number(rest) })}
        </button>
      )}
    </>
  )
}

/** By zone, not by row: a person of the older roster may have no row any more. */
function useShiftsInWords(): (shifts: readonly Assignment[], zone: string) => string {
  const { t } = useTranslation()
  const names = useNames()
  return (shifts, zone) =>
    shifts.length === 0
      ? t('boardPanel.off')
      : shifts
          .map(({ startMs, endMs, templateId }) => {
            const [start, end] = [startMs, endMs].map((instant) => clockOf(localStamp(instant, zone)))
            return `${start}–${end} ${names.template(templateId)}`
          })
          .join(t('controls.listComma'))
}

/** The list as it is taken away: ids and names, so that it can be read and joined with other tables. */
export function useDifferenceTable(days: readonly RosterDifference[]) {
  const { t } = useTranslation()
  const names = useNames()
  const shiftWords = useShiftsInWords()
  return () => ({
    head: ['employee', 'name', 'group', 'day', 'change', 'before', 'after'],
    rows: days.map(({ employeeId, name, group, date, kind, before, after, zone }) => [
      employeeId,
      name,
      names.group(group),
      date,
      t(`boardPanel.compare.kind.${kind}`),
      shiftWords(before, zone),
      shiftWords(after, zone),
    ]),
  })
}
