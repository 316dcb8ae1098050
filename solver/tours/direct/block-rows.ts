import type { BlockLimit } from '../tour-limit.ts'
import { type Affine, atMost, columnOf, isOnDay, type PersonRows, times, total } from './person-rows.ts'

const ALWAYS: Affine = { terms: [], constant: 1 }

/**
 * Blocks worked at most so many times, and not by half. A block's column is at least each of its days; one that
 * began before the horizon is worked in any case, and was counted there.
 */
export function addBlockRows(rows: PersonRows, { blocks, of, max, unitCost, partlyCost }: BlockLimit): void {
  const { model } = rows
  const worked: Affine[] = []
  for (const { firstDay, days, workedBefore } of blocks) {
    const list = Array.from({ length: days }, (_, index) => isOnDay(rows, of, firstDay + index))
    const block = workedBefore ? ALWAYS : columnOf(model.addColumn({ upper: 1, integer: true }))
    if (partlyCost > 0) addPartly(rows, block, list, partlyCost)
    if (workedBefore) continue
    for (const day of list) atMost(model, total(day, times(block, -1)), 0, Infinity)
    worked.push(block)
  }
  if (worked.length > max) atMost(model, total(...worked), max, unitCost)
}

/** A block of which a day is worked and another is not. */
function addPartly({ model }: PersonRows, block: Affine, days: readonly Affine[], cost: number): void {
  const partly = cost < Infinity ? [times(columnOf(model.addColumn({ cost, upper: 1 })), -1)] : []
  for (const day of days) atMost(model, total(block, times(day, -1), ...partly), 0, Infinity)
}
