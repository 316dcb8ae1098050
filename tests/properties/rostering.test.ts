import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInstance } from '../../server/imports/read-instance.ts'
import { checkRoster } from '../../solver/check/check-roster.ts'
import { rosterOfTours, rulesProblem } from '../../solver/roster/rules-problem.ts'
import { tourCost } from '../../solver/tours/tour-cost.ts'
import { scoreRoster } from '../fixtures/rostering-score.ts'
import { rosteringText } from '../fixtures/rostering-text.ts'

const RUNS = 150

const cases = fc.record({
  size: fc.record({
    weeks: fc.integer({ min: 1, max: 3 }),
    people: fc.integer({ min: 1, max: 5 }),
    shifts: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(),
  }),
  /** Shift of a person on a day: runs of work and rest, so that some rosters are legal. */
  runs: fc.array(
    fc.record({ days: fc.integer({ min: 1, max: 5 }), off: fc.integer({ min: 1, max: 4 }), shift: fc.nat(3) }),
    {
      minLength: 60,
      maxLength: 60,
    },
  ),
})

/** Tours that take the runs one after the other, person by person. */
function toursFrom(
  { runs }: { runs: readonly { days: number; off: number; shift: number }[] },
  people: number,
  days: number,
) {
  let next = 0
  return Array.from({ length: people }, () => {
    const line: number[] = []
    while (line.length < days) {
      const run = runs[next++ % runs.length]!
      line.push(...new Array<number>(run.days).fill(run.shift), ...new Array<number>(run.off).fill(-1))
    }
    return line.slice(0, days)
  })
}

describe('rosters of public instances', () => {
  it('cost and break to the check, and to the compiled problem, what a second reading of the format says', () => {
    let legal = 0
    let illegal = 0
    fc.assert(
      fc.property(cases, ({ size, runs }) => {
        const text = rosteringText(size)
        const { inputs, horizon } = readInstance('i.txt', text)
        const rules = rulesProblem(inputs, horizon)
        const { problem, options } = rules
        const optionAt = new Map(options.map(({ day, template, index }) => [`${day} ${template.id}`, index]))
        const ids = ['E', 'D', 'L', 'N'].slice(0, size.shifts)
        const lines = toursFrom({ runs }, problem.people.length, problem.days)
        const tours = lines.map((line) =>
          Int32Array.from(line, (shift, day) => (shift < 0 ? -1 : optionAt.get(`${day} ${ids[shift % ids.length]}`)!)),
        )
        const grid = Object.fromEntries(
          tours.map((tour, person) => [
            problem.people[person]!.id,
            [...tour].map((option) => (option < 0 ? '' : options[option]!.template.id)),
          ]),
        )
        const score = scoreRoster(text, grid)
        const check = checkRoster(inputs, { horizon, queues: [] }, rosterOfTours(rules, tours))
        expect(check.objective).toBe(score.cost)
        const brokenBy = new Set(
          check.violations.filter(({ severity }) => severity === 'hard').map(({ employeeId }) => employeeId),
        )
        expect(brokenBy).toEqual(new Set(score.broken.map((line) => line.split(' ')[0])))
        tours.forEach((tour, person) => {
          const isLegal = tourCost(problem, person, tour) < Infinity
          expect(isLegal).toBe(!brokenBy.has(problem.people[person]!.id))
          if (isLegal) legal++
          else illegal++
        })
      }),
      { numRuns: RUNS },
    )
    expect(legal).toBeGreaterThan(10)
    expect(illegal).toBeGreaterThan(100)
  })
})
