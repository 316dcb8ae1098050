import { checkRoster, hardViolations } from '../../check/check-roster.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { CheckResult, Unmet, Violation } from '../../domain/plan-outputs.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import { type Assignment, orderAssignments, type Roster } from '../../domain/roster.ts'
import { zonesOfPeople } from '../../domain/site.ts'
import { unmetNeeds } from '../../domain/unmet-needs.ts'
import { type Absence, withoutAbsent } from './absence.ts'
import { skillVector } from './agent-values.ts'
import { type KeptOut, keptOut } from './kept-out.ts'
import { overtimeAdded } from './overtime-added.ts'
import { type Measured, RepairDesk } from './repair-desk.ts'
import { type RepairKind, type RepairMove, repairMoves } from './repair-moves.ts'
import { type PersonDayChange, rosterChanges } from './roster-preferences.ts'

/** One way of filling an open shift, measured: all figures against leaving it open. */
export interface RepairCandidate {
  readonly kind: RepairKind
  readonly changes: readonly PersonDayChange[]
  /** Pay and soft-rule costs added, minor currency units. */
  readonly rosterCost: number
  /** Minutes of overtime added, of all who change. */
  readonly overtimeMinutes: number
  /** Agent-hours of understaffing that go away; less than 0 where more is left open. */
  readonly restoredAgentHours: number
  /** Overdue ticket-hours that go away. */
  readonly restoredTicketHours: number
  /**
   * `rosterCost` plus the change of what unmet needs cost, minor currency units: what the order is by, among those that
   * keep the hard rules about the team equally well.
   */
  readonly objectiveChange: number
  /** Unmet needs in the hours of the open shift that it leaves. */
  readonly leaves: readonly Unmet[]
}

/** A shift that nobody works since somebody is absent. */
export interface OpenShift {
  readonly shift: Assignment
  /** Best first. */
  readonly candidates: readonly RepairCandidate[]
  /** Legal ways found, of which the most promising were measured. */
  readonly waysFound: number
  /** What keeps those with the skill from just taking it. */
  readonly keptOut: readonly KeptOut[]
  /** Candidate that the repaired roster takes; absent where leaving the shift open costs least. */
  readonly applied?: RepairCandidate
}

export interface RosterState {
  readonly roster: Roster
  readonly check: CheckResult
  readonly unmet: readonly Unmet[]
}

export interface RosterRepair {
  /** With the absences as time off. */
  readonly inputs: PlanInputs
  /** Ordered by start, then employee. */
  readonly openShifts: readonly OpenShift[]
  /** The roster with the shifts left open. */
  readonly doingNothing: RosterState
  readonly repaired: RosterState
  /** Against the roster as it was given, those absent included. */
  readonly changes: readonly PersonDayChange[]
  /** Hard rules that the given roster broke already, absences apart; nobody of these is asked. */
  readonly brokenBefore: readonly Violation[]
}

/** Ways measured with the checker's allocation in a whole repair, and for one open shift: a limit of work, not of time. */
const MEASURED = 24
const MEASURED_PER_SHIFT = 8
const LEAST_MEASURED = 3

/**
 * Fills the shifts of those who are absent with as little as possible changed: one open shift after the other, the one
 * missed most first, by the legal way that costs least, pay, soft rules and shortage together. Nobody's other work is
 * touched unless a way needs it, pinned shifts never. The answer is checked with the absences as time off.
 * @throws PlanningInputError for absences of people or days that the plan does not have
 */
export function repairRoster(
  given: PlanInputs,
  requirement: Requirement,
  roster: Roster,
  absences: readonly Absence[],
): RosterRepair {
  const { inputs, roster: left, open } = withoutAbsent(given, requirement.horizon, roster, absences)
  const desk = new RepairDesk(inputs, requirement, left)
  const perShift = Math.max(
    LEAST_MEASURED,
    Math.min(MEASURED_PER_SHIFT, Math.floor(MEASURED / Math.max(1, open.length))),
  )
  const doingNothing = stateOf(desk, left)
  const filled = byLoss(desk, open).map((shift) => fillShift(desk, shift, perShift))
  const openShifts = open.map((shift) => filled.find((each) => each.shift === shift)!)
  return {
    inputs,
    openShifts,
    doingNothing,
    repaired: desk.roster === left ? doingNothing : stateOf(desk, desk.roster),
    changes: rosterChanges(roster, desk.roster, zonesOfPeople(inputs)),
    brokenBefore: hardViolations(doingNothing.check),
  }
}

