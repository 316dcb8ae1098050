import { BALANCE_KINDS, type BalanceKind, type Employee } from '../../solver/domain/employee.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { type CsvRow, numberFrom, readCsv } from './csv-table.ts'
import { MINUTES_OF_A_MONTH } from './employees-csv.ts'
import { knownWordsHint } from './suggestion.ts'

const COLUMNS = { required: ['employee', 'balance', 'value'], optional: [] }
/** Longest reference period of a rule, weeks. */
const MAX_REFERENCE_WEEKS = 104

/** Most that a balance can be: no more shifts than days of ten years, no more minutes than the time that they count. */
const MOST: Readonly<Record<BalanceKind, number>> = {
  evenings: 3660,
  nights: 3660,
  weekends: 3660,
  holidays: 3660,
  referenceMinutes: MAX_REFERENCE_WEEKS * 7 * 1440,
  referenceWeeksWorked: MAX_REFERENCE_WEEKS,
  minutesThisMonth: MINUTES_OF_A_MONTH,
}

/** Reads `employee,balance,value` and gives the people with the balances that the file has of them. */
export function withBalances(
  file: string,
  text: string,
  employees: readonly Employee[],
  issues: InputIssue[],
): Employee[] {
  const table = readCsv(file, text, COLUMNS, issues)
  const rowsByEmployee = new Map(
    employees.map(({ id }) => [id, new Map<BalanceKind, { value: number; row: CsvRow }>()]),
  )
  for (const row of table?.entries(issues) ?? []) {
    const employeeId = row.text('employee')
    const own = rowsByEmployee.get(employeeId)
    const kind = BALANCE_KINDS.find((known) => known === row.text('balance'))
    const hint = knownWordsHint(employeeId, rowsByEmployee.keys())
    if (!own) row.report('employee', 'is not a person of employees.csv', hint)
    if (!kind) row.report('balance', 'is not a balance', knownWordsHint(row.text('balance'), BALANCE_KINDS))
    if (!own || !kind) continue
    const earlier = own.get(kind)
    if (earlier)
      row.report('balance', `of ${employeeId} stands in row ${earlier.row.row} too`, 'Keep one of the two rows.')
    own.set(kind, { value: valueFrom(row, kind), row })
  }
  for (const own of rowsByEmployee.values()) checkReference(own)
  return employees.map((employee) => {
    const own = rowsByEmployee.get(employee.id)!
    if (own.size === 0) return employee
    const known = BALANCE_KINDS.filter((kind) => own.has(kind))
    return { ...employee, balances: Object.fromEntries(known.map((kind) => [kind, own.get(kind)!.value])) }
  })
}

function valueFrom(row: CsvRow, kind: BalanceKind): number {
  const value = numberFrom(row.text('value'))
  if (value !== undefined && Number.isInteger(value) && value >= 0 && value <= MOST[kind]) return value
  row.report('value', `is not a whole number from 0 to ${MOST[kind]}`, `Write what ${kind} came to before the plan.`)
  return 0
}

/** Minutes of a reference period of which no week has passed would be held against the weeks to come. */
function checkReference(own: ReadonlyMap<BalanceKind, { readonly value: number; readonly row: CsvRow }>): void {
  const minutes = own.get('referenceMinutes')
  if (!minutes || minutes.value === 0 || (own.get('referenceWeeksWorked')?.value ?? 0) > 0) return
  const hint = 'Add a row referenceWeeksWorked: the weeks of the reference period in which they were worked.'
  minutes.row.report('balance', `of ${minutes.row.text('employee')} counts minutes of no week`, hint)
}
