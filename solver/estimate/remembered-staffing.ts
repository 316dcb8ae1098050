import { type StaffLoad, staffAnew } from '../staffing/instant-staffing.ts'
import type { VaryingLoad, VaryingRequirement } from '../staffing/varying-requirement.ts'

/** Loads of a queue that are kept: as it stands, and where the slider was a moment ago. */
const MOST_KEPT = 4

/**
 * Staffing that keeps its last answers, queue by queue and pool by pool: more people, or more of them absent, change no
 * load, and neither do levers on other queues.
 */
export function rememberedStaffing(): StaffLoad {
  const known = new WeakMap<object, [load: VaryingLoad, answer: VaryingRequirement][]>()
  return (whose, load, targets) => {
    const own = known.get(whose) ?? []
    known.set(whose, own)
    const answer = own.find(([before]) => isSame(before, load))?.[1] ?? staffAnew(whose, load, targets)
    own.unshift([load, answer])
    own.length = Math.min(own.length, MOST_KEPT)
    return answer
  }
}

/** Of one queue: its patience and its capacity curve are those of its settings. A pool's come from its loads. */
const isSame = (a: VaryingLoad, b: VaryingLoad): boolean =>
  a.meanPatienceSeconds === b.meanPatienceSeconds && isEqual(a.volume, b.volume) && isEqual(a.ahtSeconds, b.ahtSeconds)

const isEqual = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index])
