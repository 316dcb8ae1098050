import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { assignmentPaidMinutes } from '../../../../solver/domain/roster.ts'
import { Answer } from '../../../components/answer.tsx'
import { useFormat } from '../../../lib/workspace.ts'
import type { BoardRoster, Cell } from '../model/board-roster.ts'
import type { BoardScore } from '../score/use-score.ts'

/** Who works how much, and whether the roster keeps its rules. */
export function RosterAnswer({ roster, score }: { roster: BoardRoster; score: BoardScore | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { working, shifts, minutes } = useMemo(() => rosterTotals(roster), [roster])
  const open = roster.open.reduce((count, { shifts }) => count + shifts.length, 0)
  const hard = score?.violations.filter(({ severity }) => severity === 'hard').length
  const tone = hard === undefined ? 'plain' : hard > 0 ? 'bad' : open > 0 ? 'warn' : 'good'
  return (
    <Answer question={t('roster.question')} tone={tone}>
      {t('roster.answer', {
        count: working,
        people: format.number(roster.people.length),
        shifts: format.number(shifts),
        hours: format.number(minutes / 60),
      })}{' '}
      {open > 0 && t('roster.answerOpen', { count: open })}{' '}
      {hard !== undefined && t(hard === 0 ? 'roster.answerLegal' : 'roster.answerBroken', { count: hard })}
    </Answer>
  )
}

interface RowTotals {
  readonly shifts: number
  readonly minutes: number
}

/** An edit leaves all rows but a few as they are. */
const totalsOfRow = new WeakMap<readonly Cell[], RowTotals>()

function rowTotals(row: readonly Cell[]): RowTotals {
  const known = totalsOfRow.get(row)
  if (known) return known
  let shifts = 0
  let minutes = 0
  for (const cell of row) {
    shifts += cell.shifts.length
    for (const shift of cell.shifts) minutes += assignmentPaidMinutes(shift)
  }
  totalsOfRow.set(row, { shifts, minutes })
  return { shifts, minutes }
}

function rosterTotals({ cells }: BoardRoster) {
  const total = { working: 0, shifts: 0, minutes: 0 }
  for (const row of cells) {
    const { shifts, minutes } = rowTotals(row)
    total.shifts += shifts
    total.minutes += minutes
    if (shifts > 0) total.working += 1
  }
  return total
}
