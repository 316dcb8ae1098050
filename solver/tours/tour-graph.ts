import { OFF, type TourMachine } from './machines/tour-machine.ts'
import { type Layer, mergedLayers } from './merged-layers.ts'
import type { TourProblem } from './tour-problem.ts'

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
  /** Memories before the first day, `[machine]`. */
  readonly start: readonly number[]
  /** What the days after the span cost a machine that comes to them with a memory; Infinity where they are not legal. */
  readonly endCost: (machine: number, memory: number) => number
}

/** Graph of the tours over a span of days; null when it has more arcs than allowed. */
export function tourGraph(
  machines: readonly TourMachine[],
  classesOfDays: readonly (readonly OptionClass[])[],
  mostArcs: number,
  span: GraphSpan = {
    ...{ fromDay: 0, toDay: classesOfDays.length },
    ...{ start: machines.map(({ start }) => start), endCost: () => 0 },
  },
): TourGraph | null {
  const classes = classesOfDays.slice(span.fromDay, span.toDay)
  const layers: Layer[] = []
  let states = Int32Array.from(span.start)
  let arcs = 0
  for (let day = span.fromDay; day < span.toDay; day++) {
    const endCost = day === span.toDay - 1 ? span.endCost : undefined
    const { layer, next } = advance(machines, states, day, classes[day - span.fromDay]!, mostArcs - arcs, endCost)
    arcs += layer.to.length
    if (arcs > mostArcs) return null
    layers.push(layer)
    states = next
  }
  return {
    fromDay: span.fromDay,
    toDay: span.toDay,
    classes: classes.map((list) => list.map((each) => each.options)),
    ...mergedLayers(layers),
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

/**
 * All choices of a day from the states before it.
 * @param states memories of each state, `[state * machines + machine]`
 */
function advance(
  machines: readonly TourMachine[],
  states: Int32Array,
  day: number,
  classes: readonly OptionClass[],
  mostArcs: number,
  endCost: GraphSpan['endCost'] | undefined,
): { layer: Layer; next: Int32Array<ArrayBuffer> } {
  const layer: Layer = { starts: [0], to: [], classes: [], costs: [] }
  const count = machines.length
  const steps = machines.map((machine, index) => {
    const labels = [OFF, ...classes.map((each) => each.labels[index]!)]
    return new StepTable(machine, day, labels, endCost && ((memory) => endCost(index, memory)))
  })
  const found = new StateIndex(machines)
  const memory = new Int32Array(count)
  for (let state = 0; state < states.length / count; state++) {
    for (let choice = 0; choice <= classes.length; choice++) {
      let cost = 0
      for (let i = 0; i < count && cost < Infinity; i++) {
        const step = steps[i]!
        const at = step.rowOf(states[state * count + i]!) + choice
        cost += step.costs[at]!
        memory[i] = step.nexts[at]!
      }
      if (cost === Infinity) continue
      layer.to.push(found.indexOf(memory))
      layer.classes.push(choice)
      layer.costs.push(cost)
    }
    layer.starts.push(layer.to.length)
    if (layer.to.length > mostArcs) break
  }
  return { layer, next: found.memories() }
}

/** What a machine does on a day with each of its memories, worked out as it is asked for. */
class StepTable {
  readonly #machine: TourMachine
  readonly #day: number
  readonly #labels: readonly number[]
  readonly #endCost: ((memory: number) => number) | undefined
  /** Row of each memory, -1 for those not met yet. */
  readonly #rows: Int32Array
  /** `[row + choice]` */
  readonly costs: number[] = []
  readonly nexts: number[] = []

  constructor(
    machine: TourMachine,
    day: number,
    labels: readonly number[],
    endCost: ((memory: number) => number) | undefined,
  ) {
    this.#machine = machine
    this.#day = day
    this.#labels = labels
    this.#endCost = endCost
    this.#rows = new Int32Array(machine.size).fill(-1)
  }

  rowOf(memory: number): number {
    const known = this.#rows[memory]!
    if (known >= 0) return known
    const row = this.costs.length
    this.#rows[memory] = row
    for (const label of this.#labels) {
      const next = this.#machine.next(memory, this.#day, label)
      const cost = this.#machine.cost(memory, this.#day, label)
      this.nexts.push(next)
      this.costs.push(cost === Infinity || !this.#endCost ? cost : cost + this.#endCost(next))
    }
    return row
  }
}

/** Whole numbers up to this are exact. */
const MOST_EXACT = 2 ** 52

/** Numbers the states of a layer in the order in which they are met. */
class StateIndex {
  readonly #sizes: readonly number[]
  readonly #index = new Map<number, number>()
  /** Numbers of partial keys that would grow too great, by the machine before which they are replaced. */
  readonly #partial = new Map<number, Map<number, number>>()
  readonly #memories: number[] = []

  constructor(machines: readonly TourMachine[]) {
    this.#sizes = machines.map(({ size }) => size)
  }

  indexOf(memory: Int32Array): number {
    const key = this.#keyOf(memory)
    let index = this.#index.get(key)
    if (index === undefined) {
      index = this.#index.size
      this.#index.set(key, index)
      for (let i = 0; i < memory.length; i++) this.#memories.push(memory[i]!)
    }
    return index
  }

  memories(): Int32Array<ArrayBuffer> {
    return Int32Array.from(this.#memories)
  }

  #keyOf(memory: Int32Array): number {
    let key = 0
    let most = 1
    for (let i = 0; i < memory.length; i++) {
      const size = this.#sizes[i]!
      if (most * size > MOST_EXACT) {
        key = this.#shorter(key, i)
        most = MOST_EXACT / 2 ** 20
        if (most * size > MOST_EXACT) throw new RangeError(`A limit remembers ${size} things, too many to number.`)
      }
      key = key * size + memory[i]!
      most *= size
    }
    return key
  }

  #shorter(key: number, machine: number): number {
    const known = this.#partial.get(machine) ?? new Map<number, number>()
    this.#partial.set(machine, known)
    const short = known.get(key) ?? known.size
    known.set(key, short)
    return short
  }
}
