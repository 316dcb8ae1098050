import type { Employee, Skill } from '../domain/employee.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { compareIds } from '../domain/roster.ts'
import type { Scenario, ScenarioHire, ScenarioTransfer, ScenarioWho } from '../domain/scenario.ts'

type Team = Pick<PlanInputs, 'employees' | 'availability' | 'previousRoster'>

/**
 * The people of a scenario: those who are absent or leave are gone with all that is known of their days, transfers have
 * another group or more skills, wages are changed, and new people come last. Changes from a date on hold in horizons that
 * begin on it or later; new people count from their own first day.
 * @param firstDate first local date of the horizon
 * @throws PlanningInputError naming people who are not there, or more of a group than there are
 */
export function scenarioTeam(inputs: Team, scenario: Scenario, firstDate: string): Team {
  const inForce = ({ from }: { readonly from?: string | undefined }) => from === undefined || from <= firstDate
  const gone = new Set(scenario.absentEmployees)
  let employees: readonly Employee[] = inputs.employees
  for (const leaver of scenario.leavers.filter(inForce))
    for (const { id } of chosen(
      employees.filter(({ id }) => !gone.has(id)),
      leaver,
      scenario.id,
    ))
      gone.add(id)
  employees = employees.filter(({ id }) => !gone.has(id))
  for (const transfer of scenario.transfers.filter(inForce)) employees = transferred(employees, transfer, scenario.id)
  const hired = scenario.hires.flatMap((hire, index) => newPeople(inputs.employees, hire, index, scenario.id))
  employees = [...employees, ...hired].map((employee) => withWages(employee, scenario))
  const isThere = ({ employeeId }: { readonly employeeId: string }) => !gone.has(employeeId)
  const isLeft = gone.size > 0
  return {
    employees: [...employees].sort((a, b) => compareIds(a.id, b.id)),
    availability: isLeft ? inputs.availability.filter(isThere) : inputs.availability,
    previousRoster: isLeft ? inputs.previousRoster.filter(isThere) : inputs.previousRoster,
  }
}

/** The named people, or the last of a group by id: those who came last, where ids count up. */
function chosen(employees: readonly Employee[], who: ScenarioWho, scenarioId: string): Employee[] {
  if (who.employees) return who.employees.map((id) => personOf(employees, id, scenarioId))
  const group = employees.filter((employee) => employee.group === who.group)
  if (group.length >= who.count!) return group.slice(group.length - who.count!)
  throw new PlanningInputError({
    value: `${scenarioId}: ${who.group}`,
    problem: `has ${group.length} people left, and ${who.count} are to change`,
    hint: 'Take fewer people, or another group.',
  })
}

function personOf(employees: readonly Employee[], id: string, scenarioId: string): Employee {
  const found = employees.find((employee) => employee.id === id)
  if (found) return found
  throw new PlanningInputError({
    value: `${scenarioId}: ${id}`,
    problem: 'is not a person of employees.csv who is still there',
    hint: 'Name somebody who neither leaves nor is absent in the scenario.',
  })
}

function transferred(employees: readonly Employee[], transfer: ScenarioTransfer, scenarioId: string): Employee[] {
  const moved = new Set(chosen(employees, transfer, scenarioId).map(({ id }) => id))
  const { toGroup, addSkills = {}, dropSkills } = transfer
  return employees.map((employee) => {
    if (!moved.has(employee.id)) return employee
    const kept = dropSkills ? [] : employee.skills.filter(({ queueId }) => !(queueId in addSkills))
    return { ...employee, group: toGroup ?? employee.group, skills: ordered([...kept, ...skillsFrom(addSkills)]) }
  })
}

/** Ids tell the scenario and the number of the hire, so that none is taken and order never changes them. */
function newPeople(employees: readonly Employee[], hire: ScenarioHire, index: number, scenarioId: string): Employee[] {
  const { hiredOn: _, mentorId: __, balances: ___, ...like } = personOf(employees, hire.like, scenarioId)
  const known = new Set(employees.map(({ id }) => id))
  const group = hire.group ?? like.group
  return Array.from({ length: hire.count }, (_, place) => {
    let id = `new-${index + 1}-${String(place + 1).padStart(3, '0')}`
    while (known.has(id)) id = `${id}x`
    return {
      ...like,
      ...{ id, group, name: `+${place + 1} ${group}`, restrictions: [], overtimeMinutesThisMonth: 0 },
      contractId: hire.contract ?? like.contractId,
      skills: hire.skills ? ordered(skillsFrom(hire.skills)) : like.skills,
      ...(hire.startsOn !== undefined && { hiredOn: hire.startsOn }),
    }
  })
}

const skillsFrom = (proficiencies: Readonly<Record<string, number>>): Skill[] =>
  Object.entries(proficiencies).map(([queueId, proficiency]) => ({ queueId, proficiency }))

const ordered = (skills: readonly Skill[]): Skill[] => skills.toSorted((a, b) => compareIds(a.queueId, b.queueId))

function withWages(employee: Employee, { wages }: Scenario): Employee {
  const factor = wages.reduce(
    (product, wage) => (wage.group === undefined || wage.group === employee.group ? product * wage.factor : product),
    1,
  )
  return factor === 1 ? employee : { ...employee, hourlyCost: Math.round(employee.hourlyCost * factor) }
}
