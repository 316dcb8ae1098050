import { minutesIn, type PersonHorizon } from '../check/person-horizon.ts'
import type { Employee } from '../domain/employee.ts'
import { MS_PER_MINUTE } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Violation } from '../domain/plan-outputs.ts'
import { type Assignment, compareIds, orderAssignments } from '../domain/roster.ts'
import type { ShiftTemplate } from '../domain/shift-template.ts'
import type { ScoredPerson } from './scored-person.ts'
import type { ChangedPerson } from './team-scorer.ts'

/** Somebody who could work a shift, measured by the scorer's own rules; all figures against leaving it open. */
export interface ShiftCandidate {
  readonly employeeId: string
  /** The shift as this person would work it. */
  readonly assignment: Assignment
  /** Pay and soft rules, minor currency units. */
  readonly costChange: number
  /** `costChange` plus what changes in the price of what is unmet, minor currency units. */
  readonly objectiveChange: number
  /** Minutes of overtime that the person's weeks gain. */
  readonly overtimeMinutes: number
  /** Agent-hours of understaffing that go away. */
  readonly restoredAgentHours: number
  /** Soft rules that are then broken and were not before, or more than before. */
  readonly newViolations: readonly Violation[]
}

/** Why people with a skill for the shift are not among the candidates, each under the first reason that holds. */
export interface KeptOut {
  readonly why: 'working' | 'unavailable' | 'rule'
  /** Of `rule`: the hard rule that they would break, or break more than now. */
  readonly ruleId?: string
  readonly people: number
}

export interface OpenShiftCandidates {
  /** Best first. */
  readonly candidates: readonly ShiftCandidate[]
  /** Most people first. */
  readonly keptOut: readonly KeptOut[]
}

/** What a change of the roster does to the price of what is unmet, minor currency units, and to the agent-hours missing. */
export interface ServiceChange {
  readonly cost: number
  readonly agentHours: number
}

/** What rules about people together make of a change: soft costs, minor currency units, and the rules broken more. */
export interface TeamChange {
  readonly cost: number
  readonly brokenMore: readonly Violation[]
}

/** A roster as it stands, and what would be if. */
export interface Trial {
  readonly inputs: PlanInputs
  /** In the order of the employees. */
  readonly people: readonly ScoredPerson[]
  /** Shifts of each person, ordered by start. */
  readonly shifts: readonly (readonly Assignment[])[]
  score(employee: Employee, shifts: readonly Assignment[]): ScoredPerson
  teamChange(changed: readonly ChangedPerson[], shifts: readonly Assignment[]): TeamChange
  serviceChange(removed: readonly Assignment[], added: readonly Assignment[]): ServiceChange
  /** The same for people whom the same rules about people together bind. */
  teamKey(person: PersonHorizon): string
}

/**
 * Who could work a shift: everybody whom its template is for and who has one of its skills, as they would work it. Those
 * whom a hard rule then keeps from it are counted under the rule; the others come in the order of what the roster's
 * objective then becomes. What a shift is worth to the queues is told once for all who have the same skills, by a single
 * dispatch; with work overdue, the checker's search may find a little more.
 * @param shift of nobody, or of somebody from whom it would be taken over
 */
export function shiftCandidates(trial: Trial, shift: Assignment, most: number): OpenShiftCandidates {
  const finder = new CandidateFinder(trial, shift)
  const counts = new Map<string, KeptOut>()
  const candidates: ShiftCandidate[] = []
  for (const index of trial.inputs.employees.keys()) {
    const found = finder.tryOut(index)
    if (found === undefined) continue
    if ('employeeId' in found) candidates.push(found)
    else {
      const key = `${found.why} ${found.ruleId ?? ''}`
      counts.set(key, { ...found, people: (counts.get(key)?.people ?? 0) + 1 })
    }
  }
  return {
    candidates: candidates.sort(byObjective).slice(0, most),
    keptOut: [...counts.entries()]
      .sort(([a, one], [b, other]) => other.people - one.people || compareIds(a, b))
      .map(([, each]) => each),
  }
}

