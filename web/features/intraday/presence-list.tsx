import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunRoster } from '../../../server/contracts/run-result.ts'
import { Choice } from '../../components/choice.tsx'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { wallClockIn } from '../../lib/published-roster.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import type { Presence } from './presence.ts'

const CHOICES = ['all', 'working', 'onBreak', 'starting', 'ending'] as const
type PresenceChoice = (typeof CHOICES)[number]

const isOf = (choice: PresenceChoice, { state, endsSoon }: Presence): boolean =>
  choice === 'all' || (choice === 'ending' ? endsSoon : state === choice)

const TONES = { working: 'good', onBreak: 'warn', starting: 'work' } as const

interface PresenceListProps {
  readonly roster: RunRoster
  readonly presences: readonly Presence[]
  readonly moment: number
}

/** Who is on shift, on break, about to start or to end; found by name, number, group or queue. */
export function PresenceList({ roster, presences, moment }: PresenceListProps) {
  const { t } = useTranslation()
  const [choice, setChoice] = useState<PresenceChoice>('all')
  const [words, setWords] = useState('')
  const searchText = useSearchText(roster)
  const { zone } = usePlan()
  const asked = words.trim().toLowerCase()
  const shown = presences.filter((presence) => isOf(choice, presence) && searchText(presence).includes(asked))
  const table = () => ({
    head: ['employee', 'state', 'until', 'ends_within_the_hour', 'start', 'end', 'template', 'queues'],
    rows: shown.map(({ assignment: { employeeId, start, end, templateId, queueIds }, state, until, endsSoon }) => [
      ...[employeeId, state, until, endsSoon ? 1 : 0, start, end, templateId, queueIds.join('|')],
    ]),
  })
  return (
    <section className="panel presence-list">
      <header className="panel-head">
        <h2>{t('intraday.who')}</h2>
        <span className="at-end">
          <CsvButton file={`on-shift-${wallClockIn(zone, moment).replace(':', '')}.csv`} table={table} />
        </span>
      </header>
      <div className="toolbar">
        <Choice
          label={t('intraday.who')}
          value={choice}
          options={CHOICES.map((value) => ({
            value,
            label: t(`intraday.state.${value}`, {
              count: presences.filter((presence) => isOf(value, presence)).length,
            }),
          }))}
          onChange={setChoice}
        />
        <label className="picker">
          <span>{t('intraday.find')}</span>
          <input type="search" value={words} onChange={({ target }) => setWords(target.value)} />
        </label>
      </div>
      {shown.length === 0 ? (
        <p className="empty">{t(presences.length === 0 ? 'intraday.nobody' : 'intraday.nobodyFound')}</p>
      ) : (
        <PresenceTable presences={shown} />
      )}
    </section>
  )
}

function PresenceTable({ presences }: { presences: readonly Presence[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <DataTable
      caption={t('intraday.who')}
      rows={presences}
      rowKey={({ assignment }) => assignment.employeeId + assignment.start}
      columns={[
        {
          key: 'person',
          head: t('intraday.person'),
          cell: ({ assignment: { employeeId } }) => (
            <>
              {names.employee(employeeId)} <span className="soft">{employeeId}</span>
            </>
          ),
        },
        {
          key: 'state',
          head: t('intraday.stateHead'),
          cell: ({ state, until, endsSoon, assignment }) => (
            <>
              <span className="chip" data-tone={TONES[state]}>
                {t(`intraday.is.${state}`)}
              </span>{' '}
              {t(`intraday.until.${state === 'working' && until !== assignment.end ? 'break' : state}`, {
                time: format.time(until),
              })}
              {endsSoon &&
                state === 'onBreak' &&
                ` · ${t('intraday.until.working', { time: format.time(assignment.end) })}`}
            </>
          ),
        },
        {
          key: 'shift',
          head: t('intraday.shift'),
          cell: ({ assignment: { start, end, templateId } }) =>
            `${format.time(start)}–${format.time(end).replace('00:00', '24:00')} ${names.template(templateId)}`,
        },
        {
          key: 'queues',
          head: t('intraday.serves'),
          cell: ({ assignment: { queueIds } }) => queueIds.map(names.queue).join(t('controls.listComma')),
        },
      ]}
    />
  )
}

/** What a person is found by, in lower case. */
function useSearchText({ employees }: RunRoster): (presence: Presence) => string {
  const names = useNames()
  const groups = new Map(employees.map(({ id, group }) => [id, names.group(group)]))
  return ({ assignment: { employeeId, queueIds } }) =>
    [employeeId, names.employee(employeeId), groups.get(employeeId) ?? '', ...queueIds.map(names.queue)]
      .join(' ')
      .toLowerCase()
}
