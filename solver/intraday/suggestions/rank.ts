import { compareIds } from '../../domain/roster.ts'
import { SUGGESTION_KINDS } from '../../domain/suggestion-kind.ts'
import type { Suggestion } from './suggestion.ts'

/** What a suggestion costs in all, minor currency units: wages and what broken soft rules are priced at. */
const priceOf = ({ cost, softCost }: Suggestion): number => cost + softCost

/**
 * Free ones first, those that keep most contacts in time before the others; then by contacts kept in time for the money.
 * What only saves money comes last, by what it saves.
 */
export function inOrderOfUse(suggestions: readonly Suggestion[]): Suggestion[] {
  const sortOf = (one: Suggestion) => (one.kind === 'releaseEarly' ? 2 : priceOf(one) <= 0 ? 0 : 1)
  const usefulness = (one: Suggestion) =>
    [one.lateAvoided.mean, one.lateAvoided.mean / priceOf(one), -priceOf(one)][sortOf(one)]!
  const kindOf = ({ kind }: Suggestion) => SUGGESTION_KINDS.indexOf(kind)
  return suggestions.toSorted(
    (a, b) => sortOf(a) - sortOf(b) || usefulness(b) - usefulness(a) || kindOf(a) - kindOf(b) || compareIds(a.id, b.id),
  )
}

/** What rests on assumptions about customers or a bot, rather than on people who are there. */
const isAssumed = ({ kind }: Suggestion): boolean => kind === 'botShare' || kind === 'callback'

/**
 * Leaves out what keeps fewer contacts in time for as much money or more than another suggestion for the same spans. What
 * is assumed of customers or a bot drives out nothing but its like.
 * @param times as many contacts that the other must keep: above 1 while few replications speak
 */
export function withoutDominated(suggestions: readonly Suggestion[], times = 1): Suggestion[] {
  const keyOf = ({ spans }: Suggestion) => spans.map(({ queueId, startMs }) => `${queueId} ${startMs}`).join()
  return suggestions.filter(
    (one) =>
      one.kind === 'releaseEarly' ||
      !suggestions.some(
        (other) =>
          other.kind !== 'releaseEarly' &&
          keyOf(other) === keyOf(one) &&
          (!isAssumed(other) || isAssumed(one)) &&
          priceOf(other) <= priceOf(one) &&
          other.lateAvoided.mean > times * one.lateAvoided.mean &&
          other.harm.length <= one.harm.length,
      ),
  )
}
