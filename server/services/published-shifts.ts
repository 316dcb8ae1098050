import type { Employee } from '../../solver/domain/employee.ts'
import { localStamp } from '../../solver/domain/horizon.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type Assignment, assignmentPaidMinutes } from '../../solver/domain/roster.ts'
import type { PlainScoreBasis } from '../../solver/domain/score-basis.ts'
import { zonesOfPeople } from '../../solver/domain/site.ts'
import type { PublishedShift } from '../contracts/team.ts'
import { parseEmployees } from '../imports/employees-csv.ts'
import { parseSettings, SETTINGS_FILE } from '../imports/plan-settings.ts'
import { parseRoster } from '../imports/roster-csv.ts'
import type { NewShift, RosterToShow } from '../store/roster-shift-store.ts'

/** What a roster's ids stand for. */
export type RosterPeople = { readonly settings: PlanSettings; readonly employees: readonly Employee[] }

/** @param basis text of the run's `score-basis.json`: settings and people as the run had them */
export const peopleOfBasis = (basis: string): RosterPeople => {
  const { settings, employees } = (JSON.parse(basis) as PlainScoreBasis).inputs
  return { settings, employees }
}

/**
 * Of a run that kept no basis: as the plan's files have them now.
 * @throws PlanningInputError when they cannot be read
 */
export function peopleOfPlan(files: ReadonlyMap<string, string>): RosterPeople {
  const issues: InputIssue[] = []
  const settings = parseSettings(files.get(SETTINGS_FILE) ?? '', issues)?.settings
  const employees = settings && parseEmployees('employees.csv', files.get('employees.csv') ?? '', settings, issues)
  if (!settings || !employees || issues.length > 0) throw new PlanningInputError(issues)
  return { settings, employees }
}

/**
 * The shifts of a published roster, read from the very file that is published.
 * @param text of roster.csv
 * @throws PlanningInputError when it names what is not there
 */
export function rosterToShow(text: string, given: RosterPeople): RosterToShow {
  const { settings, employees } = given
  const { assignments } = parseRoster('roster.csv', text, { ...given, availability: [] })
  const zoneOf = zonesOfPeople(given)
  const employeeById = new Map(employees.map((employee) => [employee.id, employee]))
  const groupById = new Map(settings.groups.map((group) => [group.id, group]))
  const nameOf = namesOf(settings)
  const working = new Set(assignments.map(({ employeeId }) => employeeId))
  return {
    currency: settings.currency,
    shifts: assignments.map((assignment) =>
      shiftFrom(assignment, employeeById.get(assignment.employeeId)!, zoneOf(assignment.employeeId), nameOf),
    ),
    people: employees
      .filter(({ id }) => working.has(id))
      .map(({ id, name, group }) => {
        const { site = null, vendor = null } = groupById.get(group) ?? {}
        return { employee_id: id, name, group_id: group, site, vendor, zone: zoneOf(id) }
      }),
  }
}

type NameOf = (list: 'shiftTemplates' | 'queues' | 'activities', id: string) => PublishedShift['templateName']

function namesOf(settings: PlanSettings): NameOf {
  const names = new Map(
    (['shiftTemplates', 'queues', 'activities'] as const).flatMap((list) =>
      settings[list].map(({ id, name }) => [`${list} ${id}`, name ?? id] as const),
    ),
  )
  return (list, id) => names.get(`${list} ${id}`) ?? id
}

function shiftFrom(assignment: Assignment, { group, hourlyCost }: Employee, zone: string, nameOf: NameOf): NewShift {
  const { employeeId, templateId, startMs, endMs, breaks, activities = [], queueIds, onCall = false } = assignment
  const span = (item: { readonly startMs: number; readonly endMs: number }) => ({
    start: localStamp(item.startMs, zone),
    end: localStamp(item.endMs, zone),
  })
  const paidMinutes = assignmentPaidMinutes(assignment)
  return {
    ...{ employeeId, groupId: group, startMs, endMs, zone, templateId, onCall, paidMinutes },
    templateName: nameOf('shiftTemplates', templateId),
    breaks: breaks.map((item) => ({ kind: item.kind, paid: item.paid, ...span(item) })),
    activities: activities.map((item) => ({
      ...{ activityId: item.activityId, name: nameOf('activities', item.activityId) },
      ...span(item),
    })),
    queues: queueIds.map((id) => ({ id, name: nameOf('queues', id) })),
    paidCost: Math.round((paidMinutes / 60) * hourlyCost),
  }
}
