import { rememberedAllocations } from '../../check/allocate-agents.ts'
import { rosterCoverage, serviceCosts } from '../../check/roster-coverage.ts'
import type { Employee } from '../../domain/employee.ts'
import type { Horizon } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { QueueCoverage } from '../../domain/plan-outputs.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import { type Assignment, orderAssignments, type Roster } from '../../domain/roster.ts'
import { tourCost } from '../../tours/tour-cost.ts'
import type { Tour } from '../../tours/tour-problem.ts'
import type { ShiftOption } from '../shift-option.ts'
import { TeamCover } from '../team-cover.ts'
import { AgentValues, intervalsOf, type SkillVector, skillVector } from './agent-values.ts'
import { assignmentOn, type PlacedShift, placeShift, shiftValue } from './place-shift.ts'
import type { PersonDayChange } from './roster-preferences.ts'
import { type TeamWeeks, teamWeeks } from './team-weeks.ts'

/** A colleague as the desk sees one. */
export interface Colleague {
  readonly index: number
  readonly employee: Employee
  readonly skills: SkillVector
  /** Option of each day, -1 for a day off. */
  readonly tour: Tour
  /** Shift of each day, `[day]`. */
  readonly shifts: readonly (Assignment | undefined)[]
  /** What the tour costs now, minor currency units: pay and soft rules. */
  readonly cost: number
}

/** A person's week before and after a change. */
export interface ChangedWeek {
  readonly index: number
  readonly before: Tour
  readonly after: Tour
}

/** What a roster gives the queues, and what unmet needs cost, minor currency units. */
export interface Measured {
  readonly coverage: readonly QueueCoverage[]
  readonly serviceCost: number
}

/**
 * A roster being mended: what each person works, what another shift would cost and whether the rules allow it, and what
 * it is worth. Rules speak through the compiled limits, shortage through the checker's own allocation.
 */
export class RepairDesk {
  readonly inputs: PlanInputs
  readonly requirement: Requirement
  /** Rosters that it compares differ on a few days: of the others, people are shared out once. */
  readonly allocate = rememberedAllocations()
  readonly weeks: TeamWeeks
  #roster: Roster
  #measured: Measured
  #knownColleagues: readonly Colleague[] | null = null
  #knownValues: AgentValues | null = null
  /** What rules about the team find wanting in the roster as it stands. */
  #knownTeam: TeamCover | null = null
  readonly #placed = new Map<string, PlacedShift>()

  constructor(inputs: PlanInputs, requirement: Requirement, roster: Roster) {
    this.inputs = inputs
    this.requirement = requirement
    this.weeks = teamWeeks(inputs, requirement.horizon)
    this.#roster = roster
    this.#measured = this.measure(roster)
  }

