import { useTranslation } from 'react-i18next'
import type {
  PlanSettingsReply,
  SettingsItem,
  SettingsSection,
  SettingsValue,
} from '../../../server/contracts/settings.ts'
import { localName } from '../../lib/format.ts'
import type { Option } from './fields.tsx'
import { useWeekdays } from './use-weekdays.ts'
import type { Use } from './uses.ts'

const NAMED = 3

/** Names and sentences of the settings in the reader's language. */
export function useSettingWords({ sections }: PlanSettingsReply) {
  const { t, i18n } = useTranslation()
  const weekday = useWeekdays()
  const list = (parts: readonly string[]) => parts.join(t('controls.listComma'))
  const nameOf = ({ item, value }: SettingsItem): string =>
    localName({ id: item, name: value.name as string | undefined }, i18n.language)
  const nameIn = (section: SettingsSection, id: string): string => {
    const found = sections[section].find(({ item }) => item === id)
    return found ? nameOf(found) : id
  }
  return {
    ...{ nameOf, nameIn, list, weekday },
    options: (section: SettingsSection): Option[] =>
      sections[section].map((each) => ({ value: each.item, label: nameOf(each) })),
    weekdays: (days: unknown): string =>
      Array.isArray(days) && days.length < 7 ? list(days.map(Number).toSorted().map(weekday)) : t('settings.everyDay'),
    uses: (uses: readonly Use[]): string[] =>
      uses.map(({ users, ids }) => {
        const some = list(ids.slice(0, NAMED))
        return t(`settings.uses.${users}`, {
          count: ids.length,
          ids: ids.length > NAMED ? t('settings.andMore', { some, count: ids.length - NAMED }) : some,
        })
      }),
    /** Roles that people have, and those that settings name. */
    roles: (): Option[] => {
      const ofPeople = sections.people.flatMap(({ value }) => String(value.roles ?? '').split('|'))
      const words = [...new Set(ofPeople.map((role) => role.trim()))].filter((role) => role !== '').toSorted()
      return words.map((role) => ({ value: role, label: role }))
    },
  }
}

export const stringAt = (value: SettingsValue, key: string): string => String(value[key] ?? '')
