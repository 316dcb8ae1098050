import type { ErrorFilter, KnownError } from './error-filter.ts'
import { LEAST_TIMES } from './error-model.ts'
import type { LearnedErrors } from './learn-errors.ts'

/** How a queue's day stands against its plan; for people, in words that a machine can translate. */
export interface ForecastOutlook {
  readonly queueId: string
  /** End of the last interval that was reported, epoch milliseconds; null when none was. */
  readonly reportedUntil: number | null
  /** Absent outside the horizon. */
  readonly day?: DayAgainstPlan
  /** Absent when nothing surprising is under way. */
  readonly surprise?: Surprise
}

export interface DayAgainstPlan {
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string
  /** The day's contacts over those planned, as expected now, and the band that holds it with 80 % probability. */
  readonly level: number
  readonly levelP10: number
  readonly levelP90: number
  /** What most of it is known from; `none` leaves the plan as it is. */
  readonly evidence: 'none' | 'earlierDays' | 'today'
  /** Intervals of the day that are compared so far, with what was planned for them and what came, contacts. */
  readonly intervals: number
  readonly planned: number
  readonly came: number
}

/** Intervals far outside their band after others that were not. */
export interface Surprise {
  readonly kind: 'burst' | 'drop'
  /** Start of the first of them, epoch milliseconds. */
  readonly since: number
  /** Volume now over what the day's level alone would bring. */
  readonly times: number
  /** As it is expected to fade: when half of it is gone, minutes, and when all but a tenth, epoch milliseconds. */
  readonly halfLifeMinutes: number
  readonly fadedAt: number
}

/** 90 % quantile of the standard normal distribution. */
const P90 = 1.2816
const LEAST_SURPRISE = 0.1
const MS_PER_HOUR = 3_600_000

/** @param blank what is known when nothing is, `before` when the day begins, `now` of it */
export function againstPlan(
  sofar: Pick<DayAgainstPlan, 'date' | 'intervals' | 'planned' | 'came'>,
  hasEarlierDays: boolean,
  { blank, before, now }: { readonly blank: KnownError; readonly before: KnownError; readonly now: KnownError },
): DayAgainstPlan {
  const times = (deviations: number) => Math.max(LEAST_TIMES, 1 + now.level + deviations * Math.sqrt(now.levelVariance))
  const precision = ({ levelVariance }: KnownError) => 1 / levelVariance
  const ofEarlierDays = precision(before) - precision(blank)
  const ofToday = precision(now) - precision(before)
  const isToday = sofar.intervals > 0 && (!hasEarlierDays || ofToday >= ofEarlierDays)
  return {
    ...sofar,
    level: times(0),
    levelP10: times(-P90),
    levelP90: times(P90),
    evidence: isToday ? 'today' : hasEarlierDays ? 'earlierDays' : 'none',
  }
}

/** @param startsAt instant from which the filter's hours are counted, epoch milliseconds */
export function surpriseAt(
  { surprise, known }: { readonly surprise: ErrorFilter['surprise']; readonly known: KnownError },
  { model }: LearnedErrors,
  startsAt: number,
  asOf: number,
): Surprise | undefined {
  if (!surprise || Math.abs(known.local) < LEAST_SURPRISE) return undefined
  const times = Math.max(LEAST_TIMES, 1 + known.level + known.local) / Math.max(LEAST_TIMES, 1 + known.level)
  const hours = (share: number) => Math.log(share) / Math.log(model.surpriseMemoryPerHour)
  return {
    kind: surprise.side > 0 ? 'burst' : 'drop',
    since: startsAt + surprise.sinceHour * MS_PER_HOUR,
    times,
    halfLifeMinutes: 60 * hours(0.5),
    fadedAt: asOf + hours(0.1) * MS_PER_HOUR,
  }
}
