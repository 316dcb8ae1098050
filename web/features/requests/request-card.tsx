import { useTranslation } from 'react-i18next'
import type { PersonRequest } from '../../../server/contracts/request.ts'
import type { TeamPeople } from '../../../server/contracts/team.ts'
import { RequestOutcome, RequestState } from '../../components/request-state.tsx'
import { localName } from '../../lib/format.ts'
import { isToDecide } from '../../lib/request-standing.ts'
import { useRequestWords } from '../../lib/use-request-words.ts'
import { useFormat } from '../../lib/workspace.ts'
import { DecideForm } from './decide-form.tsx'

interface RequestCardProps {
  readonly request: PersonRequest
  readonly team: TeamPeople
  readonly isExpanded: boolean
  readonly onToggle: () => void
}

/** A request in a line; opened, what it would do and the way to decide it. */
export function RequestCard({ request, team, isExpanded, onToggle }: RequestCardProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const named = (items: readonly { id: string; name: TeamPeople['groups'][number]['name'] }[]) => (id: string) =>
    localName(items.find((item) => item.id === id) ?? { id }, i18n.language)
  const person = (id: string) => team.people.find(({ employeeId }) => employeeId === id)?.name ?? id
  const told = useRequestWords({ template: named(team.templates), person })(request)
  const { id, employeeName, employeeId, groupId, askedAt, note } = request
  return (
    <li className="panel inbox-card" data-request={id}>
      <button
        type="button"
        className="inbox-head"
        aria-expanded={isExpanded}
        aria-controls={`request-${id}`}
        onClick={onToggle}
      >
        <span className="inbox-who">
          <strong>{employeeName}</strong>{' '}
          <span className="soft">{[employeeId, named(team.groups)(groupId)].join(' · ')}</span>
        </span>
        <span className="inbox-what">
          {told.what}
          <br />
          <span>{told.when}</span>
        </span>
        <RequestState request={request} />
      </button>
      {isExpanded && (
        <div id={`request-${id}`} className="inbox-body">
          <p className="soft">{t('request.askedAt', { when: format.moment(askedAt) })}</p>
          {note && <blockquote>{note}</blockquote>}
          <RequestOutcome request={request} format={format} />
          {isToDecide(request) && <DecideForm request={request} />}
          {request.state === 'asked' && request.kind === 'swap' && (
            <p className="soft">{t('inbox.waitsForColleague')}</p>
          )}
        </div>
      )}
    </li>
  )
}
