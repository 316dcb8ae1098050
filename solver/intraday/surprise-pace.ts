import { ErrorFilter, type Observed } from './error-filter.ts'
import { DEFAULT_ERROR_MODEL, type ErrorModel } from './error-model.ts'

/** Surprises of twice the usual volume that the default pace is worth. */
const USUAL_SURPRISES = 3
const LEAST_MEMORY = 0.05
const MOST_MEMORY = 0.9

/**
 * Share of a surprise that is left an hour after it was recognised: least squares of what was left over what there was,
 * over the surprises of past weeks, and the usual pace where there were few.
 */
export function surprisePace(model: ErrorModel, past: readonly (readonly Observed[])[]): number {
  let [products, squares] = [USUAL_SURPRISES * DEFAULT_ERROR_MODEL.surpriseMemoryPerHour, USUAL_SURPRISES]
  for (const week of past) {
    for (const { first, later } of surprisesOf(model, week)) {
      products += first * later
      squares += first * first
    }
  }
  return Math.min(MOST_MEMORY, Math.max(LEAST_MEMORY, products / squares))
}

interface Fading {
  /** What was local when the surprise was recognised, and an hour later, fractions of plan. */
  readonly first: number
  readonly later: number
}

function surprisesOf(model: ErrorModel, week: readonly Observed[]): Fading[] {
  const filter = new ErrorFilter(model)
  const fadings: Fading[] = []
  let isUnderWay = false
  week.forEach((slot, i) => {
    filter.observe(slot)
    const isNew = filter.surprise !== undefined && !isUnderWay
    isUnderWay = filter.surprise !== undefined
    if (!isNew) return
    const { level, local } = filter.known()
    const after = week.slice(i + 1).find(({ hour }) => hour >= slot.hour + 1)
    if (after?.day === slot.day) fadings.push({ first: local, later: after.actual / after.mean - 1 - level })
  })
  return fadings
}
