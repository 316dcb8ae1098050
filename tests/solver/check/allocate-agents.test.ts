import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocateAgents, type Need, type Supply } from '../../../solver/check/allocate-agents.ts'
import { javascriptLpSolver } from '../../../solver/lp/javascript-lp-solver.ts'
import { LinearModel } from '../../../solver/lp/linear-model.ts'

const QUEUES = 4
const supplies = fc.array(
  fc.record({
    agents: fc.constantFrom(0, 0.5, 1, 2, 3.25),
    proficiency: fc.array(fc.constantFrom(0, 0, 0.7, 0.9, 1, 1.2), { minLength: QUEUES, maxLength: QUEUES }),
  }),
  { minLength: 1, maxLength: 6 },
)
const needs = fc.array(
  fc.record({
    queue: fc.nat(QUEUES - 1),
    agents: fc.constantFrom(0, 0.4, 1, 2, 4),
    price: fc.constantFrom(1, 80, 100, 110, 300),
  }),
  { minLength: 1, maxLength: 6 },
)

const missingCost = (wanted: readonly Need[], served: readonly number[]): number =>
  wanted.reduce((sum, { agents, price }, need) => sum + price * (agents - served[need]!), 0)

/** The least that what is missing can cost, by linear programming. */
function leastCost(team: readonly Supply[], wanted: readonly Need[]): number {
  const model = new LinearModel()
  const missing = wanted.map(({ agents, price }) => model.addColumn({ cost: price, upper: agents }))
  const given = team.map(({ agents, proficiency }) =>
    wanted.map(({ queue }) => model.addColumn({ upper: proficiency[queue]! > 0 ? agents : 0 })),
  )
  team.forEach(({ agents }, supply) => {
    model.addRow(
      given[supply]!.map((column) => [column, 1] as const),
      -Infinity,
      agents,
    )
  })
  wanted.forEach(({ queue, agents }, need) => {
    const effective = team.map(({ proficiency }, supply) => [given[supply]![need]!, proficiency[queue]!] as const)
    model.addRow([[missing[need]!, 1], ...effective], agents, Infinity)
  })
  return javascriptLpSolver.solve(model).objective
}

/** What the worth of agents proves that nobody can go below: the value of the dual answer. */
function provedCost(team: readonly Supply[], wanted: readonly Need[], worth: readonly number[]): number {
  const demand = wanted.reduce((sum, { agents }, need) => sum + agents * worth[need]!, 0)
  const value = ({ proficiency }: Supply) =>
    Math.max(...wanted.map(({ queue }, need) => proficiency[queue]! * worth[need]!))
  return demand - team.reduce((sum, supply) => sum + supply.agents * value(supply), 0)
}

/** Dearest need first, each from those who are fastest at it and still free. */
function greedyCost(team: readonly Supply[], wanted: readonly Need[]): number {
  const free = team.map(({ agents }) => agents)
  const order = [...wanted.keys()].sort((a, b) => wanted[b]!.price - wanted[a]!.price || a - b)
  return order.reduce((sum, need) => {
    const { queue, agents, price } = wanted[need]!
    let left = agents
    const fastest = [...team.keys()].sort((a, b) => team[b]!.proficiency[queue]! - team[a]!.proficiency[queue]!)
    for (const supply of fastest) {
      const speed = team[supply]!.proficiency[queue]!
      const taken = speed > 0 ? Math.min(free[supply]!, left / speed) : 0
      free[supply]! -= taken
      left -= taken * speed
    }
    return sum + left * price
  }, 0)
}

describe('allocateAgents', () => {
  it('costs what linear programming finds to be the least, and its worth of agents proves it', () => {
    let short = 0
    let dearerGreedily = 0
    fc.assert(
      fc.property(supplies, needs, (team, wanted) => {
        const { served, worth } = allocateAgents(team, wanted)
        const cost = missingCost(wanted, served)
        expect(cost).toBeCloseTo(leastCost(team, wanted), 4)
        worth.forEach((value, need) => {
          expect(value).toBeLessThanOrEqual(wanted[need]!.price * (1 + 1e-6))
        })
        expect(provedCost(team, wanted, worth)).toBeCloseTo(cost, 4)
        const greedy = greedyCost(team, wanted)
        expect(cost).toBeLessThanOrEqual(greedy + 1e-4)
        if (cost > 1e-4) short++
        if (greedy > cost + 1e-4) dearerGreedily++
      }),
      { numRuns: 1500 },
    )
    expect(short).toBeGreaterThan(400)
    expect(dearerGreedily).toBeGreaterThan(200)
  })

  it('invents nobody and sends nobody away who is of use', () => {
    fc.assert(
      fc.property(supplies, needs, (team, wanted) => {
        const { served, free, worth } = allocateAgents(team, wanted)
        served.forEach((effective, need) => {
          expect(effective).toBeGreaterThanOrEqual(0)
          expect(effective).toBeLessThanOrEqual(wanted[need]!.agents + 1e-9)
        })
        team.forEach(({ agents, proficiency }, supply) => {
          expect(free[supply]).toBeGreaterThanOrEqual(0)
          expect(free[supply]).toBeLessThanOrEqual(agents)
          const use = Math.max(...wanted.map(({ queue }, need) => proficiency[queue]! * worth[need]!))
          if (free[supply]! > 1e-6) expect(use).toBe(0)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('costs the same in whatever order people and needs come', () => {
    fc.assert(
      fc.property(supplies, needs, (team, wanted) => {
        const { served } = allocateAgents(team, wanted)
        const turned = allocateAgents(team.toReversed(), wanted.toReversed())
        expect(missingCost(wanted.toReversed(), turned.served)).toBeCloseTo(missingCost(wanted, served), 5)
      }),
      { numRuns: 500 },
    )
  })

  it('moves a generalist on where a specialist can take over', () => {
    const team = [
      { agents: 1, proficiency: [1, 1] },
      { agents: 1, proficiency: [1, 0] },
    ]
    const { served, free, worth } = allocateAgents(team, [
      { queue: 0, agents: 1, price: 2 },
      { queue: 1, agents: 1.5, price: 1 },
    ])
    expect(served).toEqual([1, 1])
    expect(free).toEqual([0, 0])
    expect(worth).toEqual([0, 1])
  })

  it('lets two trade places when each is faster where the other stands', () => {
    // Whoever comes first takes the dearer queue; only a trade lets both work at full speed.
    const team = [
      { agents: 1, proficiency: [0.8, 1] },
      { agents: 1, proficiency: [1, 0.8] },
    ]
    const wanted = [
      { queue: 0, agents: 1, price: 110 },
      { queue: 1, agents: 1, price: 100 },
    ]
    expect(allocateAgents(team, wanted).served).toEqual([1, 1])
    expect(allocateAgents(team.toReversed(), wanted).served).toEqual([1, 1])
  })
})
