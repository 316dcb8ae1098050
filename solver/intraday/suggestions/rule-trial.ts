import { type PersonHorizon, peopleReader } from '../../check/person-horizon.ts'
import type { Horizon } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { Violation } from '../../domain/plan-outputs.ts'
import { type Assignment, orderAssignments, type Roster } from '../../domain/roster.ts'
import { horizonsOfPeople } from '../../domain/site.ts'
import { changedShifts, touchedIntervals } from '../../rescore/changed-shifts.ts'
import type { PersonShifts } from '../../rescore/roster-scorer.ts'
import { PersonScorer, type ScoredPerson } from '../../rescore/scored-person.ts'
import { type ChangedPerson, TeamScorer } from '../../rescore/team-scorer.ts'

/** What all changes tried so far come to against the roster that stands. */
export interface TrialStanding {
  /** Change in wages, minor currency units, not yet rounded. */
  readonly pay: number
  /** Change in the price of soft rules, minor currency units. */
  readonly softCost: number
  /** Soft rules that are broken, or broken more. */
  readonly softViolations: readonly Violation[]
}

/** Sizes are sums of shares; less than this is a rounding error. */
const TINY = 1e-6

/**
 * Tries changes of people's shifts on the rules and the pay of the whole horizon, one on top of the other, by the checker's
 * own rules: what `RosterScorer` is made of, but without what the queues get, which is simulated here.
 */
export class RuleTrial {
  readonly #inputs: PlanInputs
  readonly #horizon: Horizon
  readonly #scorer: PersonScorer
  readonly #team: TeamScorer
  readonly #indexById: ReadonlyMap<string, number>
  readonly #shifts: readonly (readonly Assignment[])[]
  /** As the roster stands, and with the changes that are tried; replaced in place. */
  readonly #standing: readonly PersonHorizon[]
  readonly #people: PersonHorizon[]
  readonly #scored = new Map<number, ScoredPerson>()
  readonly #teamBroken: readonly Violation[]
  readonly #teamCost: number
  #pay = 0
  #softOfPeople = 0
  #softViolations: readonly Violation[] = []
  readonly #changed = new Map<number, ChangedPerson>()
  #touched: Assignment[] = []

