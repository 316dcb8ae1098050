import { CoverCells } from './cover-cells.ts'
import type { StaffModel } from './staff-model.ts'

/**
 * Deferred work has two queues in the cells: what is to be done in an interval, which is dear to miss, and a little more or
 * less, which is worth just its multiplier since it can be done at another time. Without the second, an agent too many for
 * an instant queue would be idle, and one too few on deferred work a catastrophe.
 */
export const ELASTIC_AGENTS = 1

/** Second queue of each queue in the cells, -1 for instant ones. */
export function elasticQueues({ queues }: StaffModel): Int32Array {
  let next = queues.length
  return Int32Array.from(queues, ({ need }) => (need.kind === 'deferred' ? next++ : -1))
}

/** Cells without any need yet, with the people whom the previous roster still has there. */
export function elasticCells(model: StaffModel): CoverCells {
  const { queues, groups, horizon, proficiency, present } = model
  const elastic = elasticQueues(model)
  const own = [...queues.keys()]
  const queueOf = [...own, ...own.filter((queue) => elastic[queue]! >= 0)]
  const speed = Float64Array.from({ length: groups * queueOf.length }, (_, at) => {
    const group = Math.floor(at / queueOf.length)
    return proficiency[group * queues.length + queueOf[at % queueOf.length]!]!
  })
  const need = new Float64Array(horizon.intervals * queueOf.length)
  const cells = new CoverCells(groups, horizon.intervals, speed, need.slice(), need)
  for (let interval = 0; interval < horizon.intervals; interval++) {
    for (let group = 0; group < groups; group++) {
      const agents = present[interval * groups + group]!
      if (agents > 0) cells.add(interval, group, agents)
    }
  }
  return cells
}