function stateOf({ inputs, requirement, allocate }: RepairDesk, roster: Roster): RosterState {
  const check = checkRoster(inputs, requirement, roster, allocate)
  return { roster, check, unmet: unmetNeeds(requirement, check.coverage) }
}

/** Worth is what one agent of the absent person's skills would save now. */
function byLoss(desk: RepairDesk, open: readonly Assignment[]): Assignment[] {
  const worth = (shift: Assignment): number => {
    const employee = desk.inputs.employees.find(({ id }) => id === shift.employeeId)!
    const option = desk.optionOf(shift)
    return option ? desk.placed(option, skillVector(employee.skills, desk.requirement)).value : 0
  }
  return orderAssignments(open)
    .map((shift) => ({ shift, worth: worth(shift) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ shift }) => shift)
}

function fillShift(desk: RepairDesk, shift: Assignment, measured: number): OpenShift {
  const ways = repairMoves(desk, shift)
  const tried = ways
    .slice(0, measured)
    .map((way) => tryOut(desk, shift, way))
    .sort(byCost)
  const candidates = tried.map(({ candidate }) => candidate)
  const best = tried[0]
  const found = { shift, candidates, waysFound: ways.length, keptOut: keptOut(desk, shift) }
  const isBetter = best && (best.hardTeamCost || best.candidate.objectiveChange) < 0
  if (!isBetter) return found
  desk.take(best.candidate.changes, best.after)
  return { ...found, applied: best.candidate }
}

interface Tried {
  readonly candidate: RepairCandidate
  readonly after: Measured
  /** Of hard rules about the team, which go before all costs; rounded, so that equals are equal. */
  readonly hardTeamCost: number
}

const byCost = (a: Tried, b: Tried): number =>
  a.hardTeamCost - b.hardTeamCost ||
  a.candidate.objectiveChange - b.candidate.objectiveChange ||
  a.candidate.changes.length - b.candidate.changes.length

/** Agent-hours missing, and ticket-hours overdue. */
function unmetHours({ requirement }: RepairDesk, { coverage }: Measured): { agents: number; tickets: number } {
  const hours = requirement.horizon.intervalMinutes / 60
  let agents = 0
  let tickets = 0
  for (const [index, { netStaffing, overdue }] of coverage.entries()) {
    if (requirement.queues[index]!.kind === 'instant') {
      agents += hours * netStaffing.reduce((sum, net) => sum + Math.max(0, -net), 0)
    } else tickets += hours * overdue.reduce((sum, contacts) => sum + contacts, 0)
  }
  return { agents, tickets }
}

function tryOut(desk: RepairDesk, open: Assignment, { kind, changes, rosterCost, hardTeamCost }: RepairMove): Tried {
  const after = desk.measure(desk.rosterWith(changes))
  const [hoursBefore, hoursAfter] = [unmetHours(desk, desk.measured), unmetHours(desk, after)]
  const touches = ({ start, end }: Unmet) => Date.parse(start) < open.endMs && open.startMs < Date.parse(end)
  const candidate = {
    kind,
    changes,
    rosterCost: Math.round(rosterCost),
    overtimeMinutes: overtimeAdded(desk.inputs, desk.horizon, desk.roster, changes),
    restoredAgentHours: hoursBefore.agents - hoursAfter.agents,
    restoredTicketHours: hoursBefore.tickets - hoursAfter.tickets,
    objectiveChange: Math.round(rosterCost + after.serviceCost - desk.measured.serviceCost),
    leaves: unmetNeeds(desk.requirement, after.coverage).filter(touches),
  }
  return { candidate, after, hardTeamCost: Math.round(hardTeamCost) }
}
