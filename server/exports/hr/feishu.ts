import { DateTime } from 'luxon'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { horizonsOfPeople, zonesOfPeople } from '../../../solver/domain/site.ts'
import { type CsvCell, csvText, withByteOrderMark } from '../csv-text.ts'
import {
  datesOf,
  type ExportedFiles,
  isInMonth,
  nameIn,
  type RosterToExport,
  someOf,
  stampOnce,
} from './export-parts.ts'

/** Rows that `user_daily_shifts/batch_create` takes in one request. */
export const ROWS_A_REQUEST = 50
const OFF = { 'zh-CN': '休息', en: 'Off' }
const MATRIX_HEADER = { 'zh-CN': ['工号', '姓名', '组'], en: ['employee', 'name', 'group'] }
const LONG_COLUMNS = ['group_id', 'shift_id', 'month', 'user_id', 'day_no']

/** A day of a person's: the shifts that start on it, none on a day off. */
interface PersonDay {
  readonly employeeId: string
  readonly group: string
  readonly date: string
  readonly shifts: readonly DayShift[]
}

interface DayShift extends Assignment {
  /** `presales-day@10:00`: a shift of Feishu has fixed times, a template may have several starts. */
  readonly key: string
}

/**
 * The roster as attendance scheduling of Feishu takes it: for people, a matrix a month, one row a person and one column a
 * day; for its interface, rows in files of at most 50, days off among them. Days outside the weeks exported are left
 * empty, since nothing is known of them. Ids that the mapping does not have are written as the plan's own, which Feishu
 * refuses, and named in the notes.
 */
export function feishuFiles(given: RosterToExport): ExportedFiles {
  const days = personDays(given)
  const months = [...new Set(days.map(({ date }) => date.slice(0, 7)))].sort()
  const chunks = longRows(given, days)
  const files = new Map([
    ...months.map((month) => [`feishu-matrix-${month}.csv`, matrixCsv(given, days, month)] as const),
    ...chunks.map(
      (rows, index) => [`feishu-long-${String(index + 1).padStart(3, '0')}.csv`, csvText(LONG_COLUMNS, rows)] as const,
    ),
  ])
  return { files, notes: notesOf(given, days) }
}

function personDays({ inputs, horizon, roster, month }: RosterToExport): PersonDay[] {
  const siteOf = horizonsOfPeople(inputs, horizon)
  const zoneOf = zonesOfPeople(inputs)
  const stamp = stampOnce()
  const shiftsOf = new Map<string, DayShift[]>()
  for (const shift of roster.assignments) {
    const start = stamp(shift.startMs, zoneOf(shift.employeeId))
    const personDay = `${shift.employeeId} ${start.slice(0, 10)}`
    const own = { ...shift, key: `${shift.templateId}@${start.slice(11, 16)}` }
    shiftsOf.set(personDay, [...(shiftsOf.get(personDay) ?? []), own])
  }
  const datesOfSite = new Map(
    [...new Set(inputs.employees.map(({ id }) => siteOf(id)))].map((site) => [site, datesOf(site)]),
  )
  return inputs.employees.flatMap(({ id, group }) =>
    datesOfSite
      .get(siteOf(id))!
      .filter((date) => isInMonth(date, month))
      .map((date) => ({ employeeId: id, group, date, shifts: shiftsOf.get(`${id} ${date}`) ?? [] })),
  )
}

function matrixCsv(
  { inputs, mapping: { feishu }, language }: RosterToExport,
  days: readonly PersonDay[],
  month: string,
): string {
  const count = DateTime.fromISO(`${month}-01`, { zone: 'utc' }).daysInMonth!
  const header = [...MATRIX_HEADER[language], ...Array.from({ length: count }, (_, index) => String(index + 1))]
  const templateById = new Map(inputs.settings.shiftTemplates.map((template) => [template.id, template]))
  const groupById = new Map(inputs.settings.groups.map((group) => [group.id, group]))
  const zoneOf = zonesOfPeople(inputs)
  const stamp = stampOnce()
  const inWords = ({ templateId, employeeId, startMs, endMs }: Assignment) => {
    const clock = (instant: number) => stamp(instant, zoneOf(employeeId)).slice(11, 16)
    return `${nameIn(templateById.get(templateId)?.name, language, templateId)} ${clock(startMs)}-${clock(endMs)}`
  }
  const daysOf = Map.groupBy(
    days.filter(({ date }) => date.startsWith(month)),
    ({ employeeId }) => employeeId,
  )
  const rows = inputs.employees.map(({ id, name, group }): CsvCell[] => {
    const cells = new Array<CsvCell>(count).fill(null)
    for (const { date, shifts } of daysOf.get(id) ?? []) {
      cells[Number(date.slice(8)) - 1] = shifts.length === 0 ? OFF[language] : shifts.map(inWords).join(' | ')
    }
    return [id, name, nameIn(groupById.get(group)?.name, language, group), ...cells]
  })
  const text = csvText(header, rows)
  return feishu.byteOrderMark ? withByteOrderMark(text) : text
}

/** Rows in files of one request each. Feishu has one shift a day: of several, the first is sent. */
function longRows(given: RosterToExport, days: readonly PersonDay[]): CsvCell[][][] {
  const { feishu } = given.mapping
  const rows = days.map(({ employeeId, group, date, shifts: [first] }): CsvCell[] => [
    feishu.groups[group] ?? group,
    first ? (shiftIdOf(given, first) ?? first.key) : feishu.restDay,
    Number(date.slice(0, 7).replace('-', '')),
    feishu.users[employeeId] ?? employeeId,
    Number(date.slice(8)),
  ])
  return Array.from({ length: Math.ceil(rows.length / ROWS_A_REQUEST) }, (_, index) =>
    rows.slice(index * ROWS_A_REQUEST, (index + 1) * ROWS_A_REQUEST),
  )
}

const shiftIdOf = ({ mapping }: RosterToExport, { key, templateId }: DayShift): string | undefined =>
  mapping.feishu.shifts[key] ?? mapping.feishu.shifts[templateId]

function notesOf(given: RosterToExport, days: readonly PersonDay[]): string[] {
  const { feishu } = given.mapping
  const distinct = (items: readonly string[]) => [...new Set(items)]
  const shifts = days.flatMap(({ shifts: [first] }) => first ?? [])
  const unmapped = [
    ['shift_id', 'shifts', distinct(shifts.filter((shift) => !shiftIdOf(given, shift)).map(({ key }) => key))],
    ['group_id', 'groups', distinct(days.map(({ group }) => group)).filter((id) => !feishu.groups[id])],
    ['user_id', 'users', distinct(days.map(({ employeeId }) => employeeId)).filter((id) => !feishu.users[id])],
  ] as const
  const several = days.filter((day) => day.shifts.length > 1).map(({ employeeId, date }) => `${employeeId} on ${date}`)
  return [
    ...unmapped
      .filter(([, , ids]) => ids.length > 0)
      .map(
        ([column, key, ids]) => `feishu-long: ${column} is the plan's own id for ${someOf(ids)}; map feishu.${key}.`,
      ),
    ...(several.length > 0 ? [`feishu-long: only the first shift of the day is written for ${someOf(several)}.`] : []),
  ]
}
