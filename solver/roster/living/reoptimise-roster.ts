import { rosterCoverage, serviceCosts } from '../../check/roster-coverage.ts'
import { breakMismatches } from '../../check/template-mismatch.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { QueueCoverage } from '../../domain/plan-outputs.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import { type Assignment, orderAssignments, type Roster } from '../../domain/roster.ts'
import { tourCost } from '../../tours/tour-cost.ts'
import { TourPricer } from '../../tours/tour-pricer.ts'
import type { Tour } from '../../tours/tour-problem.ts'
import { intervalShares, type ShiftOption } from '../shift-option.ts'
import { AgentValues, type SkillVector, skillVector } from './agent-values.ts'
import { assignmentOn, type PlacedShift, placeShift, shiftValue } from './place-shift.ts'
import type { RosterPreferences } from './roster-preferences.ts'
import { type TeamWeeks, teamWeeks } from './team-weeks.ts'

/** A roster with what it costs, the price of its changes included: minor currency units, guaranteed wages left out. */
export interface Reoptimised {
  readonly roster: Roster
  readonly cost: number
}

/** Times that everybody's week is looked at. */
const PASSES = 4
/** A change has to gain at least so much, minor currency units. */
const LEAST_GAIN = 1

/**
 * Betters a roster person by person: each in turn gets the cheapest legal week against everybody else's, by exact pricing
 * of all legal weeks at the present value of an agent, where the price of changing a day is part of a week's cost. What
 * pricing promises is taken when the checker's own coverage confirms it. People whose week is not legal are given one
 * first; people without a legal week get no shifts.
 * @param preferences locks, and prices of the days that differ from the roster that stands
 * @param start where to begin: the roster that stands, or another whose changes are then given back where they do not pay
 */
export function reoptimiseRoster(
  inputs: PlanInputs,
  requirement: Requirement,
  preferences: RosterPreferences,
  start: Roster,
  isOutOfTime: () => boolean,
): Reoptimised {
  const state = new WeeksAtWork(inputs, requirement, preferences, start)
  for (const person of state.withoutWeek()) state.respond(person, true)
  for (let pass = 0; pass < PASSES; pass++) {
    let changed = false
    for (let person = 0; person < state.people && !isOutOfTime(); person++) {
      if (state.respond(person, false)) changed = true
    }
    if (!changed) break
  }
  return { roster: state.roster(), cost: state.cost }
}

/** Whether a shift is as its template has it: planners may have stretched it, or moved a break too far. */
const isOfOption = (shift: Assignment, { endMs, template }: ShiftOption): boolean =>
  shift.endMs === endMs && breakMismatches(shift, template).length === 0

/** A person's week: the tour and its shifts, `[day]`. */
interface Week {
  readonly tour: Tour
  readonly shifts: readonly (Assignment | undefined)[]
  readonly cost: number
}

class WeeksAtWork {
  readonly #inputs: PlanInputs
  readonly #requirement: Requirement
  readonly #team: TeamWeeks
  readonly #pricer: TourPricer
  readonly #weeks: (Week | null)[]
  readonly #skills: readonly SkillVector[]
  #coverage: QueueCoverage[]
  #serviceCost: number
  readonly #values: AgentValues

  constructor(inputs: PlanInputs, requirement: Requirement, preferences: RosterPreferences, start: Roster) {
    this.#inputs = inputs
    this.#requirement = requirement
    this.#team = teamWeeks(inputs, requirement.horizon, preferences)
    this.#pricer = new TourPricer(this.#team.problem)
    this.#skills = this.#team.employees.map(({ skills }) => skillVector(skills, requirement))
    const shiftsOf = Map.groupBy(start.assignments, ({ employeeId }) => employeeId)
    this.#weeks = this.#team.employees.map(({ id }, person) => this.#weekOf(person, shiftsOf.get(id) ?? []))
    const { coverage, serviceCost } = this.#measure(this.roster())
    this.#coverage = coverage
    this.#serviceCost = serviceCost
    this.#values = new AgentValues(inputs, requirement, this.roster(), coverage)
  }

  get people(): number {
    return this.#weeks.length
  }

  get cost(): number {
    return this.#weeks.reduce((sum, week) => sum + (week?.cost ?? 0), this.#serviceCost)
  }

