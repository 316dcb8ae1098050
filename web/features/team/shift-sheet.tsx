import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_NOTE_CHARACTERS } from '../../../server/contracts/request.ts'
import type { PublishedShift, TeamPeople, TeamPerson } from '../../../server/contracts/team.ts'
import { Failure } from '../../components/failure.tsx'
import { Picker } from '../../components/picker.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { ShiftBreaks, ShiftTimes } from '../../components/shift-lines.tsx'
import { localName } from '../../lib/format.ts'
import { clockOf } from '../../lib/planning-week.ts'
import { dateOf } from '../../lib/week-grid.ts'
import { useFormat } from '../../lib/workspace.ts'
import { ApproveAtOnce } from './approve-at-once.tsx'
import { NOBODY, proposedChange, SAME_PERSON } from './proposed-change.ts'
import { useEnter } from './use-enter.ts'

interface ShiftSheetProps {
  readonly team: TeamPeople
  readonly person: TeamPerson
  readonly shift: PublishedShift
  readonly mayDecide: boolean
  readonly onClose: () => void
}

/** A published shift; who decides for the person proposes another time or another person. */
export function ShiftSheet({ team, person, shift, mayDecide, onClose }: ShiftSheetProps) {
  const { i18n } = useTranslation()
  const format = useFormat()
  const { templateId, templateName, queues, start } = shift
  return (
    <Sheet title={`${person.name} · ${format.day(dateOf(start))}`} onClose={onClose}>
      <p className="team-shift-times">
        <ShiftTimes shift={shift} />
      </p>
      <p>
        {[{ id: templateId, name: templateName }, ...queues].map((one) => localName(one, i18n.language)).join(' · ')}
      </p>
      <ShiftBreaks shift={shift} />
      {mayDecide && <ProposeChange {...{ team, person, shift, onClose }} />}
    </Sheet>
  )
}

/** Sent to whoever decides, who sees what the rules of work say of it. */
function ProposeChange({ team, person, shift, onClose }: Omit<ShiftSheetProps, 'mayDecide'>) {
  const { t } = useTranslation()
  const [who, setWho] = useState<string>(SAME_PERSON)
  const [time, setTime] = useState(clockOf(shift.start))
  const [note, setNote] = useState('')
  const [approve, setApprove] = useState(false)
  const enter = useEnter(team.unitId, onClose)
  const ask = proposedChange(shift, who, time)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ask) enter.mutate([{ employeeId: person.employeeId, note, approve, ask }])
  }
  const others = team.people.filter(({ employeeId }) => employeeId !== person.employeeId)
  return (
    <form className="ask-form team-change" onSubmit={submit}>
      <h3>{t('team.change')}</h3>
      <Picker
        label={t('team.worker')}
        value={who}
        options={[
          { value: SAME_PERSON, label: person.name },
          { value: NOBODY, label: t('team.nobodyWorks') },
          ...others.map(({ employeeId, name }) => ({ value: employeeId, label: `${name} (${employeeId})` })),
        ]}
        onChange={setWho}
      />
      <label className="picker">
        <span>{t('team.startsAt')}</span>
        <input type="time" required value={time} onChange={({ target }) => setTime(target.value)} />
      </label>
      <label className="ask-note">
        <span>{t('team.why')}</span>
        <textarea
          rows={2}
          maxLength={MOST_NOTE_CHARACTERS}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <ApproveAtOnce isOn={approve} onChange={setApprove} />
      {enter.error && <Failure error={enter.error} />}
      <div className="dialog-actions">
        <button type="submit" disabled={enter.isPending || !ask}>
          {t('team.propose')}
        </button>
      </div>
    </form>
  )
}