const byObjective = (a: ShiftCandidate, b: ShiftCandidate): number =>
  a.objectiveChange - b.objectiveChange || a.costChange - b.costChange || compareIds(a.employeeId, b.employeeId)

class CandidateFinder {
  readonly #trial: Trial
  readonly #shift: Assignment
  readonly #template: ShiftTemplate | undefined
  readonly #queueIds: ReadonlySet<string>
  /** The shift as it is in the roster, where it is somebody's. */
  readonly #taken: readonly Assignment[]
  /** The person who has it, without it. */
  readonly #freed: readonly ChangedPerson[]
  readonly #service = new Map<string, ServiceChange>()
  readonly #team = new Map<string, TeamChange>()

  constructor(trial: Trial, shift: Assignment) {
    const { employees, settings } = trial.inputs
    const owner = employees.findIndex(({ id }) => id === shift.employeeId)
    this.#trial = trial
    this.#shift = shift
    this.#template = settings.shiftTemplates.find(({ id }) => id === shift.templateId)
    this.#queueIds = new Set(settings.queues.map(({ id }) => id))
    this.#taken = (trial.shifts[owner] ?? []).filter(
      ({ startMs, templateId }) => startMs === shift.startMs && templateId === shift.templateId,
    )
    this.#freed = this.#taken.length > 0 ? [this.#without(owner)] : []
  }

  #without(owner: number): ChangedPerson {
    const { inputs, people, shifts, score } = this.#trial
    const rest = shifts[owner]!.filter((each) => !this.#taken.includes(each))
    const after = score(inputs.employees[owner]!, rest).horizon
    return { index: owner, before: people[owner]!.horizon, after }
  }

  /** @returns undefined for people whom the shift is not for */
  tryOut(index: number): ShiftCandidate | Omit<KeptOut, 'people'> | undefined {
    const employee = this.#trial.inputs.employees[index]!
    if (!this.#isFor(employee)) return undefined
    const assignment = this.#asWorkedBy(employee)
    const before = this.#trial.people[index]!
    const away = whyAway(before.horizon, assignment)
    if (away) return { why: away }
    const after = this.#trial.score(employee, orderAssignments([...this.#trial.shifts[index]!, assignment]))
    const own = brokenMore(before.violations, after.violations)
    const hard = own.find(({ severity }) => severity === 'hard')
    if (hard) return { why: 'rule', ruleId: hard.ruleId }
    const team = this.#teamChange(index, after)
    const hardOfTeam = team.brokenMore.find(({ severity }) => severity === 'hard')
    if (hardOfTeam) return { why: 'rule', ruleId: hardOfTeam.ruleId }
    const cost = payAndSoftRules(after) - payAndSoftRules(before) + team.cost
    const service = this.#serviceChange(employee, assignment)
    return {
      employeeId: employee.id,
      assignment,
      costChange: Math.round(cost),
      objectiveChange: Math.round(cost + service.cost),
      overtimeMinutes: overtimeOf(after.horizon) - overtimeOf(before.horizon),
      restoredAgentHours: -service.agentHours,
      newViolations: [...own, ...team.brokenMore],
    }
  }

  #isFor({ id, skills, group, contractId, roles }: Employee): boolean {
    const { employeeId, queueIds } = this.#shift
    const isServed = queueIds.length === 0 || skills.some(({ queueId }) => queueIds.includes(queueId))
    const template = this.#template
    return (
      id !== employeeId &&
      isServed &&
      (template?.groups?.includes(group) ?? true) &&
      (template?.contracts?.includes(contractId) ?? true) &&
      (template?.roles?.some((role) => roles?.includes(role)) ?? true)
    )
  }

  /** With all own skills, as rosters have it, and the breaks of the shift, which nobody's training keeps from moving. */
  #asWorkedBy({ id, skills }: Employee): Assignment {
    const { activities: _activities, ...shift } = this.#shift
    const queueIds = skills
      .map(({ queueId }) => queueId)
      .filter((queueId) => this.#queueIds.has(queueId))
      .sort(compareIds)
    const { intervalMinutes } = this.#trial.inputs.settings
    return {
      ...shift,
      employeeId: id,
      breaks: usualBreaks(shift, this.#template, intervalMinutes),
      queueIds,
      pinned: false,
    }
  }

  #teamChange(index: number, after: ScoredPerson): TeamChange {
    const key = this.#trial.teamKey(after.horizon)
    const known = this.#team.get(key)
    if (known) return known
    const taken = { index, before: this.#trial.people[index]!.horizon, after: after.horizon }
    const open = this.#trial.teamChange(this.#freed, [this.#shift])
    const filled = this.#trial.teamChange([...this.#freed, taken], [this.#shift])
    const change = { cost: filled.cost - open.cost, brokenMore: filled.brokenMore }
    this.#team.set(key, change)
    return change
  }

  #serviceChange({ skills }: Employee, assignment: Assignment): ServiceChange {
    const key = skills.map(({ queueId, proficiency }) => `${queueId}:${proficiency}`).join('|')
    const known = this.#service.get(key)
    if (known) return known
    const open = this.#trial.serviceChange(this.#taken, [])
    const filled = this.#trial.serviceChange(this.#taken, [assignment])
    const change = { cost: filled.cost - open.cost, agentHours: filled.agentHours - open.agentHours }
    this.#service.set(key, change)
    return change
  }
}

