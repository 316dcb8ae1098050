import { type Horizon, intervalMs } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { DeferredRequirement, InstantRequirement, Requirement } from '../domain/plan-outputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { Entries, LinearModel } from '../lp/linear-model.ts'
import type { EmployeeClass } from './employee-class.ts'
import { intervalShares } from './shift-option.ts'

/** What the queues' columns are about. */
export interface QueueColumns {
  readonly intervalOfColumn: ReadonlyMap<number, number>
  /** Columns of waiting and overdue work. */
  readonly backlogColumns: ReadonlySet<number>
}

/**
 * Allocation of the people on position to the queues, and what is missing, waiting and overdue.
 * @param onPosition people on position by skill set, `[interval]`, as linear expressions
 */
export function addQueues(
  model: LinearModel,
  inputs: PlanInputs,
  requirement: Requirement,
  classes: readonly EmployeeClass[],
  queueIds: ReadonlySet<string>,
  onPosition: ReadonlyMap<string, Entries[]>,
): QueueColumns {
  const intervalOfColumn = new Map<number, number>()
  const backlogColumns = new Set<number>()
  const allocation = addAllocation(model, inputs, requirement, classes, onPosition, intervalOfColumn)
  for (const queue of requirement.queues) {
    if (!queueIds.has(queue.queueId)) continue
    const supply = allocation.get(queue.queueId) ?? noSupply(requirement.horizon)
    if (queue.kind === 'instant') addInstantRows(model, inputs, requirement.horizon, queue, supply, intervalOfColumn)
    else addDeferredRows(model, inputs, requirement.horizon, queue, supply, intervalOfColumn, backlogColumns)
  }
  return { intervalOfColumn, backlogColumns }
}

/**
 * Agents of each skill set given to each of its queues, interval by interval, at most those on position. A single queue
 * takes them all, so it needs no column of its own.
 * @returns entries of effective agents by queue id, `[interval]`
 */
function addAllocation(
  model: LinearModel,
  inputs: PlanInputs,
  requirement: Requirement,
  classes: readonly EmployeeClass[],
  onPosition: ReadonlyMap<string, Entries[]>,
  intervalOfColumn: Map<number, number>,
): Map<string, Supply> {
  const supply = new Map<string, Supply>()
  const { horizon } = requirement
  for (const [skillSet, rows] of onPosition) {
    const { proficiency } = classes.find((candidate) => candidate.skillSet === skillSet)!
    const before = previousPresence(inputs, horizon, skillSet)
    for (const queueId of proficiency.keys()) {
      if (!supply.has(queueId)) supply.set(queueId, noSupply(horizon))
    }
    const everyone = classes.reduce((sum, each) => sum + each.members.length, Math.max(...before))
    rows.forEach((row, interval) => {
      const wanted = [...proficiency].filter(([queueId]) => needsAgents(requirement, queueId, interval))
      if (wanted.length === 1) {
        const [queueId, speed] = wanted[0]!
        const cell = supply.get(queueId)![interval]!
        cell.entries.push(...row.map(([column, share]): [number, number] => [column, share * speed]))
        cell.constant += before[interval]! * speed
        return
      }
      const given: Entries = wanted.map(([queueId, speed]) => {
        const column = model.addColumn({ upper: everyone })
        intervalOfColumn.set(column, interval)
        supply.get(queueId)![interval]!.entries.push([column, speed])
        return [column, 1]
      })
      if (given.length > 0) {
        model.addRow(
          [...given, ...row.map(([column, share]) => [column, -share] as const)],
          -Infinity,
          before[interval]!,
        )
      }
    })
  }
  return supply
}

/** Whether giving agents to a queue in an interval can help: someone is required, or deferred work can be done. */
function needsAgents(requirement: Requirement, queueId: string, interval: number): boolean {
  const queue = requirement.queues.find((candidate) => candidate.queueId === queueId)!
  return queue.kind === 'instant' ? queue.scheduledAgents[interval]! > 0 : queue.contactsPerAgent[interval]! > 0
}

