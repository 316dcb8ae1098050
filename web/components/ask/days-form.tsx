import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_NOTE_CHARACTERS, REASON_CLASSES } from '../../../server/contracts/request.ts'
import type { TeamPeople } from '../../../server/contracts/team.ts'
import { localName } from '../../lib/format.ts'
import { runsOfDays } from '../../lib/local-span.ts'
import { addDays } from '../../lib/planning-week.ts'
import { useFormat } from '../../lib/workspace.ts'
import { Choice } from '../choice.tsx'
import { Failure } from '../failure.tsx'
import { Picker } from '../picker.tsx'
import { asksOf, DAY_WISHES, type DayAsk, type DayChoices, type DayWish } from './asks-of.ts'

interface DaysFormProps {
  /** Shifts that may be wished for, or against. */
  readonly templates: TeamPeople['templates']
  readonly days: readonly string[]
  readonly isSending: boolean
  readonly error: Error | null
  readonly onSend: (asks: readonly DayAsk[], note: string) => void
  /** Further fields. */
  readonly children?: ReactNode
}

const LONGEST_DAYS = 90
const OFFICE_HOURS = { from: '09:00', to: '18:00' }

/** Time off, availability and wishes for days. Days that follow one another can be made more, or fewer. */
export function DaysForm({ templates, days, isSending, error, onSend, children }: DaysFormProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const runs = runsOfDays(days)
  const [span, setSpan] = useState(runs[0] ?? { first: '', last: '' })
  const [choices, setChoices] = useState<DayChoices>(FIRST_CHOICES)
  const [note, setNote] = useState('')
  const isOneRun = runs.length === 1
  const asked = isOneRun ? daysFrom(span) : days
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend(asksOf(asked, choices), note)
  }
  return (
    <form className="ask-form" onSubmit={submit}>
      {isOneRun ? (
        <div className="ask-span">
          <label>
            <span>{t('ask.first')}</span>
            <input
              data-first
              type="date"
              required
              value={span.first}
              onChange={({ target: { value } }) =>
                setSpan({ first: value, last: span.last < value ? value : span.last })
              }
            />
          </label>
          <label>
            <span>{t('ask.last')}</span>
            <input
              type="date"
              required
              min={span.first}
              max={span.first && addDays(span.first, LONGEST_DAYS)}
              value={span.last}
              onChange={({ target }) => setSpan({ ...span, last: target.value })}
            />
          </label>
        </div>
      ) : (
        <p>
          {runs
            .map(({ first, last }) => [...new Set([first, last])].map(format.day).join(' – '))
            .join(t('controls.listComma'))}
        </p>
      )}
      <WishFields templates={templates} choices={choices} onChange={setChoices} />
      <label className="ask-note">
        <span>{t('ask.note')}</span>
        <textarea
          rows={2}
          maxLength={MOST_NOTE_CHARACTERS}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <p className="soft">{t('ask.noteHint')}</p>
      {children}
      {error && <Failure error={error} />}
      <div className="dialog-actions">
        <button type="submit" disabled={isSending || asked.length === 0}>
          {t('ask.send')}
        </button>
      </div>
    </form>
  )
}

const FIRST_CHOICES: DayChoices = { wish: 'timeOff', reason: 'paid', templateId: '', times: undefined }

function daysFrom({ first, last }: { first: string; last: string }): string[] {
  const days: string[] = []
  // A date field is empty while it is typed in.
  if (first === '' || last === '') return days
  for (let day = first; day <= last && days.length <= LONGEST_DAYS; day = addDays(day, 1)) days.push(day)
  return days
}

interface WishFieldsProps {
  readonly templates: TeamPeople['templates']
  readonly choices: DayChoices
  readonly onChange: (choices: DayChoices) => void
}

function WishFields({ templates, choices, onChange }: WishFieldsProps) {
  const { t, i18n } = useTranslation()
  const { wish, reason, templateId } = choices
  const isOfShift = wish === 'wanted' || wish === 'unwanted'
  const choose = (chosen: DayWish) =>
    // Hours are what preferred hours are about.
    onChange({ ...choices, wish: chosen, times: chosen === 'preferredHours' ? OFFICE_HOURS : undefined })
  return (
    <>
      <fieldset className="ask-wishes">
        <legend>{t('ask.wish')}</legend>
        {DAY_WISHES.map((value) => (
          <label key={value}>
            <input type="radio" name="wish" checked={value === wish} onChange={() => choose(value)} />
            <span>{t(`ask.wishes.${value}`)}</span>
          </label>
        ))}
      </fieldset>
      {wish === 'timeOff' && (
        <Choice
          label={t('ask.reason')}
          value={reason}
          options={REASON_CLASSES.map((value) => ({ value, label: t(`request.reason.${value}`) }))}
          onChange={(value) => onChange({ ...choices, reason: value })}
        />
      )}
      {isOfShift && (
        <Picker
          label={t('ask.shift')}
          value={templateId}
          options={[
            { value: '', label: t('ask.anyShift') },
            ...templates.map(({ id, name }) => ({ value: id, label: localName({ id, name }, i18n.language) })),
          ]}
          onChange={(value) => onChange({ ...choices, templateId: value })}
        />
      )}
      {!isOfShift && <TimesFields choices={choices} onChange={onChange} />}
    </>
  )
}

/** The whole of each day, or from when to when. */
function TimesFields({ choices, onChange }: Omit<WishFieldsProps, 'templates'>) {
  const { t } = useTranslation()
  const { times, wish } = choices
  return (
    <div className="ask-span">
      {wish !== 'preferredHours' && (
        <label className="ask-check">
          <input
            type="checkbox"
            checked={times === undefined}
            onChange={({ target }) => onChange({ ...choices, times: target.checked ? undefined : OFFICE_HOURS })}
          />
          <span>{t('ask.wholeDay')}</span>
        </label>
      )}
      {times && (
        <>
          <label>
            <span>{t('ask.from')}</span>
            <input
              type="time"
              required
              value={times.from}
              onChange={({ target }) => onChange({ ...choices, times: { ...times, from: target.value } })}
            />
          </label>
          <label>
            <span>{t('ask.to')}</span>
            <input
              type="time"
              required
              value={times.to}
              onChange={({ target }) => onChange({ ...choices, times: { ...times, to: target.value } })}
            />
          </label>
        </>
      )}
    </div>
  )
}
