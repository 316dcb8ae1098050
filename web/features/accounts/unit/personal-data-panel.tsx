import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Erasure, PersonalData } from '../../../../server/contracts/personal-data.ts'
import { saveFile } from '../../../lib/csv-file.ts'
import { mayInUnit, useMe } from '../../../lib/me.ts'
import { teamPeopleQuery } from '../../../lib/team-queries.ts'
import { exportPerson } from '../../../lib/unit-queries.ts'
import { EraseSheet } from './erase-sheet.tsx'
import { PersonProblem } from './person-problem.tsx'

/** Everything that is stored of one person, to be handed over or erased. */
export function PersonalDataPanel({ unitId }: { unitId: string }) {
  const { t } = useTranslation()
  const [employeeId, setEmployeeId] = useState('')
  const [isErasing, setIsErasing] = useState(false)
  const [erased, setErased] = useState<Erasure>()
  const nameOf = usePersonNames(unitId)
  const id = employeeId.trim()
  const take = useMutation({
    mutationFn: () => exportPerson(unitId, id),
    onSuccess: (data) => saveFile(`personal-data-${id}.json`, JSON.stringify(data, undefined, 2), 'application/json'),
  })
  const choose = (chosen: string) => {
    take.reset()
    setErased(undefined)
    setEmployeeId(chosen)
  }
  return (
    <section className="panel">
      <h2>{t('unitRules.personal')}</h2>
      <p className="soft">{t('unitRules.personalHint')}</p>
      <PersonField value={employeeId} nameOf={nameOf} onChange={choose} />
      <div className="toolbar">
        <button type="button" className="quiet" disabled={id === '' || take.isPending} onClick={() => take.mutate()}>
          {t('unitRules.export')}
        </button>
        <button type="button" className="danger" disabled={id === ''} onClick={() => setIsErasing(true)}>
          {t('unitRules.erase')}
        </button>
      </div>
      <PersonProblem error={take.error} employeeId={id} />
      <p role="status" className="account-done">
        {erased ? <ErasedWords erasure={erased} /> : take.data && <ExportedWords data={take.data} />}
      </p>
      {isErasing && (
        <EraseSheet
          unitId={unitId}
          employeeId={id}
          name={nameOf.get(id) ?? id}
          onErased={setErased}
          onClose={() => setIsErasing(false)}
        />
      )}
    </section>
  )
}

/** Names of the unit's people by id; empty for who may not see the team. */
function usePersonNames(unitId: string): ReadonlyMap<string, string> {
  const me = useMe()
  const { data } = useQuery({ ...teamPeopleQuery(unitId), enabled: mayInUnit(me, 'team.view', unitId) })
  return new Map(data?.people.map(({ employeeId, name }) => [employeeId, name]))
}

interface PersonFieldProps {
  readonly value: string
  readonly nameOf: ReadonlyMap<string, string>
  readonly onChange: (employeeId: string) => void
}

/** By id: people who have left the plans are found by it too. */
function PersonField({ value, nameOf, onChange }: PersonFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <label className="account-field">
      <span>{t('unitRules.person')}</span>
      <input
        list={id}
        maxLength={64}
        autoComplete="off"
        value={value}
        aria-describedby={`${id}-name`}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={id}>
        {Array.from(nameOf, ([employeeId, name]) => (
          <option key={employeeId} value={employeeId}>
            {name}
          </option>
        ))}
      </datalist>
      <span id={`${id}-name`} className="soft">
        {nameOf.get(value.trim()) ?? t('unitRules.personHint')}
      </span>
    </label>
  )
}

function ExportedWords({ data }: { data: PersonalData }) {
  const { t } = useTranslation()
  const { employeeId, planRows, shifts, requests, notes, actions } = data
  const counts = {
    ...{ planRows: planRows.length, shifts: shifts.length, requests: requests.length },
    ...{ notes: notes.length, actions: actions.length },
  }
  return t(data.account ? 'unitRules.exportedWithAccount' : 'unitRules.exported', { id: employeeId, ...counts })
}

function ErasedWords({ erasure }: { erasure: Erasure }) {
  const { t } = useTranslation()
  const { employeeId, plans, results, unreadablePlans, hadAccount } = erasure
  return [
    t('unitRules.erased', { id: employeeId, plans, results }),
    hadAccount && t('unitRules.erasedAccount'),
    unreadablePlans > 0 && t('unitRules.erasedUnread', { count: unreadablePlans }),
  ]
    .filter(Boolean)
    .join(t('controls.sentenceGap'))
}
