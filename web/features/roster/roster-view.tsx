import './roster.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import type { RunRoster } from '../../../server/contracts/run-result.ts'
import { Answer } from '../../components/answer.tsx'
import { Download } from '../../components/download.tsx'
import { Picker } from '../../components/picker.tsx'
import { DayChoice, WeekChoice } from '../../components/week-controls.tsx'
import { rosterQuery } from '../../lib/queries.ts'
import { useRoute } from '../../lib/route.ts'
import { shownWeek, sum } from '../../lib/week-grid.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import { Board } from './board.tsx'
import { DayHeads, HourHeads } from './board-heads.tsx'
import { type CellPlace, personFrom } from './board-keys.ts'
import {
  type BoardFilter,
  boardRows,
  dayHours,
  dayOfShift,
  filterRows,
  NO_FILTER,
  personRows,
  rosterOfDays,
} from './board-rows.ts'
import type { Scene } from './paint.ts'
import { PrintedRoster } from './printed-roster.tsx'
import { ShiftLegend } from './shift-legend.tsx'
import { ShiftPanel } from './shift-panel.tsx'

/** Who works when, a week at a time. */
export function RosterView({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { data: whole } = useSuspenseQuery(rosterQuery(run.id))
  const { day, week } = useRoute()
  const [firstDay] = shownWeek(whole.days, { day, week })
  const roster = useMemo(() => rosterOfDays(whole, shownWeek(whole.days, { day: firstDay })), [whole, firstDay])
  const { groups } = usePlan()
  const [filter, setFilter] = useState(NO_FILTER)
  const [cell, setCell] = useState<CellPlace>({ row: 1, column: 0 })
  const everybody = useMemo(() => personRows(roster), [roster])
  const people = useMemo(() => filterRows(everybody, filter), [everybody, filter])
  const rows = useMemo(
    () =>
      boardRows(
        people,
        groups.map(({ id }) => id),
      ),
    [people, groups],
  )
  const dayIndex = roster.days.indexOf(day ?? '')
  const scene = useMemo<Scene>(
    () => (dayIndex < 0 ? { kind: 'week' } : { kind: 'day', day: dayIndex, ...dayHours(people, dayIndex) }),
    [dayIndex, people],
  )
  // A filter can take the row away that the focus was on.
  const row = rows[cell.row]?.kind === 'person' ? cell.row : (personFrom(rows, 0, 1) ?? 0)
  const column = scene.kind === 'week' ? cell.column : 0
  const person = rows[row]
  const setFilterPart = (part: Partial<BoardFilter>) => setFilter({ ...filter, ...part })

  return (
    <>
      <RosterAnswer roster={roster} day={dayIndex < 0 ? undefined : day} />
      <div className="toolbar">
        <WeekChoice days={whole.days} shown={roster.days} />
        <DayChoice days={roster.days} day={dayIndex < 0 ? undefined : day} withWeek />
        <span className="spacer" />
        <button type="button" className="quiet" onClick={() => window.print()}>
          {t('roster.print')}
        </button>
        <Download runId={run.id} file="roster.csv" />
      </div>
      <div className="toolbar">
        <RosterFilter filter={filter} onChange={setFilterPart} />
        <span className="spacer" />
        <ShiftLegend roster={roster} />
      </div>
      {people.length === 0 ? (
        <p className="empty">{t('roster.nobody')}</p>
      ) : (
        <div className="roster-desk">
          <Board
            label={t('roster.boardLabel', { count: people.length })}
            scene={scene}
            rows={rows}
            heads={
              scene.kind === 'week' ? (
                <DayHeads days={roster.days} people={people} />
              ) : (
                <HourHeads fromHour={scene.fromHour} toHour={scene.toHour} />
              )
            }
            columns={scene.kind === 'week' ? roster.days.length : 1}
            cell={{ row, column }}
            onCell={setCell}
          />
          {person?.kind === 'person' && (
            <ShiftPanel row={person} days={roster.days} day={scene.kind === 'week' ? column : scene.day} />
          )}
        </div>
      )}
      <PrintedRoster roster={roster} people={people} />
    </>
  )
}

/** Of the whole week, or of the day that is looked at. */
function RosterAnswer({ roster, day }: { roster: RunRoster; day: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = roster.assignments.filter((shift) => day === undefined || dayOfShift(shift) === day)
  return (
    <Answer question={t('roster.question')}>
      {t(day === undefined ? 'roster.answer' : 'roster.answerDay', {
        day: day === undefined ? '' : format.day(day),
        count: new Set(shown.map(({ employeeId }) => employeeId)).size,
        people: format.number(roster.employees.length),
        shifts: format.number(shown.length),
        hours: format.number(sum(shown.map(({ paidMinutes }) => paidMinutes)) / 60),
      })}
    </Answer>
  )
}

function RosterFilter({ filter, onChange }: { filter: BoardFilter; onChange: (part: Partial<BoardFilter>) => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const { groups, queues } = usePlan()
  return (
    <>
      <Picker
        label={t('roster.group')}
        value={filter.group}
        options={[
          { value: '', label: t('roster.allGroups') },
          ...groups.map(({ id }) => ({ value: id, label: names.group(id) })),
        ]}
        onChange={(group) => onChange({ group })}
      />
      <Picker
        label={t('controls.queue')}
        value={filter.queue}
        options={[
          { value: '', label: t('controls.allQueues') },
          ...queues.map(({ id }) => ({ value: id, label: names.queue(id) })),
        ]}
        onChange={(queue) => onChange({ queue })}
      />
      <label className="picker">
        <span>{t('roster.name')}</span>
        <input type="search" value={filter.text} onChange={(event) => onChange({ text: event.target.value })} />
      </label>
    </>
  )
}
