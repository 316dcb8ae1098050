import { beforeAll, describe, expect, it } from 'vitest'
import { parsePlanFolder } from '../../server/imports/plan-folder.ts'
import { checkRoster } from '../../solver/check/check-roster.ts'
import { dayHorizon, horizonEnd, intervalStart, localDate } from '../../solver/domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../../solver/domain/plan-inputs.ts'
import type { PlanProgress, PlanResult, QueueCoverage } from '../../solver/domain/plan-outputs.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Requirement } from '../../solver/domain/requirement-outputs.ts'
import { SATISFACTION_PRIOR, satisfactionAt } from '../../solver/domain/satisfaction.ts'
import { scenarioSchema } from '../../solver/domain/scenario.ts'
import { unmetNeeds } from '../../solver/domain/unmet-needs.ts'
import { forecastFor, plan, weekHorizon, withScenario } from '../../solver/plan.ts'
import { planReport } from '../../solver/plan-report.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../fixtures/small-plan.ts'
import { PLAN_OPTIONS } from './check/corrupt-roster.ts'

const inputs = parsePlanFolder(smallPlan())
const horizon = weekHorizon(inputs, SMALL_PLAN_WEEK)
const progress: PlanProgress[] = []
let result: PlanResult
beforeAll(async () => {
  result = await plan(inputs, { ...PLAN_OPTIONS, onProgress: (told) => progress.push(told) })
})

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
const shuffledRows = (text: string) => {
  const [header, ...rows] = text.trimEnd().split('\n')
  return `${[header, ...rows.reverse()].join('\n')}\n`
}

