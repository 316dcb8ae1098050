import type { Estimate } from './service-estimate.ts'
import { ShareSums } from './share-sums.ts'
import { refuseUnusable } from './simulate-options.ts'
import { simulateLoneContacts } from './staffing-lone-contacts.ts'
import { type StaffingProfile, staffedQueue } from './staffing-profile.ts'
import { simulateSharedContacts } from './staffing-shared-contacts.ts'
import { ENOUGH_CONTACTS } from './target-sums.ts'

/** Arrays are `[interval]`, by interval of arrival, and NaN where nothing arrived or nobody was there. */
export interface StaffingService {
  /** Share of all arrivals that were answered in time. */
  readonly serviceLevel: Estimate
  /** Means of one replication with their 95 % confidence intervals. */
  readonly contacts: Estimate
  readonly inTime: Estimate
  readonly abandoned: Estimate
  /** Mean time until an answer or until giving up, over all arrivals. */
  readonly asaSeconds: number
  readonly abandonRate: number
  /** Work in the measure of full hands over time on position. */
  readonly occupancy: number
  /** Least service level among intervals with contacts enough to say. */
  readonly worstInterval: ({ readonly interval: number } & Estimate) | null
  readonly intervals: {
    /** Mean of the replications. */
    readonly contacts: Float64Array
    readonly serviceLevel: Float64Array
    readonly lower95: Float64Array
    readonly upper95: Float64Array
    readonly asaSeconds: Float64Array
    readonly abandonRate: Float64Array
    readonly occupancy: Float64Array
  }
}

/**
 * Simulates agents by interval for one queue from empty hands: Poisson arrivals, first come first served, handling times
 * and patience of any spread. Agents too many as an interval ends finish what they have in hands; after the last one its
 * agents stay for those who still wait.
 * @throws PlanningInputError for what cannot be simulated
 */
export function simulateStaffing(
  profile: StaffingProfile,
  { replications, seed }: { readonly replications: number; readonly seed: number },
): StaffingService {
  refuseUnusable(replications, seed)
  const queue = staffedQueue(profile, replications)
  const simulate = queue.curve.length === 2 ? simulateLoneContacts : simulateSharedContacts
  const cells = queue.intervals
  const [served, gaveUp, waits, busy] = [0, 0, 0, 0].map(() => new ShareSums(cells)) as [
    ShareSums,
    ShareSums,
    ShareSums,
    ShareSums,
  ]
  const whole = new ShareSums(1)
  const [days, inTimeDays, abandonedDays] = [new ShareSums(1), new ShareSums(1), new ShareSums(1)]
  for (let replication = 0; replication < replications; replication++) {
    const tally = simulate(queue, seed, replication)
    served.add(tally.inTime, tally.contacts)
    gaveUp.add(tally.abandoned, tally.contacts)
    waits.add(tally.waitSeconds, tally.contacts)
    busy.add(tally.busySeconds, tally.positionSeconds)
    const [contacts, inTime] = [sum(tally.contacts), sum(tally.inTime)]
    whole.add([inTime], [contacts])
    days.add([contacts], [1])
    inTimeDays.add([inTime], [1])
    abandonedDays.add([sum(tally.abandoned)], [1])
  }
  const ratios = (sums: ShareSums) => Float64Array.from({ length: cells }, (_, cell) => sums.ratio(cell).mean)
  const shares = Array.from({ length: cells }, (_, cell) => served.share(cell))
  const column = (key: keyof Estimate) => Float64Array.from(shares, (share) => share[key])
  return {
    serviceLevel: whole.share(0),
    contacts: days.ratio(0),
    inTime: inTimeDays.ratio(0),
    abandoned: abandonedDays.ratio(0),
    asaSeconds: sum(waits.part) / sum(waits.whole),
    abandonRate: sum(gaveUp.part) / sum(gaveUp.whole),
    occupancy: sum(busy.part) / sum(busy.whole),
    worstInterval: worstOf(shares, served.whole),
    intervals: {
      contacts: served.whole.map((contacts) => contacts / replications),
      serviceLevel: column('mean'),
      lower95: column('lower95'),
      upper95: column('upper95'),
      asaSeconds: ratios(waits),
      abandonRate: ratios(gaveUp),
      occupancy: ratios(busy),
    },
  }
}

function worstOf(shares: readonly Estimate[], contacts: Float64Array): StaffingService['worstInterval'] {
  let worst: StaffingService['worstInterval'] = null
  shares.forEach((share, interval) => {
    if (contacts[interval]! < ENOUGH_CONTACTS) return
    if (worst === null || share.mean < worst.mean) worst = { interval, ...share }
  })
  return worst
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
