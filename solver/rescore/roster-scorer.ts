import { bySeverity, objectiveOf, ofUnknownEmployee, startsOutside } from '../check/check-roster.ts'
import { peopleReader } from '../check/person-horizon.ts'
import { wagesOf } from '../check/wages.ts'
import { inputsFor, type PlanInputs } from '../domain/plan-inputs.ts'
import type { CostBreakdown, QueueCoverage, Unmet, Violation } from '../domain/plan-outputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { type Assignment, orderAssignments, type Roster } from '../domain/roster.ts'
import { horizonsOfPeople } from '../domain/site.ts'
import { changedShifts, touchedIntervals } from './changed-shifts.ts'
import { CoverageScorer } from './coverage-scorer.ts'
import { PeoplePrices } from './people-prices.ts'
import { PersonScorer, type ScoredPerson } from './scored-person.ts'
import type { ServiceEstimate } from './service-estimate.ts'
import {
  brokenMore,
  type OpenShiftCandidates,
  shiftCandidates,
  type TeamChange,
  type Trial,
} from './shift-candidates.ts'
import { type ChangedPerson, TeamScorer } from './team-scorer.ts'
import { replaceViolations, type ViolationPatch } from './violation-list.ts'

export interface ScoreBasis {
  /** As `inputsFor` gives them; history, overrides and calendar may be empty. */
  readonly inputs: PlanInputs
  readonly requirement: Requirement
}

/** A person's shifts of the horizon after an edit. */
export interface PersonShifts {
  readonly employeeId: string
  readonly assignments: readonly Assignment[]
}

export interface RosterScore {
  /** As `checkRoster` gives them, in its order. */
  readonly violations: readonly Violation[]
  readonly costs: CostBreakdown
  readonly objective: number
  readonly coverage: readonly QueueCoverage[]
  /** Of instant queues. */
  readonly service: readonly ServiceEstimate[]
  readonly unmet: readonly Unmet[]
}

/**
 * The score of a roster that is being edited: what `checkRoster` says of it, told anew only where people changed. Odd
 * shifts (overlapping, off hours, of unknown templates or people) are named by the violations and never refused.
 *
 * While work is overdue the checker searches for the cheapest way to share people out, again and again over the whole
 * horizon. `change` waits for it; `changeAtOnce` and `settling` give the score in two steps.
 */
export class RosterScorer {
  readonly #inputs: PlanInputs
  readonly #requirement: Requirement
  readonly #scorer: PersonScorer
  readonly #siteOf: ReturnType<typeof horizonsOfPeople>
  readonly #indexById: ReadonlyMap<string, number>
  /** Shifts of each person of the team, ordered by start. */
  readonly #shifts: (readonly Assignment[])[]
  /** Shifts of those who are not in the team, by id. */
  readonly #strangers = new Map<string, readonly Assignment[]>()
  readonly #people: ScoredPerson[]
  readonly #horizons: ScoredPerson['horizon'][]
  readonly #prices: PeoplePrices
  readonly #team: TeamScorer
  readonly #coverage: CoverageScorer
  #violations: readonly Violation[]
  #teamViolations: readonly Violation[]
  #patch: ViolationPatch = { removed: [], added: [] }

  constructor(basis: ScoreBasis, roster: Roster) {
    const { requirement } = basis
    const inputs = inputsFor(basis.inputs, requirement.horizon)
    const ordered = orderAssignments(roster.assignments)
    const shiftsOf = Map.groupBy(ordered, ({ employeeId }) => employeeId)
    const reader = peopleReader(inputs, requirement.horizon)
    this.#inputs = inputs
    this.#requirement = requirement
    this.#siteOf = horizonsOfPeople(inputs, requirement.horizon)
    this.#scorer = new PersonScorer(inputs, reader, this.#siteOf)
    this.#indexById = new Map(inputs.employees.map(({ id }, index) => [id, index]))
    this.#shifts = inputs.employees.map(({ id }) => shiftsOf.get(id) ?? [])
    this.#people = inputs.employees.map((employee, index) => this.#scorer.score(employee, this.#shifts[index]!))
    for (const [id, shifts] of shiftsOf) if (!this.#indexById.has(id)) this.#strangers.set(id, shifts)
    this.#horizons = this.#people.map(({ horizon }) => horizon)
    this.#prices = new PeoplePrices(this.#people)
    this.#team = new TeamScorer(inputs.workRules, inputs.settings.activities, {
      ...{ horizon: requirement.horizon, days: reader.days, people: this.#horizons },
    })
    this.#coverage = new CoverageScorer(inputs, requirement, ordered, reader.days.stampOf)
    this.#teamViolations = this.#team.violations
    this.#violations = [
      ...[...this.#strangers.values()].flatMap((shifts) => this.#strangerViolations(shifts)),
      ...this.#people.flatMap(({ violations }) => violations),
      ...this.#teamViolations,
    ].sort(bySeverity)
  }

  /** As `checkRoster` has it. */
  get score(): RosterScore {
    for (const _ of this.settling());
    return this.#score()
  }

  /** Whether the score is the checker's already; if not, `settling` brings it there. */
  get isSettled(): boolean {
    return this.#coverage.isSettled
  }

