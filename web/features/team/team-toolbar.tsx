import { useTranslation } from 'react-i18next'
import type { TeamPeople } from '../../../server/contracts/team.ts'
import { TeamFilters } from '../../components/team-filters.tsx'
import { addDays } from '../../lib/planning-week.ts'
import { navigate } from '../../lib/route.ts'
import { useFormat } from '../../lib/workspace.ts'

interface TeamToolbarProps {
  readonly team: TeamPeople
  /** First day of the week that is shown, and today. */
  readonly first: string
  readonly today: string
}

/** Which week, and whom of the team. */
export function TeamToolbar({ team, first, today }: TeamToolbarProps) {
  const { t } = useTranslation()
  const format = useFormat()
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
      <TeamFilters groups={team.groups} />
      <button type="button" className="quiet at-end" onClick={() => window.print()}>
        {t('team.print')}
      </button>
    </div>
  )
}
