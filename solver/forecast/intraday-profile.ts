import { type DayMatrix, weekdayOf } from './day-matrix.ts'

/** How profiles forget and borrow. */
export interface ProfileOptions {
  /** Weeks after which a day counts half. */
  readonly halfLifeWeeks: number
  /** Weight of the profile of the weekday's group, in days of the weekday's own. */
  readonly pooledDays: number
  /** Weekdays that borrow from one another: all of them, or Monday to Friday apart from the weekend. */
  readonly groups: 'all' | 'weekend'
  /** Times that shares are averaged with their neighbours (1/4, 1/2, 1/4) before borrowing from. */
  readonly smoothings: number
}

/** Share of the day's volume in each slot, `[weekday * slots + slot]`, 0 Monday; sums to 1 for open weekdays, else 0. */
export type WeekProfile = Float64Array

/**
 * Profile by weekday, shrunk to that of its group of weekdays:
 *   own[w][s] = sum_d decay^age volume[d][s] / sum_d decay^age total[d]        over days of weekday w
 *   profile = (n own + pooledDays pooled) / (n + pooledDays),  n = sum_d decay^age
 * Slots never observed on a weekday that has been observed are closed there and stay 0; so do slots whose count was
 * always 0, on CLOSED_DAYS days and more, though at the group's rates CLOSED_EVIDENCE contacts would have come. A weekday
 * that history has no day of takes the pooled profile.
 * @param clean contacts without event bumps, `[day * slots + slot]`, NaN where closed or unknown
 */
export function weekProfile(
  clean: Float64Array,
  matrix: DayMatrix,
  days: number,
  options: ProfileOptions,
): WeekProfile {
  const sums = weekSums(clean, matrix, days, options.halfLifeWeeks)
  return profileFrom(sums, options)
}

/** Recency-weighted sums of volume and of days, by weekday and slot. */
export interface WeekSums {
  readonly slots: number
  /** `[weekday * slots + slot]` */
  readonly volume: Float64Array
  /** Weighted days on which the slot was observed, `[weekday * slots + slot]`. */
  readonly observed: Float64Array
  /** Days on which the slot was observed, whatever their age, `[weekday * slots + slot]`. */
  readonly seen: Float64Array
  /** Calendar days of each weekday, observed or not. */
  readonly calendarDays: Float64Array
}

export function weekSums(clean: Float64Array, matrix: DayMatrix, days: number, halfLifeWeeks: number): WeekSums {
  const { slots } = matrix
  const sums = emptySums(slots)
  for (let day = 0; day < days; day++) {
    const weight = 2 ** (-(days - day) / (7 * halfLifeWeeks))
    addDay(sums, clean, day, weekdayOf(day + matrix.firstDay), weight)
  }
  return sums
}

export const emptySums = (slots: number): WeekSums => ({
  slots,
  volume: new Float64Array(7 * slots),
  observed: new Float64Array(7 * slots),
  seen: new Float64Array(7 * slots),
  calendarDays: new Float64Array(7),
})

export function addDay(sums: WeekSums, clean: Float64Array, day: number, weekday: number, weight: number): void {
  const { slots } = sums
  sums.calendarDays[weekday]! += weight
  for (let slot = 0; slot < slots; slot++) {
    const value = clean[day * slots + slot]!
    if (Number.isNaN(value)) continue
    sums.volume[weekday * slots + slot]! += weight * Math.max(0, value)
    sums.observed[weekday * slots + slot]! += weight
    sums.seen[weekday * slots + slot]! += 1
  }
}

/** The profile of one choice of options. */
export const profileFrom = (sums: WeekSums, options: ProfileOptions): WeekProfile =>
  mixedProfile(priorProfile(ownProfile(sums), options.groups, options.smoothings), options.pooledDays)

/** Each weekday's own shares: mean volume by slot, so that missing slots are neither 0 nor counted twice. */
export interface OwnProfile {
  readonly sums: WeekSums
  readonly shares: WeekProfile
  /** Contacts of a day on which every slot that was ever open is observed. */
  readonly meanDay: number
}

export function ownProfile(sums: WeekSums): OwnProfile {
  const { slots } = sums
  const shares = new Float64Array(7 * slots)
  for (let weekday = 0; weekday < 7; weekday++) {
    const part = shares.subarray(weekday * slots, (weekday + 1) * slots)
    for (let slot = 0; slot < slots; slot++) {
      const observed = sums.observed[weekday * slots + slot]!
      part[slot] = observed > 0 ? sums.volume[weekday * slots + slot]! / observed : 0
    }
    normalise(part)
  }
  return { sums, shares, meanDay: meanDayVolume(sums) }
}

/** What each weekday borrows from, 0 where it is closed. */
export interface PriorProfile extends OwnProfile {
  readonly prior: WeekProfile
}