describe('plan', () => {
  it('publishes cost, bound, gap and verdict that belong together', () => {
    const { report, check, roster } = result
    expect(roster.assignments.length).toBeGreaterThan(10)
    expect(report.objectiveBound).toBeLessThanOrEqual(report.objective)
    expect(report.relativeGap).toBe((report.objective - report.objectiveBound) / report.objective)
    expect(report.relativeGapOfControllable).toBeGreaterThanOrEqual(report.relativeGap)
    expect(report).toMatchObject({ cost: check.costs.wages, objective: check.objective, violations: check.violations })
    expect(report.violations.filter(({ severity }) => severity === 'hard')).toEqual([])
    expect(report.termination).toBe(report.relativeGap <= 1e-6 ? 'optimal' : 'feasible')
    expect(report).toMatchObject({ week: SMALL_PLAN_WEEK, scenario: 'baseline', seed: 1, inputHash: inputs.inputHash })
    expect(report.serviceLevels.map(({ queue }) => queue)).toEqual(['chat', 'tickets'])
    expect(new Set(progress.map(({ stage }) => stage))).toEqual(
      new Set(['forecast', 'requirement', 'roster', 'check', 'simulate']),
    )
  })

  it('refuses a week with nothing known before it', async () => {
    for (const week of ['2025-11-10', '2026-10-19']) {
      await expect(plan(inputs, { ...PLAN_OPTIONS, week })).rejects.toThrow(
        `"${week}" has no history of queue "chat" before it, which begins on 2026-10-19. Plan a later week, or import older history.`,
      )
    }
  })

  it('gives the same again', async () => {
    expect(await plan(inputs, PLAN_OPTIONS)).toEqual(result)
  })

  it('does not mind the order of people, days and rules in the files', async () => {
    const files = smallPlan()
    const yaml = files.get('plan.yaml')!
    const ruleLines = yaml.split('\n').filter((line) => line.startsWith('  - { id: '))
    const shuffled = smallPlan({
      'plan.yaml': ruleLines
        .reduce((text, line, index) => text.replace(line, `RULE ${index}`), yaml)
        .replace(/RULE (\d)/g, (_, index) => ruleLines[ruleLines.length - 1 - Number(index)]!)
        .replace('["09:00", "10:00"]', '["10:00", "09:00"]'),
      'employees.csv': shuffledRows(files.get('employees.csv')!),
      'availability.csv': shuffledRows(files.get('availability.csv')!),
      'previous-roster.csv': shuffledRows(files.get('previous-roster.csv')!),
    })
    expect(ruleLines).toHaveLength(3)
    expect(shuffled.get('plan.yaml')).not.toBe(yaml)
    const { roster, report } = await plan(parsePlanFolder(shuffled), PLAN_OPTIONS)
    expect(JSON.stringify(roster)).toBe(JSON.stringify(result.roster))
    expect(report.objectiveBound).toBe(result.report.objectiveBound)
  })

  it('refuses a day on which no week begins, and what is no day', () => {
    const message = (week: string) => {
      try {
        weekHorizon(inputs, week)
      } catch (error) {
        expect(error).toBeInstanceOf(PlanningInputError)
        return (error as Error).message
      }
      return 'accepted'
    }
    expect(message('2026-11-12')).toBe(
      '"2026-11-12" is a Thursday, and weeks of this plan begin on Monday. ' +
        'Maybe plan the week of 2026-11-09, or change weekStartsOn in plan.yaml.',
    )
    expect(message('2026-02-30')).toBe(
      '"2026-02-30" is not a calendar date. Write it as YYYY-MM-DD, for example 2026-11-09.',
    )
    expect(message(SMALL_PLAN_WEEK)).toBe('accepted')
  })

  it('warns of what a rule pack does not know of the days planned', () => {
    const packs = [{ id: 'cn-comprehensive-year', approvedUntil: '2026-11-14' }]
    const bound = { ...inputs, settings: { ...inputs.settings, rulePacks: packs } }
    const { requirement, check, report } = result
    const { warnings } = planReport(bound, requirement, check, { ...report, gap: 0 })
    expect(warnings).toEqual([
      'The approval of rule pack cn-comprehensive-year ends on 2026-11-14. Plan with the standard pack after it.',
    ])
    // The week's last day is Sunday the 15th, not the Monday that its horizon ends at.
    const longer = {
      ...bound,
      settings: { ...bound.settings, rulePacks: [{ ...packs[0]!, approvedUntil: '2026-11-15' }] },
    }
    expect(planReport(longer, requirement, check, { ...report, gap: 0 }).warnings).toEqual([])
  })

  it('warns of a queue that nobody knows', async () => {
    const files = smallPlan()
    const employees = files.get('employees.csv')!.replaceAll('|tickets:1', '').replace('tickets:0.8', 'chat:0.8')
    const { report } = await plan(
      parsePlanFolder(smallPlan({ 'employees.csv': employees, 'previous-roster.csv': undefined })),
      PLAN_OPTIONS,
    )
    expect(report.warnings).toEqual(['Nobody has the skill for queue tickets, so all its work is unmet.'])
    expect(report.unmet.filter(({ queue, kind }) => queue === 'tickets' && kind === 'overdue').length).toBeGreaterThan(
      0,
    )
  })
})

describe('a past week', () => {
  it('is forecast from what came before it alone', () => {
    const past = weekHorizon(inputs, '2026-11-02')
    const later = (history: PlanInputs['history']) =>
      history.map((series) => ({
        ...series,
        volume: series.volume.map((contacts, index) => (index >= 14 * 24 ? contacts * 9 : contacts)),
      }))
    expect(forecastFor({ ...inputs, history: later(inputs.history) }, past)).toEqual(forecastFor(inputs, past))
    const earlier = inputs.history.map((series) => ({
      ...series,
      volume: series.volume.map((contacts) => contacts * 9),
    }))
    expect(forecastFor({ ...inputs, history: earlier }, past)).not.toEqual(forecastFor(inputs, past))
  })
})

