import type { TourOption } from '../tour-problem.ts'
import { OFF, type TourMachine } from './tour-machine.ts'

/** A limit whose memory is any value; what can be met on the days is worked out once. */
export interface MemorySpec<Memory> {
  readonly start: Memory
  /** Memories of one key are one. */
  readonly keyOf: (memory: Memory) => string | number
  /** Options of one key on one day are alike to the limit. */
  readonly optionKey: (option: number) => string | number
  /** @param option -1 for a day off */
  readonly next: (memory: Memory, day: number, option: number) => Memory
  readonly cost: (memory: Memory, day: number, option: number) => number
}

/** A machine whose memories are numbered day by day as they can be met; options alike in all they do are one label. */
export function reachableMachine<Memory>(
  spec: MemorySpec<Memory>,
  options: readonly TourOption[],
  days: number,
): TourMachine {
  const optionsOf = Array.from({ length: days }, (): number[] => [])
  for (const [option, { day }] of options.entries()) optionsOf[day]!.push(option)
  const labelOf = new Int32Array(options.length)
  const tables: DayTable[] = []
  let memories: readonly Memory[] = [spec.start]
  let size = 1
  for (let day = 0; day < days; day++) {
    const { table, next } = dayTable(spec, memories, day, optionsOf[day]!, labelOf)
    tables.push(table)
    memories = next
    size = Math.max(size, next.length)
  }
  return {
    start: 0,
    size,
    labelOf: (option) => labelOf[option]!,
    next: (memory, day, label) => tables[day]!.nexts[label + 1]![memory]!,
    cost: (memory, day, label) => tables[day]!.costs[label + 1]![memory]!,
  }
}

/** `[label + 1][memory]`, the day off first. */
interface DayTable {
  readonly nexts: number[][]
  readonly costs: number[][]
}

function dayTable<Memory>(
  spec: MemorySpec<Memory>,
  memories: readonly Memory[],
  day: number,
  options: readonly number[],
  labelOf: Int32Array,
): { table: DayTable; next: Memory[] } {
  const next: Memory[] = []
  const indexOf = new Map<string | number, number>()
  const table: DayTable = { nexts: [], costs: [] }
  const labels = new Map<string, number>()
  const labelByKey = new Map<string | number, number>()
  for (const option of [OFF, ...options]) {
    const key = option === OFF ? '' : spec.optionKey(option)
    let label = option === OFF ? undefined : labelByKey.get(key)
    if (label === undefined) {
      const costs = memories.map((memory) => spec.cost(memory, day, option))
      const nexts = memories.map((memory, index) =>
        costs[index] === Infinity ? 0 : indexFor(spec, spec.next(memory, day, option), next, indexOf),
      )
      const column = `${nexts.join(' ')} ${costs.join(' ')}`
      label = option === OFF ? OFF : labels.get(column)
      if (label === undefined || option === OFF) {
        label = table.nexts.length - 1
        table.nexts.push(nexts)
        table.costs.push(costs)
        if (option !== OFF) labels.set(column, label)
      }
      if (option !== OFF) labelByKey.set(key, label)
    }
    if (option !== OFF) labelOf[option] = label
  }
  return { table, next }
}

function indexFor<Memory>(
  { keyOf }: MemorySpec<Memory>,
  memory: Memory,
  known: Memory[],
  indexOf: Map<string | number, number>,
): number {
  const key = keyOf(memory)
  const index = indexOf.get(key) ?? known.length
  if (index === known.length) {
    indexOf.set(key, index)
    known.push(memory)
  }
  return index
}
