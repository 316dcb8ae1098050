import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamPeople, TeamPerson } from '../../../server/contracts/team.ts'
import { DaysForm } from '../../components/ask/days-form.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { localName } from '../../lib/format.ts'
import { ApproveAtOnce } from './approve-at-once.tsx'
import { useEnter } from './use-enter.ts'

interface PersonSheetProps {
  readonly team: TeamPeople
  readonly person: TeamPerson
  readonly mayDecide: boolean
  readonly today: string
  readonly onClose: () => void
}

/** A person of the team; who decides for them enters time off, availability and wishes here. */
export function PersonSheet({ team, person, mayDecide, today, onClose }: PersonSheetProps) {
  const { t, i18n } = useTranslation()
  const [approve, setApprove] = useState(false)
  const enter = useEnter(team.unitId, onClose)
  const { employeeId, name, groupId, site, vendor, zone } = person
  const group = team.groups.find(({ id }) => id === groupId)
  const facts = [
    [t('team.number'), employeeId],
    [t('team.group'), group && localName(group, i18n.language)],
    [t('team.site'), site],
    [t('team.vendor'), vendor],
    [t('team.zone'), zone],
  ] as const
  return (
    <Sheet title={name} onClose={onClose}>
      <dl className="team-facts">
        {facts.map(
          ([word, fact]) =>
            fact && (
              <div key={word}>
                <dt className="soft">{word}</dt>
                <dd>{fact}</dd>
              </div>
            ),
        )}
      </dl>
      {mayDecide && (
        <>
          <h3>{t('team.enter')}</h3>
          <DaysForm
            templates={team.templates}
            days={[today]}
            isSending={enter.isPending}
            error={enter.error}
            onSend={(asks, note) => enter.mutate(asks.map((ask) => ({ employeeId, note, approve, ask })))}
          >
            <ApproveAtOnce isOn={approve} onChange={setApprove} />
          </DaysForm>
        </>
      )}
    </Sheet>
  )
}
