import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_NOTE_CHARACTERS, MOST_RETURN_DATES } from '../../../../server/contracts/request.ts'
import type { OwnPerson } from '../../../../server/contracts/team.ts'
import { Failure } from '../../../components/failure.tsx'
import { ShiftTimes } from '../../../components/shift-lines.tsx'
import { addDays } from '../../../lib/planning-week.ts'
import { serverNow } from '../../../lib/server-clock.ts'
import { colleaguesQuery } from '../../../lib/team-queries.ts'
import { dateOf } from '../../../lib/week-grid.ts'
import type { OwnWords } from '../own-words.ts'
import { useAsk } from './use-ask.ts'

interface SwapFormProps {
  readonly person: OwnPerson
  readonly shift: { readonly id: string; readonly start: string; readonly end: string }
  readonly words: OwnWords
  readonly onDone: () => void
}

/** Days before and after the shift of which one may be given in return. */
const DAYS_AROUND = 7

/** Gives a shift to a colleague, or to whoever of the group takes it, for another in return or for nothing. */
export function SwapForm({ person, shift, words, onDone }: SwapFormProps) {
  const { t } = useTranslation()
  const { data: colleagues = [] } = useQuery(colleaguesQuery(person.unitId))
  const [colleagueId, setColleagueId] = useState('')
  const [returnDates, setReturnDates] = useState<readonly string[]>([])
  const [note, setNote] = useState('')
  const ask = useAsk(person.unitId, onDone)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const swap = { kind: 'swap', shiftId: shift.id, colleagueId: colleagueId || null } as const
    ask.mutate({ asks: [{ ...swap, returnDates: [...returnDates].sort() }], note })
  }
  const day = dateOf(shift.start)
  return (
    <form className="ask-form" onSubmit={submit}>
      <p>
        <strong>{words.format.day(day)}</strong> <ShiftTimes shift={shift} />
      </p>
      <label className="ask-note">
        <span>{t('ask.colleague')}</span>
        <select data-first value={colleagueId} onChange={({ target }) => setColleagueId(target.value)}>
          <option value="">{t('ask.anyColleague')}</option>
          {colleagues.map(({ employeeId, name }) => (
            <option key={employeeId} value={employeeId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <ReturnDates {...{ day, words }} chosen={returnDates} onChange={setReturnDates} />
      <label className="ask-note">
        <span>{t('ask.note')}</span>
        <textarea
          rows={2}
          maxLength={MOST_NOTE_CHARACTERS}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <p className="soft">{t('ask.swapHint')}</p>
      {ask.error && <Failure error={ask.error} />}
      <div className="dialog-actions">
        <button type="submit" disabled={ask.isPending}>
          {t('ask.send')}
        </button>
      </div>
    </form>
  )
}

interface ReturnDatesProps {
  /** Of the shift that is given away. */
  readonly day: string
  readonly words: OwnWords
  readonly chosen: readonly string[]
  readonly onChange: (dates: readonly string[]) => void
}

/** Days of which the colleague may give a shift in return. */
function ReturnDates({ day, words, chosen, onChange }: ReturnDatesProps) {
  const { t } = useTranslation()
  const today = new Date(serverNow()).toISOString().slice(0, 10)
  const days = Array.from({ length: 2 * DAYS_AROUND + 1 }, (_, index) => addDays(day, index - DAYS_AROUND))
  const offered = days.filter((one) => one !== day && one > today).slice(0, MOST_RETURN_DATES)
  return (
    <fieldset className="ask-dates">
      <legend>{t('ask.return')}</legend>
      <div>
        {offered.map((one) => (
          <label key={one} className="ask-check">
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, one] : chosen.filter((date) => date !== one))
              }
            />
            <span>{words.format.day(one)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
