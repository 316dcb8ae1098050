import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { GroupFigures, PersonFigures } from '../../../server/contracts/day-report.ts'
import { DataTable } from '../../components/data-table.tsx'
import { type FigureColumn, Figures } from '../../components/figures.tsx'
import { teamFiguresQuery } from '../../lib/day-report-queries.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { known } from './fact.tsx'

type Shared = Pick<GroupFigures & PersonFigures, 'scheduledHours' | 'onPositionHours' | 'occupancy' | 'adherence'>

/** Groups, and people among the figures: by their ids, and nobody is ranked. */
export function TeamFiguresPanel({ unitId, day }: { unitId: string; day: string }) {
  const { t } = useTranslation()
  const { data } = useSuspenseQuery(teamFiguresQuery(unitId, day))
  const { groups, people, eveningFrom } = data
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('dayReport.teamTitle')}</h2>
      </header>
      <DataTable
        caption={t('dayReport.teamTitle')}
        rows={groups}
        rowKey={({ groupId }) => groupId}
        columns={useGroupColumns(eveningFrom)}
      />
      <p className="report-note">{t('dayReport.teamNote', { minutes: data.graceMinutes })}</p>
      <Figures
        file={`team-figures-${day}.csv`}
        caption={t('dayReport.peopleTitle')}
        rows={people}
        rowKey={({ employeeId }) => employeeId}
        columns={usePeopleColumns(eveningFrom)}
      />
    </section>
  )
}

function useSharedColumns<Row extends Shared>(): FigureColumn<Row>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const figure = (key: keyof Shared, head: string, words: (value: number) => string): FigureColumn<Row> => ({
    ...{ key, head, numeric: true, raw: (row: Row) => row[key] },
    cell: (row) => known(row[key], words),
  })
  return [
    figure('scheduledHours', t('dayReport.scheduledOnPosition'), format.hours),
    figure('onPositionHours', t('dayReport.onPosition'), format.hours),
    figure('occupancy', t('dayReport.occupancy'), format.percent),
    figure('adherence', t('dayReport.adherence'), format.percent),
  ]
}

function useGroupColumns(eveningFrom: string): FigureColumn<GroupFigures>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const shared = useSharedColumns<GroupFigures>()
  const spread = (value: GroupFigures['evenings']) =>
    value ? t('dayReport.spread', { ...value, mean: format.number(value.mean, 1) }) : '–'
  return [
    {
      ...{ key: 'group', head: t('dayReport.group'), raw: ({ groupId }) => groupId },
      cell: ({ groupId }) => names.group(groupId),
    },
    {
      ...{ key: 'people', head: t('dayReport.people'), numeric: true, raw: ({ people }) => people },
      cell: ({ people }) => format.number(people),
    },
    ...shared,
    {
      ...{ key: 'evenings', head: t('dayReport.evenings', { time: eveningFrom }) },
      ...{ raw: ({ evenings }) => spread(evenings), cell: ({ evenings }) => <Spread words={spread(evenings)} /> },
    },
    {
      ...{ key: 'weekends', head: t('dayReport.weekends') },
      ...{ raw: ({ weekends }) => spread(weekends), cell: ({ weekends }) => <Spread words={spread(weekends)} /> },
    },
  ]
}

function usePeopleColumns(eveningFrom: string): FigureColumn<PersonFigures>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const shared = useSharedColumns<PersonFigures>()
  const count = (key: 'shifts' | 'evenings' | 'weekends', head: string): FigureColumn<PersonFigures> => ({
    ...{ key, head, numeric: true, raw: (person) => person[key], cell: (person) => format.number(person[key]) },
  })
  return [
    {
      ...{ key: 'id', head: t('dayReport.person'), raw: ({ employeeId }) => employeeId },
      cell: ({ employeeId, name }) => `${employeeId} ${name}`,
    },
    {
      ...{ key: 'group', head: t('dayReport.group'), raw: ({ groupId }) => groupId },
      cell: ({ groupId }) => names.group(groupId),
    },
    ...shared,
    count('shifts', t('dayReport.shifts')),
    count('evenings', t('dayReport.evenings', { time: eveningFrom })),
    count('weekends', t('dayReport.weekends')),
  ]
}

/** On one line, or the rows of a phone would be as high as these are narrow. */
const Spread = ({ words }: { words: string }) => <span className="report-span">{words}</span>
