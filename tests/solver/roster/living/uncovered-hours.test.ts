import { describe, expect, it } from 'vitest'
import { checkRoster } from '../../../../solver/check/check-roster.ts'
import type { Availability } from '../../../../solver/domain/employee.ts'
import type { WorkRule } from '../../../../solver/domain/work-rule.ts'
import { presenceLacks } from '../../../../solver/roster/living/presence-lacks.ts'
import { uncoveredHours } from '../../../../solver/roster/living/uncovered-hours.ts'
import { TICKETS, type TinyPlan, tinyPlan } from '../tiny-plan.ts'

const when = (day: number, hour: number) => Date.UTC(2026, 10, 9 + day, hour - 8)
const own = { source: 'company', severity: 'hard' as const }
const SHORT = { id: 'short', startTimes: ['09:00', '12:00'], lengthMinutes: 240 }
/** A day with work, and nobody on it. */
const PLAN: TinyPlan = {
  people: [{ id: 'p0' }, { id: 'p1' }],
  chats: [2, 0, 0, 0, 0, 0, 0],
  tickets: [0],
  templates: [SHORT],
}

function explain(plan: TinyPlan) {
  const { inputs, requirement } = tinyPlan(plan)
  return uncoveredHours(inputs, requirement, checkRoster(inputs, requirement, { assignments: [] }))
}

describe('uncoveredHours', () => {
  it('says nothing of hours that the team could cover', () => {
    expect(explain(PLAN)).toEqual([])
  })

  it('names a queue whose skill nobody has', () => {
    expect(explain({ ...PLAN, people: [{ id: 'p0', skills: TICKETS }] })).toEqual([
      {
        kind: 'noSkill',
        queue: 'chat',
        start: '2026-11-09T09:00+08:00',
        end: '2026-11-09T16:00+08:00',
        conflict: [],
        message: 'Nobody has the skill for queue chat, so all its work is unmet.',
        waysOut: [{ text: 'train or hire people for chat, and add the skill in employees.csv', cost: null }],
      },
    ])
  })

  it('explains a team of nobody', () => {
    expect(explain({ ...PLAN, people: [] }).map(({ kind, queue }) => [kind, queue])).toEqual([['noSkill', 'chat']])
  })

  it('names hours that no shift template reaches', () => {
    const templates = [{ id: 'short', startTimes: ['09:00'], lengthMinutes: 240 }]
    expect(explain({ ...PLAN, templates })).toMatchObject([
      {
        kind: 'noShift',
        message: 'No shift template reaches chat from 2026-11-09T13:00+08:00 to 2026-11-09T16:00+08:00.',
      },
    ])
  })

  it('tells hours that belong to the last shifts of the days before from hours that no shift reaches', () => {
    const night = { id: 'night', startTimes: ['22:00'], lengthMinutes: 240 }
    const { inputs, requirement } = tinyPlan({ ...PLAN, templates: [night] })
    const queues = requirement.queues.map((queue) =>
      queue.kind === 'instant'
        ? { ...queue, scheduledAgents: queue.scheduledAgents.map((_, hour) => (hour < 3 ? 1 : 0)) }
        : queue,
    )
    const needed = { ...requirement, queues }
    const found = uncoveredHours(inputs, needed, checkRoster(inputs, needed, { assignments: [] }))
    expect(found.map(({ message, waysOut }) => [message, waysOut.map(({ text }) => text)])).toEqual([
      [
        'Only shifts that begin before the first day planned reach chat from 2026-11-09T00:00+08:00 to' +
          ' 2026-11-09T02:00+08:00, and previous-roster.csv has too few of them.',
        ['write the last shifts of the days before into previous-roster.csv'],
      ],
      [
        'No shift template reaches chat from 2026-11-09T02:00+08:00 to 2026-11-09T03:00+08:00.',
        ['add a shift template or a start time in plan.yaml that reaches these hours'],
      ],
    ])
  })

  it('names the rule that keeps everybody away, and how many hours it would fill', () => {
    const night: WorkRule = { ...own, id: 'evening', kind: 'noNightWork', fromMinute: 15 * 60, toMinute: 6 * 60 }
    const [found, ...others] = explain({ ...PLAN, rules: [night] })
    expect(others).toEqual([])
    expect(found).toMatchObject({
      kind: 'nobodyMay',
      queue: 'chat',
      conflict: [{ kind: 'rule', ruleId: 'evening' }],
      message:
        '2 people have the skill for chat, and none of them may work from 2026-11-09T13:00+08:00 to ' +
        '2026-11-09T16:00+08:00 because of rule evening (from 15:00, to 06:00).',
    })
    const text = 'rule evening (from 15:00, to 06:00)'
    const part = { kind: 'rule', ruleId: 'evening', text }
    expect(found!.waysOut).toEqual([{ text: `let ${text} be broken`, part, cost: null, filledHours: 3 }])
    const [asked] = explain({ ...PLAN, rules: [{ ...night, source: 'Labour Law, Article 61' }] })
    expect(asked!.waysOut).toMatchObject([{ part, law: 'Labour Law, Article 61' }])
  })

  it('names the time off of those who could come', () => {
    const away = (employeeId: string): Availability => ({
      employeeId,
      kind: 'timeOff',
      startMs: when(0, 0),
      endMs: when(1, 0),
    })
    const [found] = explain({ ...PLAN, inputs: { availability: [away('p0'), away('p1')] } })
    const part = { kind: 'timeOff', employeeIds: ['p0', 'p1'], text: 'time off of p0, p1' }
    expect(found!.conflict).toEqual([part])
    expect(found!.waysOut).toEqual([{ text: 'move time off of p0, p1', part, cost: null, filledHours: 7 }])
  })

  it('says how many may come where they are too few', () => {
    const [found] = explain({ ...PLAN, chats: [60, 0, 0, 0, 0, 0, 0] })
    expect(found!.kind).toBe('tooFewPeople')
    expect(found!.message).toBe(
      '2 people have the skill for chat, and of 7 agents needed from 2026-11-09T09:00+08:00 to 2026-11-09T16:00+08:00 at ' +
        'most 2 may be there.',
    )
    expect(found!.waysOut).toEqual([])
  })
})

