import { useTranslation } from 'react-i18next'
import type { TeamPeople } from '../../server/contracts/team.ts'
import { localName } from '../lib/format.ts'
import { navigate, useRoute } from '../lib/route.ts'
import { Picker } from './picker.tsx'

/** Whom of a team a view shows, in the address: a group, and words of the name or the id. */
export function TeamFilters({ groups }: Pick<TeamPeople, 'groups'>) {
  const { t, i18n } = useTranslation()
  const route = useRoute()
  return (
    <>
      {groups.length > 1 && (
        <Picker
          label={t('team.group')}
          value={route.group ?? ''}
          options={[
            { value: '', label: t('team.everyGroup') },
            ...groups.map(({ id, name }) => ({ value: id, label: localName({ id, name }, i18n.language) })),
          ]}
          onChange={(group) => navigate({ group: group === '' ? undefined : group }, { replace: true })}
        />
      )}
      <label className="picker">
        <span>{t('team.find')}</span>
        <input
          type="search"
          value={route.find ?? ''}
          onChange={({ target }) => navigate({ find: target.value || undefined }, { replace: true })}
        />
      </label>
    </>
  )
}