  get horizon(): Horizon {
    return this.requirement.horizon
  }
  get roster(): Roster {
    return this.#roster
  }
  /** Of the roster as it stands. */
  get measured(): Measured {
    return this.#measured
  }
  /** People whose weeks may be touched: those whose present week is legal and of the plan's own shifts. */
  get colleagues(): readonly Colleague[] {
    this.#knownColleagues ??= this.#readColleagues()
    return this.#knownColleagues
  }
  get #values(): AgentValues {
    this.#knownValues ??= new AgentValues(this.inputs, this.requirement, this.#roster, this.#measured.coverage)
    return this.#knownValues
  }
  get #team(): TeamCover {
    this.#knownTeam ??= this.#readTeam()
    return this.#knownTeam
  }

  /** A person's week with some days changed. */
  weekWith({ index, tour }: Colleague, changes: readonly (readonly [day: number, option: number])[]): ChangedWeek {
    const after = Int32Array.from(tour)
    for (const [day, option] of changes) after[day] = option
    return { index, before: tour, after }
  }

  /** Cost of a person's week, minor currency units; Infinity where a rule forbids it. */
  costOf({ index, after }: ChangedWeek): number {
    return tourCost(this.weeks.problem, index, after)
  }

  /**
   * What changed weeks add to the price of what rules about the team find wanting, minor currency units; that of hard ones
   * apart, which is nobody's money and goes before all.
   */
  teamCost(weeks: readonly ChangedWeek[]): { readonly soft: number; readonly hard: number } {
    const team = this.#team
    const [cost, hardCost] = [team.cost, team.hardCost]
    for (const { index, before, after } of weeks) replaceTour(team, index, before, after)
    const hard = team.hardCost - hardCost
    const soft = team.cost - cost - hard
    for (const { index, before, after } of weeks) replaceTour(team, index, after, before)
    return { soft, hard }
  }

  /** The option that a shift is of, for its own person or another; undefined when the plan does not have it. */
  optionOf(shift: Assignment, employeeId = shift.employeeId): ShiftOption | undefined {
    return this.weeks.optionIn(this.weeks.zoneOf(employeeId), shift)
  }

  /** An option with its breaks where an agent of some skills is missed least, and what that is worth. */
  placed(option: ShiftOption, skills: SkillVector): PlacedShift {
    const key = `${option.index} ${skills.join(' ')}`
    const known = this.#placed.get(key)
    if (known) return known
    const [from, to] = intervalsOf(this.horizon, option.startMs, option.endMs)
    const found = option.template.onCall
      ? { breaks: [], value: 0 }
      : placeShift(option, this.horizon, this.#values.between(skills, 1, from, to))
    this.#placed.set(key, found)
    return found
  }

  /** What is lost when somebody does not work a shift, minor currency units. */
  lossOf(shift: Assignment, skills: SkillVector): number {
    const [from, to] = intervalsOf(this.horizon, shift.startMs, shift.endMs)
    return shift.onCall ? 0 : shiftValue(shift, this.horizon, this.#values.between(skills, -1, from, to))
  }

  shiftFor(option: ShiftOption, { employee, skills }: Colleague): Assignment {
    const queueIds = employee.skills.map(({ queueId }) => queueId)
    return assignmentOn(option, employee.id, queueIds, this.placed(option, skills).breaks)
  }

  /** The roster with some person-days changed. */
  rosterWith(changes: readonly PersonDayChange[]): Roster {
    const gone = new Set(changes.flatMap(({ from }) => (from ? [from] : [])))
    const added = changes.flatMap(({ to }) => (to ? [to] : []))
    return {
      assignments: orderAssignments([...this.#roster.assignments.filter((shift) => !gone.has(shift)), ...added]),
    }
  }

  /** Unmet needs of a roster and what they cost, by the checker's own figures. */
  measure(roster: Roster): Measured {
    const coverage = rosterCoverage(this.inputs, this.requirement, roster, this.allocate)
    const { understaffing, overdueWork } = serviceCosts(this.inputs, this.requirement, coverage)
    return { coverage, serviceCost: understaffing + overdueWork }
  }

  /** Goes on from a changed roster, measured before. */
  take(changes: readonly PersonDayChange[], measured: Measured): void {
    this.#roster = this.rosterWith(changes)
    this.#measured = measured
    this.#placed.clear()
    this.#knownColleagues = null
    this.#knownValues = null
    this.#knownTeam = null
  }

  #readTeam(): TeamCover {
    const { context, employees } = this.weeks
    const team = new TeamCover(context, employees)
    if (team.isEmpty) return team
    const indexOf = new Map(employees.map(({ id }, index) => [id, index]))
    for (const shift of this.#roster.assignments) {
      const [person, option] = [indexOf.get(shift.employeeId), this.optionOf(shift)]
      if (person !== undefined && option) team.add(person, Int32Array.of(option.index))
    }
    return team
  }

  #readColleagues(): Colleague[] {
    const shiftsOf = Map.groupBy(this.#roster.assignments, ({ employeeId }) => employeeId)
    return this.inputs.employees.flatMap((employee, index): Colleague[] => {
      const shifts: (Assignment | undefined)[] = Array<undefined>(this.weeks.problem.days).fill(undefined)
      const tour = new Int32Array(this.weeks.problem.days).fill(-1)
      for (const shift of shiftsOf.get(employee.id) ?? []) {
        const option = this.optionOf(shift)
        if (!option || tour[option.day] !== -1) return []
        tour[option.day] = option.index
        shifts[option.day] = shift
      }
      const cost = tourCost(this.weeks.problem, index, tour)
      if (cost === Infinity) return []
      return [{ index, employee, skills: skillVector(employee.skills, this.requirement), tour, shifts, cost }]
    })
  }
}

function replaceTour(team: TeamCover, person: number, from: Tour, to: Tour): void {
  team.remove(person, from)
  team.add(person, to)
}
