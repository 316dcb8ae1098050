import { useTranslation } from 'react-i18next'
import { Guarded } from '../../../components/guarded.tsx'
import { UnitPicker } from '../../../components/unit-picker.tsx'
import { mayInUnit, useMe } from '../../../lib/me.ts'
import { PersonalDataPanel } from './personal-data-panel.tsx'
import { PublishingRulePanel } from './publishing-rule-panel.tsx'
import { RetentionPanel } from './retention-panel.tsx'
import { useRuledUnit } from './use-ruled-unit.ts'
import { WebhookPanel } from './webhook-panel.tsx'

/** What is shown of a unit, and the right that it takes. */
const PANELS = [
  { right: 'accounts.manage', Panel: PublishingRulePanel },
  { right: 'people.manage', Panel: RetentionPanel },
  { right: 'people.manage', Panel: PersonalDataPanel },
  { right: 'operations', Panel: WebhookPanel },
] as const

/** How one planning unit publishes, what it keeps and for how long, and whom it tells. */
export function UnitRules() {
  const { t } = useTranslation()
  const me = useMe()
  const { unit, units } = useRuledUnit()
  if (!unit) return null
  return (
    <section className="unit-rules" aria-label={t('unitRules.title', { unit: unit.name })}>
      <UnitPicker units={units} unitId={unit.id} />
      <div className="unit-panels">
        {PANELS.filter(({ right }) => mayInUnit(me, right, unit.id)).map(({ Panel }) => (
          <Guarded key={`${unit.id} ${Panel.name}`}>
            <Panel unitId={unit.id} />
          </Guarded>
        ))}
      </div>
    </section>
  )
}
