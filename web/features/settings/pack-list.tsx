import { useTranslation } from 'react-i18next'
import type { PlanSettingsReply, SettingsValue } from '../../../server/contracts/settings.ts'
import type { RulePack } from '../../../solver/domain/rule-packs/rule-pack.ts'
import { RULE_PACKS } from '../../../solver/domain/rule-packs.ts'
import { localName } from '../../lib/format.ts'
import { SeverityChip } from './severity-chip.tsx'
import { useRuleWords } from './use-rule-words.ts'

interface PackListProps {
  readonly settings: PlanSettingsReply
  readonly onOpen: (packId: string) => void
}

/** Rule packs with what each says: those in force first. The basic one always holds. */
export function PackList({ settings, onOpen }: PackListProps) {
  const { t } = useTranslation()
  const uses = new Map(settings.sections.rulePacks.map(({ item, value }) => [item, value]))
  const isOn = ({ id }: RulePack) => id === 'basic' || uses.has(id)
  return (
    <section className="panel">
      <h2>{t('settings.packs.title')}</h2>
      <ul className="pack-list">
        {RULE_PACKS.toSorted((a, b) => Number(isOn(b)) - Number(isOn(a))).map((pack) => (
          <PackEntry
            key={pack.id}
            pack={pack}
            isOn={isOn(pack)}
            use={uses.get(pack.id)}
            settings={settings}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </section>
  )
}

interface PackEntryProps extends PackListProps {
  readonly pack: RulePack
  readonly isOn: boolean
  readonly use: SettingsValue | undefined
}

function PackEntry({ pack, isOn, use, settings, onOpen }: PackEntryProps) {
  const { t, i18n } = useTranslation()
  const ruleWords = useRuleWords(settings)
  const name = localName(pack, i18n.language)
  const size = pack.rules.length + pack.contractTerms.length + pack.predictabilityPay.length
  return (
    <li data-pack={pack.id}>
      <header className="panel-head">
        <h3>{name}</h3>
        <span className="chip" data-tone={isOn ? 'good' : 'plain'}>
          {t(isOn ? 'settings.packs.on' : 'settings.packs.off')}
        </span>
        {use && <span className="soft">{ruleWords.scope(use)}</span>}
        {pack.id !== 'basic' && (
          <span className="at-end">
            <button
              type="button"
              className="quiet"
              onClick={() => onOpen(pack.id)}
              aria-label={t(isOn ? 'settings.packs.editThis' : 'settings.packs.turnOnThis', { name })}
            >
              {t(isOn ? 'settings.edit' : 'settings.packs.turnOn')}
            </button>
          </span>
        )}
      </header>
      <details>
        <summary>{t('settings.packs.says', { count: size })}</summary>
        <PackTexts pack={pack} without={(use?.without ?? []) as string[]} settings={settings} />
      </details>
    </li>
  )
}

/** What a pack says, and which law says so. */
function PackTexts({
  pack,
  without,
  settings,
}: {
  pack: RulePack
  without: readonly string[]
  settings: PlanSettingsReply
}) {
  const { t, i18n } = useTranslation()
  const ruleWords = useRuleWords(settings)
  const texts = [
    ...pack.rules.map((rule) => ({
      ...rule,
      severity: ruleWords.severityOf(rule),
      figures: ruleWords.figures(rule),
      dates: ruleWords.dates(rule),
    })),
    ...pack.contractTerms.map((term) => ({ ...term, severity: undefined, figures: '', dates: '' })),
    ...pack.predictabilityPay.map((law) => ({
      ...law,
      severity: 'pay' as const,
      figures: '',
      dates: ruleWords.dates({ ...law }),
    })),
  ]
  return (
    <ul className="pack-texts">
      {texts.map((text) => (
        <li key={text.id} data-out={without.includes(text.id)}>
          <strong>{localName(text, i18n.language)}</strong>
          {text.severity && <SeverityChip severity={text.severity} />}
          {without.includes(text.id) && <span className="chip">{t('settings.packs.leftOut')}</span>}
          <span className="soft">
            {[text.figures, text.source, text.dates].filter((part) => part !== '').join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
