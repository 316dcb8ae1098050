import { NIGHT, type PayCodes, payCodeHours } from '../../../solver/check/pay-code-hours.ts'
import type { ExportMapping } from '../../contracts/export.ts'
import { csvText, withByteOrderMark } from '../csv-text.ts'
import { decimalHours, isInMonth, type RosterToExport } from './export-parts.ts'

/** Hours of a person on a date under one pay code, in the plan's words. */
export interface PaidHours {
  readonly employeeId: string
  readonly date: string
  readonly code: string
  readonly hours: number
}

/** Hours by pay code of the dates exported; hours of a person sum to the paid hours of their shifts, `NIGHT` left out. */
export function paidHours({ inputs, horizon, roster, mapping, month }: RosterToExport): {
  readonly rows: readonly PaidHours[]
  readonly notes: readonly string[]
} {
  const { rows, notes } = payCodeHours(inputs, horizon, roster, mapping.payroll)
  const chosen = rows.filter(({ date }) => isInMonth(date, month))
  return { rows: [...Map.groupBy(chosen, ({ employeeId }) => employeeId).values()].flatMap(inHours), notes }
}

/** Of one person. Nights are counted besides, so that they must not take part in how the others are rounded. */
function inHours(rows: PayCodes['rows']): PaidHours[] {
  const hoursOf = (own: PayCodes['rows']) => {
    const hours = decimalHours(own.map(({ minutes }) => minutes))
    return own.map((row, index) => [row, hours[index]!] as const)
  }
  const isNight = ({ code }: PayCodes['rows'][number]) => code === NIGHT
  const hours = new Map([...hoursOf(rows.filter((row) => !isNight(row))), ...hoursOf(rows.filter(isNight))])
  return rows.map((row) => ({ employeeId: row.employeeId, date: row.date, code: row.code, hours: hours.get(row)! }))
}

/**
 * `employee,date,pay_code,hours`, a row for each person, date and code. `NIGHT` hours are hours that another row has
 * already, for an allowance: they are not to be paid again.
 */
export function payrollCsv(rows: readonly PaidHours[], { employees, payroll }: ExportMapping): string {
  const text = csvText(
    ['employee', 'date', 'pay_code', 'hours'],
    rows.map(({ employeeId, date, code, hours }) => [
      employees[employeeId] ?? employeeId,
      date,
      payroll.codes[code] ?? code,
      hours,
    ]),
  )
  return payroll.byteOrderMark ? withByteOrderMark(text) : text
}