describe('a scenario', () => {
  const scenarioOf = (rest: object) => scenarioSchema.parse({ id: 'what-if', ...rest })
  const base = forecastFor(inputs, horizon)
  const dates = Array.from({ length: horizon.intervals }, (_, interval) =>
    localDate(intervalStart(horizon, interval), horizon.zone),
  )

  it('multiplies volume and handling time of its queue between its dates, both included', () => {
    const scenario = scenarioOf({
      volume: [{ queue: 'chat', from: '2026-11-10', to: '2026-11-12', factor: 3 }, { factor: 0.5 }],
      aht: [{ queue: 'tickets', from: '2026-11-15', factor: 2 }],
    })
    const changed = forecastFor(inputs, horizon, scenario)
    for (const [index, queue] of base.queues.entries()) {
      const isChat = queue.queueId === 'chat'
      const factor = (date: string) => (isChat && date >= '2026-11-10' && date <= '2026-11-12' ? 1.5 : 0.5)
      const effort = (date: string) => (!isChat && date >= '2026-11-15' ? 2 : 1)
      const scaled = (values: Float64Array, by: (date: string) => number) =>
        [...values].map((value, at) => value * by(dates[at]!))
      const other = changed.queues[index]!
      expect([...other.mean]).toEqual(scaled(queue.mean, factor))
      expect([...other.quantiles.p90]).toEqual(scaled(queue.quantiles.p90, factor))
      expect([...other.ahtSeconds]).toEqual(scaled(queue.ahtSeconds, effort))
      expect(sum(queue.mean)).toBeGreaterThan(0)
    }
  })

  it('sends people away and changes shrinkage and quantile', () => {
    const changed = withScenario(
      inputs,
      scenarioOf({ absentEmployees: ['bo'], unplannedShrinkage: 0.2, planFor: 'p90' }),
      horizon,
    )
    expect(changed.employees.map(({ id }) => id)).toEqual(['an', 'cy', 'di'])
    expect(changed.availability.map(({ employeeId }) => employeeId)).not.toContain('bo')
    expect(changed.settings).toEqual({ ...inputs.settings, unplannedShrinkage: 0.2, planFor: 'p90' })
  })

  it('has levers of its own after those of the plan, and factors after both', () => {
    const lever = (share: number) => ({ kind: 'selfService', queue: 'chat', share })
    const planned = { ...inputs, settings: { ...inputs.settings, levers: scenarioOf({ levers: [lever(0.5)] }).levers } }
    const scenario = scenarioOf({
      levers: [lever(0.2), { kind: 'escalation', queue: 'chat', toQueue: 'tickets', share: 0.1 }],
      volume: [{ queue: 'chat', factor: 3 }],
      assurance: 0.8,
    })
    const changed = withScenario(planned, scenario, horizon)
    expect(changed.settings.levers.map(({ kind }) => kind)).toEqual(['selfService', 'selfService', 'escalation'])
    expect(changed.settings.assurance).toBe(0.8)
    const made = forecastFor(changed, horizon, scenario)
    const [chat, tickets] = base.queues.map(({ mean }) => sum(mean)) as [number, number]
    expect(sum(made.queues[0]!.mean)).toBeCloseTo(chat * 0.5 * 0.8 * 3, 6)
    expect(sum(made.queues[1]!.mean)).toBeCloseTo(tickets + chat * 0.5 * 0.8 * 0.1, 6)
  })

  it('has levers that act on what planners have overridden', () => {
    const span = { startMs: horizon.startsAt, endMs: horizonEnd(horizon) }
    const by = { id: 'a', author: 'lee', reason: 'sale', createdAtMs: 0 }
    const overrides = [{ ...by, ...span, queueId: 'chat', kind: 'replace' as const, value: 1000 }]
    const scenario = scenarioOf({ levers: [{ kind: 'repeatContacts', queue: 'chat', share: 0.2 }] })
    const made = forecastFor(withScenario({ ...inputs, overrides }, scenario, horizon), horizon, scenario)
    expect(sum(made.queues[0]!.mean)).toBeCloseTo(1250, 6)
  })

  it('plans with everybody away', async () => {
    const scenario = scenarioOf({ absentEmployees: ['an', 'bo', 'cy', 'di'] })
    const { roster, report } = await plan(inputs, { ...PLAN_OPTIONS, scenario })
    expect(roster.assignments).toEqual([])
    expect(report).toMatchObject({ scenario: 'what-if', cost: 0 })
    expect(report.objective).toBeGreaterThan(0)
    expect(report.relativeGap).toBeLessThan(1e-6)
  })
})

