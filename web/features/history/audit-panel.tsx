import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AUDIT_ENTITIES, type AuditEntryReply } from '../../../server/contracts/audit.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Picker } from '../../components/picker.tsx'
import { type AuditFilter, auditQuery, auditVerificationQuery } from '../../lib/history-queries.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { dayStart } from './day-start.ts'
import { useActionWords } from './use-action-words.ts'

/** Who did what, when and why, and whether it is as it was written. */
export function AuditPanel() {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<AuditFilter>({})
  const [older, setOlder] = useState<string>()
  const { data } = useSuspenseQuery(
    auditQuery(useDeferredValue(older === undefined ? filter : { ...filter, before: older })),
  )
  const change = (next: AuditFilter) => {
    setOlder(undefined)
    setFilter({ ...filter, ...next })
  }
  return (
    <section className="panel">
      <div className="history-head">
        <h2>{t('history.part.audit')}</h2>
        <VerificationBadge />
      </div>
      <FilterFields filter={filter} entries={data.entries} onChange={change} />
      {data.entries.length === 0 ? (
        <p className="soft">{t('history.noEntries')}</p>
      ) : (
        <EntryTable entries={data.entries} />
      )}
      <div className="history-actions">
        {older !== undefined && (
          <button type="button" className="quiet" onClick={() => setOlder(undefined)}>
            {t('history.newest')}
          </button>
        )}
        {data.next !== null && (
          <button type="button" className="quiet" onClick={() => setOlder(data.next ?? undefined)}>
            {t('history.older')}
          </button>
        )}
      </div>
    </section>
  )
}

interface FilterFieldsProps {
  readonly filter: AuditFilter
  readonly entries: readonly AuditEntryReply[]
  readonly onChange: (filter: AuditFilter) => void
}

function FilterFields({ filter, entries, onChange }: FilterFieldsProps) {
  const { t } = useTranslation()
  const { zone } = usePlan()
  const nameOf = useServerWords()
  const people = new Map(entries.map(({ by, name }) => [by, nameOf(name)]))
  if (filter.actor && !people.has(filter.actor)) people.set(filter.actor, filter.actor)
  const all = { value: '', label: t('history.all') }
  const dayOf = (instant: string | undefined) => instant?.slice(0, 10) ?? ''
  return (
    <div className="history-filters">
      <Picker
        label={t('history.what')}
        value={filter.entity ?? ''}
        options={[all, ...AUDIT_ENTITIES.map((value) => ({ value, label: t(`history.entity.${value}`) }))]}
        onChange={(value) => onChange({ entity: value || undefined } as AuditFilter)}
      />
      <Picker
        label={t('history.who')}
        value={filter.actor ?? ''}
        options={[all, ...Array.from(people, ([value, label]) => ({ value, label }))]}
        onChange={(value) => onChange({ actor: value || undefined } as AuditFilter)}
      />
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className="picker">
          <span>{t(`history.${end}`)}</span>
          <input
            type="date"
            value={dayOf(filter[end])}
            onChange={({ target: { value } }) =>
              onChange({ [end]: value === '' ? undefined : dayStart(value, zone) } as AuditFilter)
            }
          />
        </label>
      ))}
    </div>
  )
}

function EntryTable({ entries }: { entries: readonly AuditEntryReply[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useActionWords()
  const nameOf = useServerWords()
  return (
    <DataTable
      caption={t('history.part.audit')}
      rows={entries}
      rowKey={({ unitId, sequence }) => `${unitId} ${sequence}`}
      columns={[
        { key: 'sequence', head: t('history.number'), cell: ({ sequence }) => sequence, numeric: true },
        { key: 'when', head: t('history.when'), cell: ({ at }) => format.moment(at) },
        { key: 'who', head: t('history.who'), cell: ({ name, isRule }) => `${nameOf(name)}${isRule ? ' *' : ''}` },
        { key: 'what', head: t('history.what'), cell: ({ action }) => words(action) },
        { key: 'why', head: t('history.why'), cell: ({ reason }) => reason ?? '' },
        {
          key: 'facts',
          head: t('history.facts'),
          cell: ({ detail, hash }) => (
            <details>
              <summary>{t('history.show')}</summary>
              <pre className="history-facts">{JSON.stringify(detail, undefined, 1)}</pre>
              <p className="soft">
                SHA-256 <code>{hash.slice(0, 16)}…</code>
              </p>
            </details>
          ),
        },
      ]}
    />
  )
}

/** Whether the chain of entries is whole; computed when it is asked for, for it reads all of them. */
function VerificationBadge() {
  const { t } = useTranslation()
  const [isAsked, setIsAsked] = useState(false)
  const { data, isFetching, error, refetch } = useQuery({ ...auditVerificationQuery, enabled: isAsked })
  const fault = data?.find((chain) => chain.fault)?.fault
  const count = data?.reduce((sum, { entries }) => sum + entries, 0) ?? 0
  const told = error
    ? t('history.notVerified')
    : fault
      ? t('history.faulty', { place: fault.sequence ?? fault.id, what: t(`history.fault.${fault.kind}`) })
      : data && t('history.verified', { count })
  return (
    <span className="history-actions">
      <span role="status">
        {told && (
          <span className="chip" data-tone={error ? 'warn' : fault ? 'bad' : 'good'}>
            {told}
          </span>
        )}
      </span>
      <button
        type="button"
        className="quiet"
        disabled={isFetching}
        onClick={() => (isAsked ? refetch() : setIsAsked(true))}
      >
        {t('history.verify')}
      </button>
    </span>
  )
}
