import { OFF, type TourMachine } from './machines/tour-machine.ts'

/**
 * One machine, or several at once, over a span of days, written out: the memories that can be met before each day and
 * from which the end can be reached, numbered day by day. After the last day there is one.
 */
export interface MachineTable {
  /** Number of choices of each day, the day off first, `[day]`. */
  readonly choices: readonly number[]
  /** Number of memories before each day and after the last, `[day]`; none before the first where no tour is legal. */
  readonly counts: readonly number[]
  /** Memory after a choice, -1 where that is not legal or leads nowhere, `[day][memory * choices + choice]`. */
  readonly nexts: readonly Int32Array[]
  /** What a choice costs, what the days after the span then cost included, `[day][memory * choices + choice]`. */
  readonly costs: readonly Float64Array[]
}

/** What a machine comes into a span with, and what comes after it. */
export interface MachineSpan {
  readonly fromDay: number
  readonly toDay: number
  readonly start: number
  /** What the days after the span cost when they begin with a memory; Infinity where they are not legal. */
  readonly endCost: (memory: number) => number
}

/** @param labels what the machine sees of each choice of a day, the day off left out, `[day of the span][choice - 1]` */
export function machineTable(
  machine: TourMachine,
  labels: readonly (readonly number[])[],
  span: MachineSpan,
): MachineTable {
  const met = metMemories(machine, labels, span)
  let counts = [1]
  const nexts: Int32Array[] = []
  const costs: Float64Array[] = []
  let indexOf = new Map([[LAST, 0]])
  for (let day = labels.length - 1; day >= 0; day--) {
    const table = dayTable(machine, labels[day]!, met[day]!, day + span.fromDay, {
      indexOf,
      endCost: day === labels.length - 1 ? span.endCost : null,
    })
    indexOf = table.kept
    counts = [indexOf.size, ...counts]
    nexts.unshift(table.nexts)
    costs.unshift(table.costs)
  }
  return { choices: labels.map((list) => list.length + 1), counts, nexts, costs }
}

/** Stands for all memories after the last day. */
const LAST = 0

/** Memories before each day, in the order in which they are met. */
function metMemories(
  machine: TourMachine,
  labels: readonly (readonly number[])[],
  { fromDay, start }: MachineSpan,
): number[][] {
  const met = [[start]]
  for (let day = 0; day < labels.length - 1; day++) {
    const next = new Set<number>()
    for (const label of new Set([OFF, ...labels[day]!])) {
      for (const memory of met[day]!) {
        if (machine.cost(memory, fromDay + day, label) === Infinity) continue
        next.add(machine.next(memory, fromDay + day, label))
      }
    }
    met.push([...next])
  }
  return met
}

/** Choices from the memories before a day, those left out from which no choice leads on. */
function dayTable(
  machine: TourMachine,
  labels: readonly number[],
  memories: readonly number[],
  day: number,
  after: { readonly indexOf: ReadonlyMap<number, number>; readonly endCost: ((memory: number) => number) | null },
) {
  const choices = labels.length + 1
  const twins = labels.map((label, index) => (labels.indexOf(label) === index ? -1 : labels.indexOf(label) + 1))
  const kept = new Map<number, number>()
  const nexts = new Int32Array(memories.length * choices)
  const costs = new Float64Array(memories.length * choices)
  for (const memory of memories) {
    const from = kept.size * choices
    let leadsOn = false
    for (let choice = 0; choice < choices; choice++) {
      const twin = choice === 0 ? -1 : twins[choice - 1]!
      if (twin >= 0) {
        nexts[from + choice] = nexts[from + twin]!
        costs[from + choice] = costs[from + twin]!
        continue
      }
      const label = choice === 0 ? OFF : labels[choice - 1]!
      const { next, cost } = step(machine, memory, day, label, after)
      nexts[from + choice] = next
      costs[from + choice] = cost
      leadsOn ||= next >= 0
    }
    if (leadsOn) kept.set(memory, kept.size)
  }
  return { kept, nexts: nexts.subarray(0, kept.size * choices), costs: costs.subarray(0, kept.size * choices) }
}

function step(
  machine: TourMachine,
  memory: number,
  day: number,
  label: number,
  { indexOf, endCost }: Parameters<typeof dayTable>[4],
): { next: number; cost: number } {
  const own = machine.cost(memory, day, label)
  if (own === Infinity) return { next: -1, cost: Infinity }
  const reached = machine.next(memory, day, label)
  const cost = endCost ? own + endCost(reached) : own
  const next = cost === Infinity ? -1 : (indexOf.get(endCost ? LAST : reached) ?? -1)
  return { next, cost: next < 0 ? Infinity : cost }
}
