import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanSettingsReply, SettingsItem } from '../../../server/contracts/settings.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { OnlyWith } from '../../components/only-with.tsx'
import { Picker } from '../../components/picker.tsx'
import { navigate, useRoute } from '../../lib/route.ts'
import { useFormat } from '../../lib/workspace.ts'
import { PasteDialog } from './paste-dialog.tsx'
import { ADDED, type SectionProps } from './section-props.ts'
import { skillsFrom, wordsFrom } from './skills.ts'
import { stringAt, useSettingWords } from './use-setting-words.ts'

const PAGE = 50

/** People whose name, id or role has the words that are looked for. */
function peopleFound(people: readonly SettingsItem[], find: string, group: string): SettingsItem[] {
  const words = find
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return people.filter(({ item, value }) => {
    if (group !== '' && value.group !== group) return false
    const text = `${item} ${stringAt(value, 'name')} ${stringAt(value, 'roles')}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

export function PeopleTable({ settings, onOpen, onDone }: Omit<SectionProps, 'item'>) {
  const { t } = useTranslation()
  const { find = '', group = '' } = useRoute()
  const [page, setPage] = useState(0)
  const [isPasting, setIsPasting] = useState(false)
  const words = useSettingWords(settings)
  const found = peopleFound(settings.sections.people, find, group)
  const pages = Math.max(1, Math.ceil(found.length / PAGE))
  const shown = Math.min(page, pages - 1)
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('settings.section.people')}</h2>
        <input
          type="search"
          aria-label={t('settings.people.find')}
          placeholder={t('settings.people.find')}
          value={find}
          onChange={(event) => navigate({ find: event.target.value || undefined }, { replace: true })}
        />
        <Picker
          label={t('settings.person.group')}
          value={group}
          options={[{ value: '', label: t('settings.people.allGroups') }, ...words.options('groups')]}
          onChange={(value) => navigate({ group: value || undefined }, { replace: true })}
        />
        <span className="at-end">
          <button type="button" className="quiet" onClick={() => setIsPasting(true)}>
            {t('settings.paste.open')}
          </button>
          <OnlyWith right="plan.edit">
            <button type="button" className="quiet" onClick={() => onOpen(ADDED)}>
              {t('settings.people.add')}
            </button>
          </OnlyWith>
        </span>
      </header>
      <PeopleRows settings={settings} people={found.slice(shown * PAGE, (shown + 1) * PAGE)} onOpen={onOpen} />
      <footer className="setting-pages">
        <span role="status">
          {t('settings.people.shown', {
            from: found.length === 0 ? 0 : shown * PAGE + 1,
            to: Math.min(found.length, (shown + 1) * PAGE),
            count: found.length,
          })}
        </span>
        <button type="button" className="quiet" disabled={shown === 0} onClick={() => setPage(shown - 1)}>
          {t('settings.people.previous')}
        </button>
        <button type="button" className="quiet" disabled={shown === pages - 1} onClick={() => setPage(shown + 1)}>
          {t('settings.people.next')}
        </button>
      </footer>
      {isPasting && <PasteDialog settings={settings} onClose={() => setIsPasting(false)} onDone={onDone} />}
    </section>
  )
}

interface PeopleRowsProps {
  readonly settings: PlanSettingsReply
  readonly people: readonly SettingsItem[]
  readonly onOpen: SectionProps['onOpen']
}

function PeopleRows({ settings, people, onOpen }: PeopleRowsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useSettingWords(settings)
  const days = Map.groupBy(settings.sections.availability, ({ value }) => stringAt(value, 'employee'))
  const skills = (text: string) =>
    words.list(
      [...skillsFrom(text)].map(
        ([queue, speed]) =>
          `${words.nameIn('queues', queue)}${speed === '1' ? '' : ` ${format.percent(Number(speed), 0)}`}`,
      ),
    )
  const columns: Column<SettingsItem>[] = [
    {
      ...{ key: 'name', head: t('settings.name') },
      cell: ({ item, value }) => (
        <button type="button" className="plain" onClick={() => onOpen(item)}>
          {stringAt(value, 'name') || item}
        </button>
      ),
    },
    { key: 'id', head: t('settings.id'), cell: ({ item }) => item },
    {
      key: 'group',
      head: t('settings.person.group'),
      cell: ({ value }) => words.nameIn('groups', stringAt(value, 'group')),
    },
    { key: 'skills', head: t('settings.person.skills'), cell: ({ value }) => skills(stringAt(value, 'skills')) },
    {
      key: 'contract',
      head: t('settings.person.contract'),
      cell: ({ value }) => words.nameIn('contracts', stringAt(value, 'contract')),
    },
    {
      key: 'cost',
      head: t('settings.person.hourlyCost'),
      cell: ({ value }) => stringAt(value, 'hourly_cost'),
      numeric: true,
    },
    {
      ...{ key: 'restrictions', head: t('settings.restrictions') },
      cell: ({ value }) =>
        words.list(
          wordsFrom(stringAt(value, 'restrictions')).map((word) => t(`settings.restriction.${word as 'minor'}`)),
        ) || '–',
    },
    {
      key: 'roles',
      head: t('settings.roles'),
      cell: ({ value }) => words.list(wordsFrom(stringAt(value, 'roles'))) || '–',
    },
    { key: 'hired', head: t('settings.person.hiredOn'), cell: ({ value }) => stringAt(value, 'hired_on') || '–' },
    {
      key: 'days',
      head: t('settings.person.daysHead'),
      cell: ({ item }) => format.number(days.get(item)?.length ?? 0),
      numeric: true,
    },
  ]
  if (people.length === 0) return <p className="empty">{t('settings.people.none')}</p>
  return (
    <DataTable caption={t('settings.section.people')} rows={people} rowKey={({ item }) => item} columns={columns} />
  )
}
