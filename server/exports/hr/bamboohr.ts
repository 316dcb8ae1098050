import { NIGHT, REGULAR } from '../../../solver/check/pay-code-hours.ts'
import { compareIds } from '../../../solver/domain/roster.ts'
import type { ExportMapping } from '../../contracts/export.ts'
import { csvText, withByteOrderMark } from '../csv-text.ts'
import { someOf } from './export-parts.ts'
import type { PaidHours } from './payroll.ts'

/** Rate types that every account has; the others are the account's own. */
const RATE_TYPES: Readonly<Record<string, string>> = { [REGULAR]: 'REG', OT150: 'OT', OT200: 'DT' }

/**
 * `employeeNumber,dateWorked,rateType,hoursWorked`, a row for each person, date and code, UTF-8 without byte order mark.
 * `NIGHT` counts hours that are paid already, so that it goes out only under a rate type named in the mapping.
 */
export function bamboohrCsv(rows: readonly PaidHours[], { employees, bamboohr }: ExportMapping): string {
  const text = csvText(
    ['employeeNumber', 'dateWorked', 'rateType', 'hoursWorked'],
    rows
      .filter(({ code }) => code !== NIGHT || bamboohr.rateTypes[NIGHT] !== undefined)
      .map(({ employeeId, date, code, hours }) => [
        employees[employeeId] ?? employeeId,
        date,
        bamboohr.rateTypes[code] ?? RATE_TYPES[code] ?? code,
        hours,
      ]),
  )
  return bamboohr.byteOrderMark ? withByteOrderMark(text) : text
}

/** What BambooHR must know and the mapping does not say, sentences. */
export function bamboohrNotes(rows: readonly PaidHours[], { employees, bamboohr }: ExportMapping): string[] {
  const codes = [...new Set(rows.map(({ code }) => code))].sort(compareIds)
  const isKnown = (code: string) => code === NIGHT || (bamboohr.rateTypes[code] ?? RATE_TYPES[code]) !== undefined
  const unmapped = codes.filter((code) => !isKnown(code))
  const people = [...new Set(rows.map(({ employeeId }) => employeeId))].filter((id) => employees[id] === undefined)
  return [
    ...(people.length === 0
      ? []
      : [`bamboohr.csv: employeeNumber is the plan's own id for ${someOf(people)}; map employees.`]),
    ...(unmapped.length === 0
      ? []
      : [`bamboohr.csv: rateType is the plan's own code for ${someOf(unmapped)}; map bamboohr.rateTypes.`]),
    ...(codes.includes(NIGHT) && bamboohr.rateTypes[NIGHT] === undefined
      ? ['bamboohr.csv: NIGHT is left out, since it counts hours that are paid already; map bamboohr.rateTypes.NIGHT.']
      : []),
  ]
}
