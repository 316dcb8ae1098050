import { corridorMachine } from './machines/corridor-machine.ts'
import { machineOf } from './machines/machine-of.ts'
import { OFF, type TourMachine } from './machines/tour-machine.ts'
import { mergedLimits } from './merged-limits.ts'
import { type OptionClass, optionClasses, type TourGraph, tourGraph } from './tour-graph.ts'
import type { SumLimit, TourLimit } from './tour-limit.ts'
import type { Tour, TourProblem } from './tour-problem.ts'

/** Arcs up to which a graph of all legal tours is built. */
const MOST_ARCS = 12_000_000
/** Days beyond which tours are looked at in pieces, never whole. */
export const MOST_DAYS_AT_ONCE = 120
/** Memories beyond which a limit is left out of the relaxed graphs of more days. */
const MOST_MEMORIES_OF_LONG = 150
/** Graphs greater than this take in no further limits. */
const MOST_ARCS_TO_GROW = 100_000
/** Shifts by which a tour may at first be ahead of or behind the even course, where the horizon is long. */
const FIRST_SLACK = 8

interface OnePerson {
  readonly eager: readonly TourLimit[]
  readonly lazy: readonly SumLimit[]
  readonly slack: number
  legal: TourGraph | null
  relaxed: TourGraph | null
}

/** The limits of all people as machines and graphs, each made once for people with equal limits. */
export class PersonLimits {
  readonly #problem: TourProblem
  readonly #people: OnePerson[]
  readonly #legal = new Map<string, TourGraph>()
  readonly #relaxed = new Map<string, TourGraph>()
  /** Graphs of all tours that some of the limits allow, and limits left out of relaxed graphs. */
  readonly #kept = new Map<string, TourGraph | null>()
  readonly #leftOut = new Map<TourGraph, readonly TourLimit[]>()
  readonly #merged = new Map<string, readonly TourLimit[]>()
  readonly #machines = new Map<string, TourMachine>()
  readonly #classes = new Map<string, OptionClass[][]>()
  readonly #keys = new Map<TourLimit, string>()
  readonly #arrayIds = new Map<object, number>()