  constructor(inputs: PlanInputs, horizon: Horizon, { assignments }: Roster) {
    const reader = peopleReader(inputs, horizon)
    const shiftsOf = Map.groupBy(orderAssignments(assignments), ({ employeeId }) => employeeId)
    this.#inputs = inputs
    this.#horizon = horizon
    this.#scorer = new PersonScorer(inputs, reader, horizonsOfPeople(inputs, horizon))
    this.#indexById = new Map(inputs.employees.map(({ id }, index) => [id, index]))
    this.#shifts = inputs.employees.map(({ id }) => shiftsOf.get(id) ?? [])
    this.#standing = inputs.employees.map((employee, index) => reader.personOf(employee, this.#shifts[index]!))
    this.#people = [...this.#standing]
    this.#team = new TeamScorer(inputs.workRules, inputs.settings.activities, {
      ...{ horizon, days: reader.days, people: this.#people },
    })
    this.#teamBroken = this.#team.violations
    this.#teamCost = this.#team.cost
  }

  /** Everybody as the roster stands, in the order of the employees. */
  get people(): readonly PersonHorizon[] {
    return this.#standing
  }

  /** Shifts of the roster as it stands, ordered by start. */
  shiftsOf(employeeId: string): readonly Assignment[] {
    const index = this.#indexById.get(employeeId)
    return index === undefined ? [] : this.#shifts[index]!
  }

  /** Takes back all that was tried. */
  begin(): void {
    const back = [...this.#changed.values()].map(({ index, before, after }) => ({
      index,
      before: after,
      after: before,
    }))
    for (const { index, after } of back) this.#people[index] = after
    if (back.length > 0) this.#team.change(back, touchedIntervals(this.#horizon, this.#touched))
    this.#changed.clear()
    this.#touched = []
    this.#pay = 0
    this.#softOfPeople = 0
    this.#softViolations = []
  }

  /**
   * Tries one more change, of somebody who was not changed since `begin`.
   * @param mostPay that it may add to wages, minor currency units
   * @returns undefined where it costs more, or a hard rule would be broken more than the standing roster does: it is taken
   *   back then
   */
  add({ employeeId, assignments }: PersonShifts, mostPay = Number.POSITIVE_INFINITY): TrialStanding | undefined {
    const index = this.#indexById.get(employeeId)
    if (index === undefined || this.#changed.has(index)) return undefined
    const { removed, added, after: shifts } = changedShifts(this.#shifts[index]!, orderAssignments(assignments))
    if (!isSound(shifts, this.#standing[index]!)) return undefined
    const before = this.#scoredBefore(index)
    const after = this.#scorer.score(this.#inputs.employees[index]!, shifts)
    const own = brokenMore(before.violations, after.violations)
    if (own.some(({ severity }) => severity === 'hard') || payOf(after) - payOf(before) > mostPay) return undefined
    const changed = { index, before: this.#standing[index]!, after: after.horizon }
    const touched = [...removed, ...added]
    this.#changeTeam(changed, touched)
    const together = brokenMore(this.#teamBroken, this.#team.violations)
    if (together.some(({ severity }) => severity === 'hard')) {
      this.#changeTeam({ index, before: changed.after, after: changed.before }, touched)
      return undefined
    }
    this.#changed.set(index, changed)
    this.#touched.push(...touched)
    this.#pay += payOf(after) - payOf(before)
    this.#softOfPeople += softCostOf(after) - softCostOf(before)
    this.#softViolations = [...this.#softViolations, ...own]
    return {
      pay: this.#pay,
      softCost: this.#softOfPeople + this.#team.cost - this.#teamCost,
      softViolations: [...this.#softViolations, ...together],
    }
  }

  #changeTeam(changed: ChangedPerson, touched: readonly Assignment[]): void {
    this.#people[changed.index] = changed.after
    this.#team.change([changed], touchedIntervals(this.#horizon, touched))
  }

  #scoredBefore(index: number): ScoredPerson {
    const known = this.#scored.get(index) ?? this.#scorer.score(this.#inputs.employees[index]!, this.#shifts[index]!)
    this.#scored.set(index, known)
    return known
  }
}

/** Violations of `after` that are not in `before`, or larger than there; several of one rule, person and time count together. */
function brokenMore(before: readonly Violation[], after: readonly Violation[]): Violation[] {
  const keyOf = ({ ruleId, employeeId = '', at }: Violation) => `${ruleId}\0${employeeId}\0${at}`
  const sizes = new Map<string, number>()
  for (const violation of after) sizes.set(keyOf(violation), (sizes.get(keyOf(violation)) ?? 0) + violation.size)
  for (const violation of before) sizes.set(keyOf(violation), (sizes.get(keyOf(violation)) ?? 0) - violation.size)
  return after.filter((violation) => sizes.get(keyOf(violation))! > TINY)
}

/** Nobody is in two places at once or at work while away, whatever rules a plan has; pay could not be told either. */
function isSound(shifts: readonly Assignment[], { allShifts, availability, shifts: own }: PersonHorizon): boolean {
  const earlier = allShifts.filter((shift) => !own.includes(shift))
  const all = orderAssignments([...earlier, ...shifts])
  const isApart = (spans: readonly { startMs: number; endMs: number }[]) =>
    spans.every((span, index) => index === 0 || spans[index - 1]!.endMs <= span.startMs)
  return (
    isApart(all) &&
    shifts.every(({ startMs, endMs, breaks, activities = [] }) => {
      const parts = [...breaks, ...activities].sort((a, b) => a.startMs - b.startMs)
      return isApart(parts) && parts.every((part) => part.startMs >= startMs && part.endMs <= endMs)
    }) &&
    shifts.every(
      (shift) =>
        own.some(({ startMs, endMs }) => startMs <= shift.startMs && shift.endMs <= endMs) ||
        !availability.some(
          ({ kind, startMs, endMs }) => kind === 'timeOff' && startMs < shift.endMs && shift.startMs < endMs,
        ),
    )
  )
}

/** Minor currency units. */
const payOf = ({ pay }: ScoredPerson): number => pay.ordinary + pay.overtime + pay.premiums

const softCostOf = ({ softCosts }: ScoredPerson): number =>
  softCosts.reduce((sum, costs) => costs.reduce((total, cost) => total + cost, sum), 0)
