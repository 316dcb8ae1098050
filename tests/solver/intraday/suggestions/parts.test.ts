import { describe, expect, test } from 'vitest'
import { checkRoster } from '../../../../solver/check/check-roster.ts'
import { orderAssignments } from '../../../../solver/domain/roster.ts'
import { intervalOf, restOfPlan, simulateRest } from '../../../../solver/intraday/rest-of-plan.ts'
import { type Counted, DaySimulation } from '../../../../solver/intraday/suggestions/day-simulation.ts'
import { clearlyAbove, problemsOf } from '../../../../solver/intraday/suggestions/failing-spans.ts'
import { MarginalWorth } from '../../../../solver/intraday/suggestions/marginal-worth.ts'
import { estimateOf, lateAvoided, shareChange } from '../../../../solver/intraday/suggestions/paired-effects.ts'
import { RuleTrial } from '../../../../solver/intraday/suggestions/rule-trial.ts'
import { RosterScorer } from '../../../../solver/rescore/roster-scorer.ts'
import { editedPlan, plannedShift } from '../../../fixtures/edited-plan.ts'
import { at, horizon, line, mealAt, named, shiftOf, situationOf } from './day-sample.ts'

const forever = () => false
const counted = (contacts: number[], inTime: number[]): Counted => ({
  contacts: Float64Array.from(contacts),
  inTime: Float64Array.from(inTime),
  openAtEnd: new Float64Array(1),
})

describe('paired effects', () => {
  test('a mean has the interval of Student’s t with one degree of freedom less than there are replications', () => {
    const { mean, lower95, upper95 } = estimateOf([1, 2, 3])
    expect(mean).toBe(2)
    // 4.3027 * 1 / sqrt(3)
    expect([lower95, upper95].map((value) => Number(value.toFixed(4)))).toEqual([-0.4842, 4.4842])
  })

  test('one replication says nothing of the spread', () => {
    expect(estimateOf([5])).toEqual({ mean: 5, lower95: -Infinity, upper95: Infinity })
  })

  test('what is the same in every replication is beyond doubt, however much the replications differ', () => {
    const before = [counted([20], [5]), counted([20], [3]), counted([20], [12])]
    const after = [counted([20], [7]), counted([20], [5]), counted([20], [14])]
    const cells = [{ queue: 0, from: 0, to: 1 }]
    expect(lateAvoided(before, after, 1, cells)).toEqual({ mean: 2, lower95: 2, upper95: 2 })
    const change = shareChange(before, after, 1, cells)
    expect(change).toMatchObject({ before: 20 / 60, after: 26 / 60 })
    expect(change.change.mean).toBeCloseTo(0.1, 12)
    expect(change.change.lower95).toBeCloseTo(0.1, 12)
  })
})

describe('problems', () => {
  const { settings } = situationOf({ volume: () => 1, roster: [], queues: [line(), line({ id: 'other' })] }).inputs
  const days = (shares: number[][]) =>
    Array.from({ length: 4 }, () =>
      counted(
        Array(12).fill(50),
        shares.flat().map((share) => 50 * share),
      ),
    )

  test('runs below target, with a good interval between, are one; of several queues at a time they are one problem', () => {
    const found = problemsOf(
      settings.queues,
      days([
        [0.9, 0.5, 0.9, 0.5, 0.9, 0.9],
        [0.9, 0.9, 0.9, 0.6, 0.9, 0.9],
      ]),
      6,
    )
    expect(found).toEqual([
      {
        from: 1,
        to: 4,
        spans: [
          { queue: 0, from: 1, to: 4 },
          { queue: 1, from: 3, to: 4 },
        ],
        lateTooMany: expect.closeTo((0.8 - 1.9 / 3) * 150 + 10, 9),
      },
    ])
  })

  test('a day at its target has none', () => {
    expect(problemsOf(settings.queues, days([Array(6).fill(0.8), Array(6).fill(0.95)]), 6)).toEqual([])
  })

  test('an interval is clearly above where it is so by five points, or nobody comes', () => {
    const runs = [...days([Array(6).fill(0.84), [0.86, 0.7, 1, 1, 1, 1]])]
    for (const { contacts, inTime } of runs) {
      contacts[0] = 0
      inTime[0] = 0
    }
    expect(clearlyAbove(settings.queues, runs, 6).map((above) => [...above])).toEqual([
      [1, 0, 0, 0, 0, 0],
      [1, 0, 1, 1, 1, 1],
    ])
  })
})

