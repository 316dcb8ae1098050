import type { AttritionTerms } from '../domain/headcount-settings.ts'

const DAYS_PER_MONTH = 365.25 / 12
const DAYS_OF = { month: DAYS_PER_MONTH, year: 365.25 } as const

/** How people who begin on one day become fewer; `exp(-hazard * days)` for those who are not new. */
export interface Survival {
  /** Of people who are not new, a day. */
  readonly hazard: number
  readonly newHazard: number
  /** Days for which `newHazard` holds. */
  readonly newDays: number
  readonly dropOut: number
  readonly trainingDays: number
}

/**
 * Hazards of a rate of attrition: of r a month is left exp(-h * 30.4375) = 1 - r after a month, so that months of any
 * length, and weeks, agree.
 * @param trainingWeeks weeks at no speed at all
 */
export function survivalOf(terms: AttritionTerms, trainingWeeks: number): Survival {
  const hazardOf = (rate: number) => -Math.log(1 - rate) / DAYS_OF[terms.per]
  return {
    hazard: hazardOf(terms.rate),
    newHazard: hazardOf(terms.newHireRate ?? terms.rate),
    newDays: terms.newHireMonths * DAYS_PER_MONTH,
    dropOut: terms.trainingDropOut,
    trainingDays: 7 * trainingWeeks,
  }
}

/** Rate a month, as the hazard has it. */
export const monthlyRate = ({ hazard }: Survival): number => 1 - Math.exp(-hazard * DAYS_PER_MONTH)

/**
 * Share of new hires who are still there so many days after their first one: those who did not drop out of training,
 * evenly over it, times exp(-hazard) at the rate for the new, then at that of all.
 */
export function newHiresLeft({ hazard, newHazard, newDays, dropOut, trainingDays }: Survival, days: number): number {
  if (days <= 0) return 1
  const trained = trainingDays === 0 ? 1 : Math.min(1, days / trainingDays)
  return (1 - dropOut * trained) * Math.exp(-newHazard * Math.min(days, newDays) - hazard * Math.max(0, days - newDays))
}
