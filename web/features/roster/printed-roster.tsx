import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { RunRoster } from '../../../server/contracts/run-result.ts'
import { clockOf } from '../../lib/planning-week.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { PersonRow } from './board-rows.ts'

/** On paper the board is a table of exactly the people that the filter leaves. It exists only while printing. */
export function PrintedRoster({ roster, people }: { roster: RunRoster; people: readonly PersonRow[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (!useIsPrinting()) return null
  return (
    <table className="printed-roster">
      <thead>
        <tr>
          <th>{t('roster.person')}</th>
          {roster.days.map((day) => (
            <th key={day}>{format.day(day)}</th>
          ))}
          <th>{t('roster.weekHours')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ employee, shifts, paidMinutes }) => (
          <tr key={employee.id}>
            <th>
              {employee.name}{' '}
              <small>
                {names.group(employee.group)} {employee.zone}
              </small>
            </th>
            {shifts.map((list, day) => (
              <td key={roster.days[day]}>
                {list.map(({ assignment }) => (
                  <div key={assignment.start}>
                    {clockOf(assignment.start)}–{clockOf(assignment.end)}{' '}
                    <small>{names.template(assignment.templateId)}</small>
                  </div>
                ))}
              </td>
            ))}
            <td>{format.number(paidMinutes / 60, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    // The browser takes the page as it stands when the handler returns, so the table must be there by then.
    const before = () => flushSync(() => setIsPrinting(true))
    const after = () => setIsPrinting(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  return isPrinting
}
