import { EMPTY_SYSTEM, TransientQueue } from '../../../solver/staffing/transient-queue.ts'
import { intervalOf, type VaryingLoad } from '../../../solver/staffing/varying-requirement.ts'

/**
 * Share of each interval's arrivals answered within seconds by given agents, and the state carried along: the same
 * evaluation with nothing left to choose. NaN where nobody contacts or nobody works.
 */
export function varyingServiceLevel(
  load: VaryingLoad,
  agents: Float64Array,
  answerWithinSeconds: number,
): Float64Array {
  const queue = new TransientQueue({
    thresholds: [answerWithinSeconds],
    replies: [],
    isMeanWaitAsked: false,
    isOccupancyAsked: false,
  })
  let state = EMPTY_SYSTEM
  return load.volume.map((contacts, interval) => {
    const staff = agents[interval]!
    if (staff === 0) {
      state = EMPTY_SYSTEM
      return contacts > 0 ? 0 : Number.NaN
    }
    const measures = queue.evaluate(intervalOf(load, interval, staff, agents[interval + 1] || staff), state)
    state = queue.state
    return contacts > 0 ? measures.answeredWithin[0]! : Number.NaN
  })
}