  constructor(problem: TourProblem) {
    this.#problem = problem
    this.#people = problem.people.map(({ limits }) => {
      const lazy = limits.filter((limit): limit is SumLimit => limit.kind === 'sum' && isCount(limit))
      const others = limits.filter((limit) => !lazy.includes(limit as SumLimit))
      // People with equal limits have the very same merged ones, and so the same graphs.
      const eager = cached(this.#merged, this.#keyOf(others), () => mergedLimits(others))
      return { eager, lazy, slack: FIRST_SLACK, legal: null, relaxed: null }
    })
  }

  /** Limits that the person's graphs leave out so far. */
  lazy(person: number): readonly SumLimit[] {
    return this.#people[person]!.lazy
  }

  /** Whether the person's tours are priced exactly: no corridor, and every limit is or can still be taken in. */
  isExact(person: number): boolean {
    const graph = this.graph(person, 'legal')
    const canGrow = this.lazy(person).length === 0 || graph.arcTo.length <= MOST_ARCS_TO_GROW
    return canGrow && graph === this.graph(person, 'relaxed')
  }

  /** Takes a limit into the person's graphs. @returns false when they are too great for it */
  makeEager(person: number, limit: SumLimit): boolean {
    const each = this.#people[person]!
    if ((each.relaxed ?? each.legal)!.arcTo.length > MOST_ARCS_TO_GROW) return false
    const lazy = each.lazy.filter((other) => other !== limit)
    this.#people[person] = { ...each, eager: [...each.eager, limit], lazy, legal: null, relaxed: null }
    return true
  }

  /** Lets the person's tours stray further from the even course. @returns false when they all are looked at already */
  widen(person: number): boolean {
    const each = this.#people[person]!
    if (this.graph(person, 'legal') === this.graph(person, 'relaxed') || each.slack > this.#problem.days) return false
    this.#people[person] = { ...each, slack: 2 * each.slack, legal: null }
    return true
  }

  /** `legal`: all legal tours, or many of them where there are too many; `relaxed`: at least all of them. */
  graph(person: number, sort: 'legal' | 'relaxed'): TourGraph {
    const each = this.#people[person]!
    each[sort] ??= sort === 'legal' ? this.#legalGraph(each.eager, each.slack) : this.#relaxedGraph(each.eager)
    return each[sort]
  }

  /** Cost of a whole tour, limits, options and days off; Infinity when it is not legal. */
  tourCost(person: number, tour: Tour): number {
    const { optionCost, offCost } = this.#problem.people[person]!
    const { eager, lazy } = this.#people[person]!
    let cost = 0
    for (let day = 0; day < tour.length; day++) cost += tour[day]! < 0 ? offCost[day]! : optionCost[tour[day]!]!
    for (const machine of this.#machinesOf([...eager, ...lazy])) cost += endCosts(machine, tour, 0)(machine.start)
    return cost
  }

  /** Tours that differ from a given one on some days alone, which stand in order. */
  spanGraph(person: number, tour: Tour, days: readonly number[]): TourGraph {
    const { eager } = this.#people[person]!
    const machines = this.#machinesOf(eager)
    const [fromDay, toDay] = [days[0]!, days.at(-1)! + 1]
    const start = machines.map((machine) => memoryBefore(machine, tour, fromDay))
    const ends = machines.map((machine) => endCosts(machine, tour, toDay))
    const endCost = (machine: number, memory: number) => ends[machine]!(memory)
    const isFree = new Set(days)
    const fixed = (day: number) => (isFree.has(day) ? undefined : tour[day]!)
    const span = { fromDay, toDay, start, endCost, fixed }
    return tourGraph(machines, this.#classesOf(eager, machines), { mostArcs: Infinity, isMerged: false }, span)!
  }

  /** Limits that the person's relaxed graph leaves out. */
  leftOut(person: number): readonly TourLimit[] {
    const graph = this.graph(person, 'relaxed')
    return this.#leftOut.get(graph) ?? []
  }

  #legalGraph(limits: readonly TourLimit[], slack: number): TourGraph {
    return cached(this.#legal, `${slack} ${this.#keyOf(limits)}`, () => {
      const known = this.#relaxed.get(this.#keyOf(limits))
      const machines = this.#machinesOf(limits)
      const classes = this.#classesOf(limits, machines)
      const exact = known ? null : tourGraph(machines, classes, { mostArcs: MOST_ARCS, isMerged: true })
      if (exact) {
        this.#relaxed.set(this.#keyOf(limits), exact)
        return exact
      }
      const near = limits.map((limit, index) => this.#nearLine(limit, machines[index]!, slack))
      return tourGraph(near, classes, { mostArcs: Infinity, isMerged: true })!
    })
  }

  #relaxedGraph(limits: readonly TourLimit[]): TourGraph {
    const isLong = this.#problem.days > MOST_DAYS_AT_ONCE
    // All legal tours, where they are few enough, are the relaxed ones too; over a long time they never are.
    if (!isLong) this.#legalGraph(limits, FIRST_SLACK)
    return cached(this.#relaxed, this.#keyOf(limits), () => {
      const kept = [...limits]
      const leftOut: TourLimit[] = []
      for (;;) {
        const isTooMuch = isLong && kept.some((limit) => this.#sizeOf(limit) > MOST_MEMORIES_OF_LONG)
        const graph = isTooMuch ? null : this.#graphWithout(kept)
        if (graph) {
          this.#leftOut.set(graph, leftOut)
          return graph
        }
        const greatest = kept.reduce((most, limit) => (this.#sizeOf(limit) > this.#sizeOf(most) ? limit : most))
        kept.splice(kept.indexOf(greatest), 1)
        leftOut.push(greatest)
      }
    })
  }

  /** Shared by people whose other limits are alike; null when it is too great. */
  #graphWithout(kept: readonly TourLimit[]): TourGraph | null {
    const machines = this.#machinesOf(kept)
    return cached(this.#kept, this.#keyOf(kept), () =>
      tourGraph(machines, this.#classesOf(kept, machines), { mostArcs: MOST_ARCS, isMerged: true }),
    )
  }

  #sizeOf = (limit: TourLimit): number => this.#machinesOf([limit])[0]!.size

  /** Sums and counts over a long time, held near an even course. */
  #nearLine(limit: TourLimit, machine: TourMachine, slackShifts: number): TourMachine {
    const { size } = machine
    if (size < 16 || (limit.kind !== 'sum' && limit.kind !== 'block')) return machine
    const { days, options } = this.#problem
    const greatestLabel = limit.kind === 'block' ? 2 : Math.max(...options.map((_, option) => machine.labelOf(option)))
    const slack = slackShifts * greatestLabel
    const lastDay = limit.kind === 'sum' ? limit.toDay - 1 : days - 1
    const line = (day: number) => ((size - 1) * (day + 1)) / (lastDay + 1)
    const isLast = (day: number) => day >= lastDay
    const lowest = Array.from({ length: days }, (_, day) => (isLast(day) ? 0 : Math.max(0, line(day) - slack)))
    const greatest = Array.from({ length: days }, (_, day) => (isLast(day) ? size - 1 : line(day) + slack))
    // The two lowest bits of a block's memory tell of its present days, and stay as they are.
    if (limit.kind === 'block') return blockCorridor(machine, lowest, greatest)
    const canRaise = limit.under.length === 0
    return corridorMachine(machine, { lowest: lowest.map(Math.floor), greatest: greatest.map(Math.ceil), canRaise })
  }

  #machinesOf(limits: readonly TourLimit[]): TourMachine[] {
    const machines = limits.map((limit) =>
      cached(this.#machines, this.#keyOfOne(limit), () => machineOf(limit, this.#problem)),
    )
    return machines.length > 0 ? machines : [ANYTHING]
  }

  #classesOf(limits: readonly TourLimit[], machines: readonly TourMachine[]): OptionClass[][] {
    return cached(this.#classes, this.#keyOf(limits), () => optionClasses(this.#problem, machines))
  }

  #keyOf(limits: readonly TourLimit[]): string {
    return limits.map((limit) => this.#keyOfOne(limit)).join(';')
  }

  /** Equal for limits of equal content, arrays by identity. */
  #keyOfOne(limit: TourLimit): string {
    const known = this.#keys.get(limit)
    if (known !== undefined) return known
    const key = JSON.stringify({ ...limit, ruleId: '' }, (_, value) =>
      typeof value === 'number' ? String(value) : ArrayBuffer.isView(value) ? this.#idOf(value) : value,
    )
    this.#keys.set(limit, key)
    return key
  }

  #idOf(array: object): string {
    const id = this.#arrayIds.get(array) ?? this.#arrayIds.size
    this.#arrayIds.set(array, id)
    return `array ${id}`
  }
}

