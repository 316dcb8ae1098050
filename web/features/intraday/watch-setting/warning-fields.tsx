import { useTranslation } from 'react-i18next'
import { RISK_KINDS } from '../../../../solver/domain/day-risk.ts'
import { NumberField, PercentField } from '../../../components/draft-fields.tsx'
import type { SettingDraft } from './setting-draft.ts'
import { Check, ClockField } from './setting-fields.tsx'

interface WarningFieldsProps {
  readonly draft: SettingDraft
  readonly onChange: (part: Partial<SettingDraft>) => void
}

/** What is warned of, from where on. */
export function WarningFields({ draft: { kinds, limits }, onChange }: WarningFieldsProps) {
  const { t } = useTranslation()
  const limit = (key: keyof typeof limits) => ({
    ...{ label: t(`intraday.watchSetting.limit.${key}`), place: `limits.${key}` },
    ...{ rule: t(`intraday.watchSetting.invalid.${key}`), value: limits[key] },
    onChange: (value: number) => onChange({ limits: { ...limits, [key]: value } }),
  })
  return (
    <>
      <fieldset>
        <legend>{t('intraday.watchSetting.kinds')}</legend>
        <div className="watch-checks">
          {RISK_KINDS.map((kind) => (
            <Check
              key={kind}
              label={t(`intraday.watchSetting.kind.${kind}`)}
              isChecked={kinds.includes(kind)}
              onChange={(isChecked) =>
                onChange({ kinds: RISK_KINDS.filter((other) => (other === kind ? isChecked : kinds.includes(other))) })
              }
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('intraday.watchSetting.limits')}</legend>
        <div className="watch-grid">
          <PercentField {...limit('belowTarget')} />
          <PercentField {...limit('beyondPlan')} />
          <NumberField {...limit('missingPeople')} />
          <PercentField {...limit('missingShare')} />
          <PercentField {...limit('botShareDrop')} />
          <NumberField {...limit('aheadMinutes')} unit={t('intraday.watchSetting.minutes')} />
        </div>
      </fieldset>
    </>
  )
}

/** When nobody is to be told. */
export function QuietFields({ draft: { quiet }, onChange }: WarningFieldsProps) {
  const { t } = useTranslation()
  return (
    <fieldset>
      <legend>{t('intraday.watchSetting.quiet')}</legend>
      <Check
        label={t('intraday.watchSetting.hasQuiet')}
        isChecked={quiet !== null}
        onChange={(isChecked) =>
          onChange({ quiet: isChecked ? { from: '22:00', to: '07:00', nobodyPresentPierces: true } : null })
        }
      />
      {quiet && (
        <>
          <div className="watch-grid">
            {(['from', 'to'] as const).map((edge) => (
              <ClockField
                key={edge}
                label={t(`intraday.watchSetting.quietEdge.${edge}`)}
                place={`quiet.${edge}`}
                value={quiet[edge]}
                onChange={(time) => onChange({ quiet: { ...quiet, [edge]: time } })}
              />
            ))}
          </div>
          <Check
            label={t('intraday.watchSetting.pierces')}
            isChecked={quiet.nobodyPresentPierces}
            onChange={(nobodyPresentPierces) => onChange({ quiet: { ...quiet, nobodyPresentPierces } })}
          />
        </>
      )}
      <p className="soft">{t('intraday.watchSetting.quietHint')}</p>
    </fieldset>
  )
}
