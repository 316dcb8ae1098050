import { describe, expect, it } from 'vitest'
import { checkRoster } from '../../../solver/check/check-roster.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { shiftTemplateSchema } from '../../../solver/domain/shift-template.ts'
import { type WorkRule, type WorkRuleOf, workRuleSchema } from '../../../solver/domain/work-rule.ts'
import { LinearModel } from '../../../solver/lp/linear-model.ts'
import { breaksShort, withBreakRules } from '../../../solver/roster/limits/break-rules.ts'
import { coverGroups } from '../../../solver/roster/limits/cover-groups.ts'
import { addTeamRules } from '../../../solver/roster/limits/team-rows.ts'
import { tourContext } from '../../../solver/roster/limits/tour-context.ts'
import { tourPerson } from '../../../solver/roster/limits/tour-person.ts'
import { shiftOptions } from '../../../solver/roster/shift-option.ts'
import { assignmentsOf } from './limits-sample.ts'
import { TINY_WEEK, tinyPlan } from './tiny-plan.ts'

const rule = (fields: object): WorkRule => workRuleSchema.parse({ source: 'test', ...fields })
const soft = { severity: 'soft', penaltyPerUnit: 100 }
const TEAM = [
  rule({
    id: 'keys',
    kind: 'minPresence',
    from: '08:00',
    to: '12:00',
    weekdays: [1, 2],
    agents: 2,
    ...soft,
    appliesTo: { roles: ['lead'] },
  }),
  rule({
    id: 'ratio',
    kind: 'minPresence',
    from: '11:00',
    to: '26:00',
    agents: 0,
    perOthers: 2,
    ...soft,
    appliesTo: { roles: ['lead'] },
  }),
  rule({
    id: 'cover',
    kind: 'shiftCover',
    templates: ['long'],
    weekdays: [2, 3],
    agents: 2,
    surplusPenalty: 30,
    ...soft,
  }),
  rule({ id: 'budget', kind: 'minutesBudget', maxMinutes: 1500, ...soft }),
]
const people = [
  { id: 'a', roles: ['lead'] },
  { id: 'b' },
  { id: 'c' },
  { id: 'd', skills: [{ queueId: 'chat', proficiency: 0.5 }] },
]

function team(rules: readonly WorkRule[]) {
  const { inputs, requirement } = tinyPlan({ people, chats: [0], tickets: [0], rules })
  const context = tourContext(inputs, requirement.horizon, shiftOptions(inputs.settings, requirement.horizon))
  const groups = coverGroups(context.inputs)
  const model = new LinearModel()
  return { context, groups, model, requirement, rows: addTeamRules(model, context, groups) }
}

/** Least cost of the team's columns when people are on some options, by what each row is then short of. */
function leastCost(
  { model, rows, groups, context }: ReturnType<typeof team>,
  worked: readonly (readonly number[])[],
): number {
  const missing = new Float64Array(model.columns)
  const activity = new Float64Array(model.rows)
  worked.forEach((options, person) => {
    const { id } = context.inputs.employees[person]!
    const group = groups.findIndex(({ employees }) => employees.some((each) => each.id === id))
    for (const option of options) for (const [row, value] of rows.entries(group, option)) activity[row]! += value
  })
  for (let row = 0; row < model.rows; row++) {
    for (let entry = model.rowStarts[row]!; entry < model.rowStarts[row + 1]!; entry++) {
      const [column, sign] = [model.entryColumn[entry]!, model.entryValue[entry]!]
      const short = sign > 0 ? model.rowLower[row]! - activity[row]! : activity[row]! - model.rowUpper[row]!
      missing[column] = Math.max(missing[column]!, short)
    }
  }
  return missing.reduce((sum, each, column) => sum + each * model.columnCost[column]!, 0)
}

