import { AVAILABILITY_KINDS, type Availability, type Employee } from '../../solver/domain/employee.ts'
import { localDate, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import { zonesOfPeople } from '../../solver/domain/site.ts'
import { type CsvRow, numberFrom, readCsv } from './csv-table.ts'
import { dailySpans } from './daily-spans.ts'
import { mayWork } from './employees-csv.ts'
import { timeReaderOf } from './local-time.ts'
import { knownWordsHint } from './suggestion.ts'
import { isOnGrid, overlap, type TimeSpan, timeSpanFrom } from './time-span.ts'

const COLUMNS = { required: ['employee', 'kind', 'start', 'end'], optional: ['template', 'weight', 'reason'] }
const MAX_WEIGHT = 1000

/** What a row of a kind may say besides whom and when. */
const WORDS: Readonly<Record<Availability['kind'], { template: 'needed' | 'may' | 'never'; weighs: boolean }>> = {
  timeOff: { template: 'never', weighs: false },
  dayOffRequest: { template: 'never', weighs: true },
  fixedShift: { template: 'needed', weighs: false },
  shiftOnRequest: { template: 'may', weighs: true },
  shiftOffRequest: { template: 'may', weighs: true },
  preferredHours: { template: 'never', weighs: true },
}
const kindsThat = (are: (words: (typeof WORDS)[Availability['kind']]) => boolean): string =>
  AVAILABILITY_KINDS.filter((kind) => are(WORDS[kind])).join(', ')

interface AvailabilityRow {
  readonly item: Availability
  readonly row: CsvRow
}

/**
 * Reads `employee,kind,start,end[,template][,weight][,reason]`, ordered by start, then employee. Reasons are not kept.
 * Times without an offset are those of the person's zone.
 * Preferred hours that last more than a day are those of each of their days: `2026-11-09T10:00` to `2026-11-15T19:00`
 * asks for 10:00 to 19:00 on seven days.
 */
export function parseAvailability(
  file: string,
  text: string,
  settings: PlanSettings,
  employees: readonly Employee[],
  issues: InputIssue[],
): Availability[] {
  const table = readCsv(file, text, COLUMNS, issues)
  const zoneOf = zonesOfPeople({ settings, employees })
  const readTimeOf = timeReaderOf(zoneOf)
  const employeeById = new Map(employees.map((employee) => [employee.id, employee]))
  const read: AvailabilityRow[] = []
  for (const row of table?.entries(issues) ?? []) {
    const employeeId = row.text('employee')
    const kind = AVAILABILITY_KINDS.find((known) => known === row.text('kind'))
    const zone = zoneOf(employeeId)
    const span = timeSpanFrom(row, readTimeOf(employeeId))
    if (!employeeById.has(employeeId)) {
      row.report('employee', 'is not a person of employees.csv', knownWordsHint(employeeId, employeeById.keys()))
    }
    if (!kind) row.report('kind', 'is not a kind of availability', knownWordsHint(row.text('kind'), AVAILABILITY_KINDS))
    if (!kind || !span) continue
    const words = {
      ...templateFrom(row, kind, span, { settings, zone }, employeeById.get(employeeId)),
      ...weightFrom(row, kind),
    }
    for (const each of spansOf(row, kind, span, zone)) read.push({ item: { employeeId, kind, ...each, ...words }, row })
  }
  reportConflicts(read)
  const items = read.map(({ item }) => item)
  return items.sort((a, b) => a.startMs - b.startMs || compareIds(a.employeeId, b.employeeId) || a.endMs - b.endMs)
}

function spansOf(row: CsvRow, kind: Availability['kind'], span: TimeSpan, zone: string): TimeSpan[] {
  if (kind !== 'preferredHours') return [span]
  const spans = dailySpans(span, zone)
  if (spans) return spans
  const hint = 'Keep the rows to the days that are planned next.'
  row.report('end', 'is more than two years after the start', hint)
  return []
}

/** The template that a row names, after reporting one that is missing, unknown or out of place. */
function templateFrom(
  row: CsvRow,
  kind: Availability['kind'],
  span: TimeSpan,
  place: { readonly settings: PlanSettings; readonly zone: string },
  employee: Employee | undefined,
): { templateId?: string } {
  const { settings } = place
  const templateId = row.text('template')
  const { template: use } = WORDS[kind]
  if (use === 'never') {
    if (templateId === '') return {}
    const owners = kindsThat(({ template }) => template !== 'never')
    row.report('template', `belongs to one of ${owners}, not to a ${kind}`, 'Leave it empty.')
    return {}
  }
  if (templateId === '' && use === 'may') return {}
  const template = settings.shiftTemplates.find(({ id }) => id === templateId)
  if (!template) {
    const known = settings.shiftTemplates.map(({ id }) => id)
    row.report('template', 'is not a shift template of plan.yaml', knownWordsHint(templateId, known))
    return {}
  }
  if (employee && !mayWork(template, employee)) {
    const roles = template.roles === undefined ? '' : ` and roles ${JSON.stringify((employee.roles ?? []).join('|'))}`
    const problem = `is not open to group ${JSON.stringify(employee.group)} with contract ${JSON.stringify(employee.contractId)}${roles}`
    row.report('template', problem, 'Choose another template, or add them to it in plan.yaml.')
  }
  if (kind === 'fixedShift') checkFixedShift(row, span, template, place, employee)
  return { templateId }
}

/** How much a request counts; what is no request has no weight. */
function weightFrom(row: CsvRow, kind: Availability['kind']): { weight?: number } {
  const text = row.text('weight')
  if (text === '') return {}
  if (!WORDS[kind].weighs) {
    const problem = `belongs to one of ${kindsThat(({ weighs }) => weighs)}, not to a ${kind}`
    row.report('weight', problem, 'Leave it empty.')
    return {}
  }
  const weight = numberFrom(text)
  if (weight !== undefined && weight > 0 && weight <= MAX_WEIGHT) return { weight }
  const problem = `is not a number above 0 and at most ${MAX_WEIGHT}`
  row.report('weight', problem, 'Write how much the request counts, 2 for twice; empty means 1.')
  return {}
}

function checkFixedShift(
  row: CsvRow,
  span: TimeSpan,
  template: PlanSettings['shiftTemplates'][number],
  { settings, zone }: { readonly settings: PlanSettings; readonly zone: string },
  employee: Employee | undefined,
): void {
  if (!isOnGrid(span.startMs, settings)) {
    const problem = `is off the grid of ${settings.intervalMinutes}-minute intervals`
    row.report('start', problem, 'Move the shift to the start of an interval.')
  }
  const minutes = (span.endMs - span.startMs) / MS_PER_MINUTE
  if (minutes !== template.lengthMinutes) {
    const problem = `ends ${minutes} minutes after the start, but template ${JSON.stringify(template.id)} lasts ${template.lengthMinutes}`
    row.report('end', problem, 'Correct the end, or choose another template.')
  }
  if (employee?.hiredOn !== undefined && localDate(span.startMs, zone) < employee.hiredOn) {
    const problem = `is before the first day at work of ${employee.id}, ${employee.hiredOn}`
    row.report('start', problem, 'Move the shift, or correct hired_on in employees.csv.')
  }
}

/** Fixed shifts of one person that overlap each other or the person's time off: no roster could keep both. */
function reportConflicts(read: readonly AvailabilityRow[]): void {
  const byEmployee = Map.groupBy(
    read.filter(({ item }) => item.kind === 'fixedShift' || item.kind === 'timeOff'),
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
