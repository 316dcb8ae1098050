import { rosterCoverage, serviceCosts } from '../../check/roster-coverage.ts'
import type { Employee } from '../../domain/employee.ts'
import type { Horizon } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { QueueCoverage, Requirement } from '../../domain/plan-outputs.ts'
import { type Assignment, orderAssignments, type Roster } from '../../domain/roster.ts'
import { tourCost } from '../../tours/tour-cost.ts'
import type { Tour } from '../../tours/tour-problem.ts'
import type { ShiftOption } from '../shift-option.ts'
import { AgentValues, intervalsOf, type SkillVector, skillVector } from './agent-values.ts'
import { assignmentOn, type PlacedShift, placeShift, shiftValue } from './place-shift.ts'
import type { PersonDayChange } from './roster-preferences.ts'
import { optionKey, type TeamWeeks, teamWeeks } from './team-weeks.ts'

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
  readonly weeks: TeamWeeks
  /** People whose weeks may be touched: those whose present week is legal and of the plan's own shifts. */
  colleagues: Colleague[]
  #roster: Roster
  #measured: Measured
  #values: AgentValues
  readonly #placed = new Map<string, PlacedShift>()

  constructor(inputs: PlanInputs, requirement: Requirement, roster: Roster) {
    this.inputs = inputs
    this.requirement = requirement
    this.weeks = teamWeeks(inputs, requirement.horizon)
    this.#roster = roster
    this.#measured = this.measure(roster)
    this.#values = new AgentValues(inputs, requirement, roster, this.#measured.coverage)
    this.colleagues = this.#readColleagues()
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

  /** Cost of a person's week with some days changed, minor currency units; Infinity where a rule forbids it. */
  costWith(colleague: Colleague, changes: readonly (readonly [day: number, option: number])[]): number {
    const tour = Int32Array.from(colleague.tour)
    for (const [day, option] of changes) tour[day] = option
    return tourCost(this.weeks.problem, colleague.index, tour)
  }

  /** The option that a shift is of; undefined when the plan does not have it. */
  optionOf(shift: Assignment): ShiftOption | undefined {
    return this.weeks.optionByKey.get(optionKey(shift.templateId, shift.startMs))
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
    const coverage = rosterCoverage(this.inputs, this.requirement, roster)
    const { understaffing, overdueWork } = serviceCosts(this.inputs, this.requirement, coverage)
    return { coverage, serviceCost: understaffing + overdueWork }
  }

  /** Goes on from a changed roster, measured before. */
  take(changes: readonly PersonDayChange[], measured: Measured): void {
    this.#roster = this.rosterWith(changes)
    this.#measured = measured
    this.#values = new AgentValues(this.inputs, this.requirement, this.#roster, measured.coverage)
    this.#placed.clear()
    this.colleagues = this.#readColleagues()
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