describe('rules about the team', () => {
  it.each([
    ['nobody works', [[], [], [], []]],
    ['some work', [[0, 4], [1], [4, 9], []]],
    [
      'everybody works the same',
      [
        [4, 7, 10],
        [4, 7, 10],
        [4, 7, 10],
        [4, 7, 10],
      ],
    ],
    ['too few leads', [[], [1, 4], [1, 4], [2]]],
  ])('cost in the cover what the checker finds when %s', (_, worked) => {
    const each = team(TEAM)
    const { context, requirement } = each
    const assignments = worked.flatMap((options, person) =>
      assignmentsOf(context.options, Int32Array.from(options), context.inputs.employees[person]!.id),
    )
    const { costs } = checkRoster(context.inputs, requirement, { assignments })
    expect(leastCost(each, worked)).toBeCloseTo(costs.softRules, 0)
    expect(costs.softRules).toBeGreaterThan(0)
  })

  it('price a hard rule above any other and leave an answer', () => {
    const { model, rows } = team([rule({ id: 'hard', kind: 'shiftCover', templates: ['long'], agents: 3 })])
    expect(model.columns).toBe(14)
    expect([...rows.ruleOfColumn.values()].every(({ id }) => id === 'hard')).toBe(true)
    expect(model.columnCost[0]).toBeGreaterThan(20_000 * 24)
  })

  it('are left out where breaking them costs nothing', () => {
    expect(team([rule({ id: 'told', kind: 'minutesBudget', maxMinutes: 1, severity: 'soft' })]).model.rows).toBe(0)
  })
})

describe('groups of the cover', () => {
  it('tell apart skills and whom rules about the team bind, and nothing else', () => {
    const idsOf = (rules: readonly WorkRule[]) =>
      team(rules).groups.map(({ employees }) => employees.map(({ id }) => id).join(''))
    expect(idsOf([])).toEqual(['d', 'abc'])
    expect(idsOf(TEAM)).toEqual(['d', 'bc', 'a'])
  })
})

describe('templates under rules about breaks', () => {
  const LONG = {
    id: 'long',
    startTimes: ['09:00'],
    lengthMinutes: 600,
    breaks: [
      { kind: 'rest', minutes: 10, paid: true, earliestStartMinutes: 60, latestStartMinutes: 120 },
      { kind: 'meal', minutes: 30, paid: false, earliestStartMinutes: 180, latestStartMinutes: 400 },
    ],
  }
  const template = shiftTemplateSchema.parse(LONG)
  const meals = (fields: object) =>
    rule({ id: 'meals', kind: 'minBreaks', longerThanMinutes: 360, breakMinutes: 30, breakKind: 'meal', ...fields })
  const latestStarts = (rules: readonly WorkRule[]) => {
    const { inputs, requirement } = tinyPlan({ people, chats: [0], tickets: [0], rules, templates: [LONG] })
    const { shiftTemplates } = withBreakRules(inputs, requirement.horizon)
    return shiftTemplates.map(({ breaks }) => breaks.map(({ latestStartMinutes }) => latestStartMinutes))
  }

  it('have the window of a break that must begin early narrowed', () => {
    expect(latestStarts([meals({ latestStartMinutes: 300 })])).toEqual([[120, 300]])
  })

  it('stay beside the narrowed ones for those whom the rule does not bind, and where it is soft', () => {
    const both = [
      [120, 400],
      [120, 300],
    ]
    expect(latestStarts([meals({ latestStartMinutes: 300, appliesTo: { employees: ['a'] } })])).toEqual(both)
    expect(latestStarts([meals({ latestStartMinutes: 300, ...soft })])).toEqual(both)
  })

  it('come last as anybody may work them, of whom different rules bind', () => {
    const rests = rule({
      ...{ id: 'rests', kind: 'minBreaks', longerThanMinutes: 360, breakMinutes: 10, breakKind: 'rest' },
      ...{ latestStartMinutes: 90, appliesTo: { employees: ['b'] } },
    })
    expect(latestStarts([meals({ latestStartMinutes: 300, appliesTo: { employees: ['a'] } }), rests]).at(-1)).toEqual([
      90, 300,
    ])
  })

  it('are as they were where nothing narrows them, or nothing can', () => {
    const asTheyWere = [[120, 400]]
    expect(latestStarts([meals({ latestStartMinutes: 450 })])).toEqual(asTheyWere)
    expect(latestStarts([meals({ longerThanMinutes: 580, latestStartMinutes: 300 })])).toEqual(asTheyWere)
    expect(latestStarts([meals({ latestStartMinutes: 170 })])).toEqual(asTheyWere)
    expect(latestStarts([meals({ latestStartMinutes: 300, validFrom: '2027-01-01' })])).toEqual(asTheyWere)
  })

  it('are short of breaks that are missing or may begin too late', () => {
    const short = (fields: object) => breaksShort(meals(fields) as WorkRuleOf<'minBreaks'>, template)
    expect([short({}), short({ count: 2 }), short({ latestStartMinutes: 400 })]).toEqual([0, 1, 0])
    expect([short({ latestStartMinutes: 399 }), short({ longerThanMinutes: 580, count: 2 })]).toEqual([1, 0])
  })
})

