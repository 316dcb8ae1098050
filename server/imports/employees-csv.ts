import { type Employee, RESTRICTIONS, type Restriction, type Skill } from '../../solver/domain/employee.ts'
import { FIRST_YEAR, LAST_YEAR } from '../../solver/domain/horizon.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { idSchema } from '../../solver/domain/queue.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import type { ShiftTemplate } from '../../solver/domain/shift-template.ts'
import { dateSchema } from '../../solver/domain/target.ts'
import { type CsvRow, listFrom, numberFrom, readCsv } from './csv-table.ts'
import { NOT_A_YEAR } from './local-time.ts'
import { knownWordsHint } from './suggestion.ts'

const COLUMNS = {
  required: ['id', 'name', 'group', 'skills', 'contract', 'hourly_cost'],
  optional: ['restrictions', 'roles', 'overtime_minutes_this_month', 'hired_on', 'mentor'],
}
const MAX_PROFICIENCY = 2
export const MINUTES_OF_A_MONTH = 31 * 1440
/** Minor currency units. Beyond it the solver's arithmetic would lose the other costs. */
const MAX_HOURLY_COST = 1e9

/**
 * Reads the people, ordered by id. `skills` is `queue:proficiency|queue`, proficiency 1 where it is left out;
 * `hourly_cost` is in major units of the plan's currency (32.50 yuan) and becomes minor units (3250 fen).
 */
export function parseEmployees(file: string, text: string, settings: PlanSettings, issues: InputIssue[]): Employee[] {
  const table = readCsv(file, text, COLUMNS, issues)
  if (!table) return []
  const rowById = new Map<string, number>()
  const read: { employee: Employee; row: CsvRow }[] = []
  for (const row of table.entries(issues)) {
    const employee = employeeFrom(row, settings)
    const earlier = rowById.get(employee.id)
    if (!idSchema.safeParse(employee.id).success) {
      row.report('id', 'is not an id', 'Use letters, digits, ".", "_" and "-", at most 64.')
    } else if (earlier !== undefined) {
      row.report('id', `is the id of row ${earlier} too`, 'Give every person an id of their own.')
    }
    rowById.set(employee.id, row.row)
    read.push({ employee, row })
  }
  for (const { employee, row } of read) checkMentor(row, employee, rowById)
  if (rowById.size === 0) issues.push({ file, problem: 'has no people', hint: 'Add at least one row.' })
  return read.map(({ employee }) => employee).sort((a, b) => compareIds(a.id, b.id))
}

function employeeFrom(row: CsvRow, settings: PlanSettings): Employee {
  const group = knownId(
    row,
    'group',
    settings.groups.map(({ id }) => id),
  )
  const contractId = knownId(
    row,
    'contract',
    settings.contracts.map(({ id }) => id),
  )
  const roles = rolesFrom(row)
  const worksSome = settings.shiftTemplates.some((template) => mayWork(template, { group, contractId, roles }))
  if (settings.groups.some(({ id }) => id === group) && !worksSome) {
    const hint = 'Add the group and the contract to a template of plan.yaml: shiftTemplates.'
    row.report('group', `with contract ${JSON.stringify(contractId)} has no shift template to work`, hint)
  }
  const hiredOn = hiredOnFrom(row)
  const mentorId = row.text('mentor')
  return {
    id: row.text('id'),
    name: row.text('name') || row.text('id'),
    group,
    skills: skillsFrom(row, settings),
    contractId,
    hourlyCost: hourlyCostFrom(row, settings.currency),
    restrictions: restrictionsFrom(row),
    overtimeMinutesThisMonth: overtimeFrom(row),
    ...(roles.length > 0 && { roles }),
    ...(hiredOn !== undefined && { hiredOn }),
    ...(mentorId !== '' && { mentorId }),
  }
}

function hiredOnFrom(row: CsvRow): string | undefined {
  const text = row.text('hired_on')
  const year = Number(text.slice(0, 4))
  if (text === '') return undefined
  if (!dateSchema.safeParse(text).success)
    row.report('hired_on', 'is not a date', 'Write the first day at work as 2026-11-09; empty means long ago.')
  else if (year < FIRST_YEAR || year > LAST_YEAR) row.report('hired_on', NOT_A_YEAR.problem, NOT_A_YEAR.hint)
  else return text
  return undefined
}

function checkMentor(row: CsvRow, { id, mentorId }: Employee, rowById: ReadonlyMap<string, number>): void {
  if (mentorId === undefined) return
  if (mentorId === id) row.report('mentor', 'is the person of the row', 'Name a colleague, or leave it empty.')
  else if (!rowById.has(mentorId))
    row.report('mentor', 'is not a person of employees.csv', knownWordsHint(mentorId, rowById.keys()))
  else if (row.text('hired_on') === '')
    row.report('mentor', 'looks after somebody without a first day', 'Fill in hired_on, or leave the mentor empty.')
}

