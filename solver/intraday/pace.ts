/** Looked back over, minutes. */
const LOOKED_BACK_MINUTES = 90
/** Contacts that must have been planned for meanwhile. */
const LEAST_PLANNED = 15
/** Standard deviations of a Poisson count beyond which a pace is no chance. */
const DEVIATIONS = 2

/**
 * Contacts that came over those planned in the last hour and a half, where that is beyond chance; else 1. What would
 * happen if it went on so is worth knowing, even where days like it have mostly come back to plan.
 * @param next first interval that is not over
 */
export function paceOf(planned: Float64Array, offered: Float64Array, next: number, intervalMinutes: number): number {
  const from = Math.max(0, next - Math.round(LOOKED_BACK_MINUTES / intervalMinutes))
  let [came, expected] = [0, 0]
  for (let interval = from; interval < next; interval++) {
    if (!(planned[interval]! > 0) || !(offered[interval]! >= 0)) continue
    came += offered[interval]!
    expected += planned[interval]!
  }
  const isChance = Math.abs(came - expected) <= DEVIATIONS * Math.sqrt(expected)
  return expected < LEAST_PLANNED || isChance ? 1 : came / expected
}
