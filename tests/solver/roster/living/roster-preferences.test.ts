import { describe, expect, it } from 'vitest'
import { PlanningInputError } from '../../../../solver/domain/planning-input-error.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { type ChangePrice, changeCost } from '../../../../solver/roster/living/change-price.ts'
import { type Locks, lockedDays, NO_LOCKS } from '../../../../solver/roster/living/locks.ts'
import { keepingLocked, personDay, rosterChanges } from '../../../../solver/roster/living/roster-preferences.ts'
import { teamWeeks } from '../../../../solver/roster/living/team-weeks.ts'
import { TourPricer } from '../../../../solver/tours/tour-pricer.ts'
import { tinyPlan } from '../tiny-plan.ts'

const when = (day: number, hour: number) => Date.UTC(2026, 10, 9 + day, hour - 8)
const shift = (employeeId: string, day: number, hour = 9, pinned = false): Assignment => ({
  employeeId,
  templateId: 'short',
  startMs: when(day, hour),
  endMs: when(day, hour + 4),
  breaks: [],
  queueIds: ['chat'],
  pinned,
})
const { inputs, requirement } = tinyPlan({ people: [{ id: 'p0' }, { id: 'p1' }], chats: [2], tickets: [0] })
const { horizon } = requirement
const given = { assignments: [shift('p0', 0), shift('p1', 2, 11), shift('p1', 3, 9, true)] }
const locks = (some: Partial<Locks>) => [...lockedDays(inputs, horizon, given, { ...NO_LOCKS, ...some })].sort()

describe('locks', () => {
  it('keep pinned shifts by themselves', () => {
    expect(locks({})).toEqual(['p1 2026-11-12'])
  })

  it('are of people, of days, of single days, of all shifts, less what is released', () => {
    expect(locks({ people: ['p0'] })).toHaveLength(8)
    expect(locks({ dates: ['2026-11-10'] })).toEqual(['p0 2026-11-10', 'p1 2026-11-10', 'p1 2026-11-12'])
    expect(locks({ shifts: true })).toEqual(['p0 2026-11-09', 'p1 2026-11-11', 'p1 2026-11-12'])
    const personDays = [{ employeeId: 'p0', date: '2026-11-13' }]
    expect(locks({ personDays })).toEqual(['p0 2026-11-13', 'p1 2026-11-12'])
    expect(locks({ personDays, released: personDays })).toEqual(['p1 2026-11-12'])
  })

  it('refuse people and days that are not planned', () => {
    const refusal = () => locks({ people: ['p7'], dates: ['2026-11-16'] })
    expect(refusal).toThrow(PlanningInputError)
    expect(refusal).toThrow(
      '"p7" is not a person of this plan. Lock people by their id of employees.csv.\n' +
        '"2026-11-16" is not a day of what is planned, 2026-11-09 to 2026-11-15. Write locked days as YYYY-MM-DD.',
    )
  })

  it('leave the engine one choice on a locked day, a shift or a day off', () => {
    const locked = new Set([personDay('p0', '2026-11-09'), personDay('p0', '2026-11-10')])
    const weeks = teamWeeks(inputs, horizon, { given, locked })
    const reward = Float64Array.from(weeks.options, ({ day }) => (day <= 2 ? 1e6 : 0))
    const { tour } = new TourPricer(weeks.problem).cheapest(0, reward)!
    const option = weeks.options[tour[0]!]!
    expect([option.template.id, option.startMs]).toEqual(['short', when(0, 9)])
    expect(tour[1]).toBe(-1)
    expect(tour[2]).not.toBe(-1)
  })

  it('give locked shifts their own breaks back', () => {
    const breaks = [{ kind: 'rest' as const, paid: true, startMs: when(0, 10), endMs: when(0, 11) }]
    const own = {
      assignments: [
        { ...shift('p0', 0), breaks },
        { ...shift('p1', 2, 11), breaks },
      ],
    }
    const preferences = { given: own, locked: new Set([personDay('p0', '2026-11-09')]) }
    const kept = keepingLocked({ assignments: [shift('p0', 0), shift('p1', 2, 11)] }, preferences, horizon.zone)
    expect(kept.assignments.map(({ pinned, breaks: placed }) => [pinned, placed.length])).toEqual([
      [true, 1],
      [false, 0],
    ])
  })
})

describe('rosterChanges', () => {
  it('counts person-days whose shift differs; breaks and queues are no change', () => {
    const made = { assignments: [{ ...shift('p0', 0), queueIds: [] }, shift('p1', 2, 9), shift('p0', 4)] }
    expect(
      rosterChanges(given, made, () => horizon.zone).map(({ employeeId, date, from, to }) => [
        ...[employeeId, date],
        ...[from?.startMs, to?.startMs],
      ]),
    ).toEqual([
      ['p1', '2026-11-11', when(2, 11), when(2, 9)],
      ['p1', '2026-11-12', when(3, 9), undefined],
      ['p0', '2026-11-13', undefined, when(4, 9)],
    ])
  })
})

describe('changeCost', () => {
  const law = {
    ...{ id: 'law', name: { 'zh-CN': '法', en: 'Law' }, source: 'a law', validFrom: '2020-01-01' },
    ...{
      noticeHours: 336,
      hoursPerChange: 1,
      lostHoursShare: 0.5,
      lostHoursNoticeHours: 336,
      freeMinutes: 15,
      byConsentOnly: false,
    },
  }
  const plain: ChangePrice = { perPersonDay: 500, noticeDays: 2, shortNoticeFactor: 2, latePay: [] }
  const [employee] = inputs.employees
  const cost = (price: ChangePrice, from?: Assignment, to?: Assignment) =>
    changeCost(price, horizon, employee!, from, to)

  it('is the plain price long before, and more at short notice', () => {
    expect(cost(plain, shift('p0', 0))).toBe(500)
    const today = { ...plain, madeAtMs: when(0, 0) }
    expect(cost(today, shift('p0', 1, 9))).toBe(1000)
    expect(cost(today, shift('p0', 2, 9))).toBe(500)
  })

  it('adds an hour of pay for a late move and half the pay of hours lost, where a law asks it', () => {
    const late = { ...plain, madeAtMs: when(-3, 0), latePay: [{ law, appliesTo: undefined }] }
    expect(cost(late, shift('p0', 4, 9), shift('p0', 4, 11))).toBe(500 + 3000)
    expect(cost(late, undefined, shift('p0', 4))).toBe(500 + 3000)
    expect(cost(late, shift('p0', 4))).toBe(500 + 0.5 * 4 * 3000)
    expect(cost({ ...late, madeAtMs: when(-15, 0) }, shift('p0', 4))).toBe(500)
  })

  it('leaves free what the law leaves free, and whom it does not bind', () => {
    const late = {
      ...plain,
      madeAtMs: when(-3, 0),
      latePay: [{ law: { ...law, freeMinutes: 120 }, appliesTo: undefined }],
    }
    expect(cost(late, shift('p0', 4, 9), shift('p0', 4, 11))).toBe(500)
    const others = { ...plain, madeAtMs: when(-3, 0), latePay: [{ law, appliesTo: { employees: ['p1'] } }] }
    expect(cost(others, shift('p0', 4))).toBe(500)
  })
})
