import { useTranslation } from 'react-i18next'
import type { SettingsItem } from '../../../server/contracts/settings.ts'
import { Answer } from '../../components/answer.tsx'
import { ItemDialog } from './item-dialog.tsx'
import { PeopleTable } from './people-table.tsx'
import { editingPerson } from './person-draft.ts'
import { PersonForm } from './person-form.tsx'
import { ADDED, type SectionProps } from './section-props.ts'
import { TermsPanels } from './terms-panels.tsx'
import { stringAt, useSettingWords } from './use-setting-words.ts'
import { usesOf } from './uses.ts'

/** Who works, on which terms, and what they can serve. */
export function PeopleSection({ settings, item, onOpen, onDone }: SectionProps) {
  const { t } = useTranslation()
  const { people, groups, queues, availability } = settings.sections
  const open = people.find((person) => person.item === item)
  return (
    <>
      <Answer question={t('settings.people.question')}>
        {t('settings.people.answer', {
          count: people.length,
          groups: t('settings.people.groups', { count: groups.length }),
          queues: t('settings.people.queues', { count: queues.length }),
          days: t('settings.people.days', { count: new Set(availability.map(({ value }) => value.employee)).size }),
        })}
      </Answer>
      <PeopleTable settings={settings} onOpen={onOpen} onDone={onDone} />
      <TermsPanels settings={settings} item={item} onOpen={onOpen} onDone={onDone} />
      {(open || item === ADDED) && (
        <PersonDialog key={item} open={open} settings={settings} onOpen={onOpen} onDone={onDone} />
      )}
    </>
  )
}

type PersonDialogProps = Omit<SectionProps, 'item'> & { readonly open: SettingsItem | undefined }

function PersonDialog({ open, settings, onOpen, onDone }: PersonDialogProps) {
  const { t } = useTranslation()
  const words = useSettingWords(settings)
  const editing = editingPerson(open?.item)
  const { groups, contracts, queues } = settings.sections
  const fresh = {
    value: { group: groups[0]?.item, contract: contracts[0]?.item, skills: `${queues[0]?.item}:1` },
  }
  const name = open && (stringAt(open.value, 'name') || open.item)
  return (
    <ItemDialog
      title={name ?? t('settings.people.add')}
      settings={settings}
      editing={editing}
      first={editing.read(settings) ?? fresh}
      uses={open ? words.uses(usesOf(settings, 'person', open.item)) : []}
      removalNote={t('settings.people.removeAsk')}
      onClose={() => onOpen(undefined)}
      onDone={(how) => onDone(name ?? t('settings.people.added'), how)}
    >
      {() => <PersonForm settings={settings} isNew={!open} />}
    </ItemDialog>
  )
}
