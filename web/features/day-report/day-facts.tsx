import { useTranslation } from 'react-i18next'
import type { DayReport } from '../../../server/contracts/day-report.ts'
import { useFormat } from '../../lib/workspace.ts'
import { Fact, known } from './fact.tsx'

/** Agents and money of the day: needed, scheduled and there. */
export function DayFacts({ report: { total, presence, cost } }: { report: DayReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { needed, neededForWhatCame, scheduled, expected, present } = total.staffing
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('dayReport.agentsTitle')}</h2>
      </header>
      <dl className="report-facts">
        <Fact
          name={t('dayReport.neededHours')}
          value={format.hours(needed)}
          note={t('dayReport.neededForWhatCame', { hours: known(neededForWhatCame, format.hours) })}
        />
        <Fact
          name={t('dayReport.scheduledHours')}
          value={format.hours(scheduled)}
          note={t('dayReport.expectedHours', { hours: format.hours(expected) })}
        />
        <Fact
          name={t('dayReport.presentHours')}
          value={known(present, format.hours)}
          note={
            presence
              ? t(
                  presence.reported < presence.people ? 'dayReport.estimatedFromReported' : 'dayReport.peopleReported',
                  { reported: presence.reported, people: presence.people },
                )
              : undefined
          }
        />
        <Fact
          name={t('dayReport.adherence')}
          value={known(presence?.adherence ?? null, format.percent)}
          note={presence ? t('dayReport.grace', { minutes: presence.graceMinutes }) : t('dayReport.noStatesNote')}
        />
        <Fact
          name={t('dayReport.occupancy')}
          value={known(presence?.occupancy ?? null, format.percent)}
          note={t('dayReport.occupancyNote')}
        />
        {cost && (
          <Fact
            name={t('dayReport.wages')}
            value={format.money(cost.wages)}
            note={t('dayReport.paidHours', {
              hours: format.hours(cost.paidHours),
              premiums: format.money(cost.overtime + cost.premiums),
            })}
          />
        )}
      </dl>
    </section>
  )
}
