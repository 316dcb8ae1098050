import { beyondTogether, placesOf } from '../check/activities.ts'
import type { IntervalRange } from '../check/interval-shares.ts'
import { isBound } from '../check/is-bound.ts'
import type { LocalDays } from '../check/local-days.ts'
import { minutesIn, type PersonHorizon, sharedDays } from '../check/person-horizon.ts'
import type { Found } from '../check/rules/rule-check.ts'
import { addOnDuty, beyondBudget, countCover, missingPresence, wrongCover } from '../check/rules/team.ts'
import { type PricedViolation, priced } from '../check/work-rules.ts'
import type { Activity } from '../domain/activity.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { Violation } from '../domain/plan-outputs.ts'
import type { PlacedActivity } from '../domain/roster.ts'
import type { WorkRule, WorkRuleOf } from '../domain/work-rule.ts'

/** A person before and after a change, by index in the team. */
export interface ChangedPerson {
  readonly index: number
  readonly before: PersonHorizon
  readonly after: PersonHorizon
}

/** Everybody as they are now. */
export interface Team {
  readonly horizon: Horizon
  /** Of the plan's zone. */
  readonly days: LocalDays
  readonly people: readonly PersonHorizon[]
}

/** Something about people together, told from sums that are kept up. */
interface TeamSum {
  /** @param touched intervals of the horizon in which somebody's shifts changed */
  change(changed: readonly ChangedPerson[], touched: readonly IntervalRange[]): void
  find(): readonly Found[]
}

/** Keeps up what the checker's rules about people together are told from. */
export class TeamScorer {
  readonly #sums: ReadonlyMap<WorkRule, TeamSum>
  readonly #together: readonly TogetherSum[]
  readonly #known = new Map<WorkRule, readonly PricedViolation[]>()

