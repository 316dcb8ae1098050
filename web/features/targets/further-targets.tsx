import { useTranslation } from 'react-i18next'
import type { FurtherTarget, QueueTargets, TargetSettings } from '../../../server/contracts/queue-targets.ts'
import { TARGET_SPANS } from '../../../solver/domain/target.ts'
import { NumberField, PercentField } from '../../components/draft-fields.tsx'
import { Picker } from '../../components/picker.tsx'
import { ClockChoice } from './main-target.tsx'
import { kindsFor, newTarget, type TargetKind, withKind, withPart } from './target-draft.ts'
import { TargetTimes } from './target-times.tsx'

interface FurtherTargetsProps {
  readonly queue: QueueTargets
  readonly draft: TargetSettings
  readonly onChange: (draft: TargetSettings) => void
}

/** Targets beside the main one; all of them hold at once. */
export function FurtherTargets({ queue, draft, onChange }: FurtherTargetsProps) {
  const { t } = useTranslation()
  const kinds = kindsFor(queue)
  const targets: readonly FurtherTarget[] = draft.targets
  const change = (next: readonly FurtherTarget[]) => onChange({ ...draft, targets: next } as TargetSettings)
  return (
    <fieldset className="target-part">
      <legend>{t('targets.further')}</legend>
      {targets.length === 0 && <p className="soft">{t('targets.noFurther')}</p>}
      {targets.map((target, index) => (
        <FurtherTargetFields
          // biome-ignore lint/suspicious/noArrayIndexKey: targets have no ids, and the fields keep no state of their own
          key={index}
          number={index + 1}
          target={target}
          kinds={kinds}
          place={`targets.${index}`}
          onChange={(next) => change(targets.with(index, next))}
          onRemove={() => change(targets.toSpliced(index, 1))}
        />
      ))}
      <button type="button" className="quiet" onClick={() => change([...targets, newTarget(kinds[0]!)])}>
        {t('targets.add')}
      </button>
    </fieldset>
  )
}

interface FurtherTargetFieldsProps {
  readonly number: number
  readonly target: FurtherTarget
  readonly kinds: readonly TargetKind[]
  readonly place: string
  readonly onChange: (target: FurtherTarget) => void
  readonly onRemove: () => void
}

function FurtherTargetFields({ number, target, kinds, place, onChange, onRemove }: FurtherTargetFieldsProps) {
  const { t } = useTranslation()
  const change = (part: Readonly<Record<string, unknown>>) => onChange(withPart(target, part))
  return (
    <fieldset className="target-each">
      <legend className="hidden-text">{t('targets.number', { number })}</legend>
      <div className="target-fields">
        <Picker
          label={t('targets.kind')}
          value={target.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`targets.kindOf.${kind}`) }))}
          onChange={(kind) => onChange(withKind(target, kind as TargetKind))}
        />
        <Figures target={target} place={place} onChange={change} />
        <Picker
          label={t('targets.over')}
          value={target.over}
          options={TARGET_SPANS.map((over) => ({ value: over, label: t(`targets.overOf.${over}`) }))}
          onChange={(over) => change({ over })}
        />
        <button
          type="button"
          className="quiet"
          onClick={onRemove}
          aria-label={t('targets.removeThis', { what: t('targets.number', { number }) })}
        >
          {t('targets.remove')}
        </button>
      </div>
      <TargetTimes target={target} place={place} onChange={change} />
    </fieldset>
  )
}

interface FiguresProps {
  readonly target: FurtherTarget
  readonly place: string
  readonly onChange: (part: Readonly<Record<string, number | string>>) => void
}

/** The figures that a kind of target has. */
function Figures({ target, place, onChange }: FiguresProps) {
  const { t } = useTranslation()
  return (
    <>
      {'share' in target && (
        <PercentField
          label={t('targets.share')}
          place={`${place}.share`}
          rule={t('targets.invalid.share')}
          value={target.share}
          onChange={(share) => onChange({ share })}
        />
      )}
      {'seconds' in target && (
        <NumberField
          label={t(target.kind === 'meanResponse' ? 'targets.atMost' : 'targets.within')}
          place={`${place}.seconds`}
          rule={t(target.kind === 'meanResponse' ? 'targets.invalid.duration' : 'targets.invalid.seconds')}
          unit={t('targets.secondsUnit')}
          value={target.seconds}
          onChange={(seconds) => onChange({ seconds })}
        />
      )}
      {'agents' in target && (
        <NumberField
          label={t('targets.agents')}
          place={`${place}.agents`}
          rule={t('targets.invalid.agents')}
          value={target.agents}
          onChange={(agents) => onChange({ agents })}
        />
      )}
      {target.kind === 'finishedWithin' && (
        <>
          <NumberField
            label={t('targets.within')}
            place={`${place}.hours`}
            rule={t('targets.invalid.hours')}
            step={0.5}
            unit={t('targets.hoursUnit')}
            value={target.hours}
            onChange={(hours) => onChange({ hours })}
          />
          <ClockChoice value={target.clock} onChange={(clock) => onChange({ clock })} />
        </>
      )}
    </>
  )
}
