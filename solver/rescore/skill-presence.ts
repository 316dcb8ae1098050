import { addPresence, type Presence, proficiencyOf, skillSetKey, skillsUsed } from '../check/coverage.ts'
import type { IntervalRange } from '../check/interval-shares.ts'
import type { Skill } from '../domain/employee.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { type Assignment, compareIds, orderAssignments } from '../domain/roster.ts'
import { touchedIntervals } from './changed-shifts.ts'

/** People of one skill set, with the shifts that make them, in the order in which the checker adds them up. */
interface SkillSet extends Presence {
  shifts: readonly Assignment[]
  /** Of the previous roster. */
  readonly before: readonly Assignment[]
}

/** Agents. */
const TINY = 1e-9

/**
 * Who is on position, by skill set, kept up as shifts change. Where a skill set's shifts change, the intervals that they
 * touch are added up anew in the checker's order, so that every sum is the checker's to the last bit, and so is what
 * people are shared out by.
 */
export class SkillPresence {
  readonly #requirement: Requirement
  readonly #skillsOf: ReadonlyMap<string, readonly Skill[]>
  readonly #sets = new Map<string, SkillSet>()
  /** Latest queues of each person with their skill set: shifts of a person mostly have the same. */
  readonly #latest = new Map<string, { readonly queueIds: readonly string[]; readonly key: string }>()
  /** Times that an interval has changed, `[interval]`. */
  readonly changes: Int32Array
  #ordered: readonly Presence[]

  /** @param roster ordered as rosters are */
  constructor({ employees, previousRoster }: PlanInputs, requirement: Requirement, roster: readonly Assignment[]) {
    this.#requirement = requirement
    this.#skillsOf = new Map(employees.map(({ id, skills }) => [id, skills]))
    this.changes = new Int32Array(requirement.horizon.intervals)
    const before = Map.groupBy(previousRoster, (shift) => this.#keyOf(shift))
    const own = Map.groupBy(roster, (shift) => this.#keyOf(shift))
    for (const [key, [first]] of [...own, ...before]) {
      if (this.#sets.has(key)) continue
      const set = this.#newSet(first!, before.get(key) ?? [])
      set.shifts = own.get(key) ?? []
      for (const shift of [...set.shifts, ...set.before]) addPresence(set.agents, requirement.horizon, shift)
      this.#sets.set(key, set)
    }
    this.#ordered = this.#inOrder()
  }

  /** By key, as dispatching goes by them. */
  get presence(): readonly Presence[] {
    return this.#ordered
  }

  change(removed: readonly Assignment[], added: readonly Assignment[]): void {
    const gone = Map.groupBy(removed, (shift) => this.#keyOf(shift))
    const come = Map.groupBy(added, (shift) => this.#keyOf(shift))
    for (const key of new Set([...gone.keys(), ...come.keys()])) {
      const [less, more] = [gone.get(key) ?? [], come.get(key) ?? []]
      const set = this.#sets.get(key) ?? this.#newSet(more[0]!, [])
      this.#sets.set(key, set)
      const without = new Set(less)
      set.shifts = orderAssignments([...set.shifts.filter((shift) => !without.has(shift)), ...more])
      for (const range of touchedIntervals(this.#requirement.horizon, [...less, ...more])) this.#addUp(set, range)
    }
    if (this.#ordered.length < this.#sets.size) this.#ordered = this.#inOrder()
  }

  /** The presence with some shifts less and others more; what is kept up stays as it is. */
  presenceWith(removed: readonly Assignment[], added: readonly Assignment[]): Presence[] {
    const { horizon } = this.#requirement
    const trial = new Map<string, Presence>(this.#sets)
    const change = (shift: Assignment, sign: 1 | -1) => {
      const key = this.#keyOf(shift)
      const set = trial.get(key) ?? this.#newSet(shift, [])
      const own = new Float64Array(horizon.intervals)
      addPresence(own, horizon, shift)
      // Sums of shares may miss zero by a rounding error, which would be somebody there.
      const agents = set.agents.map((sum, interval) => {
        const next = sum + sign * own[interval]!
        return next > TINY ? next : 0
      })
      trial.set(key, { proficiency: set.proficiency, agents })
    }
    for (const shift of removed) change(shift, -1)
    for (const shift of added) change(shift, 1)
    return [...trial].sort(([a], [b]) => compareIds(a, b)).map(([, set]) => set)
  }

  #addUp({ agents, shifts, before }: SkillSet, range: IntervalRange): void {
    const { horizon } = this.#requirement
    agents.fill(0, range.from, range.to)
    for (const shift of shifts) addPresence(agents, horizon, shift, range)
    for (const shift of before) addPresence(agents, horizon, shift, range)
    for (let interval = range.from; interval < range.to; interval++) this.changes[interval]!++
  }

  #keyOf(shift: Assignment): string {
    const { employeeId, queueIds } = shift
    const latest = this.#latest.get(employeeId)
    if (latest?.queueIds === queueIds) return latest.key
    const key = skillSetKey(this.#skillsOfShift(shift))
    this.#latest.set(employeeId, { queueIds, key })
    return key
  }

  #skillsOfShift = (shift: Assignment): Skill[] => skillsUsed(this.#skillsOf.get(shift.employeeId) ?? [], shift)

  #newSet(shift: Assignment, before: readonly Assignment[]): SkillSet {
    const proficiency = proficiencyOf(this.#skillsOfShift(shift), this.#requirement)
    return { proficiency, agents: new Float64Array(this.changes.length), shifts: [], before }
  }

  #inOrder = (): Presence[] => [...this.#sets].sort(([a], [b]) => compareIds(a, b)).map(([, set]) => set)
}
