import { useTranslation } from 'react-i18next'
import type { PublishedShift, TeamPerson } from '../../../server/contracts/team.ts'
import { ShiftTimes } from '../../components/shift-lines.tsx'
import { createFormat, type Format, localName } from '../../lib/format.ts'
import { useFormat } from '../../lib/workspace.ts'
import { daysOf, type TeamCell, type TeamRow, type teamGrid } from './team-grid.ts'

const SHIFT_COLOURS = 8

interface TeamTableProps {
  readonly groups: ReturnType<typeof teamGrid>
  readonly first: string
  readonly today: string
  readonly currency: string
  /** Ids in the order of the plan, by which they are coloured. */
  readonly templates: readonly string[]
  readonly onPerson: (person: TeamPerson) => void
  readonly onShift: (person: TeamPerson, shift: PublishedShift) => void
}

/** A week: a person a line, a day a column; names stay in sight while days are scrolled. */
export function TeamTable(props: TeamTableProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { groups, first, today, currency } = props
  const days = daysOf(first)
  const hasCosts = groups.some(({ rows }) => rows.some(({ paidCost }) => paidCost !== null))
  const money = createFormat(i18n.language, 'UTC', currency).money
  if (groups.length === 0) return <p className="empty">{t('team.nobody')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
    <section className="panel table-frame team-frame" aria-label={t('team.table')} tabIndex={0}>
      <table className="team-table">
        <caption className="hidden-text">{t('team.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('team.person')}</th>
            {days.map((day) => (
              <th key={day} scope="col" aria-current={day === today ? 'date' : undefined}>
                {format.day(day)}
              </th>
            ))}
            <th scope="col" className="numeric">
              {t('team.hours')}
            </th>
            {hasCosts && (
              <th scope="col" className="numeric">
                {t('team.cost')}
              </th>
            )}
          </tr>
        </thead>
        {groups.map(({ group, rows }) => (
          <tbody key={group.id}>
            <tr className="team-group">
              <th scope="rowgroup" colSpan={days.length + (hasCosts ? 3 : 2)}>
                <span>
                  {localName(group, i18n.language)}{' '}
                  <small>
                    {[group.site, group.vendor, t('team.people', { count: rows.length })].filter(Boolean).join(' · ')}
                  </small>
                </span>
              </th>
            </tr>
            {rows.map((row) => (
              <PersonRow key={row.person.employeeId} {...props} {...{ row, hasCosts, money, format }} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

interface PersonRowProps extends TeamTableProps {
  readonly row: TeamRow
  readonly hasCosts: boolean
  readonly money: Format['money']
  readonly format: Format
}

function PersonRow({ row, today, templates, hasCosts, money, format, onPerson, onShift }: PersonRowProps) {
  const { person, cells, paidMinutes, paidCost } = row
  return (
    <tr>
      <th scope="row">
        <button type="button" className="plain" onClick={() => onPerson(person)}>
          {person.name}
        </button>
      </th>
      {cells.map((cell) => (
        <td key={cell.day} data-standing={cell.standing} aria-current={cell.day === today ? 'date' : undefined}>
          <CellContent cell={cell} templates={templates} onShift={(shift) => onShift(person, shift)} />
        </td>
      ))}
      <td className="numeric">{paidMinutes > 0 ? format.number(paidMinutes / 60, 1) : ''}</td>
      {hasCosts && <td className="numeric">{paidCost === null ? '' : money(paidCost)}</td>}
    </tr>
  )
}

interface CellContentProps {
  readonly cell: TeamCell
  readonly templates: readonly string[]
  readonly onShift: (shift: PublishedShift) => void
}

function CellContent({ cell: { shifts, standing }, templates, onShift }: CellContentProps) {
  const { t, i18n } = useTranslation()
  if (standing === 'unplanned') return <span className="soft">–</span>
  if (standing !== 'works') return <span className="soft">{t(`team.standing.${standing}`)}</span>
  return shifts.map((shift) => (
    <button
      key={shift.id}
      type="button"
      className="team-shift"
      data-colour={(Math.max(0, templates.indexOf(shift.templateId)) % SHIFT_COLOURS) + 1}
      onClick={() => onShift(shift)}
    >
      <ShiftTimes shift={shift} isShort />
      <small>
        {shift.onCall ? t('mine.onCall') : localName({ id: shift.templateId, name: shift.templateName }, i18n.language)}
      </small>
    </button>
  ))
}