const ANYTHING: TourMachine = { start: 0, size: 1, labelOf: () => 0, next: () => 0, cost: () => 0 }

function blockCorridor(machine: TourMachine, lowest: readonly number[], greatest: readonly number[]): TourMachine {
  const whole = (value: number) => 4 * Math.floor(value / 4)
  return {
    ...machine,
    next(memory, day, label) {
      const next = machine.next(memory, day, label)
      return Math.max(whole(next), whole(lowest[day]!)) + (next & 3)
    },
    cost(memory, day, label) {
      const isAhead = whole(machine.next(memory, day, label)) > greatest[day]!
      return isAhead ? Infinity : machine.cost(memory, day, label)
    },
  }
}

/** What a machine remembers of a tour before a day. */
function memoryBefore(machine: TourMachine, tour: Tour, day: number): number {
  let memory = machine.start
  for (let before = 0; before < day; before++) {
    memory = machine.next(memory, before, labelOf(machine, tour[before]!))
  }
  return memory
}

/** What the rest of a tour costs a machine that comes to a day with a memory. */
function endCosts(machine: TourMachine, tour: Tour, fromDay: number): (memory: number) => number {
  const labels = Array.from(tour.subarray(fromDay), (option) => labelOf(machine, option))
  if (machine.restCost) return machine.restCost(labels, fromDay)
  const known = new Map<number, number>()
  return (memory) =>
    cached(known, memory, () => {
      let cost = 0
      let at = memory
      for (let day = fromDay; day < tour.length && cost < Infinity; day++) {
        cost += machine.cost(at, day, labels[day - fromDay]!)
        at = machine.next(at, day, labels[day - fromDay]!)
      }
      return cost
    })
}

const labelOf = (machine: TourMachine, option: number): number => (option < 0 ? OFF : machine.labelOf(option))

/** A hard limit on how many shifts of a sort there are. */
const isCount = ({ weights, over, under }: SumLimit): boolean =>
  under.length === 0 && over.length === 1 && over[0]!.unitCost === Infinity && weights.every((weight) => weight <= 1)

function cached<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}
