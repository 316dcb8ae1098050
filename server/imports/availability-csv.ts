import { AVAILABILITY_KINDS, type Availability, type Employee } from '../../solver/domain/employee.ts'
import { localDate, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { type CsvRow, readCsv } from './csv-table.ts'
import { mayWork } from './employees-csv.ts'
import { localTimeReader } from './local-time.ts'
import { knownWordsHint } from './suggestion.ts'
import { isOnGrid, overlap, type TimeSpan, timeSpanFrom } from './time-span.ts'

const COLUMNS = { required: ['employee', 'kind', 'start', 'end'], optional: ['template', 'reason'] }

/** Reads `employee,kind,start,end[,template][,reason]`, ordered by start, then employee. Reasons are not kept. */
export function parseAvailability(
  file: string,
  text: string,
  settings: PlanSettings,
  employees: readonly Employee[],
  issues: InputIssue[],
): Availability[] {
  const table = readCsv(file, text, COLUMNS, issues)
  const readTime = localTimeReader(settings.zone)
  const employeeById = new Map(employees.map((employee) => [employee.id, employee]))
  const read: { item: Availability; row: CsvRow }[] = []
  for (const row of table?.entries(issues) ?? []) {
    const employeeId = row.text('employee')
    const kind = AVAILABILITY_KINDS.find((known) => known === row.text('kind'))
    const span = timeSpanFrom(row, readTime)
    if (!employeeById.has(employeeId)) {
      row.report('employee', 'is not a person of employees.csv', knownWordsHint(employeeId, employeeById.keys()))
    }
    if (!kind) row.report('kind', 'is not a kind of availability', knownWordsHint(row.text('kind'), AVAILABILITY_KINDS))
    if (!kind || !span) continue
    const templateId = row.text('template')
    if (kind === 'fixedShift') checkFixedShift(row, span, settings, employeeById.get(employeeId))
    else if (templateId !== '') row.report('template', `belongs to a fixedShift, not to a ${kind}`, 'Leave it empty.')
    read.push({ item: { employeeId, kind, ...span, ...(kind === 'fixedShift' ? { templateId } : {}) }, row })
  }
  reportConflicts(read)
  const items = read.map(({ item }) => item)
  return items.sort((a, b) => a.startMs - b.startMs || compareIds(a.employeeId, b.employeeId) || a.endMs - b.endMs)
}

function checkFixedShift(row: CsvRow, span: TimeSpan, settings: PlanSettings, employee: Employee | undefined): void {
  const templateId = row.text('template')
  const template = settings.shiftTemplates.find(({ id }) => id === templateId)
  if (!template) {
    const known = settings.shiftTemplates.map(({ id }) => id)
    row.report('template', 'is not a shift template of plan.yaml', knownWordsHint(templateId, known))
    return
  }
  if (!isOnGrid(span.startMs, settings)) {
    const problem = `is off the grid of ${settings.intervalMinutes}-minute intervals`
    row.report('start', problem, 'Move the shift to the start of an interval.')
  }
  const minutes = (span.endMs - span.startMs) / MS_PER_MINUTE
  if (minutes !== template.lengthMinutes) {
    const problem = `ends ${minutes} minutes after the start, but template ${JSON.stringify(templateId)} lasts ${template.lengthMinutes}`
    row.report('end', problem, 'Correct the end, or choose another template.')
  }
  if (employee?.hiredOn !== undefined && localDate(span.startMs, settings.zone) < employee.hiredOn) {
    const problem = `is before the first day at work of ${employee.id}, ${employee.hiredOn}`
    row.report('start', problem, 'Move the shift, or correct hired_on in employees.csv.')
  }
  if (employee && !mayWork(template, employee.group, employee.contractId)) {
    const problem = `is not open to group ${JSON.stringify(employee.group)} with contract ${JSON.stringify(employee.contractId)}`
    row.report('template', problem, 'Choose another template, or add them to it in plan.yaml.')
  }
}

/** Fixed shifts of one person that overlap each other or the person's time off: no roster could keep both. */
function reportConflicts(read: readonly { item: Availability; row: CsvRow }[]): void {
  const byEmployee = Map.groupBy(
    read.filter(({ item }) => item.kind !== 'dayOffRequest'),
    ({ item }) => item.employeeId,
  )
  for (const items of byEmployee.values()) {
    items.forEach(({ item, row }, position) => {
      const other = items
        .slice(0, position)
        .find((earlier) => overlap(item, earlier.item) && [item.kind, earlier.item.kind].includes('fixedShift'))
      if (!other) return
      const problem = `of ${item.employeeId} overlaps the ${other.item.kind} of row ${other.row.row}`
      row.report('start', problem, 'Remove one of the two rows, or change its times.')
    })
  }
}