const sample = situationOf({
  volume: (_, hour) => (hour >= 9 && hour < 17 ? 100 : 0),
  roster: named(12).map((id, index) => shiftOf(id, 9, 8, { templateId: 'day', breaks: mealAt(index < 9 ? 12 : 14) })),
  settings: { unplannedShrinkage: 0.1 },
})
const rest = restOfPlan({ ...sample, from: intervalOf(horizon, sample.asOf), to: intervalOf(horizon, sample.until) })

describe('the simulated day', () => {
  const simulation = new DaySimulation(rest, sample.roster, 7)

  test('counts what the rest of the plan counts', () => {
    const runs = simulation.runs({}).upTo(5, forever)
    const { contacts, serviceLevel } = simulateRest(rest, sample.roster, { replications: 5, seed: 7 }).intervals[0]!
    const mean = (of: (one: Counted) => Float64Array, interval: number) =>
      runs.reduce((sum, one) => sum + of(one)[interval]!, 0) / 5
    contacts.forEach((count, interval) => {
      expect(mean((one) => one.contacts, interval)).toBeCloseTo(count, 9)
      if (count > 0) expect(mean((one) => one.inTime, interval)).toBeCloseTo(count * serviceLevel[interval]!, 9)
    })
  })

  test('is the same where a change changes nothing, absence of a shift that begins at another time included', () => {
    const [shift, ...others] = sample.roster.assignments
    const same = simulation.runs({ moves: [{ employeeId: shift!.employeeId, before: shift!, after: { ...shift! } }] })
    const base = simulation.runs({})
    expect(same.upTo(4, forever)).toEqual(base.upTo(4, forever))
    // A minute less of work before the grid begins is no difference either, though the shift is another.
    const moves = others.map((before) => ({
      ...{ employeeId: before.employeeId, before },
      after: { ...before, startMs: before.startMs + 60_000 },
    }))
    expect(simulation.runs({ moves }).upTo(4, forever)).toEqual(base.upTo(4, forever))
  })

  test('has fewer in time without somebody', () => {
    const moves = sample.roster.assignments
      .slice(0, 3)
      .map((before) => ({ employeeId: before.employeeId, before, after: null }))
    const [base, fewer] = [simulation.runs({}), simulation.runs({ moves })].map((runs) => runs.upTo(6, forever))
    const cells = [{ queue: 0, from: 0, to: simulation.horizon.intervals }]
    expect(lateAvoided(base!, fewer!, simulation.horizon.intervals, cells).upper95).toBeLessThan(0)
  })

  test('the worth of an agent is higher where more are late, falls with each that comes, and is nothing at night', () => {
    const worth = new MarginalWorth(simulation.base, simulation.runs({}).upTo(4, forever))
    const [noon, later, night] = [4, 12, 20]
    expect(worth.at(0, noon!)).toBeGreaterThan(worth.at(0, later!))
    expect(worth.at(0, night!)).toBe(0)
    const before = worth.at(0, noon!)
    const agents = new Float64Array(simulation.horizon.intervals)
    agents[noon!] = 8
    worth.apply({ agents, served: [{ queue: 0, proficiency: 1 }] })
    expect(worth.at(0, noon!)).toBeLessThan(before)
  })
})

