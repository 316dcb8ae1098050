import { inputsFor, type PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { QueueCoverage, Violation } from '../../solver/domain/plan-outputs.ts'
import { type Assignment, compareIds, type Roster } from '../../solver/domain/roster.ts'
import type { PlainScoreBasis } from '../../solver/domain/score-basis.ts'
import { reviveScoreBasis } from '../../solver/domain/score-basis.ts'
import { type PersonShifts, RosterScorer } from '../../solver/rescore/roster-scorer.ts'
import { parseAvailability } from '../imports/availability-csv.ts'

/** A shift that goes from one person to another, to nobody, or to another time. */
export interface ShiftMove {
  readonly employeeId: string
  readonly startMs: number
  readonly templateId: string
  /** Null leaves it to nobody. */
  readonly toEmployeeId: string | null
  /** Where it is to start at another time; its breaks, activities and end move with it. */
  readonly toStartMs?: number
}

export interface MovesToCheck {
  /** Text of `score-basis.json`. */
  readonly basis: string
  readonly roster: Roster
  /** Text of the plan's availability.csv as it is now: what was approved since the run counts. */
  readonly availability: string | undefined
  readonly moves: readonly ShiftMove[]
}

export interface CheckedMoves {
  /** A shift that is not in the roster: nothing was checked then. */
  readonly missing?: ShiftMove
  /** Hard rules that the moves would break, or break more than they are broken now; sentences. */
  readonly broken: readonly string[]
  /** Agent-hours that queues lack beyond what they lacked; ordered by queue. */
  readonly uncovered: readonly { readonly queueId: string; readonly agentHours: number }[]
  /** The people concerned with all their shifts afterwards. */
  readonly changed: readonly PersonShifts[]
  /** Shifts that nobody has afterwards. */
  readonly open: readonly Assignment[]
}

const NOTHING: CheckedMoves = { broken: [], uncovered: [], changed: [], open: [] }

/**
 * What moving shifts of a roster would do, told by the independent checker: for everybody concerned, before and after.
 * Who takes a shift over serves the queues that they have the skills for, as rosters have it.
 */
export function checkShiftMoves({ basis, roster, availability, moves }: MovesToCheck): CheckedMoves {
  const made = reviveScoreBasis(JSON.parse(basis) as PlainScoreBasis)
  const revived = { ...made, inputs: withAvailability(made.inputs, availability) }
  const inputs = inputsFor(revived.inputs, revived.requirement.horizon)
  const moved = moveShifts(inputs, roster, moves)
  if ('missing' in moved) return { ...NOTHING, missing: moved.missing }
  const scorer = new RosterScorer(revived, roster)
  const { violations, coverage } = scorer.scoreAtOnce
  const after = scorer.changeAtOnce(moved.changed)
  const broken = brokenMore(violations, after.violations).filter(({ severity }) => severity === 'hard')
  const hours = inputs.settings.intervalMinutes / 60
  return {
    broken: [...moved.refused, ...broken.map(({ message }) => message)],
    uncovered: lacking(coverage, after.coverage, hours),
    ...{ changed: moved.changed, open: moved.open },
  }
}

/** Rows of people or shifts that the run did not have say nothing of it. */
function withAvailability(inputs: PlanInputs, text: string | undefined): PlanInputs {
  if (text === undefined || text.trim() === '') return { ...inputs, availability: [] }
  return { ...inputs, availability: parseAvailability('availability.csv', text, inputs.settings, inputs.employees, []) }
}

type Moved = Pick<CheckedMoves, 'changed' | 'open'> & { readonly refused: readonly string[] }

function moveShifts(
  inputs: PlanInputs,
  { assignments }: Roster,
  moves: readonly ShiftMove[],
): Moved | { missing: ShiftMove } {
  const shiftsOf = new Map(
    [...new Set(moves.flatMap(({ employeeId, toEmployeeId }) => [employeeId, toEmployeeId]))].flatMap((id) =>
      id === null ? [] : [[id, assignments.filter(({ employeeId }) => employeeId === id)] as const],
    ),
  )
  const given: { readonly shift: Assignment; readonly move: ShiftMove }[] = []
  for (const move of moves) {
    const own = shiftsOf.get(move.employeeId)!
    const shift = own.find(({ startMs, templateId }) => startMs === move.startMs && templateId === move.templateId)
    if (!shift) return { missing: move }
    shiftsOf.set(
      move.employeeId,
      own.filter((other) => other !== shift),
    )
    given.push({ shift, move })
  }
  const refused: string[] = []
  const open: Assignment[] = []
  for (const { shift, move } of given) {
    const at = startingAt(shift, move.toStartMs ?? shift.startMs)
    if (move.toEmployeeId === null) open.push({ ...at, employeeId: '', pinned: false })
    else {
      const taken = workedBy(inputs, at, move.toEmployeeId)
      if (typeof taken === 'string') refused.push(taken)
      else shiftsOf.set(move.toEmployeeId, [...shiftsOf.get(move.toEmployeeId)!, taken])
    }
  }
  return { refused, open, changed: [...shiftsOf].map(([employeeId, shifts]) => ({ employeeId, assignments: shifts })) }
}

function startingAt(shift: Assignment, startMs: number): Assignment {
  const byMs = startMs - shift.startMs
  if (byMs === 0) return shift
  const later = <Item extends { readonly startMs: number; readonly endMs: number }>(item: Item): Item => ({
    ...item,
    ...{ startMs: item.startMs + byMs, endMs: item.endMs + byMs },
  })
  return {
    ...later(shift),
    breaks: shift.breaks.map(later),
    ...(shift.activities && { activities: shift.activities.map(later) }),
  }
}

/** @returns a sentence when the person cannot */
function workedBy({ employees, settings }: PlanInputs, shift: Assignment, employeeId: string): Assignment | string {
  if (employeeId === shift.employeeId) return shift
  const employee = employees.find(({ id }) => id === employeeId)
  if (!employee) return `${employeeId} is not in the team of these weeks.`
  const known = new Set(settings.queues.map(({ id }) => id))
  const skills = employee.skills.map(({ queueId }) => queueId).filter((id) => known.has(id))
  if (shift.queueIds.length > 0 && !skills.some((id) => shift.queueIds.includes(id))) {
    return `${employee.name} has no skill for the queues of the shift: ${shift.queueIds.join(', ')}.`
  }
  const { activities: _activities, ...rest } = shift
  const queueIds = shift.onCall ? shift.queueIds : skills.sort(compareIds)
  return { ...rest, employeeId, queueIds, pinned: false }
}

/** Sizes are sums of shares; less than this is a rounding error. */
const TINY = 1e-6

/** Of each rule, person and time what is broken beyond before. */
function brokenMore(before: readonly Violation[], after: readonly Violation[]): Violation[] {
  const keyOf = ({ ruleId, employeeId = '', at }: Violation) => `${ruleId}\0${employeeId}\0${at}`
  const sizes = new Map(before.map((violation) => [keyOf(violation), violation.size]))
  return after.filter((violation) => violation.size > (sizes.get(keyOf(violation)) ?? 0) + TINY)
}

function lacking(before: readonly QueueCoverage[], after: readonly QueueCoverage[], hours: number) {
  const lackOf = ({ netStaffing }: QueueCoverage) =>
    netStaffing.reduce((sum, net) => sum + Math.max(0, -net), 0) * hours
  const lackedBefore = new Map(before.map((queue) => [queue.queueId, lackOf(queue)]))
  return after
    .map((queue) => ({ queueId: queue.queueId, agentHours: lackOf(queue) - (lackedBefore.get(queue.queueId) ?? 0) }))
    .filter(({ agentHours }) => agentHours > 0.01)
    .map(({ queueId, agentHours }) => ({ queueId, agentHours: Math.round(agentHours * 100) / 100 }))
    .sort((a, b) => compareIds(a.queueId, b.queueId))
}
