import type { BlockLimit } from '../tour-limit.ts'
import { OFF, priced, type TourMachine } from './tour-machine.ts'

const WORKED = 1
const FREE = 2

/** Remembers the blocks counted so far, up to the limit, and whether days of the present block were worked or free. */
export function blockMachine(limit: BlockLimit): TourMachine {
  const { blocks, of, max, unitCost, partlyCost } = limit
  const most = Number.isFinite(max) ? max : 0
  const blockOf = new Map(
    blocks.flatMap((block) =>
      Array.from({ length: block.days }, (_, index) => [block.firstDay + index, block] as const),
    ),
  )
  const isWorked = (label: number) => (of === 'work' ? label !== OFF : label === 1)
  const flags = (memory: number) => memory & 3
  const flagsBefore = (memory: number, block: BlockLimit['blocks'][number], day: number) =>
    day === block.firstDay && block.workedBefore ? WORKED : flags(memory)
  const isNew = (memory: number, block: BlockLimit['blocks'][number], day: number, label: number) =>
    isWorked(label) && (flagsBefore(memory, block, day) & WORKED) === 0
  return {
    start: 0,
    size: 4 * (most + 1),
    labelOf: of === 'work' ? () => 0 : (option) => of[option]!,
    next(memory, day, label) {
      const block = blockOf.get(day)
      if (!block) return memory
      const count = Math.min(most, (memory >> 2) + (isNew(memory, block, day, label) ? 1 : 0))
      const isLast = day === block.firstDay + block.days - 1
      const seen = flagsBefore(memory, block, day) | (isWorked(label) ? WORKED : partlyCost > 0 ? FREE : 0)
      return count * 4 + (isLast ? 0 : seen)
    },
    cost(memory, day, label) {
      const block = blockOf.get(day)
      if (!block) return 0
      const beyond = isNew(memory, block, day, label) && memory >> 2 >= max ? unitCost : 0
      if (partlyCost === 0 || day !== block.firstDay + block.days - 1) return beyond
      const seen = flagsBefore(memory, block, day) | (isWorked(label) ? WORKED : FREE)
      return beyond + priced(seen === (WORKED | FREE) ? 1 : 0, partlyCost)
    },
  }
}
