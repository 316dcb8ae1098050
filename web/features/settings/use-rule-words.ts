import { useTranslation } from 'react-i18next'
import type { PlanSettingsReply, SettingsValue } from '../../../server/contracts/settings.ts'
import { WORK_RULE_KINDS, type WorkRuleKind } from '../../../solver/domain/work-rule.ts'
import { useFormat } from '../../lib/workspace.ts'
import { fieldsOf, type RuleField, severitiesOf } from './rule-fields.ts'
import { clockOf } from './shift-facts.ts'
import { useSettingWords } from './use-setting-words.ts'

export const isKind = (kind: unknown): kind is WorkRuleKind => WORK_RULE_KINDS.some((known) => known === kind)

/** Rules in the reader's words. */
export function useRuleWords(settings: PlanSettingsReply) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useSettingWords(settings)
  const valueWords = ({ shape }: RuleField, value: unknown): string => {
    switch (shape.form) {
      case 'words':
        return t(`settings.rule.word.${value as 'day'}`)
      case 'weekdays':
        return words.weekdays(value)
      case 'templates':
        return words.list((value as string[]).map((id) => words.nameIn('shiftTemplates', id)))
      case 'dates':
        return words.list(value as string[])
      case 'clock':
        return clockOf(Number(value))
      case 'check':
        return t(value ? 'settings.yes' : 'settings.no')
      case 'number':
        if (shape.unit === 'money') return format.money(Number(value))
        if (shape.unit === 'percent') return format.percent(Number(value))
        return shape.unit === 'minutes' ? minutes(Number(value)) : format.number(Number(value), 2)
      default:
        return String(value)
    }
  }
  const minutes = (count: number) =>
    count >= 120
      ? t('settings.hoursShown', { hours: format.number(count / 60, 2) })
      : t('settings.minutesShown', { minutes: format.number(count) })
  return {
    kind: (kind: unknown): string => (isKind(kind) ? t(`settings.rule.kind.${kind}`) : String(kind)),
    severityOf: (value: SettingsValue): 'hard' | 'soft' | 'pay' =>
      (value.severity as 'hard' | undefined) ?? (isKind(value.kind) ? severitiesOf(value.kind)[0]! : 'hard'),
    /** What a rule says in figures: each with its name. */
    figures: (value: SettingsValue): string =>
      isKind(value.kind)
        ? fieldsOf(value.kind)
            .filter(({ figure }) => value[figure] !== undefined)
            .map((field) => `${t(`settings.figure.${field.figure}`)} ${valueWords(field, value[field.figure])}`)
            .join(' · ')
        : '',
    dates: ({ validFrom, validTo }: SettingsValue): string =>
      [
        ...(validFrom === undefined ? [] : [t('targets.since', { date: format.wallClock(String(validFrom)) })]),
        ...(validTo === undefined ? [] : [t('targets.until', { date: format.wallClock(String(validTo)) })]),
      ].join(t('controls.sentenceGap')),
    /** Whom it binds. */
    scope: (value: SettingsValue): string => {
      const scope = Object.entries((value.appliesTo ?? {}) as Record<string, string[]>)
      const named = scope.map(([list, ids]) =>
        words.list(ids.map((id) => (list === 'groups' || list === 'contracts' ? words.nameIn(list, id) : id))),
      )
      return named.length === 0 ? t('settings.everybody') : named.join(' · ')
    },
  }
}