export function priorProfile(own: OwnProfile, groups: ProfileOptions['groups'], smoothings: number): PriorProfile {
  const { sums, shares, meanDay } = own
  const { slots } = sums
  const prior = new Float64Array(7 * slots)
  for (const group of WEEKDAY_GROUPS[groups]) {
    const pooled = pooledProfile(sums, shares, group) ?? pooledProfile(sums, shares, ALL_WEEKDAYS)!
    const smoothed = smooth(pooled, smoothings)
    for (const weekday of group) {
      const isUnseen = sums.calendarDays[weekday] === 0
      for (let slot = 0; slot < slots; slot++) {
        const cell = weekday * slots + slot
        prior[cell] = isUnseen || isOpen(sums, cell, smoothed[slot]! * meanDay) ? smoothed[slot]! : 0
      }
      normalise(prior.subarray(weekday * slots, (weekday + 1) * slots))
    }
  }
  return { ...own, prior }
}

export function mixedProfile({ sums, shares, prior }: PriorProfile, pooledDays: number): WeekProfile {
  const { slots } = sums
  const mixed = new Float64Array(7 * slots)
  for (let weekday = 0; weekday < 7; weekday++) {
    const days = dayWeight(sums, weekday)
    for (let cell = weekday * slots; cell < (weekday + 1) * slots; cell++)
      mixed[cell] =
        prior[cell] === 0 ? 0 : (days * shares[cell]! + pooledDays * prior[cell]!) / (days + pooledDays || 1)
    normalise(mixed.subarray(weekday * slots, (weekday + 1) * slots))
  }
  return mixed
}

const CLOSED_EVIDENCE = 20
const CLOSED_DAYS = 3

function isOpen(sums: WeekSums, cell: number, expected: number): boolean {
  const [days, volume] = [sums.seen[cell]!, sums.volume[cell]!]
  return days > 0 && (volume > 0 || days < CLOSED_DAYS || days * expected < CLOSED_EVIDENCE)
}

function meanDayVolume(sums: WeekSums): number {
  let [volume, days] = [0, 0]
  for (let weekday = 0; weekday < 7; weekday++) {
    const part = sums.volume.subarray(weekday * sums.slots, (weekday + 1) * sums.slots)
    for (const value of part) volume += value
    days += dayWeight(sums, weekday)
  }
  return days > 0 ? volume / days : 0
}

function dayWeight(sums: WeekSums, weekday: number): number {
  let most = 0
  for (let slot = 0; slot < sums.slots; slot++) most = Math.max(most, sums.observed[weekday * sums.slots + slot]!)
  return most
}

const ALL_WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const
const WEEKDAY_GROUPS: Readonly<Record<ProfileOptions['groups'], readonly (readonly number[])[]>> = {
  all: [ALL_WEEKDAYS],
  weekend: [
    [0, 1, 2, 3, 4],
    [5, 6],
  ],
}

/** Profile of some weekdays together, undefined where none of them was ever observed and others were. */
function pooledProfile(sums: WeekSums, own: Float64Array, weekdays: readonly number[]): Float64Array | undefined {
  const pooled = new Float64Array(sums.slots)
  let days = 0
  for (let slot = 0; slot < sums.slots; slot++) {
    let weight = 0
    for (const weekday of weekdays) {
      const observed = sums.observed[weekday * sums.slots + slot]!
      pooled[slot]! += observed * own[weekday * sums.slots + slot]!
      weight += observed
    }
    pooled[slot] = weight > 0 ? pooled[slot]! / weight : 0
    days += weight
  }
  if (days === 0 && weekdays.length < ALL_WEEKDAYS.length) return undefined
  normalise(pooled)
  return pooled
}

function smooth(shares: Float64Array, times: number): Float64Array {
  let current = shares
  for (let i = 0; i < times; i++) {
    const before = current
    const last = before.length - 1
    current = before.map(
      (share, s) => 0.5 * share + 0.25 * (before[Math.max(0, s - 1)]! + before[Math.min(last, s + 1)]!),
    )
  }
  return current
}

function normalise(shares: Float64Array): void {
  let sum = 0
  for (const share of shares) sum += share
  if (sum > 0) for (let i = 0; i < shares.length; i++) shares[i]! /= sum
}

/**
 * Daily totals; a day with some usual slots missing is scaled up by the share that it does show, and is unknown when
 * that share is under a third.
 */
export function dayTotals(volume: Float64Array, matrix: DayMatrix, days: number, profile: WeekProfile): Float64Array {
  const { slots } = matrix
  const totals = new Float64Array(days)
  for (let day = 0; day < days; day++) {
    const weekday = weekdayOf(day + matrix.firstDay)
    let [sum, share, seen] = [0, 0, 0]
    for (let slot = 0; slot < slots; slot++) {
      const value = volume[day * slots + slot]!
      if (Number.isNaN(value)) continue
      sum += value
      share += profile[weekday * slots + slot]!
      seen++
    }
    const isEmptyProfile = seen > 0 && share === 0
    totals[day] = isEmptyProfile && sum === 0 ? 0 : share < 1 / 3 ? Number.NaN : sum / share
  }
  return totals
}
