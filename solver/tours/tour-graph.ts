import { jointTable } from './joint-table.ts'
import { type MachineTable, machineTable } from './machine-table.ts'
import type { TourMachine } from './machines/tour-machine.ts'
import { mergedTable } from './merged-table.ts'
import { daysFrom, type TourProblem } from './tour-problem.ts'

/**
 * All tours that some limits allow, as paths through a layered graph: one state before each day and after the last, one
 * arc for each choice. Options that no limit tells apart are one class; class 0 is the day off.
 */
export interface TourGraph {
  /** Days `[fromDay, toDay)`; arrays by day count from the first of them. */
  readonly fromDay: number
  readonly toDay: number
  /** Options of each class from 1 on, `[day][class - 1]`. */
  readonly classes: readonly (readonly (readonly number[])[])[]
  /** Days of one choice, which no price moves, `[day]`; none where absent. */
  readonly isFixed?: readonly boolean[]
  /** First state of each day, and the number of all states at the end, `[day]`; the first state is 0. */
  readonly firstState: Int32Array
  /** Arcs of a state stand in `[arcStart[state], arcStart[state + 1])`. Empty: no tour is legal. */
  readonly arcStart: Int32Array
  readonly arcTo: Int32Array
  readonly arcClass: Uint16Array
  readonly arcCost: Float64Array
}

/** A stretch of days, entered and left with what each machine then remembers. */
export interface GraphSpan {
  readonly fromDay: number
  readonly toDay: number
  /** The one choice of a day that stays as it is, undefined for the days that do not. */
  readonly fixed: (day: number) => number | undefined
  /** Memories before the first day, `[machine]`. */
  readonly start: readonly number[]
  /** What the days after the span cost a machine that comes to them with a memory; Infinity where they are not legal. */
  readonly endCost: (machine: number, memory: number) => number
}

/**
 * Graph of the tours over a span of days; null when it has more arcs than allowed.
 * @param isMerged whether states with the same future are one: a smaller graph, which takes longer to make
 */
export function tourGraph(
  machines: readonly TourMachine[],
  classesOfDays: readonly (readonly OptionClass[])[],
  { mostArcs, isMerged }: { readonly mostArcs: number; readonly isMerged: boolean },
  span: GraphSpan = {
    ...{ fromDay: 0, toDay: classesOfDays.length, fixed: () => undefined },
    ...{ start: machines.map(({ start }) => start), endCost: () => 0 },
  },
): TourGraph | null {
  const { fromDay, toDay, start, endCost } = span
  const fixed = daysFrom(fromDay, toDay).map(span.fixed)
  const classes = classesOfDays.slice(fromDay, toDay).map((list, day) => onlyFixed(list, fixed[day]))
  const tables = machines.map((machine, index) => {
    const labels = classes.map((list) => list.map((each) => each.labels[index]!))
    const own = { fromDay, toDay, start: start[index]!, endCost: (memory: number) => endCost(index, memory) }
    return machineTable(machine, labels, own)
  })
  const table = tableOfAll([fixedTable(fixed, classes), ...tables], mostArcs)
  if (!table) return null
  return {
    fromDay,
    toDay,
    classes: classes.map((list) => list.map((each) => each.options)),
    isFixed: fixed.map((choice) => choice !== undefined),
    ...arcsOf(isMerged ? mergedTable(table) : table),
  }
}

/** The class of a day's one choice with nothing else in it, or all classes where the day is free. */
function onlyFixed(classes: readonly OptionClass[], choice: number | undefined): readonly OptionClass[] {
  if (choice === undefined) return classes
  return classes.flatMap(({ options, labels }) => (options.includes(choice) ? [{ options: [choice], labels }] : []))
}

/** Allows everything but a day off where a shift is fixed. */
function fixedTable(
  fixed: readonly (number | undefined)[],
  classes: readonly (readonly OptionClass[])[],
): MachineTable {
  const choices = classes.map((list) => list.length + 1)
  const isWorked = (day: number) => fixed[day] !== undefined && fixed[day] >= 0
  return {
    choices,
    counts: [1, ...choices.map(() => 1)],
    nexts: choices.map((count, day) =>
      Int32Array.from({ length: count }, (_, at) => (at === 0 && isWorked(day) ? -1 : 0)),
    ),
    costs: choices.map((count) => new Float64Array(count)),
  }
}

/** All tables as one, the small ones first; null when it has more arcs than allowed. */
function tableOfAll(tables: readonly MachineTable[], mostArcs: number): MachineTable | null {
  const sizeOf = ({ counts }: MachineTable) => counts.reduce((sum, count) => sum + count, 0)
  const [first, ...others] = tables.filter(isTelling).sort((a, b) => sizeOf(a) - sizeOf(b))
  let all: MachineTable | null = first ?? tables[0]!
  for (const other of others) all &&= jointTable(all, other, mostArcs)
  return all
}

/** Whether a machine forbids something, or takes a price for it. */
const isTelling = ({ counts, nexts, costs }: MachineTable): boolean =>
  counts.some((count) => count !== 1) ||
  nexts.some((list) => list.includes(-1)) ||
  costs.some((list) => list.some((cost) => cost !== 0))

/** A table's choices as the arcs of a graph. */
function arcsOf({ choices, counts, nexts, costs }: MachineTable) {
  const days = choices.length
  const firstState = new Int32Array(days + 2)
  for (const [day, count] of counts.entries()) firstState[day + 1] = firstState[day]! + count
  const most = nexts.reduce((sum, list) => sum + list.length, 0)
  const arcStart = new Int32Array(firstState[days]! + 1)
  const [arcTo, arcClass, arcCost] = [new Int32Array(most), new Uint16Array(most), new Float64Array(most)]
  let arcs = 0
  let state = 0
  for (let day = 0; day < days; day++) {
    for (let at = 0; at < nexts[day]!.length; at++) {
      const choice = at % choices[day]!
      if (nexts[day]![at]! >= 0) {
        arcTo[arcs] = firstState[day + 1]! + nexts[day]![at]!
        arcClass[arcs] = choice
        arcCost[arcs++] = costs[day]![at]!
      }
      if (choice === choices[day]! - 1) arcStart[++state] = arcs
    }
  }
  return {
    firstState,
    arcStart,
    arcTo: arcTo.slice(0, arcs),
    arcClass: arcClass.slice(0, arcs),
    arcCost: arcCost.slice(0, arcs),
  }
}

/** Options of a day that no machine tells apart. */
export interface OptionClass {
  readonly options: number[]
  /** Label for each machine. */
  readonly labels: readonly number[]
}

/** Classes of every day, `[day]`. */
export function optionClasses({ options, days }: TourProblem, machines: readonly TourMachine[]): OptionClass[][] {
  const classes = Array.from({ length: days }, () => new Map<string, OptionClass>())
  options.forEach(({ day }, option) => {
    const labels = machines.map((machine) => machine.labelOf(option))
    const key = labels.join(' ')
    const known = classes[day]!.get(key)
    if (known) known.options.push(option)
    else classes[day]!.set(key, { options: [option], labels })
  })
  return classes.map((byKey) => [...byKey.values()])
}
