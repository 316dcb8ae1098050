/** What has been handled of a queue so far; arrays are `[interval]` of the horizon, NaN where nothing is known. */
export interface Handled {
  readonly contacts: Float64Array
  readonly ahtSeconds: Float64Array
}

/** Contacts whose handling time says as much as the plan does. */
const PLAN_CONTACTS = 50
/** Times outside are slips of a report rather than work. */
const LEAST_TIMES = 0.4
const MOST_TIMES = 2.5

/**
 * Handling time over the plan's, as the day so far has shown: each contact's word against that of a plan worth fifty.
 * @param planned seconds, `[interval]`
 * @param from first interval of the day, and the first that is not over
 */
export function handlingTimes(
  planned: Float64Array,
  { contacts, ahtSeconds }: Handled,
  from: number,
  to: number,
): number {
  let [spent, expected] = [0, 0]
  for (let interval = from; interval < to; interval++) {
    const seconds = contacts[interval]! * ahtSeconds[interval]!
    if (!(seconds > 0) || !(planned[interval]! > 0)) continue
    spent += seconds
    expected += contacts[interval]! * planned[interval]!
  }
  if (expected === 0) return 1
  const handled = contacts.subarray(from, to).reduce((sum, count) => sum + (count > 0 ? count : 0), 0)
  const plan = (PLAN_CONTACTS * expected) / handled
  return Math.min(MOST_TIMES, Math.max(LEAST_TIMES, (spent + plan) / (expected + plan)))
}