describe('people with equal parameters', () => {
  it('share limits and costs, by identity, and differ where rules do', () => {
    const own = [
      rule({ id: 'minutes', kind: 'maxMinutesPerPeriod', period: 'week', maxMinutes: 1200 }),
      rule({ id: 'rest', kind: 'minRestBetweenShifts', minMinutes: 660 }),
    ]
    const { context } = team(own)
    const [a, b, c] = context.inputs.employees.map((employee) => tourPerson(context, employee, 0))
    expect(b!.optionCost).toBe(c!.optionCost)
    expect(b!.limits.length).toBeGreaterThan(1)
    b!.limits.forEach((limit, index) => {
      expect(limit).toBe(c!.limits[index])
      expect(limit).toBe(a!.limits[index])
    })
    const dearer = tourPerson(context, { ...context.inputs.employees[0]!, hourlyCost: 5000 }, 0)
    expect(dearer.limits.at(-1)).not.toBe(a!.limits.at(-1))
  })

  it('are spared hard limits that others imply or no tour can reach', () => {
    const limitIds = (rules: readonly WorkRule[]) => {
      const { context } = team(rules)
      return tourPerson(context, context.inputs.employees[0]!, 0).limits.map(({ ruleId }) => ruleId)
    }
    const most = (id: string, maxMinutes: number) =>
      rule({ id, kind: 'maxMinutesPerPeriod', period: 'week', maxMinutes })
    expect(limitIds([most('less', 600), most('more', 900)])).toEqual(['less', 'wages'])
    expect(limitIds([most('far', 10_000)])).not.toContain('far')
    const rests = [330, 660].map((minMinutes) =>
      rule({ id: `r${minMinutes}`, kind: 'minRestBetweenShifts', minMinutes }),
    )
    expect(limitIds(rests)).toContain('r660')
    expect(limitIds(rests)).not.toContain('r330')
  })
})

describe('5,000 people', () => {
  it('are compiled in a few seconds', () => {
    const crowd = Array.from({ length: 5000 }, (_, index) => ({ id: `p${index}`, hourlyCost: 3000 + (index % 5) }))
    const { inputs } = tinyPlan({ people: crowd, chats: [0], tickets: [0], rules: TEAM })
    const horizon = dayHorizon(TINY_WEEK, 7, 60, 'Asia/Shanghai')
    const context = tourContext(inputs, horizon, shiftOptions(inputs.settings, horizon))
    const before = performance.now()
    const compiled = context.inputs.employees.map((employee) => tourPerson(context, employee, 0))
    expect(performance.now() - before).toBeLessThan(5000)
    expect(new Set(compiled.flatMap(({ limits }) => limits)).size).toBeLessThan(20)
  })
})
