import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../../solver/check/check-roster.ts'
import type { Availability } from '../../../solver/domain/employee.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { refuseBrokenFixedShifts } from '../../../solver/roster/fixed-shifts.ts'
import { guaranteedWages } from '../../../solver/roster/limits/wage-limits.ts'
import { scheduleRoster } from '../../../solver/roster/schedule-roster.ts'
import { BOTH, SOFT, TICKETS, type TinyPlan, tinyPlan } from './tiny-plan.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})

/** Solves and checks; no roster of these tests may break a hard rule or cost less than its bound. */
function solve(plan: TinyPlan, options: { gap?: number; isOutOfTime?: () => boolean } = {}) {
  const { inputs, requirement } = tinyPlan(plan)
  const solution = scheduleRoster(inputs, requirement, {
    engine,
    seed: 1,
    gap: 0.01,
    isOutOfTime: () => false,
    ...options,
  })
  const check = checkRoster(inputs, requirement, solution.roster)
  expect(hardViolations(check)).toEqual([])
  expect(solution.objectiveBound).toBeLessThanOrEqual(check.objective + 2.5)
  return { ...solution, check, inputs, requirement }
}

const HOUR = 3_600_000
const when = (day: number, hour: number) => Date.UTC(2026, 10, 9 + day, hour - 8)
const hourly = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${index}` }))
const fixed = (day: number, hour: number, templateId: string, hours: number, employeeId = 'p0'): Availability => ({
  employeeId,
  kind: 'fixedShift',
  startMs: when(day, hour),
  endMs: when(day, hour + hours),
  templateId,
})
const own = { source: 'company', severity: 'hard' as const }

describe('scheduleRoster', () => {
  it('asks for nobody when nobody calls', () => {
    const { roster, check, objectiveBound } = solve({ people: hourly(2), chats: [0], tickets: [0] })
    expect(roster.assignments).toEqual([])
    expect(check.objective).toBe(0)
    expect(objectiveBound).toBeCloseTo(0, 6)
  })

  it('answers with no people at all, with and without work', () => {
    expect(solve({ people: [], chats: [0], tickets: [0] })).toMatchObject({ objectiveBound: 0 })
    const { check, objectiveBound, roster } = solve({ people: [], chats: [2], tickets: [2] })
    expect(roster.assignments).toEqual([])
    expect(check.objective).toBeGreaterThan(0)
    expect(Math.abs(objectiveBound - check.objective)).toBeLessThan(2.5)
  })

  it('prices a queue that nobody knows in cost and bound alike', () => {
    const known = solve({ people: hourly(2), chats: [2], tickets: [0] })
    const unknown = solve({ people: hourly(2), chats: [2], tickets: [3] })
    expect(unknown.check.costs.overdueWork).toBeGreaterThan(0)
    expect(unknown.objectiveBound - known.objectiveBound).toBeCloseTo(unknown.check.costs.overdueWork, -1)
  })

  it('keeps fixed shifts, on a day with no work too', () => {
    const availability = [fixed(0, 9, 'long', 7), fixed(6, 11, 'short', 4)]
    const { roster } = solve({
      people: hourly(2),
      chats: [2, 2, 2, 2, 2, 2, 0],
      tickets: [0],
      inputs: { availability },
    })
    const mine = roster.assignments.filter(({ employeeId, pinned }) => employeeId === 'p0' && pinned)
    expect(mine.map(({ startMs, templateId }) => [startMs, templateId])).toEqual([
      [when(0, 9), 'long'],
      [when(6, 11), 'short'],
    ])
  })

  it('guarantees those who begin within the horizon only what is left of their first week', () => {
    const begins = (hiredOn: string) => {
      const people = [{ id: 'p0', contractId: 'full', hiredOn }, ...hourly(3).slice(1)]
      const { roster, check, parts, inputs, requirement } = solve({
        people,
        chats: [4],
        tickets: [0],
        rules: SOFT,
        days: 14,
      })
      expect(roster.assignments.some(({ employeeId }) => employeeId === 'p0')).toBe(hiredOn <= '2026-11-22')
      const paid = guaranteedWages(inputs, requirement.horizon)
      expect(Math.abs(parts.reduce((sum, { cost }) => sum + cost, paid) - check.objective)).toBeLessThan(3)
      return (paid / 3000) * 60
    }
    // Of 1200 minutes a week.
    expect(begins('2026-11-09')).toBe(2400)
    expect(begins('2026-11-13')).toBe(Math.round((1200 * 3) / 7) + 1200)
    expect(begins('2026-11-16')).toBe(1200)
    expect(begins('2026-11-23')).toBe(0)
  })

  it('works on a day off asked for only where that is cheaper than leaving customers waiting', () => {
    const availability: Availability[] = [
      { employeeId: 'p0', kind: 'dayOffRequest', startMs: when(0, 0), endMs: when(1, 0) },
    ]
    const onMonday = (plan: TinyPlan) =>
      solve({ ...plan, rules: SOFT, inputs: { availability } }).roster.assignments.filter(
        ({ startMs }) => startMs < when(1, 0),
      )
    const monday = { chats: [2, 0, 0, 0, 0, 0, 0], tickets: [0] }
    expect(onMonday({ ...monday, people: hourly(1) }).map(({ employeeId }) => employeeId)).toEqual(['p0'])
    const other = onMonday({ ...monday, people: hourly(2) })
    expect(other.length).toBeGreaterThan(0)
    expect(other.length).toBeLessThanOrEqual(2)
  })

  it('rests across the start of the week and over more than two days', () => {
    const tail: Assignment[] = [
      {
        employeeId: 'p0',
        templateId: 'short',
        startMs: when(-1, 20),
        endMs: when(0, 0),
        breaks: [],
        queueIds: ['chat'],
        pinned: false,
      },
    ]
    const rest = { ...own, id: 'rest', kind: 'minRestBetweenShifts' as const, minMinutes: 60 * 60 }
    const { roster } = solve({
      people: hourly(1),
      chats: [2],
      tickets: [0],
      rules: [rest],
      inputs: { previousRoster: tail },
    })
    const starts = roster.assignments.map(({ startMs }) => startMs)
    expect(starts.length).toBeGreaterThan(0)
    expect(starts[0]).toBeGreaterThanOrEqual(when(0, 60))
    roster.assignments.slice(1).forEach(({ startMs }, index) => {
      expect(startMs - roster.assignments[index]!.endMs).toBeGreaterThanOrEqual(60 * HOUR)
    })
  })

  it('counts a start after midnight on the day on which it falls', () => {
    const rest = { kind: 'rest', minutes: 60, paid: true, earliestStartMinutes: 60, latestStartMinutes: 120 }
    const templates = [{ id: 'late', startTimes: ['09:00', '12:00', '36:00'], lengthMinutes: 240, breaks: [rest] }]
    const people = [
      { id: 'p0', contractId: 'full' },
      { id: 'p1', contractId: 'full' },
    ]
    const { roster } = solve({ people, chats: [14], tickets: [0], templates, rules: SOFT })
    expect(roster.assignments.length).toBeGreaterThan(8)
    // The first day has the start that belongs to the day before it.
    const only36 = [{ id: 'late', startTimes: ['36:00'], lengthMinutes: 240 }]
    const availability = [fixed(0, 12, 'late', 4)]
    const first = solve({ people: hourly(1), chats: [0], tickets: [0], templates: only36, inputs: { availability } })
    expect(first.roster.assignments.map(({ startMs }) => startMs)).toEqual([when(0, 12)])
  })

  it('still answers, legally and with its bound, when time is up at once', () => {
    const people = [...hourly(2), { id: 'q0', skills: BOTH, contractId: 'full' }, { id: 'q1', skills: TICKETS }]
    const plan = { people, chats: [6, 2], tickets: [6, 2], rules: SOFT }
    const hasty = solve(plan, { isOutOfTime: () => true })
    expect(hasty.roster.assignments.length).toBeGreaterThan(4)
    const { check, objectiveBound } = solve(plan)
    expect(hasty.objectiveBound).toBeLessThanOrEqual(objectiveBound)
    expect(hasty.objectiveBound).toBeGreaterThan(0.9 * objectiveBound)
    expect(hasty.check.objective).toBeLessThan(1.1 * check.objective)
  })

  it('plans weeks in which the clock changes', () => {
    for (const [week, intervals] of [
      ['2026-10-19', 169],
      ['2027-03-22', 167],
    ] as const) {
      const plan = {
        people: [...hourly(2), { id: 'q0', skills: BOTH }],
        chats: [4],
        tickets: [2],
        zone: 'Europe/London',
        week,
      }
      const { roster, requirement } = solve(plan)
      expect(requirement.horizon.intervals).toBe(intervals)
      expect(roster.assignments.length).toBeGreaterThan(4)
    }
  })

  it('lies, with its bound, around the best roster of all', () => {
    for (const chats of [
      [6, 14],
      [14, 0],
      [2, 6],
    ]) {
      const plan: TinyPlan = {
        people: [
          { id: 'p0', hourlyCost: 2800 },
          { id: 'p1', contractId: 'full' },
        ],
        chats,
        tickets: [0],
        days: 2,
        rules: SOFT,
      }
      const { check, objectiveBound } = solve(plan)
      const best = cheapest(plan)
      expect(objectiveBound).toBeLessThanOrEqual(best + 2.5)
      expect(best).toBeLessThanOrEqual(check.objective)
      // Instances this small are solved to the end of the gap.
      expect(check.objective).toBeLessThanOrEqual(best * 1.05)
    }
  })
})

/** Objective of the best of all legal rosters of two people and two days, by trying every one. */
function cheapest(plan: TinyPlan): number {
  const { inputs, requirement } = tinyPlan(plan)
  const shifts = (employeeId: string, day: number): (Assignment | null)[] => [
    null,
    ...[9, 11].map((hour): Assignment => shiftAt(employeeId, 'short', day, hour, 4)),
    ...[11, 12, 13].map(
      (meal): Assignment => ({
        ...shiftAt(employeeId, 'long', day, 9, 7),
        breaks: [{ kind: 'meal', paid: false, startMs: when(day, meal), endMs: when(day, meal + 1) }],
      }),
    ),
  ]
  let best = Infinity
  let tried = 0
  for (const a of shifts('p0', 0))
    for (const b of shifts('p0', 1))
      for (const c of shifts('p1', 0))
        for (const d of shifts('p1', 1)) {
          const check = checkRoster(inputs, requirement, {
            assignments: [a, b, c, d].filter((shift) => shift !== null),
          })
          if (hardViolations(check).length > 0) continue
          tried++
          best = Math.min(best, check.objective)
        }
  expect(tried).toBe(6 ** 4)
  return best
}

const shiftAt = (employeeId: string, templateId: string, day: number, hour: number, hours: number): Assignment => ({
  employeeId,
  templateId,
  startMs: when(day, hour),
  endMs: when(day, hour + hours),
  breaks: [],
  queueIds: ['chat'],
  pinned: false,
})

describe('fixed shifts that no legal roster can hold', () => {
  const refusal = (availability: Availability[], plan: Partial<TinyPlan> = {}) => {
    const { inputs, requirement } = tinyPlan({
      people: hourly(1),
      chats: [0],
      tickets: [0],
      ...plan,
      inputs: { availability },
    })
    try {
      refuseBrokenFixedShifts(inputs, requirement)
      return 'accepted'
    } catch (error) {
      expect(error).toBeInstanceOf(PlanningInputError)
      return (error as Error).message
    }
  }

  it('are refused with the rule, the shift and the next step', () => {
    const rest = { ...own, id: 'rest', kind: 'minRestBetweenShifts' as const, minMinutes: 1440 }
    const two = [fixed(0, 11, 'short', 4), fixed(1, 9, 'short', 4)]
    expect(refusal(two)).toBe('accepted')
    expect(refusal(two, { rules: [rest] })).toBe(
      'availability.csv: p0 has no legal week: rule rest (minMinutes 1440), the fixed shift short at ' +
        '2026-11-09T11:00+08:00 and the fixed shift short at 2026-11-10T09:00+08:00 cannot all be kept (p0 has 1080 ' +
        'minutes of rest before the shift at 2026-11-10T09:00+08:00; 1440 needed). Ways out, cheapest first: (1) let ' +
        'rule rest (minMinutes 1440) be broken: p0 has 1080 minutes of rest before the shift at 2026-11-10T09:00+08:00; ' +
        '1440 needed; (2) give up the fixed shift short at 2026-11-09T11:00+08:00; (3) give up the fixed shift short at ' +
        '2026-11-10T09:00+08:00.',
    )
  })

  it('are refused at a start that their template does not have, rather than left out', () => {
    expect(refusal([fixed(0, 10, 'short', 4)])).toBe(
      'availability.csv: p0 has no legal week: the fixed shift short at 2026-11-09T10:00+08:00 alone cannot be kept ' +
        "(p0's shift at 2026-11-09T10:00+08:00 does not start at a time of template short). Ways out, cheapest first: " +
        '(1) give up the fixed shift short at 2026-11-09T10:00+08:00.',
    )
  })

  it('are refused when there are two on a day', () => {
    const templates = [{ id: 'short', startTimes: ['06:00', '12:00'], lengthMinutes: 240 }]
    expect(refusal([fixed(0, 6, 'short', 4), fixed(0, 12, 'short', 4)], { templates })).toBe(
      'availability.csv: p0 has no legal week: the fixed shift short at 2026-11-09T06:00+08:00 and the fixed shift short ' +
        'at 2026-11-09T12:00+08:00 cannot all be kept (p0 starts 2 shifts on 2026-11-09; at most 1 allowed). Ways out, ' +
        'cheapest first: (1) give up the fixed shift short at 2026-11-09T06:00+08:00; (2) give up the fixed shift short ' +
        'at 2026-11-09T12:00+08:00.',
    )
  })
})