/** Whether a template is open to somebody of a group, with a contract and roles. */
export const mayWork = (
  template: Pick<ShiftTemplate, 'groups' | 'contracts' | 'roles'>,
  { group, contractId, roles = [] }: Pick<Employee, 'group' | 'contractId' | 'roles'>,
): boolean =>
  (template.groups?.includes(group) ?? true) &&
  (template.contracts?.includes(contractId) ?? true) &&
  (template.roles?.some((role) => roles.includes(role)) ?? true)

function knownId(row: CsvRow, column: string, known: readonly string[]): string {
  const id = row.text(column)
  if (!known.includes(id)) row.report(column, `is not a ${column} of plan.yaml`, knownWordsHint(id, known))
  return id
}

function skillsFrom(row: CsvRow, settings: PlanSettings): Skill[] {
  const queueIds = settings.queues.map(({ id }) => id)
  const skills: Skill[] = []
  for (const item of listFrom(row.text('skills'))) {
    const [queueId = '', text = '1', ...rest] = item.split(':').map((part) => part.trim())
    const proficiency = numberFrom(text)
    const what = JSON.stringify(queueId)
    if (!queueIds.includes(queueId))
      row.report('skills', `names the unknown queue ${what}`, knownWordsHint(queueId, queueIds))
    else if (skills.some((skill) => skill.queueId === queueId)) row.report('skills', `names ${what} twice`, 'Keep one.')
    if (rest.length > 0 || proficiency === undefined || !(proficiency > 0 && proficiency <= MAX_PROFICIENCY)) {
      const problem = `gives ${what} a proficiency that is not above 0 and at most 2`
      row.report('skills', problem, 'Write queue:proficiency, where 1 is a fully trained agent.')
    }
    skills.push({ queueId, proficiency: proficiency ?? 1 })
  }
  if (skills.length === 0)
    row.report('skills', 'names no queue', 'Write queue:proficiency, more than one joined by "|".')
  return skills.sort((a, b) => compareIds(a.queueId, b.queueId))
}

/** By currency: to make a format takes as long as to read a row. */
const digitsByCurrency = new Map<string, number>()

/** Digits after the point in the currency's usual notation: 2 for CNY, 0 for JPY. */
function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  digitsByCurrency.set(currency, digits)
  return digits
}

function hourlyCostFrom(row: CsvRow, currency: string): number {
  const cost = numberFrom(row.text('hourly_cost'))
  const minor = (cost ?? 0) * 10 ** minorDigits(currency)
  const hint = `Write ${currency} an hour, such as 32.50.`
  if (cost === undefined) row.report('hourly_cost', 'is not a number', hint)
  else if (cost < 0) row.report('hourly_cost', 'is negative', hint)
  else if (minor > MAX_HOURLY_COST) row.report('hourly_cost', 'is more than any hour costs', hint)
  else if (Math.abs(minor - Math.round(minor)) > 1e-6) {
    row.report('hourly_cost', `has parts smaller than the smallest unit of ${currency}`, 'Round it.')
  }
  return Math.round(minor)
}

function restrictionsFrom(row: CsvRow): Restriction[] {
  const words = listFrom(row.text('restrictions'))
  for (const word of words) {
    if (RESTRICTIONS.some((known) => known === word)) continue
    row.report(
      'restrictions',
      `names the unknown restriction ${JSON.stringify(word)}`,
      knownWordsHint(word, RESTRICTIONS),
    )
  }
  return RESTRICTIONS.filter((known) => words.includes(known))
}

/** Roles are words of the plan's own, so only their form can be wrong here. */
function rolesFrom(row: CsvRow): string[] {
  const roles = listFrom(row.text('roles'))
  for (const role of roles.filter((word) => !idSchema.safeParse(word).success)) {
    const problem = `names the role ${JSON.stringify(role)}, which is not a word`
    row.report('roles', problem, 'Use letters, digits, ".", "_" and "-", more than one role joined by "|".')
  }
  return [...new Set(roles)].sort(compareIds)
}

function overtimeFrom(row: CsvRow): number {
  const text = row.text('overtime_minutes_this_month')
  const minutes = text === '' ? 0 : numberFrom(text)
  if (minutes !== undefined && Number.isInteger(minutes) && minutes >= 0 && minutes <= MINUTES_OF_A_MONTH)
    return minutes
  const problem = 'is not a whole number of minutes that a month can hold'
  row.report('overtime_minutes_this_month', problem, 'Write the overtime of this month so far, 0 when none.')
  return 0
}
