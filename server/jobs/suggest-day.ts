import { horizonEnd, intervalStart } from '../../solver/domain/horizon.ts'
import { endOfOutlook, forecastNow, openTickets } from '../../solver/intraday/day-outlook.ts'
import { intervalOf } from '../../solver/intraday/rest-of-plan.ts'
import { suggestActions } from '../../solver/intraday/suggestions/suggest-actions.ts'
import type { Suggestion } from '../../solver/intraday/suggestions/suggestion.ts'
import { type DayToWatch, situationOf } from './watch-day.ts'

const SEED = 1
const REPLICATIONS = 20
const MOST = 8
/** Whoever asks waits for it. */
const BUDGET_MS = 4500

/**
 * What could be done now for the rest of a day, simulated with contacts as they come if they go on at their pace: what
 * warnings are about.
 */
export function suggestDay(work: DayToWatch): readonly Suggestion[] {
  const { situation } = situationOf(work)
  const { inputs, requirement, roster, asOf } = situation
  const { horizon } = requirement
  const from = Math.max(0, intervalOf(horizon, asOf))
  const to = endOfOutlook(horizon, asOf)
  if (from >= to) return []
  const { atPace } = forecastNow(situation)
  const until = to < horizon.intervals ? intervalStart(horizon, to) : horizonEnd(horizon)
  return suggestActions(
    {
      inputs,
      requirement,
      roster,
      forecast: { horizon, queues: atPace },
      asOf,
      until,
      backlog: openTickets(situation, from),
    },
    { seed: SEED, replications: REPLICATIONS, most: MOST, budgetMs: BUDGET_MS, now: () => performance.now() },
  )
}
