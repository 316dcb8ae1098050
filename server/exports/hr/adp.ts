import { NIGHT, REGULAR } from '../../../solver/check/pay-code-hours.ts'
import type { Employee } from '../../../solver/domain/employee.ts'
import { compareIds } from '../../../solver/domain/roster.ts'
import type { ExportMapping } from '../../contracts/export.ts'
import { type CsvCell, csvText, withByteOrderMark } from '../csv-text.ts'
import { someOf } from './export-parts.ts'
import type { PaidHours } from './payroll.ts'

const COLUMNS = [
  ...['Co Code', 'Batch ID', 'File #', 'Temp Dept', 'Reg Hours', 'O/T Hours'],
  ...['Hours 3 Code', 'Hours 3 Amount', 'Earnings 3 Code', 'Earnings 3 Amount'],
]
/** The code that the column `O/T Hours` stands for. */
const OVERTIME = 'OT150'

/**
 * Hours in the columns of ADP's payroll import: a row for each person with regular and overtime hours, and a further row for each
 * other code. Codes, company and file numbers are each client's own; earnings are left to ADP. `NIGHT` counts hours that
 * are paid already, so that it goes out only under a code named in the mapping.
 * @param firstDate names the batch where the mapping does not
 */
export function adpCsv(
  rows: readonly PaidHours[],
  employees: readonly Employee[],
  firstDate: string,
  { employees: fileNumbers, adp }: ExportMapping,
): string {
  const groupOf = new Map(employees.map(({ id, group }) => [id, group]))
  const batch = adp.batchId ?? firstDate.replaceAll('-', '')
  const lines = [...Map.groupBy(rows, ({ employeeId }) => employeeId)].flatMap(([employeeId, own]): CsvCell[][] => {
    const department = adp.departments[groupOf.get(employeeId) ?? ''] ?? ''
    const head = [adp.companyCode, batch, fileNumbers[employeeId] ?? employeeId, department]
    const hours = totals(own)
    const [first, ...more] = [...hours]
      .filter(([code]) => code !== REGULAR && code !== OVERTIME && (code !== NIGHT || adp.hours3[NIGHT] !== undefined))
      .map(([code, amount]): CsvCell[] => [adp.hours3[code] ?? code, amount, null, null])
    const main = [hours.get(REGULAR) ?? 0, hours.get(OVERTIME) ?? 0]
    return [
      [...head, ...main, ...(first ?? [null, null, null, null])],
      ...more.map((third) => [...head, null, null, ...third]),
    ]
  })
  const text = csvText(COLUMNS, lines)
  return adp.byteOrderMark ? withByteOrderMark(text) : text
}

/** Hours by code, in the order of the codes; summed in ten-thousandths, so that no float of a sum shows. */
function totals(rows: readonly PaidHours[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { code, hours } of rows) sums.set(code, (sums.get(code) ?? 0) + Math.round(hours * 10_000))
  return new Map([...sums].sort(([a], [b]) => compareIds(a, b)).map(([code, sum]) => [code, sum / 10_000]))
}

/** What ADP must know and the mapping does not say, sentences. */
export function adpNotes(rows: readonly PaidHours[], { employees, adp }: ExportMapping): string[] {
  const codes = [...new Set(rows.map(({ code }) => code))].sort(compareIds)
  const unmapped = codes.filter((code) => ![REGULAR, OVERTIME, NIGHT].includes(code) && adp.hours3[code] === undefined)
  const people = [...new Set(rows.map(({ employeeId }) => employeeId))].filter((id) => employees[id] === undefined)
  return [
    ...(adp.companyCode === '' ? ['adp.csv: adp.companyCode is not mapped; Co Code is empty.'] : []),
    ...(people.length === 0 ? [] : [`adp.csv: File # is the plan's own id for ${someOf(people)}; map employees.`]),
    ...(unmapped.length === 0
      ? []
      : [`adp.csv: Hours 3 Code is the plan's own for ${someOf(unmapped)}; map adp.hours3.`]),
    ...(codes.includes(NIGHT) && adp.hours3[NIGHT] === undefined
      ? [
          'adp.csv: NIGHT is left out, since it counts hours that are paid already; map adp.hours3.NIGHT for an allowance.',
        ]
      : []),
  ]
}
