import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generatedHeadcount } from '../../scenarios/generate/headcount-groups.ts'
import { headcountModel } from '../../solver/headcount/headcount-model.ts'
import type { HeadcountProblem, ProblemGroup } from '../../solver/headcount/headcount-problem.ts'
import { relaxHeadcount, solveHeadcount } from '../../solver/headcount/solve-headcount.ts'
import { givenSupply } from '../../solver/headcount/supply.ts'
import { dualBound } from '../../solver/lp/check-point.ts'
import { createHighsEngine } from '../../solver/lp/highs.ts'

const engine = await createHighsEngine()
const RUNS = 6
const problems = fc
  .record({ seed: fc.integer({ min: 1, max: 1000 }), areJoined: fc.boolean() })
  .map((facts) => generatedHeadcount({ ...facts, groups: 3, months: 5 }))

const withGroups = (problem: HeadcountProblem, change: (group: ProblemGroup) => ProblemGroup): HeadcountProblem => ({
  ...problem,
  groups: problem.groups.map(change),
})
const costOf = (problem: HeadcountProblem) => relaxHeadcount(problem, engine).objective
const tolerance = (cost: number) => 1e-6 * Math.abs(cost)

it('never costs less to find people more slowly', () => {
  fc.assert(
    fc.property(problems, fc.integer({ min: 1, max: 8 }), (problem, weeks) => {
      const slower = withGroups(problem, (group) => ({ ...group, hiring: { ...group.hiring, leadWeeks: 5 + weeks } }))
      const cost = costOf(problem)
      expect(costOf(slower)).toBeGreaterThanOrEqual(cost - tolerance(cost))
    }),
    { numRuns: RUNS },
  )
})

it('never costs less when more people leave and all of them are needed', () => {
  fc.assert(
    fc.property(problems, fc.double({ min: 1, max: 2, noNaN: true }), (given, factor) => {
      // Where nobody is paid for nothing: with spare people, whoever leaves saves his pay.
      const problem = {
        ...given,
        needs: given.needs.map((need) => ({ ...need, hours: need.hours.map((of) => of.map((hours) => 1.5 * hours)) })),
      }
      const faster = withGroups(problem, (group) => ({
        ...group,
        survival: {
          ...group.survival,
          hazard: factor * group.survival.hazard,
          newHazard: factor * group.survival.newHazard,
        },
      }))
      const cost = costOf(problem)
      expect(costOf(faster)).toBeGreaterThanOrEqual(cost - tolerance(cost))
    }),
    { numRuns: RUNS },
  )
})

it('proves a bound below the cost, with whole hires, by plain arithmetic too', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const solved = solveHeadcount(problem, engine)
      expect(solved.objectiveBound).toBeLessThanOrEqual(solved.objective)
      expect(solved.relaxationBound).toBeLessThanOrEqual(solved.objectiveBound + tolerance(solved.objective))
      expect(solved.relaxationBound).toBeGreaterThan(0)
      expect(solved.flows.hires.flat().every(Number.isInteger)).toBe(true)
      const { model } = headcountModel(problem)
      const { rowDuals } = engine.solve(model, { relaxIntegers: true })
      expect(dualBound(model, rowDuals!)).toBeLessThanOrEqual(solved.objective + tolerance(solved.objective))
    }),
    { numRuns: RUNS },
  )
})

it('does not hang on the order of the groups', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const last = problem.groups.length - 1
      const turned: HeadcountProblem = {
        ...problem,
        groups: problem.groups.toReversed(),
        needs: problem.needs.map((need) => ({
          ...need,
          groups: need.groups.map((group) => last - group).sort((a, b) => a - b),
        })),
        transfers: problem.transfers.map((move) => ({ ...move, from: last - move.from, to: last - move.to })),
      }
      const cost = costOf(problem)
      expect(Math.abs(costOf(turned) - cost)).toBeLessThanOrEqual(tolerance(cost))
    }),
    { numRuns: RUNS },
  )
})

it('loses people as time passes and never finds any by itself', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      for (const group of problem.groups) {
        const { headsAtBounds } = givenSupply(problem, group)
        expect(headsAtBounds[0]).toBe(group.cohorts[0]!.people)
        for (let bound = 1; bound < headsAtBounds.length; bound++)
          expect(headsAtBounds[bound]!).toBeLessThan(headsAtBounds[bound - 1]!)
      }
    }),
    { numRuns: RUNS },
  )
})
