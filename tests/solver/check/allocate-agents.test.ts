import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocateAgents, type Supply } from '../../../solver/check/allocate-agents.ts'
import { javascriptLpSolver } from '../../../solver/lp/javascript-lp-solver.ts'
import { LinearModel } from '../../../solver/lp/linear-model.ts'

interface People {
  readonly agents: number
  readonly proficiency: readonly number[]
}

const suppliesOf = (people: readonly People[]): Supply[] =>
  people.map(({ agents, proficiency }) => ({ free: agents, proficiency, given: proficiency.map(() => 0) }))

/** Serves the queues in order; what each got. */
const serveAll = (supplies: readonly Supply[], needs: readonly number[]): number[] =>
  needs.map((need, queue) => allocateAgents(supplies, queue, need))

/** Most that the last queue can get while those before it keep what they have, by linear programming. */
function mostFor(people: readonly People[], kept: readonly number[], need: number): number {
  const model = new LinearModel()
  const target = kept.length
  const columns = people.map(({ agents, proficiency }) =>
    proficiency
      .slice(0, target + 1)
      .map((speed, queue) => model.addColumn({ cost: queue === target ? -speed : 0, upper: speed > 0 ? agents : 0 })),
  )
  people.forEach(({ agents }, group) => {
    model.addRow(
      columns[group]!.map((column) => [column, 1] as const),
      -Infinity,
      agents,
    )
  })
  const effective = (queue: number) =>
    people.map(({ proficiency }, group) => [columns[group]![queue]!, proficiency[queue]!] as const)
  kept.forEach((served, queue) => {
    model.addRow(effective(queue), served - 1e-7, Infinity)
  })
  model.addRow(effective(target), -Infinity, need)
  return -javascriptLpSolver.solve(model).objective
}

const QUEUES = 4
const people = fc.array(
  fc.record({
    agents: fc.constantFrom(0, 0.5, 1, 2, 3.25),
    proficiency: fc.array(fc.constantFrom(0, 0, 0.7, 0.9, 1, 1.2), { minLength: QUEUES, maxLength: QUEUES }),
  }),
  { minLength: 1, maxLength: 5 },
)
const needs = fc.array(fc.constantFrom(0, 0.4, 1, 2, 4), { minLength: QUEUES, maxLength: QUEUES })

describe('allocateAgents', () => {
  it('gives each queue in turn the most that those before it leave', () => {
    let short = 0
    let moved = 0
    fc.assert(
      fc.property(people, needs, (team, wanted) => {
        const supplies = suppliesOf(team)
        const kept: number[] = []
        wanted.forEach((need, queue) => {
          const before = supplies.map(({ given }) => [...given])
          const served = allocateAgents(supplies, queue, need)
          expect(served).toBeCloseTo(mostFor(team, kept, need), 5)
          if (served < need - 1e-6) short++
          if (
            supplies.some(({ given }, group) => given.some((agents, index) => agents < before[group]![index]! - 1e-6))
          )
            moved++
          kept.push(served)
        })
      }),
      { numRuns: 1500 },
    )
    expect(short).toBeGreaterThan(200)
    expect(moved).toBeGreaterThan(20)
  })

  it('loses and invents nobody, and leaves every queue before with what it had', () => {
    fc.assert(
      fc.property(people, needs, (team, wanted) => {
        const supplies = suppliesOf(team)
        const served = serveAll(supplies, wanted)
        supplies.forEach(({ free, given }, group) => {
          expect(free).toBeGreaterThanOrEqual(-1e-9)
          for (const agents of given) expect(agents).toBeGreaterThanOrEqual(0)
          expect(free + given.reduce((sum, agents) => sum + agents, 0)).toBeCloseTo(team[group]!.agents, 6)
        })
        served.forEach((amount, queue) => {
          const given = supplies.reduce((sum, supply) => sum + supply.given[queue]! * supply.proficiency[queue]!, 0)
          expect(given).toBeCloseTo(amount, 6)
          expect(amount).toBeLessThanOrEqual(wanted[queue]! + 1e-9)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('moves a generalist on where a specialist can take over', () => {
    const supplies = suppliesOf([
      { agents: 1, proficiency: [1, 1] },
      { agents: 1, proficiency: [1, 0] },
    ])
    expect(serveAll(supplies, [1, 1])).toEqual([1, 1])
    expect(supplies.map(({ given }) => given)).toEqual([
      [0, 1],
      [1, 0],
    ])
  })
})
