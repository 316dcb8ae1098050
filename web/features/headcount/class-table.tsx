import { useTranslation } from 'react-i18next'
import type { HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { useFormat } from '../../lib/workspace.ts'
import { FigureTable } from './figure-table.tsx'
import { useHeadcountNames } from './use-headcount-words.ts'

/** People to ask for, and those booked, by the day on which they must be asked for. */
export function ClassTable({ plan }: { plan: HeadcountPlan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useHeadcountNames(plan)
  const classes = plan.classes.toSorted((a, b) => (a.requestBy < b.requestBy ? -1 : a.requestBy > b.requestBy ? 1 : 0))
  const dates = (['requestBy', 'startsOn', 'rampCompleteOn'] as const).map((key) => ({
    key,
    head: t(`headcount.column.${key}`),
    cell: (row: (typeof classes)[number]) => format.wallClock(row[key]),
    raw: (row: (typeof classes)[number]) => row[key],
  }))
  return (
    <>
      <FigureTable
        title={t('headcount.classes.title')}
        hint={t('headcount.classes.hint')}
        file="headcount-classes.csv"
        empty={t('headcount.classes.none')}
        rows={classes}
        rowKey={(row) => `${row.groupId} ${row.startsOn} ${row.isBooked}`}
        columns={[
          {
            key: 'group',
            head: t('roster.group'),
            cell: ({ groupId }) => names.group(groupId),
            raw: ({ groupId }) => names.group(groupId),
          },
          {
            key: 'people',
            head: t('headcount.column.people'),
            numeric: true,
            cell: ({ people }) => format.number(people, 1),
            raw: ({ people }) => people,
          },
          ...dates,
          {
            key: 'kind',
            head: t('headcount.column.standing'),
            cell: ({ isBooked }) => t(isBooked ? 'headcount.classes.booked' : 'headcount.classes.toAsk'),
            raw: ({ isBooked }) => t(isBooked ? 'headcount.classes.booked' : 'headcount.classes.toAsk'),
          },
          {
            key: 'cost',
            head: t('headcount.column.hiringCost'),
            numeric: true,
            cell: ({ cost }) => format.money(cost),
            raw: ({ cost }) => cost,
          },
        ]}
      />
      {plan.transfers.length > 0 && <TransferTable plan={plan} />}
    </>
  )
}

function TransferTable({ plan }: { plan: HeadcountPlan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { group } = useHeadcountNames(plan)
  return (
    <FigureTable
      title={t('headcount.transfers.title')}
      file="headcount-transfers.csv"
      empty=""
      rows={plan.transfers}
      rowKey={(row) => `${row.fromGroupId} ${row.toGroupId} ${row.on}`}
      columns={[
        {
          key: 'from',
          head: t('headcount.transfers.from'),
          cell: (row) => group(row.fromGroupId),
          raw: (row) => group(row.fromGroupId),
        },
        {
          key: 'to',
          head: t('headcount.transfers.to'),
          cell: (row) => group(row.toGroupId),
          raw: (row) => group(row.toGroupId),
        },
        { key: 'on', head: t('headcount.transfers.on'), cell: ({ on }) => format.wallClock(on), raw: ({ on }) => on },
        {
          key: 'people',
          head: t('headcount.column.people'),
          numeric: true,
          cell: ({ people }) => format.number(people, 1),
          raw: ({ people }) => people,
        },
        {
          key: 'cost',
          head: t('headcount.column.cost'),
          numeric: true,
          cell: ({ cost }) => format.money(cost),
          raw: ({ cost }) => cost,
        },
      ]}
    />
  )
}
