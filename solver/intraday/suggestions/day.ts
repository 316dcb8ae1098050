import { addPresence } from '../../check/coverage.ts'
import type { PersonHorizon } from '../../check/person-horizon.ts'
import { type Horizon, intervalMs, intervalStart, MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { Queue } from '../../domain/queue.ts'
import type { Assignment } from '../../domain/roster.ts'
import type { ShiftTemplate } from '../../domain/shift-template.ts'
import type { PersonShifts } from '../../rescore/roster-scorer.ts'
import type { Problem } from './failing-spans.ts'
import type { Served } from './marginal-worth.ts'
import type { RuleTrial } from './rule-trial.ts'
import type { Terms } from './situation.ts'
import type { ShiftChange } from './suggestion.ts'

/** The day as those who look for something to do see it. */
export interface Day {
  readonly inputs: PlanInputs
  readonly terms: Terms
  /** Grid that is simulated: from now until the end of what is looked at. */
  readonly horizon: Horizon
  readonly queues: readonly Queue[]
  readonly trial: RuleTrial
  /** Shifts that may be changed and reach into the grid, of each person, by id. */
  readonly open: ReadonlyMap<string, readonly Assignment[]>
}

export interface Span {
  readonly startMs: number
  readonly endMs: number
}

/** Minutes between the places at which something may begin. */
export const stepMinutes = ({ horizon }: Pick<Day, 'horizon'>): number => Math.min(15, horizon.intervalMinutes)

export const spanOf = (horizon: Horizon, { from, to }: Pick<Problem, 'from' | 'to'>): Span => ({
  startMs: intervalStart(horizon, from),
  endMs: intervalStart(horizon, to),
})

export const overlap = (a: Span, b: Span): boolean => a.startMs < b.endMs && b.startMs < a.endMs

/** Queues that somebody serves in a shift. */
export const servedIn = (
  { queues }: Pick<Day, 'queues'>,
  { employee }: PersonHorizon,
  { queueIds }: Pick<Assignment, 'queueIds'>,
): Served[] =>
  employee.skills.flatMap(({ queueId, proficiency }) => {
    const queue = queues.findIndex(({ id }) => id === queueId)
    return queue >= 0 && queueIds.includes(queueId) ? [{ queue, proficiency }] : []
  })

/** Presence of a shift on the grid, agents by interval. */
export function presenceOf(horizon: Horizon, shift: Assignment): Float64Array {
  const agents = new Float64Array(horizon.intervals)
  addPresence(agents, horizon, shift)
  return agents
}

/** Presence after less before. */
export function presenceChange(horizon: Horizon, moves: readonly ShiftChange[]): Float64Array {
  const agents = new Float64Array(horizon.intervals)
  for (const { before, after } of moves) {
    if (after) addPresence(agents, horizon, after)
    if (before) for (const [interval, was] of presenceOf(horizon, before).entries()) agents[interval]! -= was
  }
  return agents
}

/** Whether anything is added where something that is to be mended is served: for tickets, at any time until they are due. */
export const helps = ({ queues }: Day, { spans }: Problem, agents: Float64Array, served: readonly Served[]): boolean =>
  spans.some(({ queue, from, to }) => {
    if (!served.some((each) => each.queue === queue)) return false
    const first = queues[queue]!.channel === 'ticket' ? 0 : from
    return agents.subarray(first, to).some((change) => change > 0)
  })

/** All shifts of somebody with some of them changed. */
export function withMoves({ trial }: Day, employeeId: string, moves: readonly ShiftChange[]): PersonShifts {
  const gone = new Set(moves.map(({ before }) => before))
  const kept = trial.shiftsOf(employeeId).filter((shift) => !gone.has(shift))
  return { employeeId, assignments: [...kept, ...moves.flatMap(({ after }) => (after ? [after] : []))] }
}

/** Whether a template is for somebody, by group, contract and role. */
export const isTemplateFor = ({ groups, contracts, roles }: ShiftTemplate, { employee }: PersonHorizon): boolean =>
  (groups?.includes(employee.group) ?? true) &&
  (contracts?.includes(employee.contractId) ?? true) &&
  (roles?.some((role) => employee.roles?.includes(role)) ?? true)

/** Instants at which a template may start on some days of a person's site. */
export const startsOn = (
  { weekdays, startTimes }: ShiftTemplate,
  { days }: PersonHorizon,
  onDays: readonly number[],
): number[] =>
  onDays
    .filter((day) => weekdays.includes(days.weekdayOf(day)))
    .flatMap((day) => startTimes.map((minute) => days.instantOf(day, minute)))

/** Share of each interval of the grid that a span covers: calls back with those it touches. */
export function eachInterval(horizon: Horizon, span: Span, call: (interval: number, share: number) => void): void {
  const length = intervalMs(horizon)
  const first = Math.max(0, Math.floor((span.startMs - horizon.startsAt) / length))
  for (let interval = first; interval < horizon.intervals; interval++) {
    const start = intervalStart(horizon, interval)
    if (start >= span.endMs) break
    call(interval, (Math.min(span.endMs, start + length) - Math.max(span.startMs, start)) / length)
  }
}

/** What unpaid breaks leave of a span of work, hours. */
export const paidHours = ({ startMs, endMs, breaks }: Pick<Assignment, 'startMs' | 'endMs' | 'breaks'>): number =>
  (endMs - startMs - breaks.reduce((sum, item) => sum + (item.paid ? 0 : item.endMs - item.startMs), 0)) /
  (60 * MS_PER_MINUTE)