  withoutWeek(): number[] {
    return [...this.#weeks.keys()].filter((person) => this.#weeks[person] === null)
  }

  roster(): Roster {
    const shifts = this.#weeks.flatMap((week) => week?.shifts.filter((shift) => shift !== undefined) ?? [])
    return { assignments: orderAssignments(shifts) }
  }

  /** Gives a person the week that suits the others best. @returns whether it is another one */
  respond(person: number, isForced: boolean): boolean {
    const { options } = this.#team
    const placed = options.map((option) => this.#placed(person, option.index))
    const found = this.#pricer.cheapest(
      person,
      Float64Array.from(placed, ({ value }) => value),
    )
    if (!found) return false
    const before = this.#weeks[person]!
    if (!isForced && before && this.#worth(person, before) - found.cost < LEAST_GAIN) return false
    const next = this.#weekFrom(person, found.tour, placed)
    this.#weeks[person] = next
    const measured = this.#measure(this.roster())
    const gain = (before?.cost ?? 0) + this.#serviceCost - next.cost - measured.serviceCost
    if (!isForced && gain < LEAST_GAIN) {
      this.#weeks[person] = before
      return false
    }
    this.#coverage = measured.coverage
    this.#serviceCost = measured.serviceCost
    const touched = [...(before?.shifts ?? []), ...next.shifts].filter((shift) => shift !== undefined)
    this.#values.update(this.roster(), this.#coverage, touched)
    return true
  }

  /** Cost of the person's present week less what its hours are worth. */
  #worth(person: number, { shifts, cost }: Week): number {
    const values = this.#valuesFor(person)
    return shifts.reduce(
      (sum, shift) => sum - (shift && !shift.onCall ? shiftValue(shift, this.#requirement.horizon, values) : 0),
      cost,
    )
  }

  #placed(person: number, index: number): PlacedShift {
    const option = this.#team.options[index]!
    if (option.template.onCall || this.#team.problem.people[person]!.optionCost[index] === Infinity) return NOWHERE
    return placeShift(option, this.#requirement.horizon, this.#valuesFor(person))
  }

  readonly #mixed = { person: -1, roster: -1, values: new Float64Array(0) }
  #taken = 0

  /** Worth of an agent of the person's skills with the person off the roster: where he now is, what he would be missed by. */
  #valuesFor(person: number): Float64Array {
    if (this.#mixed.person === person && this.#mixed.roster === this.#taken) return this.#mixed.values
    const { intervals } = this.#requirement.horizon
    const skills = this.#skills[person]!
    const values = Float64Array.from(this.#values.between(skills, 1, 0, intervals))
    const missed = this.#values.between(skills, -1, 0, intervals)
    for (const shift of this.#weeks[person]?.shifts ?? []) {
      if (!shift) continue
      for (const [interval] of intervalShares(this.#requirement.horizon, shift.startMs, shift.endMs)) {
        values[interval] = missed[interval]!
      }
    }
    return Object.assign(this.#mixed, { person, roster: this.#taken, values }).values
  }

  #weekOf(person: number, shifts: readonly Assignment[]): Week | null {
    const { problem, employees, zoneOf, optionIn } = this.#team
    const zone = zoneOf(employees[person]!.id)
    const tour = new Int32Array(problem.days).fill(-1)
    const byDay: (Assignment | undefined)[] = Array<undefined>(problem.days).fill(undefined)
    for (const shift of shifts) {
      const option = optionIn(zone, shift)
      if (!option || tour[option.day] !== -1 || !isOfOption(shift, option)) return null
      tour[option.day] = option.index
      byDay[option.day] = shift
    }
    const cost = tourCost(problem, person, tour)
    return cost === Infinity ? null : { tour, shifts: byDay, cost }
  }

  /** Shifts that stay are the very ones, breaks and all. */
  #weekFrom(person: number, tour: Tour, placed: readonly PlacedShift[]): Week {
    const before = this.#weeks[person]
    const { id, skills } = this.#team.employees[person]!
    const shifts = Array.from(tour, (index, day) => {
      if (index < 0) return undefined
      if (before?.tour[day] === index) return before.shifts[day]
      const queueIds = skills.map(({ queueId }) => queueId)
      return assignmentOn(this.#team.options[index]!, id, queueIds, placed[index]!.breaks)
    })
    return { tour, shifts, cost: tourCost(this.#team.problem, person, tour) }
  }

  #measure(roster: Roster): { coverage: QueueCoverage[]; serviceCost: number } {
    this.#taken++
    const coverage = rosterCoverage(this.#inputs, this.#requirement, roster)
    const { understaffing, overdueWork } = serviceCosts(this.#inputs, this.#requirement, coverage)
    return { coverage, serviceCost: understaffing + overdueWork }
  }
}

const NOWHERE: PlacedShift = { breaks: [], value: 0 }
