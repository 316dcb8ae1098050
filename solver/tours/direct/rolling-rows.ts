import type { RollingLimit } from '../tour-limit.ts'
import { atMost, isOnDay, type PersonRows, times, total } from './person-rows.ts'

/** Days worked in each span that ends on a day of the horizon; a soft limit counts spans that end on a worked day. */
export function addRollingRows(rows: PersonRows, { days, max, unitCost, before }: RollingLimit): void {
  for (let last = 0; last < rows.days; last++) {
    const first = last - days + 1
    const earlier = before.slice(Math.max(0, before.length + first)).filter(Boolean).length
    const inHorizon = Array.from({ length: Math.min(days, last + 1) }, (_, back) => isOnDay(rows, 'work', last - back))
    const span = total(...inHorizon, { terms: [], constant: earlier })
    if (span.constant + inHorizon.length <= max) continue
    // A span that ends on a day off is not counted: as much is taken off as its other days may be too many. Those of
    // the horizon are in a hard limit's earlier spans already.
    const others = unitCost < Infinity ? span.constant + inHorizon.length - 1 : span.constant
    const excess = Math.max(0, others - max)
    const dayOff = total({ terms: [], constant: 1 }, times(inHorizon[0]!, -1))
    atMost(rows.model, total(span, times(dayOff, -excess)), max, unitCost)
  }
}
