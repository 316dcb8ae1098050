import { type LocalDays, localDays } from '../../../../solver/check/local-days.ts'
import type { Horizon } from '../../../../solver/domain/horizon.ts'
import { siteHorizon } from '../../../../solver/domain/site.ts'

/** The days of a roster by the clock of each zone that people work in; day 0 is the first of the board in every zone. */
export type DayClocks = (zone: string) => LocalDays

export function dayClocks(horizon: Horizon): DayClocks {
  const known = new Map<string, LocalDays>()
  return (zone) => {
    const clock = known.get(zone) ?? localDays(siteHorizon(horizon, zone))
    known.set(zone, clock)
    return clock
  }
}