/** People of a skill set whom the previous roster's last shifts still put on position, `[interval]`. */
function previousPresence(inputs: PlanInputs, horizon: Horizon, skillSet: string): Float64Array {
  const present = new Float64Array(horizon.intervals)
  const skillSetById = new Map(
    inputs.employees.map(({ id, skills }) => [
      id,
      skills.map((skill) => `${skill.queueId}:${skill.proficiency}`).join('|'),
    ]),
  )
  for (const shift of inputs.previousRoster) {
    if (skillSetById.get(shift.employeeId) !== skillSet) continue
    for (const [interval, share] of intervalShares(horizon, shift.startMs, shift.endMs)) present[interval]! += share
    for (const item of shift.breaks) {
      for (const [interval, share] of intervalShares(horizon, item.startMs, item.endMs)) present[interval]! -= share
    }
  }
  return present
}

/** Effective agents for one queue: a linear expression and what the previous roster gives anyway, `[interval]`. */
type Supply = { entries: Entries; constant: number }[]

const noSupply = (horizon: Horizon): Supply =>
  Array.from({ length: horizon.intervals }, () => ({ entries: [], constant: 0 }))

function addInstantRows(
  model: LinearModel,
  inputs: PlanInputs,
  horizon: Horizon,
  queue: InstantRequirement,
  supply: Supply,
  intervalOfColumn: Map<number, number>,
): void {
  const settings = inputs.settings.queues.find(({ id }) => id === queue.queueId)!
  const hours = intervalMs(horizon) / 3_600_000
  const cost = isInstant(settings) ? settings.understaffingCostPerHour * hours : 0
  queue.scheduledAgents.forEach((needed, interval) => {
    if (needed === 0) return
    const { entries, constant } = supply[interval]!
    const missing = model.addColumn({ cost, upper: needed })
    intervalOfColumn.set(missing, interval)
    model.addRow([...entries, [missing, 1]], needed - constant, Infinity)
  })
}

/**
 * Backlog as inventory: waiting[t] = waiting[t-1] + arrivals[t] - done[t], and what is past its deadline is what waits
 * beyond the arrivals that are not due yet.
 */
function addDeferredRows(
  model: LinearModel,
  inputs: PlanInputs,
  horizon: Horizon,
  queue: DeferredRequirement,
  supply: Supply,
  intervalOfColumn: Map<number, number>,
  backlogColumns: Set<number>,
): void {
  const settings = inputs.settings.queues.find(({ id }) => id === queue.queueId)!
  const hours = intervalMs(horizon) / 3_600_000
  const cost = isInstant(settings) ? 0 : settings.overdueCostPerHour * hours
  let arrived = queue.openingBacklog
  const everything = queue.volume.reduce((sum, volume) => sum + volume, queue.openingBacklog)
  let before: Entries = []
  let constant = queue.openingBacklog
  for (let interval = 0; interval < horizon.intervals; interval++) {
    const arrivals = queue.volume[interval]!
    const rate = queue.contactsPerAgent[interval]!
    arrived += arrivals
    const waiting = model.addColumn({ upper: everything })
    intervalOfColumn.set(waiting, interval)
    backlogColumns.add(waiting)
    const worked = supply[interval]!
    // Done work may be less than the agents given could do, hence ">=": nobody finishes what has not arrived.
    model.addRow(
      [[waiting, 1], ...before, ...worked.entries.map(([column, share]) => [column, share * rate] as const)],
      constant + arrivals - worked.constant * rate,
      Infinity,
    )
    const notYetDue = arrived - queue.dueByEnd[interval]!
    if (notYetDue < everything) {
      const overdue = model.addColumn({ cost, upper: everything })
      intervalOfColumn.set(overdue, interval)
      backlogColumns.add(overdue)
      model.addRow(
        [
          [overdue, 1],
          [waiting, -1],
        ],
        -notYetDue,
        Infinity,
      )
    }
    before = [[waiting, -1]]
    constant = 0
  }
}
