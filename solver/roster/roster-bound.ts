import { OptionValues } from './option-values.ts'
import { demandBound, groupValue, type ServicePrices } from './service-prices.ts'
import type { StaffModel } from './staff-model.ts'
import type { StaffPricer } from './staff-pricer.ts'

/**
 * Lower bound on the cost of every legal roster, guaranteed wages left out, for any multipliers: what the queues cost when
 * agents are bought at the multipliers, plus for each person the cheapest legal tour when each hour on position earns
 * them. Wrong multipliers give a weaker bound, never a wrong one.
 * Source: Lagrangian relaxation of the coverage rows; Geoffrion, Mathematical Programming Study 2 (1974) 82-114.
 */
export function rosterBound(model: StaffModel, prices: ServicePrices, pricer: StaffPricer): number {
  const { problem, options, horizon, groups } = model
  const values = new OptionValues(horizon, options)
  const agentValue = new Float64Array(horizon.intervals)
  const optionValue = Array.from({ length: groups }, (_, group) => {
    const into = new Float64Array(options.length)
    groupValue(model, prices, group, agentValue)
    values.evaluate(agentValue, into)
    return into
  })
  const kinds = samePeople(model)
  let bound = demandBound(model, prices)
  for (const people of kinds) {
    const person = people[0]!
    const least = pricer.leastCost(person, optionValue[problem.people[person]!.group]!)
    if (least < Infinity) bound += people.length * least
  }
  return bound
}

/** People whom nothing tells apart, in order: the same costs, limits and group, so that one answers for all. */
export function samePeople({ problem }: StaffModel): number[][] {
  const ids = new Map<object, number>()
  const idOf = (thing: object): number => {
    if (!ids.has(thing)) ids.set(thing, ids.size)
    return ids.get(thing)!
  }
  const keys = problem.people.map(({ group, optionCost, offCost, limits }) =>
    [group, idOf(optionCost), idOf(offCost), ...limits.map(idOf)].join(' '),
  )
  return [...Map.groupBy(keys.keys(), (person) => keys[person]!).values()]
}
