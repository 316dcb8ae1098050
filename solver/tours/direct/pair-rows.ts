import type { PairLimit } from '../tour-limit.ts'
import { atMost, optionTerms, type PersonRows, total } from './person-rows.ts'

/** What may not follow, or follows at a cost, on the next day. */
export function addPairRows(rows: PersonRows, limit: PairLimit): void {
  const { costs, before } = limit
  const prices = [...new Set(costs.flat())].filter((cost) => cost > 0).sort((a, b) => a - b)
  for (let day = 0; day + 1 < rows.days; day++) {
    for (const price of prices) {
      if (price === Infinity) addCliques(rows, limit, day)
      else addPrices(rows, limit, day, price)
    }
  }
  if (before < 0 || rows.days === 0) return
  for (const price of prices) {
    const next = followers(rows, limit, before, 0, price)
    if (next.length > 0) atMost(rows.model, { terms: optionTerms(rows, next), constant: 0 }, 0, price)
  }
}

/** Options of a day that cost so much after a class. */
const followers = (
  { optionsOn }: PersonRows,
  { nextClass, costs }: PairLimit,
  first: number,
  day: number,
  price: number,
) => optionsOn[day]!.filter((option) => nextClass[option]! >= 0 && costs[first]![nextClass[option]!] === price)

const firsts = ({ optionsOn }: PersonRows, { firstClass }: PairLimit, day: number): Map<number, number[]> => {
  const byClass = Map.groupBy(optionsOn[day]!, (option) => firstClass[option]!)
  byClass.delete(-1)
  return byClass
}

/**
 * For each class that forbids something: all first shifts that forbid at least as much, and what it forbids. Of all of
 * them together at most one is worked, so the row is a clique.
 */
function addCliques(rows: PersonRows, limit: PairLimit, day: number): void {
  const byClass = [...firsts(rows, limit, day)].map(([first, options]) => ({
    options,
    next: followers(rows, limit, first, day + 1, Infinity),
  }))
  const done = new Set<string>()
  for (const { next } of byClass) {
    const key = next.join(' ')
    if (next.length === 0 || done.has(key)) continue
    done.add(key)
    const first = byClass.filter((other) => next.every((option) => other.next.includes(option)))
    const all = [...first.flatMap(({ options }) => options), ...next]
    atMost(rows.model, { terms: optionTerms(rows, all), constant: 0 }, 1, Infinity)
  }
}

function addPrices(rows: PersonRows, limit: PairLimit, day: number, price: number): void {
  for (const [first, options] of firsts(rows, limit, day)) {
    const next = followers(rows, limit, first, day + 1, price)
    if (next.length === 0) continue
    const both = total(
      { terms: optionTerms(rows, options), constant: 0 },
      { terms: optionTerms(rows, next), constant: 0 },
    )
    atMost(rows.model, both, 1, price)
  }
}
