import type { CoverCells } from './cover-cells.ts'
import { ELASTIC_AGENTS, elasticQueues } from './elastic-cells.ts'
import { cheapestFinish, type ServicePrices, workBatches } from './service-prices.ts'
import type { StaffModel } from './staff-model.ts'

/** Below any price of a missing agent, minor currency units. */
const SWEEP_PRICE = 1

/** When deferred work is to be done: what cells need for it, and what is overdue all the same. */
export interface WorkPlan {
  /** Effective agents, `[interval * queues + queue]`; 0 for instant queues. */
  readonly need: Float64Array
  /** Cost of overdue work, minor currency units. */
  readonly overdueCost: number
}

/**
 * Works deferred queues off with the agents that instant queues leave, as early as it can be done, which is never worse
 * than later. What comes in late then is asked for, once more, where time is cheapest at the multipliers.
 * @param cells as of `elasticCells`
 * @param prices of what is to be done in an interval, `[interval * queues + queue]`
 */
export function planWork(
  model: StaffModel,
  cells: CoverCells,
  prices: Float64Array,
  multipliers: ServicePrices,
): WorkPlan {
  const { queues, horizon } = model
  const Q = queues.length
  const T = horizon.intervals
  const elastic = elasticQueues(model)
  const need = new Float64Array(T * Q)
  const finished = new Float64Array(Q)
  const arrived = Float64Array.from(queues, ({ need: own }) => (own.kind === 'deferred' ? own.openingBacklog : 0))
  const late = queues.map(() => new Float64Array(T))
  let overdueCost = 0
  for (let t = 0; t < T; t++) {
    let any = false
    queues.forEach(({ need: own }, q) => {
      if (own.kind !== 'deferred') return
      arrived[q]! += own.volume[t]!
      const rate = own.contactsPerAgent[t]!
      if (rate === 0) return
      any = true
      const due = own.dueByEnd.findIndex((contacts, at) => at >= t && contacts > finished[q]! + 1e-9)
      // Of two queues the one whose oldest work is due first goes before the other.
      const urgency = due < 0 ? 0 : (T - due) / T
      cells.setNeed(t, q, (arrived[q]! - finished[q]!) / rate, SWEEP_PRICE * (1 + urgency))
      cells.setNeed(t, elastic[q]!, 0, 0)
    })
    if (any) cells.shareOut(t)
    queues.forEach(({ need: own, price }, q) => {
      if (own.kind !== 'deferred') return
      if (own.contactsPerAgent[t]! > 0) {
        need[t * Q + q] = cells.served(t, q)
        finished[q]! += need[t * Q + q]! * own.contactsPerAgent[t]!
      }
      const overdue = Math.max(0, own.dueByEnd[t]! - finished[q]!)
      late[q]![t] = overdue
      overdueCost += overdue * price
    })
  }
  queues.forEach((queue, q) => {
    if (queue.need.kind === 'deferred') askForLate(model, need, q, late[q]!, multipliers)
  })
  for (let t = 0; t < T; t++) {
    queues.forEach(({ need: own }, q) => {
      if (own.kind !== 'deferred') return
      const agents = need[t * Q + q]!
      const band = own.contactsPerAgent[t]! > 0 ? ELASTIC_AGENTS : 0
      cells.setNeed(t, q, Math.max(0, agents - band), prices[t * Q + q]!)
      cells.setNeed(
        t,
        elastic[q]!,
        Math.min(agents, band) + band,
        Math.min(prices[t * Q + q]!, multipliers[q * T + t]!),
      )
    })
    cells.shareOut(t)
  }
  return { need, overdueCost }
}

function askForLate(
  model: StaffModel,
  need: Float64Array,
  q: number,
  late: Float64Array,
  multipliers: ServicePrices,
): void {
  const queue = model.queues[q]!
  if (queue.need.kind !== 'deferred') return
  const Q = model.queues.length
  const T = late.length
  const own = multipliers.slice(q * T, (q + 1) * T)
  const asked = new Float64Array(T)
  let before = 0
  const batches = workBatches(queue.need)
  let batch = 0
  for (let t = 0; t < T; t++) {
    let more = late[t]! - before
    before = late[t]!
    if (more <= 1e-6) continue
    // Those that fall due now: asked for within their time, a little at a place.
    while (batch < batches.length && batches[batch]!.due < t) batch++
    const first = batches[Math.min(batch, batches.length - 1)]!
    for (let round = 0; round < 200 && more > 1e-6; round++) {
      const best = cheapestFinish({ contacts: 1, arrives: first.arrives, due: t }, queue.price, queue.need, own)
      if (best.interval < 0) break
      const rate = queue.need.contactsPerAgent[best.interval]!
      const contacts = Math.min(more, rate)
      asked[best.interval]! += contacts / rate
      own[best.interval] = own[best.interval]! * 1.2 + 50
      more -= contacts
    }
  }
  for (let t = 0; t < T; t++) need[t * Q + q]! += asked[t]!
}
