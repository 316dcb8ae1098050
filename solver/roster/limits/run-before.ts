/** A run of days of one sort that ends with the day before the horizon. */
export interface RunBefore {
  readonly days: number
  /** It goes back as far as anything is known, so it may be longer. */
  readonly isOpen: boolean
}

/** @param flags what is known of the days before the horizon, latest first */
export function runBefore(flags: readonly boolean[], sort: boolean): RunBefore {
  const end = flags.indexOf(!sort)
  return end < 0 ? { days: flags.length, isOpen: true } : { days: end, isOpen: false }
}