describe('rules tried', () => {
  const plan = editedPlan(2)
  const { requirement } = plan
  const kept = [
    'noOverlap',
    'maxShiftsPerDay',
    'matchesTemplate',
    'requiredSkill',
    'minRestBetweenShifts',
    'minPresence',
  ]
  const workRules = plan.inputs.workRules.filter(({ kind, severity }) => severity !== 'hard' || kept.includes(kind))
  const inputs = { ...plan.inputs, workRules }
  const roster = {
    assignments: orderAssignments([
      plannedShift('h1', 'day', 10),
      plannedShift('h1', 'late', 63),
      plannedShift('h2', 'day', 34),
      plannedShift('h3', 'late', 87),
      plannedShift('a1', 'day', 107),
    ]),
  }
  const changes = [
    { employeeId: 'h2', assignments: [plannedShift('h2', 'day', 34), plannedShift('h2', 'late', 15)] },
    { employeeId: 'h3', assignments: [plannedShift('h3', 'day', 82)] },
    { employeeId: 'h1', assignments: [plannedShift('h1', 'day', 10)] },
    { employeeId: 'a2', assignments: [plannedShift('a2', 'late', 148)] },
    { employeeId: 'a1', assignments: [] },
  ]

  test('are those of the score, and so is what is paid', () => {
    const trial = new RuleTrial(inputs, requirement.horizon, roster)
    const standing = checkRoster(inputs, requirement, roster)
    const sizes = (violations: typeof standing.violations) => {
      const all = new Map<string, number>()
      for (const { severity, ruleId, employeeId = '', at: when, size } of violations)
        if (severity === 'hard')
          all.set(`${ruleId} ${employeeId} ${when}`, (all.get(`${ruleId} ${employeeId} ${when}`) ?? 0) + size)
      return all
    }
    const before = sizes(standing.violations)
    let [taken, refused] = [0, 0]
    for (const change of changes) {
      trial.begin()
      const told = trial.add(change)
      const { costs, violations } = new RosterScorer({ inputs, requirement }, roster).change([change])
      const isBroken = [...sizes(violations)].some(([key, size]) => size > (before.get(key) ?? 0) + 1e-6)
      expect(told === undefined).toBe(isBroken)
      if (!told) refused++
      else {
        taken++
        expect(Math.abs(told.pay - (costs.wages - standing.costs.wages))).toBeLessThanOrEqual(1)
        expect(Math.abs(told.softCost - (costs.softRules - standing.costs.softRules))).toBeLessThanOrEqual(1)
      }
    }
    expect(taken).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)
  })

  test('a change that was taken back leaves nothing behind', () => {
    const one = { employeeId: 'o0', assignments: [shiftOf('o0', 33, 8)] }
    const day = situationOf({ volume: () => 1, roster: sample.roster.assignments, others: ['o0'] })
    const trial = new RuleTrial(day.inputs, horizon, day.roster)
    const first = trial.add(one)
    expect(first).toMatchObject({ pay: 8 * 3000, softCost: 0, softViolations: [] })
    expect(trial.add(one)).toBeUndefined()
    trial.begin()
    expect(trial.add(one)).toEqual(first)
    trial.begin()
    expect(trial.add(one, 8 * 3000 - 1)).toBeUndefined()
  })

  test('nobody is put in two places at once, or to work in time off, whatever rules there are', () => {
    const away = { employeeId: 'o0', kind: 'timeOff' as const, startMs: at(24), endMs: at(48) }
    const day = situationOf({
      volume: () => 1,
      roster: sample.roster.assignments,
      others: ['o0'],
      availability: [away],
    })
    const trial = new RuleTrial({ ...day.inputs, workRules: [] }, horizon, day.roster)
    const own = trial.shiftsOf('a00')
    expect(trial.add({ employeeId: 'a00', assignments: [...own, shiftOf('a00', 12, 8)] })).toBeUndefined()
    expect(trial.add({ employeeId: 'o0', assignments: [shiftOf('o0', 33, 8)] })).toBeUndefined()
    expect(trial.add({ employeeId: 'o0', assignments: [shiftOf('o0', 9, 8)] })).toBeDefined()
  })
})