describe('presenceLacks', () => {
  const rule = (agents: number): WorkRule => ({
    ...own,
    id: 'lead',
    kind: 'minPresence',
    from: 9 * 60,
    to: 13 * 60,
    weekdays: [1],
    agents,
    appliesTo: { employees: ['p0'] },
  })
  const lacks = (agents: number, availability: readonly Availability[] = []) => {
    const { inputs, requirement } = tinyPlan({ ...PLAN, rules: [rule(agents)], inputs: { availability } })
    return presenceLacks(inputs, checkRoster(inputs, requirement, { assignments: [] }))
  }

  it('names a rule that asks for more people than it is about', () => {
    expect(lacks(2)).toMatchObject([
      {
        kind: 'presence',
        ruleId: 'lead',
        message: expect.stringMatching(
          /^rule lead \(from 09:00, to 13:00, agents 2\) asks for 2 people at once, and it is about 1 in all; it is broken first at 2026-11-09/,
        ),
        waysOut: [
          { text: 'give the role or group that the rule names to 1 more', cost: null },
          { text: 'let rule lead (from 09:00, to 13:00, agents 2) be broken', cost: null },
        ],
      },
    ])
  })

  it('names those who are on time off when the rule asks for them, and says nothing when they are back', () => {
    const off = (fromHour: number, toHour: number): Availability => ({
      employeeId: 'p0',
      kind: 'timeOff',
      startMs: Date.UTC(2026, 10, 9, fromHour - 8),
      endMs: Date.UTC(2026, 10, 9, toHour - 8),
    })
    expect(lacks(1, [off(0, 12)])).toMatchObject([
      {
        kind: 'presence',
        conflict: [{ kind: 'rule' }, { kind: 'timeOff', employeeIds: ['p0'], text: 'time off of p0' }],
        message:
          'rule lead (from 09:00, to 13:00, agents 1) asks for 1 person at once, and it is about 1 in all, of whom 1 is on' +
          ' time off; it is broken first at 2026-11-09T09:00+08:00.',
        waysOut: [{ text: 'call back 1 of p0' }, {}, {}],
      },
    ])
    expect(lacks(1, [off(0, 9)])).toEqual([])
  })

  it('says nothing where the people are there and only the roster lacks them', () => {
    expect(lacks(1)).toEqual([])
  })
})
