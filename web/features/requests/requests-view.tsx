import './requests.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type PersonRequest, REQUEST_KINDS } from '../../../server/contracts/request.ts'
import { Answer } from '../../components/answer.tsx'
import { Choice } from '../../components/choice.tsx'
import { Picker } from '../../components/picker.tsx'
import { TeamFilters } from '../../components/team-filters.tsx'
import { UnitPicker, useTeamUnit } from '../../components/unit-picker.tsx'
import { isToDecide } from '../../lib/request-standing.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { requestsQuery, teamPeopleQuery } from '../../lib/team-queries.ts'
import { foundRequests } from './found-requests.ts'
import { RequestCard } from './request-card.tsx'

const STANDINGS = ['open', 'decided'] as const

/** What people ask for, to be decided; and what was decided. */
export function RequestsView() {
  const { t } = useTranslation()
  const { unitId, units } = useTeamUnit('requests.decide')
  return (
    <>
      <UnitPicker units={units} unitId={unitId} />
      {unitId === undefined ? (
        <Answer question={t('inbox.question')}>{t('inbox.noUnit')}</Answer>
      ) : (
        <Inbox unitId={unitId} />
      )}
    </>
  )
}

function Inbox({ unitId }: { unitId: string }) {
  const { t } = useTranslation()
  const route = useRoute()
  const standing = STANDINGS.find((known) => known === route.as) ?? 'open'
  const { data: requests } = useSuspenseQuery(requestsQuery(unitId, standing === 'open' ? 'open' : 'all'))
  const { data: team } = useSuspenseQuery(teamPeopleQuery(unitId))
  const waiting = requests.filter(isToDecide).length
  const found = foundRequests(requests, { ...route, standing, kind: route.by })
  const expanded = route.item ?? (standing === 'open' ? found.find(isToDecide)?.id : undefined)
  return (
    <>
      <Answer question={t('inbox.question')} tone={waiting > 0 ? 'warn' : 'good'}>
        {waiting > 0 ? t('inbox.waiting', { count: waiting }) : t('inbox.nothing')}
      </Answer>
      <div className="toolbar">
        <Choice
          label={t('inbox.show')}
          value={standing}
          options={STANDINGS.map((value) => ({ value, label: t(`inbox.${value}`) }))}
          onChange={(as) => navigate({ as: as === 'open' ? undefined : as, item: undefined }, { replace: true })}
        />
        <Picker
          label={t('inbox.kind')}
          value={route.by ?? ''}
          options={[
            { value: '', label: t('inbox.everyKind') },
            ...REQUEST_KINDS.map((kind) => ({ value: kind, label: t(`request.kind.${kind}`) })),
          ]}
          onChange={(kind) => navigate({ by: kind === '' ? undefined : kind }, { replace: true })}
        />
        <TeamFilters groups={team.groups} />
      </div>
      {found.length === 0 && <p className="empty">{t(requests.length === 0 ? 'inbox.none' : 'inbox.noneFound')}</p>}
      <ul className="inbox">
        {found.map((request: PersonRequest) => (
          <RequestCard
            key={request.id}
            {...{ request, team }}
            isExpanded={request.id === expanded}
            onToggle={() => navigate({ item: request.id === expanded ? '-' : request.id }, { replace: true })}
          />
        ))}
      </ul>
    </>
  )
}
