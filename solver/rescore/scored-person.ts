import { placedWrongly, takenWrongly } from '../check/activities.ts'
import { bySeverity, startsOutside } from '../check/check-roster.ts'
import { isBound } from '../check/is-bound.ts'
import type { PeopleReader, PersonHorizon } from '../check/person-horizon.ts'
import { beyondFairShare, meanBalances } from '../check/rules/fair-share.ts'
import { isPayRule, type PayRule } from '../check/rules/premiums.ts'
import { type Pay, payOf } from '../check/wages.ts'
import { checkPersonRule, isTeamRule, type PricedViolation, priced } from '../check/work-rules.ts'
import type { Activity } from '../domain/activity.ts'
import type { Employee } from '../domain/employee.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Violation } from '../domain/plan-outputs.ts'
import type { Assignment } from '../domain/roster.ts'
import type { WorkRule } from '../domain/work-rule.ts'

/** What one person's shifts are and break by themselves. */
export interface ScoredPerson {
  readonly horizon: PersonHorizon
  readonly pay: Pay
  /** In the checker's order. */
  readonly violations: readonly Violation[]
  /** What each soft rule's findings cost, minor currency units, `[rule][finding]`; nothing for other rules. */
  readonly softCosts: readonly (readonly number[])[]
}

const NO_COSTS: readonly number[] = []

/** Scores people one by one, by the checker's own rules; those about people together are left to `TeamScorer`. */
export class PersonScorer {
  readonly #rules: readonly WorkRule[]
  readonly #payRules: readonly PayRule[]
  readonly #activities: readonly Activity[]
  readonly #activityById: ReadonlyMap<string, Activity>
  readonly #reader: PeopleReader
  readonly #siteOf: (employeeId: string) => Horizon
  /** Mean balances by group of each fair share, which hang on balances alone and not on the roster. */
  readonly #means = new Map<WorkRule, ReadonlyMap<string, number>>()

  constructor({ employees, settings, workRules }: PlanInputs, reader: PeopleReader, siteOf: (id: string) => Horizon) {
    this.#rules = workRules
    this.#payRules = workRules.filter(isPayRule)
    this.#activities = settings.activities
    this.#activityById = new Map(settings.activities.map((activity) => [activity.id, activity]))
    this.#reader = reader
    this.#siteOf = siteOf
    for (const rule of workRules) {
      if (rule.kind !== 'fairShare') continue
      const bound = employees.filter((employee) => isBound(rule, employee)).map((employee) => ({ employee }))
      this.#means.set(rule, meanBalances(rule, bound))
    }
  }

  /** @param shifts of the person, ordered by start */
  score(employee: Employee, shifts: readonly Assignment[]): ScoredPerson {
    const horizon = this.#reader.personOf(employee, shifts)
    const site = this.#siteOf(employee.id)
    const broken = this.#rules.map((rule) => this.#check(rule, horizon))
    const violations = [
      ...shifts.flatMap((shift) => startsOutside(shift, site)),
      ...placedWrongly(this.#activityById, horizon),
      ...this.#activities.flatMap((activity) => takenWrongly(activity, horizon)),
      ...broken.flatMap((found) => found.map(({ violation }) => violation)),
    ].sort(bySeverity)
    return {
      horizon,
      pay: payOf(this.#payRules, horizon),
      violations,
      softCosts: broken.map((found, rule) =>
        found.length > 0 && this.#rules[rule]!.severity === 'soft' ? found.map(({ cost }) => cost) : NO_COSTS,
      ),
    }
  }

  #check(rule: WorkRule, person: PersonHorizon): readonly PricedViolation[] {
    if (!isTeamRule(rule)) return checkPersonRule(rule, person)
    if (rule.kind !== 'fairShare') return []
    if (!isBound(rule, person.employee)) return []
    return beyondFairShare(rule, person, this.#means.get(rule)!).map((found) => priced(rule, found))
  }
}