/** Work on the day on which the shift starts, or at the same time, keeps somebody from it; and so does time off. */
function whyAway({ allShifts, availability, days }: PersonHorizon, shift: Assignment): KeptOut['why'] | undefined {
  const overlaps = (span: { readonly startMs: number; readonly endMs: number }) =>
    span.startMs < shift.endMs && shift.startMs < span.endMs
  const day = days.dayOf(shift.startMs)
  if (allShifts.some((other) => other.day === day || overlaps(other))) return 'working'
  return availability.some((entry) => entry.kind === 'timeOff' && overlaps(entry)) ? 'unavailable' : undefined
}

/** Breaks of the shift where it has as many as its template, else the template's in the middle of their windows. */
function usualBreaks(
  { breaks, startMs }: Assignment,
  template: ShiftTemplate | undefined,
  gridMinutes: number,
): Assignment['breaks'] {
  if (!template || breaks.length === template.breaks.length) return breaks
  return template.breaks.map(({ kind, paid, minutes, earliestStartMinutes, latestStartMinutes }) => {
    const steps = Math.floor((latestStartMinutes - earliestStartMinutes) / 2 / gridMinutes)
    const at = startMs + (earliestStartMinutes + steps * gridMinutes) * MS_PER_MINUTE
    return { kind, paid, startMs: at, endMs: at + minutes * MS_PER_MINUTE }
  })
}

/** Violations of `after` that are not in `before`, or larger than there. */
export function brokenMore(before: readonly Violation[], after: readonly Violation[]): Violation[] {
  const keyOf = ({ ruleId, at }: Violation) => `${ruleId} ${at}`
  const sizes = new Map(before.map((violation) => [keyOf(violation), violation.size]))
  return after.filter((violation) => violation.size > (sizes.get(keyOf(violation)) ?? 0) + TINY)
}

/** Sizes are sums of shares; less than this is a rounding error. */
const TINY = 1e-6

/** Minor currency units. */
function payAndSoftRules({ pay, softCosts }: ScoredPerson): number {
  const soft = softCosts.reduce((sum, costs) => costs.reduce((total, cost) => total + cost, sum), 0)
  return pay.ordinary + pay.overtime + pay.premiums + soft
}

/** Minutes beyond the contract's ordinary ones, of all weeks. */
const overtimeOf = (person: PersonHorizon): number =>
  person.days.periods.week.reduce(
    (sum, week) => sum + Math.max(0, minutesIn(person, week) - person.contract.ordinaryMinutesPerWeek),
    0,
  )