describe('a team with new people', () => {
  const files = smallPlan({
    'plan.yaml': smallPlan()
      .get('plan.yaml')!
      .replace('queues:', 'ramp: { weeks: [0, 0.5], mentorLoss: 0.2 }\nsatisfaction: {}\nqueues:'),
    'employees.csv': `${smallPlan()
      .get('employees.csv')!
      .trimEnd()
      .split('\n')
      .map((line, row) => line + (row === 0 ? ',hired_on,mentor' : ',,'))
      .join('\n')}
ed,Ed,care,chat:1|tickets:1,full-time,25,,,2026-11-02,an
flo,Flo,care,chat:1,full-time,25,,,2026-11-09,an
gus,Gus,care,chat:1,full-time,25,,,2026-11-16,an
`,
  })
  const hiring = parsePlanFolder(files)

  it('plans them as fast as they are, and the checker agrees whether the ramp was applied before or not', async () => {
    const { check, requirement, roster, report } = await plan(hiring, PLAN_OPTIONS)
    expect(checkRoster(hiring, requirement, roster)).toEqual(check)
    expect(checkRoster(inputsFor(hiring, horizon), requirement, roster)).toEqual(check)
    expect(report.violations.filter(({ severity }) => severity === 'hard')).toEqual([])
    const at = new Set(roster.assignments.map(({ employeeId }) => employeeId))
    expect([at.has('ed'), at.has('flo'), at.has('gus')]).toEqual([true, false, false])
    // Ed works in his second week at half speed, and with Flo in training costs An a fifth twice.
    const skills = new Map(inputsFor(hiring, horizon).employees.map((person) => [person.id, person.skills]))
    expect(skills.get('ed')![0]!.proficiency).toBe(0.5)
    expect(skills.get('an')![0]!.proficiency).toBeCloseTo(0.64, 12)
    expect([skills.get('flo'), skills.get('gus')]).toEqual([[], undefined])
    const trained = { ...hiring, settings: { ...hiring.settings, ramp: undefined } } as PlanInputs
    const covered = (given: PlanInputs) => sum(checkRoster(given, requirement, roster).coverage[0]!.coveredAgents)
    expect(covered(trained)).toBeGreaterThan(covered(hiring))
  })

  it('tells what the prior makes of the simulated answer, of instant queues alone', async () => {
    const { report } = await plan(hiring, PLAN_OPTIONS)
    const { asaSeconds } = report.serviceLevels[0]!
    expect(report.satisfactionPrior).toEqual([
      {
        queue: 'chat',
        meanResponseSeconds: asaSeconds,
        satisfaction: satisfactionAt(SATISFACTION_PRIOR, asaSeconds),
        source: SATISFACTION_PRIOR.source,
      },
    ])
    expect(result.report).not.toHaveProperty('satisfactionPrior')
  })
})

describe('unmetNeeds', () => {
  const short = dayHorizon('2026-11-09', 1, 60, 'Asia/Shanghai')
  const values = (...from8: number[]) => Float64Array.from({ length: 24 }, (_, hour) => from8[hour - 8] ?? 0)
  const cell = (queueId: string, rest: Partial<QueueCoverage>): QueueCoverage => ({
    queueId,
    requiredAgents: values(),
    coveredAgents: values(),
    netStaffing: values(),
    backlog: values(),
    overdue: values(),
    ...rest,
  })
  const requirement = {
    horizon: short,
    queues: [
      { kind: 'instant', queueId: 'chat' },
      { kind: 'deferred', queueId: 'tickets' },
    ],
  } as unknown as Requirement

  it('merges neighbouring intervals into runs, in order of queue and time', () => {
    const coverage = [
      cell('chat', { netStaffing: values(-1, -2.5, 0, 3, -0.5), overdue: values(9) }),
      cell('tickets', { overdue: values(0, 4, 2), netStaffing: values(-9) }),
    ]
    const at = (hour: string) => `2026-11-09T${hour}:00+08:00`
    expect(unmetNeeds(requirement, coverage)).toEqual([
      { queue: 'chat', kind: 'understaffed', start: at('08'), end: at('10'), worst: 2.5, hours: 3.5 },
      { queue: 'chat', kind: 'understaffed', start: at('12'), end: at('13'), worst: 0.5, hours: 0.5 },
      { queue: 'tickets', kind: 'overdue', start: at('09'), end: at('11'), worst: 4, hours: 6 },
    ])
  })

  it('is silent when all is met, surplus and rounding included', () => {
    expect(unmetNeeds(requirement, [cell('chat', { netStaffing: values(2, -1e-9) }), cell('tickets', {})])).toEqual([])
  })
})
