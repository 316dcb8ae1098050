import { filterDayLevels } from './day-level.ts'
import { REACHES, type Reach, withReach } from './event-exposure.ts'
import type { DaySeries, LevelOptions } from './level-filter.ts'

/** Days at the start of history that teach the filter and do not judge. */
const LEARNING_DAYS = 28
/** Of a kind seen on fewer occasions nothing can be judged, so it is taken at its word. */
const LEAST_OCCASIONS = 2
const UNJUDGED: Reach = 'week'
/** Log likelihood that history must speak with against the reach that is presumed. */
const BENEFIT = 3
const SWEEPS = 2

/** Log likelihood of history after its first weeks; days without data say nothing. */
export const totalLikelihood = (logLikelihoods: Float64Array): number =>
  logLikelihoods.subarray(LEARNING_DAYS).reduce((sum, value) => sum + (value || 0), 0)

/**
 * How far the events of each kind reach, `[kind]`: that under which history, each day forecast from the days before it,
 * was likeliest. An effect that is not there costs likelihood on every day that it is guessed for, so a calendar full of
 * things that move nothing ends with reach `none`. Kinds are tried in turn, the most frequent first.
 * Source: Dawid 1984, Present position and potential developments: the prequential approach.
 */
export function chooseReaches(series: DaySeries, days: number, options: LevelOptions): Reach[] {
  const { kinds } = series.exposure
  const reaches: Reach[] = kinds.map(({ occasions }) => (occasions < LEAST_OCCASIONS ? UNJUDGED : 'none'))
  if (days <= 2 * LEARNING_DAYS) return kinds.map(() => UNJUDGED)
  const judged = kinds.flatMap(({ occasions }, kind) => (occasions < LEAST_OCCASIONS ? [] : [kind]))
  judged.sort((a, b) => kinds[b]!.occasions - kinds[a]!.occasions || a - b)
  const known = new Map<string, number>()
  const likelihood = () => {
    const key = reaches.join()
    if (!known.has(key)) known.set(key, likelihoodUnder(series, days, options, reaches, judged))
    return known.get(key)!
  }
  let best = likelihood()
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const kind of judged) {
      const before = reaches[kind]!
      let chosen = before
      for (const reach of REACHES) {
        if (reach === before) continue
        reaches[kind] = reach
        const tried = likelihood()
        if (tried > best) [best, chosen] = [tried, reach]
      }
      reaches[kind] = chosen
    }
  }
  return reaches
}

function likelihoodUnder(
  series: DaySeries,
  days: number,
  options: LevelOptions,
  reaches: readonly Reach[],
  judged: readonly number[],
): number {
  const exposure = withReach(series.exposure, reaches)
  const { logLikelihoods } = filterDayLevels({ ...series, exposure }, days, options)
  const presumed = judged.filter((kind) => reaches[kind] === UNJUDGED).length
  return totalLikelihood(logLikelihoods) + BENEFIT * presumed
}
