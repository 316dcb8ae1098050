import { useTranslation } from 'react-i18next'
import type { SettingsItem, SettingsValue } from '../../../server/contracts/settings.ts'
import { RULE_PACKS } from '../../../solver/domain/rule-packs.ts'
import { Answer } from '../../components/answer.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { editingById } from './draft.ts'
import { ItemDialog } from './item-dialog.tsx'
import { PackDialog } from './pack-dialog.tsx'
import { PackList } from './pack-list.tsx'
import { RuleForm } from './rule-form.tsx'
import { ADDED, type SectionProps } from './section-props.ts'
import { SeverityChip } from './severity-chip.tsx'
import { useRuleWords } from './use-rule-words.ts'
import { useSettingWords } from './use-setting-words.ts'

const NEW_RULE: SettingsValue = { kind: 'minRestBetweenShifts', minMinutes: 660, source: 'company' }
/** Before the id of a pack that is open. */
const PACK = 'pack:'

/** What the roster keeps to: laws, and what was agreed. */
export function RulesSection({ settings, item, onOpen, onDone }: SectionProps) {
  const { t } = useTranslation()
  const words = useSettingWords(settings)
  const ruleWords = useRuleWords(settings)
  const { workRules, rulePacks } = settings.sections
  const used = RULE_PACKS.filter(({ id }) => id === 'basic' || rulePacks.some((pack) => pack.item === id))
  const rules: readonly SettingsValue[] = [
    ...workRules.map(({ value }) => value),
    ...used.flatMap((pack): SettingsValue[] => [...pack.rules]),
  ]
  const count = (severity: string) => rules.filter((rule) => ruleWords.severityOf(rule) === severity).length
  const open = workRules.find((rule) => rule.item === item)
  const pack = RULE_PACKS.find(({ id }) => `${PACK}${id}` === item)
  return (
    <>
      <Answer question={t('settings.rules.question')}>
        {t('settings.rules.answer', {
          hard: count('hard'),
          soft: count('soft'),
          pay: count('pay'),
          count: rulePacks.length,
        })}
      </Answer>
      <section className="panel">
        <header className="panel-head">
          <h2>{t('settings.rules.own')}</h2>
          <span className="at-end">
            <OnlyWith right="plan.edit">
              <button type="button" className="quiet" onClick={() => onOpen(ADDED)}>
                {t('settings.rules.add')}
              </button>
            </OnlyWith>
          </span>
        </header>
        <RuleTable settings={settings} onOpen={onOpen} />
      </section>
      <PackList settings={settings} onOpen={(id) => onOpen(`${PACK}${id}`)} />
      {(open || item === ADDED) && (
        <ItemDialog
          key={item}
          title={open ? t('settings.rules.titleOf', { name: words.nameOf(open) }) : t('settings.rules.add')}
          settings={settings}
          editing={editingById('workRules', open?.item)}
          first={open?.value ?? NEW_RULE}
          onClose={() => onOpen(undefined)}
          onDone={(how) => onDone(open ? words.nameOf(open) : t('settings.rules.added'), how)}
        >
          {(draft, setDraft) => <RuleForm draft={draft} setDraft={setDraft} settings={settings} isNew={!open} />}
        </ItemDialog>
      )}
      {pack && <PackDialog key={item} pack={pack} settings={settings} onOpen={onOpen} onDone={onDone} />}
    </>
  )
}

function RuleTable({ settings, onOpen }: Pick<SectionProps, 'settings' | 'onOpen'>) {
  const { t } = useTranslation()
  const words = useSettingWords(settings)
  const ruleWords = useRuleWords(settings)
  const columns: Column<SettingsItem>[] = [
    {
      ...{ key: 'name', head: t('settings.rule.name') },
      cell: (rule) => (
        <button type="button" className="plain" onClick={() => onOpen(rule.item)}>
          {words.nameOf(rule)}
        </button>
      ),
    },
    { key: 'kind', head: t('settings.rule.kindField'), cell: ({ value }) => ruleWords.kind(value.kind) },
    {
      ...{ key: 'severity', head: t('settings.rule.severityField') },
      cell: ({ value }) => <SeverityChip severity={ruleWords.severityOf(value)} />,
    },
    {
      key: 'figures',
      head: t('settings.rule.figures'),
      cell: ({ value }) => <span className="table-prose">{ruleWords.figures(value) || '–'}</span>,
    },
    { key: 'scope', head: t('settings.rule.scopeHead'), cell: ({ value }) => ruleWords.scope(value) },
    { key: 'dates', head: t('settings.rule.dates'), cell: ({ value }) => ruleWords.dates(value) || '–' },
  ]
  const rules = settings.sections.workRules
  if (rules.length === 0) return <p className="empty">{t('settings.rules.none')}</p>
  return <DataTable caption={t('settings.rules.own')} rows={rules} rowKey={({ item }) => item} columns={columns} />
}
