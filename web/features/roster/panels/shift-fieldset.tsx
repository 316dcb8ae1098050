import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShiftTemplate } from '../../../../solver/domain/shift-template.ts'
import { useNames } from '../../../lib/workspace.ts'
import { ClockField } from './clock-field.tsx'
import { type BreakFields, minuteFrom, type ShiftFields, type ShiftProblem, withTemplate } from './shift-fields.ts'

interface ShiftFieldsetProps {
  /** Among several of the day, from 1. */
  readonly number: number | undefined
  readonly fields: ShiftFields
  readonly templates: readonly ShiftTemplate[]
  /** That can be chosen. */
  readonly queueIds: readonly string[]
  readonly problem: ShiftProblem | undefined
  /** Why it may not be changed. */
  readonly fixedBy: 'locked' | 'pinned' | undefined
  readonly words: (span: { readonly startMs: number; readonly endMs: number }) => string
  readonly onChange: (fields: ShiftFields) => void
  readonly onRemove: () => void
}

/** One shift: template, times, breaks and queues. */
export function ShiftFieldset(props: ShiftFieldsetProps) {
  const { t } = useTranslation()
  const id = useId()
  const { number, fields, problem, fixedBy, onChange, onRemove } = props
  return (
    <fieldset className="shift-fields" disabled={fixedBy !== undefined} aria-describedby={problem && id}>
      <legend>{number === undefined ? t('boardPanel.cell.shift') : t('boardPanel.cell.shiftOf', { number })}</legend>
      {fixedBy && <p className="soft">{t(`boardPanel.cell.fixed.${fixedBy}`)}</p>}
      <TemplateAndTimes {...props} />
      <BreakRows fields={fields} onChange={onChange} />
      <Activities {...props} />
      <QueueBoxes {...props} />
      {problem && (
        <p id={id} className="field-problem" role="alert">
          {t(`boardPanel.cell.problem.${problem}`)}
        </p>
      )}
      <button type="button" className="plain remove-shift" onClick={onRemove}>
        {t('boardPanel.cell.removeShift')}
      </button>
    </fieldset>
  )
}

function TemplateAndTimes({ fields, templates, onChange }: ShiftFieldsetProps) {
  const { t } = useTranslation()
  const names = useNames()
  const isKnown = templates.some(({ id }) => id === fields.templateId)
  const choose = (id: string) => {
    const template = templates.find((template) => template.id === id)
    if (template) onChange(withTemplate(fields, template))
  }
  return (
    <div className="shift-times">
      <label>
        <span>{t('boardPanel.cell.template')}</span>
        <select data-first value={fields.templateId} onChange={(event) => choose(event.target.value)}>
          {!isKnown && <option value={fields.templateId}>{names.template(fields.templateId)}</option>}
          {templates.map(({ id }) => (
            <option key={id} value={id}>
              {names.template(id)}
            </option>
          ))}
        </select>
      </label>
      {(['start', 'end'] as const).map((edge) => (
        <div key={edge} className="shift-edge">
          <span aria-hidden="true">{t(`boardPanel.cell.${edge}`)}</span>
          <ClockField
            label={t(`boardPanel.cell.${edge}`)}
            value={fields[edge]}
            onChange={(text) => onChange({ ...fields, [edge]: text })}
          />
        </div>
      ))}
      {endsNextDay(fields) && <span className="chip">{t('boardPanel.cell.nextDay')}</span>}
    </div>
  )
}

function endsNextDay({ start, end }: ShiftFields): boolean {
  const [from, to] = [minuteFrom(start), minuteFrom(end)]
  return from !== undefined && to !== undefined && to <= from
}

const NEW_BREAK: BreakFields = { kind: 'meal', paid: false, start: '12:00', minutes: 30 }

function BreakRows({ fields, onChange }: Pick<ShiftFieldsetProps, 'fields' | 'onChange'>) {
  const { t } = useTranslation()
  const { breaks } = fields
  const set = (index: number, part: Partial<BreakFields>) =>
    onChange({ ...fields, breaks: breaks.with(index, { ...breaks[index]!, ...part }) })
  return (
    <div className="break-rows">
      {breaks.map((item, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset's row does not lie along a line
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a break has no id, and its start is being typed
          key={index}
          role="group"
          aria-label={t('boardPanel.cell.breakOf', { number: index + 1 })}
        >
          <select
            aria-label={t('boardPanel.cell.breakKind')}
            value={`${item.kind} ${item.paid}`}
            onChange={(event) => {
              const [kind, paid] = event.target.value.split(' ')
              set(index, { kind: kind as BreakFields['kind'], paid: paid === 'true' })
            }}
          >
            {(['meal', 'rest'] as const).flatMap((kind) =>
              [false, true].map((paid) => (
                <option key={`${kind} ${paid}`} value={`${kind} ${paid}`}>
                  {t(`boardPanel.cell.breakKinds.${kind}${paid ? 'Paid' : 'Unpaid'}`)}
                </option>
              )),
            )}
          </select>
          <ClockField
            label={t('boardPanel.cell.start')}
            value={item.start}
            onChange={(start) => set(index, { start })}
          />
          <input
            type="number"
            required
            min={5}
            max={180}
            step={5}
            aria-label={t('boardPanel.cell.minutes')}
            value={Number.isNaN(item.minutes) ? '' : item.minutes}
            onChange={(event) => set(index, { minutes: event.target.valueAsNumber })}
          />
          <span className="soft" aria-hidden="true">
            {t('boardPanel.cell.minutesShort')}
          </span>
          <button
            type="button"
            className="quiet"
            aria-label={t('boardPanel.cell.removeBreak', { number: index + 1 })}
            onClick={() => onChange({ ...fields, breaks: breaks.toSpliced(index, 1) })}
          >
            ✕
          </button>
        </div>
      ))}
      <button type="button" className="plain" onClick={() => onChange({ ...fields, breaks: [...breaks, NEW_BREAK] })}>
        {t('boardPanel.cell.addBreak')}
      </button>
    </div>
  )
}

/** Training and meetings are placed by the solver; here they can only be taken away. */
function Activities({ fields, words, onChange }: ShiftFieldsetProps) {
  const { t } = useTranslation()
  if (fields.activities.length === 0) return null
  return (
    <ul className="break-rows">
      {fields.activities.map((item, index) => (
        <li key={`${item.activityId} ${item.startMs}`}>
          {words(item)} {item.activityId}{' '}
          <button
            type="button"
            className="plain"
            onClick={() => onChange({ ...fields, activities: fields.activities.toSpliced(index, 1) })}
          >
            {t('boardPanel.cell.removeActivity')}
          </button>
        </li>
      ))}
    </ul>
  )
}

function QueueBoxes({ fields, queueIds, onChange }: ShiftFieldsetProps) {
  const { t } = useTranslation()
  const names = useNames()
  if (fields.onCall) return <p className="soft">{t('boardPanel.cell.onCall')}</p>
  const toggle = (id: string, isOn: boolean) =>
    onChange({ ...fields, queueIds: isOn ? [...fields.queueIds, id] : fields.queueIds.filter((other) => other !== id) })
  return (
    <fieldset className="queue-boxes">
      <legend>{t('boardPanel.cell.queues')}</legend>
      {queueIds.map((id) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={fields.queueIds.includes(id)}
            onChange={(event) => toggle(id, event.target.checked)}
          />
          {names.queue(id)}
        </label>
      ))}
    </fieldset>
  )
}