  /** @param team whose people are replaced in it as they change, before `change` is called */
  constructor(rules: readonly WorkRule[], activities: readonly Activity[], team: Team) {
    this.#sums = new Map(
      rules.flatMap((rule): [WorkRule, TeamSum][] => {
        const sum = sumFor(rule, team)
        return sum ? [[rule, sum]] : []
      }),
    )
    this.#together = activities.map((activity) => new TogetherSum(activity, team))
  }

  change(changed: readonly ChangedPerson[], touched: readonly IntervalRange[]): void {
    for (const sum of this.#sums.values()) sum.change(changed, touched)
    for (const sum of this.#together) sum.change(changed)
    this.#known.clear()
  }

  /** What a rule about people together finds; nothing for other rules. */
  check(rule: WorkRule): readonly PricedViolation[] {
    const sum = this.#sums.get(rule)
    if (!sum || rule.severity === 'pay') return []
    const found = this.#known.get(rule) ?? sum.find().map((each) => priced(rule, each))
    this.#known.set(rule, found)
    return found
  }

  /** Of activities, then of rules, in the checker's order. */
  get violations(): Violation[] {
    const broken = [...this.#sums.keys()].flatMap((rule) => this.check(rule))
    return [...this.#together.flatMap((sum) => sum.find()), ...broken.map(({ violation }) => violation)]
  }

  /** Price of soft rules about people together, minor currency units. */
  get cost(): number {
    return [...this.#sums.keys()].flatMap((rule) => this.check(rule)).reduce((sum, { cost }) => sum + cost, 0)
  }

  /** The same for people who bear on all rules about people together alike. */
  keyOf({ employee, days }: PersonHorizon): string {
    return [days.zone, ...[...this.#sums.keys()].map((rule) => isBound(rule, employee))].join(' ')
  }
}

function sumFor(rule: WorkRule, team: Team): TeamSum | undefined {
  if (rule.kind === 'minPresence') return new PresenceSum(rule, team)
  if (rule.kind === 'shiftCover') return new CoverSum(rule, team)
  if (rule.kind === 'minutesBudget') return new BudgetSum(rule, team)
  return undefined
}

/** Days by which a rule about those bound counts; people's zones do not change. */
const daysFor = (rule: WorkRule, team: Team): LocalDays =>
  sharedDays(
    team.people.filter(({ employee }) => isBound(rule, employee)),
    team,
  )

/** People on duty; where somebody's shifts change, everybody is added up anew in the checker's order, to the last bit. */
class PresenceSum implements TeamSum {
  readonly #rule: WorkRuleOf<'minPresence'>
  readonly #team: Team
  readonly #days: LocalDays
  readonly #isBound: readonly boolean[]
  readonly #bound: Float64Array
  readonly #others: Float64Array

  constructor(rule: WorkRuleOf<'minPresence'>, team: Team) {
    this.#rule = rule
    this.#team = team
    this.#days = daysFor(rule, team)
    this.#isBound = team.people.map(({ employee }) => isBound(rule, employee))
    this.#bound = new Float64Array(team.horizon.intervals)
    this.#others = new Float64Array(team.horizon.intervals)
    const all = [{ from: 0, to: team.horizon.intervals }]
    this.#addUp(this.#bound, true, all)
    this.#addUp(this.#others, false, all)
  }

  change(changed: readonly ChangedPerson[], touched: readonly IntervalRange[]): void {
    if (changed.some(({ index }) => this.#isBound[index])) this.#addUp(this.#bound, true, touched)
    if (changed.some(({ index }) => !this.#isBound[index])) this.#addUp(this.#others, false, touched)
  }

  find(): Found[] {
    return missingPresence(this.#rule, this.#team.horizon, this.#days, this.#bound, this.#others)
  }

  #addUp(agents: Float64Array, bound: boolean, ranges: readonly IntervalRange[]): void {
    // Of the others only a rule that asks for so many of them counts.
    if (!bound && this.#rule.perOthers === undefined) return
    const { horizon, people } = this.#team
    for (const range of ranges) {
      agents.fill(0, range.from, range.to)
      for (const [index, person] of people.entries()) {
        if (this.#isBound[index] === bound) addOnDuty(agents, horizon, person, range)
      }
    }
  }
}

class CoverSum implements TeamSum {
  readonly #rule: WorkRuleOf<'shiftCover'>
  readonly #days: LocalDays
  readonly #counts: Int32Array

  constructor(rule: WorkRuleOf<'shiftCover'>, team: Team) {
    this.#rule = rule
    this.#days = daysFor(rule, team)
    this.#counts = new Int32Array(this.#days.count)
    for (const person of team.people) this.#count(person, 1)
  }

  change(changed: readonly ChangedPerson[]): void {
    for (const { before, after } of changed) {
      this.#count(before, -1)
      this.#count(after, 1)
    }
  }

  find(): Found[] {
    return wrongCover(this.#rule, this.#days, this.#counts)
  }

  #count(person: PersonHorizon, sign: 1 | -1): void {
    if (isBound(this.#rule, person.employee)) countCover(this.#counts, this.#rule, this.#days, person, sign)
  }
}

/** Minutes of each person and week, summed in the checker's order. */
class BudgetSum implements TeamSum {
  readonly #rule: WorkRuleOf<'minutesBudget'>
  readonly #days: LocalDays
  /** By index of those bound, `[week]`. */
  readonly #minutes: ReadonlyMap<number, Float64Array>

  constructor(rule: WorkRuleOf<'minutesBudget'>, { days, people }: Team) {
    this.#rule = rule
    this.#days = days
    this.#minutes = new Map(
      people.flatMap((person, index) => (isBound(rule, person.employee) ? [[index, this.#minutesOf(person)]] : [])),
    )
  }

  change(changed: readonly ChangedPerson[]): void {
    for (const { index, after } of changed) this.#minutes.get(index)?.set(this.#minutesOf(after))
  }

  find(): Found[] {
    const weeks = this.#days.periods.week
    const minutes = [...this.#minutes.values()]
    return beyondBudget(this.#rule, this.#days, (week) => {
      const column = weeks.indexOf(week)
      return minutes.reduce((sum, own) => sum + own[column]!, 0)
    })
  }

  #minutesOf = (person: PersonHorizon): Float64Array =>
    Float64Array.from(this.#days.periods.week, (week) => minutesIn(person, week))
}

/** Places of an activity, by index of the people who have any. */
class TogetherSum {
  readonly #activity: Activity
  readonly #days: LocalDays
  readonly #places = new Map<number, readonly PlacedActivity[]>()
  #known: readonly Violation[] | undefined

  constructor(activity: Activity, { days, people }: Team) {
    this.#activity = activity
    this.#days = days
    for (const [index, person] of people.entries()) this.#keep(index, person)
  }

  change(changed: readonly ChangedPerson[]): void {
    for (const { index, after } of changed) this.#keep(index, after)
  }

  find(): readonly Violation[] {
    this.#known ??= beyondTogether(this.#activity, this.#days, [...this.#places.values()].flat())
    return this.#known
  }

  #keep(index: number, person: PersonHorizon): void {
    const places = placesOf(this.#activity, person)
    if (places.length === 0 && !this.#places.has(index)) return
    this.#places.set(index, places)
    this.#known = undefined
  }
}
