import { useTranslation } from 'react-i18next'
import { SWEEP_LEVERS } from '../../../solver/domain/comparison.ts'
import { Picker } from '../../components/picker.tsx'
import { useNames, usePlan } from '../../lib/workspace.ts'
import { isShareLever, type LeverDraft, type LeverSetting, ofWhat } from './sweep-figures.ts'
import { useFirstLever } from './use-first-lever.ts'
import { useStaffedGroups } from './use-staffed-groups.ts'

interface LeverFieldsProps {
  readonly number: number
  readonly draft: LeverDraft
  readonly onChange: (draft: LeverDraft) => void
  readonly onRemove: (() => void) | undefined
}

/** A lever, what it is about, and from where to where it is turned. */
export function LeverFields({ number, draft, onChange, onRemove }: LeverFieldsProps) {
  const { t } = useTranslation()
  const firstLever = useFirstLever()
  const groups = useStaffedGroups()
  return (
    <fieldset className="lever-fields">
      <legend>{t('scenarios.leverNumber', { number })}</legend>
      <Picker
        label={t('scenarios.leverKind')}
        value={draft.lever}
        options={SWEEP_LEVERS.filter((lever) => lever !== 'hires' || groups.length > 0).map((lever) => ({
          value: lever,
          label: t(`scenarios.lever.${lever}`),
        }))}
        onChange={(lever) => onChange(firstLever(lever as LeverSetting['lever']))}
      />
      <OfWhat draft={draft} onChange={onChange} />
      {(['from', 'to', 'step'] as const).map((end) => (
        <EndField key={end} end={end} draft={draft} onChange={onChange} />
      ))}
      {onRemove && (
        <button type="button" className="quiet" onClick={onRemove}>
          {t('scenarios.removeLever')}
        </button>
      )}
    </fieldset>
  )
}

function OfWhat({ draft, onChange }: Pick<LeverFieldsProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation()
  const names = useNames()
  const { queues } = usePlan()
  const groups = useStaffedGroups()
  const what = ofWhat(draft.lever)
  if (what === undefined) return null
  const ofQueues = queues.map(({ id }) => ({ value: id, label: names.queue(id) }))
  const options =
    what === 'group'
      ? groups.map((id) => ({ value: id, label: names.group(id) }))
      : [...(what === 'anyQueue' ? [{ value: '', label: t('controls.allQueues') }] : []), ...ofQueues]
  return (
    <Picker
      label={t(what === 'group' ? 'scenarios.quick.group' : 'controls.queue')}
      value={draft.of}
      options={options}
      onChange={(of) => onChange({ ...draft, of })}
    />
  )
}

interface EndFieldProps extends Pick<LeverFieldsProps, 'draft' | 'onChange'> {
  readonly end: 'from' | 'to' | 'step'
}

/** Shares are written in percent. */
function EndField({ end, draft, onChange }: EndFieldProps) {
  const { t } = useTranslation()
  const scale = isShareLever(draft.lever) ? 100 : 1
  const value = draft[end] * scale
  return (
    <label className="picker">
      <span>{t(scale === 100 ? `scenarios.rangePercent.${end}` : `scenarios.range.${end}`)}</span>
      <input
        type="number"
        className="short-number"
        step={draft.lever === 'hires' ? 1 : scale === 100 ? 1 : 0.05}
        value={Number.isFinite(value) ? Number(value.toFixed(4)) : ''}
        onChange={(event) => onChange({ ...draft, [end]: event.target.valueAsNumber / scale })}
      />
    </label>
  )
}