  /**
   * The score as far as it is known: exact where nothing is overdue, and in all that is about people. Otherwise coverage
   * and what unmet needs cost are those of the last settled score with what has changed since by a single dispatch.
   */
  get scoreAtOnce(): RosterScore {
    return this.#score()
  }

  /** What the latest change did to the list of violations. */
  get violationPatch(): ViolationPatch {
    return this.#patch
  }

  change(changes: readonly PersonShifts[]): RosterScore {
    this.changeAtOnce(changes)
    return this.score
  }

  changeAtOnce(changes: readonly PersonShifts[]): RosterScore {
    const [gone, come] = [new Set<Violation>(), [] as Violation[]]
    const changed: ChangedPerson[] = []
    const [removed, added]: [Assignment[], Assignment[]] = [[], []]
    for (const { employeeId, assignments } of latestOfEach(changes)) {
      const index = this.#indexById.get(employeeId)
      const known = index === undefined ? (this.#strangers.get(employeeId) ?? []) : this.#shifts[index]!
      const difference = changedShifts(known, orderAssignments(assignments))
      removed.push(...difference.removed)
      added.push(...difference.added)
      if (index === undefined) {
        this.#changeStranger(employeeId, difference.after, gone, come)
        continue
      }
      const before = this.#people[index]!
      const after = this.#scorer.score(this.#inputs.employees[index]!, difference.after)
      this.#shifts[index] = difference.after
      this.#people[index] = after
      this.#prices.change(index, after)
      this.#horizons[index] = after.horizon
      changed.push({ index, before: before.horizon, after: after.horizon })
      for (const violation of before.violations) gone.add(violation)
      come.push(...after.violations)
    }
    this.#team.change(changed, touchedIntervals(this.#requirement.horizon, [...removed, ...added]))
    for (const violation of this.#teamViolations) gone.add(violation)
    this.#teamViolations = this.#team.violations
    come.push(...this.#teamViolations)
    const { list, patch } = replaceViolations(this.#violations, gone, come)
    this.#violations = list
    this.#patch = patch
    this.#coverage.change(removed, added)
    return this.#score()
  }

  /** Settles the score, resting after each dispatch of the horizon; a change in between makes it begin anew. */
  settling(): Generator<void, void> {
    return this.#coverage.settling()
  }

  /**
   * Who could work a shift, best first.
   * @param shift of nobody (`''`), or of somebody from whom it would be taken over
   */
  candidatesFor(shift: Assignment, most = 20): OpenShiftCandidates {
    const trial: Trial = {
      inputs: this.#inputs,
      people: this.#people,
      shifts: this.#shifts,
      score: (employee, shifts) => this.#scorer.score(employee, shifts),
      teamKey: (person) => this.#team.keyOf(person),
      teamChange: (changed, shifts) => this.#teamChange(changed, shifts),
      serviceChange: (removed, added) => this.#coverage.serviceChange(removed, added),
    }
    return shiftCandidates(trial, shift, most)
  }

  /** Tries a change out on the rules about people together, and takes it back. */
  #teamChange(changed: readonly ChangedPerson[], shifts: readonly Assignment[]): TeamChange {
    const touched = touchedIntervals(this.#requirement.horizon, shifts)
    const cost = this.#team.cost
    const violations = this.#team.violations
    for (const { index, after } of changed) this.#horizons[index] = after
    this.#team.change(changed, touched)
    const result = {
      cost: this.#team.cost - cost,
      brokenMore: brokenMore(violations, this.#team.violations),
    }
    for (const { index, before } of changed) this.#horizons[index] = before
    this.#team.change(
      changed.map(({ index, before, after }) => ({ index, before: after, after: before })),
      touched,
    )
    return result
  }

  #score(): RosterScore {
    const { coverage, costs, service, unmet } = this.#coverage.score
    const all: CostBreakdown = { ...wagesOf(this.#prices.pay), ...costs, softRules: this.#softRuleCost() }
    return { violations: this.#violations, costs: all, objective: objectiveOf(all), coverage, service, unmet }
  }

  /** Minor currency units, added up rule by rule as the checker does. */
  #softRuleCost(): number {
    let sum = 0
    for (const [index, rule] of this.#inputs.workRules.entries()) {
      for (const { cost } of this.#team.check(rule)) sum += cost
      sum = this.#prices.addSoftCosts(sum, index)
    }
    return Math.round(sum)
  }

  #changeStranger(id: string, shifts: readonly Assignment[], gone: Set<Violation>, come: Violation[]): void {
    for (const violation of this.#violations) {
      if (violation.employeeId === id) gone.add(violation)
    }
    this.#strangers.set(id, shifts)
    come.push(...this.#strangerViolations(shifts))
  }

  #strangerViolations = (shifts: readonly Assignment[]): Violation[] => [
    ...shifts.map((shift) => ofUnknownEmployee(shift, this.#requirement.horizon)),
    ...shifts.flatMap((shift) => startsOutside(shift, this.#siteOf(shift.employeeId))),
  ]
}

/** Of several changes of a person the last one holds. */
const latestOfEach = (changes: readonly PersonShifts[]): Iterable<PersonShifts> =>
  new Map(changes.map((change) => [change.employeeId, change])).values()
