import { useTranslation } from 'react-i18next'
import type { TeamPeople } from '../../../server/contracts/team.ts'
import { Picker } from '../../components/picker.tsx'
import { localName } from '../../lib/format.ts'
import { addDays } from '../../lib/planning-week.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { useFormat } from '../../lib/workspace.ts'

interface TeamToolbarProps {
  readonly team: TeamPeople
  /** First day of the week that is shown, and today. */
  readonly first: string
  readonly today: string
}

/** Which week, and whom of the team. */
export function TeamToolbar({ team, first, today }: TeamToolbarProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const route = useRoute()
  const isThisWeek = today >= first && today < addDays(first, 7)
  const go = (week: string | undefined) => navigate({ week, day: undefined }, { replace: true })
  return (
    <div className="toolbar team-toolbar">
      <div className="week-turner">
        <button type="button" className="quiet" aria-label={t('team.before')} onClick={() => go(addDays(first, -7))}>
          ‹
        </button>
        <strong>{format.week(first)}</strong>
        <button type="button" className="quiet" aria-label={t('team.after')} onClick={() => go(addDays(first, 7))}>
          ›
        </button>
      </div>
      <button type="button" className="quiet" disabled={isThisWeek} onClick={() => go(undefined)}>
        {t('team.thisWeek')}
      </button>
      {team.groups.length > 1 && (
        <Picker
          label={t('team.group')}
          value={route.group ?? ''}
          options={[
            { value: '', label: t('team.everyGroup') },
            ...team.groups.map(({ id, name }) => ({ value: id, label: localName({ id, name }, i18n.language) })),
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
      <button type="button" className="quiet at-end" onClick={() => window.print()}>
        {t('team.print')}
      </button>
    </div>
  )
}
