import { useTranslation } from 'react-i18next'
import type { QueueTargets, TargetPreset, TargetSettings } from '../../../server/contracts/queue-targets.ts'
import { localName } from '../../lib/format.ts'
import { usePlan } from '../../lib/workspace.ts'
import { holdsOn } from './preview-agents.ts'
import { useTargetWords } from './use-target-words.ts'

interface PresetListProps {
  readonly queue: QueueTargets
  readonly presets: readonly TargetPreset[]
  readonly draft: TargetSettings
  readonly onChange: (draft: TargetSettings) => void
}

/** Ready-made targets by platform, each to be taken or left, with where it comes from and how sure that is. */
export function PresetList({ queue, presets, draft, onChange }: PresetListProps) {
  const { t, i18n } = useTranslation()
  const fitting = presets.filter(({ id, channels }) => channels.includes(queue.channel) || draft.presets.includes(id))
  const platform = ({ id, platform }: TargetPreset) =>
    platform === undefined ? t('targets.customary') : localName({ id, name: platform }, i18n.language)
  const toggle = (id: string) => {
    const isChosen = draft.presets.includes(id)
    onChange({ ...draft, presets: isChosen ? draft.presets.filter((other) => other !== id) : [...draft.presets, id] })
  }
  return (
    <fieldset className="target-part">
      <legend>{t('targets.presets')}</legend>
      {fitting.length === 0 && <p className="soft">{t('targets.noPresets')}</p>}
      {[...Map.groupBy(fitting, platform)].map(([name, ofPlatform]) => (
        <section key={name} className="preset-group">
          <h3>{name}</h3>
          {ofPlatform.map((preset) => (
            <Preset
              key={preset.id}
              preset={preset}
              isChosen={draft.presets.includes(preset.id)}
              onToggle={() => toggle(preset.id)}
            />
          ))}
        </section>
      ))}
    </fieldset>
  )
}

interface PresetProps {
  readonly preset: TargetPreset
  readonly isChosen: boolean
  readonly onToggle: () => void
}

function Preset({ preset, isChosen, onToggle }: PresetProps) {
  const { t, i18n } = useTranslation()
  const words = useTargetWords()
  const { defaultWeek } = usePlan()
  const inForce = preset.versions.find(({ validFrom, validTo }) => holdsOn(validFrom, validTo, defaultWeek))
  const shown = inForce ?? preset.versions.at(-1)
  return (
    <div className="preset">
      <label>
        <input type="checkbox" checked={isChosen} onChange={onToggle} />
        <strong>{localName(preset, i18n.language)}</strong>
        {preset.platform !== undefined && !shown?.verified && (
          <span className="chip" data-tone="warn">
            {t('targets.unverified')}
          </span>
        )}
      </label>
      {shown && (
        <div className="preset-facts">
          {shown.targets.map((target) => (
            <p key={target.kind}>{words.further(target)}</p>
          ))}
          {preset.platform !== undefined && (
            <p className="soft">
              {words.clauses([
                t('targets.version', { version: shown.version }),
                ...words.dates(shown.validFrom, shown.validTo),
                t('targets.source', { source: shown.source }),
              ])}
            </p>
          )}
          <p className="soft">{localName({ id: preset.id, name: shown.note }, i18n.language)}</p>
        </div>
      )}
    </div>
  )
}
