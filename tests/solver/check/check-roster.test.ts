import { describe, expect, it } from 'vitest'
import { hardViolations } from '../../../solver/check/check-roster.ts'
import type { Assignment, PlacedBreak } from '../../../solver/domain/roster.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import {
  checkWeek,
  dayShift,
  dayShifts,
  type GoodWeek,
  goodWeek,
  violationsOf,
  weekOf,
  withShifts,
  withTail,
} from './corrupt-roster.ts'

const good = goodWeek()

const START = '2026-11-10T09:00+08:00'
const HOUR = 3_600_000

describe('a roster that does not fit its plan', () => {
  it('names a shift of somebody who is not in the team', () => {
    const week = { ...good, roster: { assignments: [...good.roster.assignments, dayShift('zoe', START)] } }
    expect(hardViolations(checkWeek(week))).toEqual([
      {
        ruleId: 'knownEmployee',
        ruleKind: 'knownEmployee',
        severity: 'hard',
        employeeId: 'zoe',
        at: '2026-11-10',
        size: 1,
        unit: 'shifts',
        message: 'zoe is not in employees.csv.',
      },
    ])
  })

  it('names shifts that start before the week or at its end, and takes the first and the last instant', () => {
    const inside = ['2026-11-09T00:00+08:00', '2026-11-15T23:00+08:00'].map((start) => dayShift('bo', start))
    expect(violationsOf(withShifts(good, 'bo', inside), 'insideWeek')).toEqual([])
    const outside = ['2026-11-08T23:00+08:00', '2026-11-16T00:00+08:00'].map((start) => dayShift('bo', start))
    expect(violationsOf(withShifts(good, 'bo', outside), 'insideWeek')).toEqual(
      ['2026-11-08', '2026-11-16'].map((at) => ({
        ruleId: 'insideWeek',
        ruleKind: 'insideWeek',
        severity: 'hard',
        employeeId: 'bo',
        at,
        size: 1,
        unit: 'shifts',
        message: "bo's shift starts outside the weeks being checked.",
      })),
    )
  })

  it('looks at no shift of the previous roster that starts in the week or after it', () => {
    const week = withShifts(good, 'bo', dayShifts('bo', [10]))
    const later = withTail(week, dayShifts('bo', [10, 11, 12, 13, 14, 15, 16]))
    expect(checkWeek(later)).toEqual(checkWeek(withTail(week, [])))
  })
})

describe('a shift that its template does not allow', () => {
  const shift = dayShift('bo', START)
  const meal = shift.breaks[0]!
  const movedMeal = (minutes: number, changes: Partial<PlacedBreak> = {}): PlacedBreak => ({
    ...meal,
    startMs: shift.startMs + minutes * 60_000,
    endMs: shift.startMs + (minutes + 60) * 60_000,
    ...changes,
  })
  const cases: [string, Partial<Assignment>, string][] = [
    ['unknown template', { templateId: 'dusk' }, 'names the unknown template dusk'],
    [
      'start',
      { startMs: shift.startMs + 2 * HOUR, endMs: shift.endMs + 2 * HOUR, breaks: [movedMeal(300)] },
      'does not start at a time of template day',
    ],
    ['length', { endMs: shift.endMs + HOUR }, 'does not last the 540 minutes of template day'],
    ['break count, fewer', { breaks: [] }, 'has 0 breaks; template day has 1'],
    ['break count, more', { breaks: [meal, movedMeal(300)] }, 'has 2 breaks; template day has 1'],
    [
      'break too early',
      { breaks: [movedMeal(165)] },
      "has its meal 165 minutes in for 60 minutes, outside the template's window",
    ],
    [
      'break too late',
      { breaks: [movedMeal(255)] },
      "has its meal 255 minutes in for 60 minutes, outside the template's window",
    ],
    [
      'break length',
      { breaks: [movedMeal(180, { endMs: shift.startMs + 210 * 60_000 })] },
      "has its meal 180 minutes in for 30 minutes, outside the template's window",
    ],
    [
      'break pay',
      { breaks: [movedMeal(180, { paid: true })] },
      "has its meal 180 minutes in for 60 minutes, outside the template's window",
    ],
    [
      'break kind',
      { breaks: [movedMeal(180, { kind: 'rest' })] },
      "has its meal 180 minutes in for 60 minutes, outside the template's window",
    ],
  ]
  const messages = (week: GoodWeek) => violationsOf(week, 'basic-template').map(({ message }) => message)

  it('is told from one at the edges of its windows', () => {
    for (const minutes of [180, 240])
      expect(messages(withShifts(good, 'bo', [{ ...shift, breaks: [movedMeal(minutes)] }]))).toEqual([])
  })

  for (const [name, changes, problem] of cases) {
    it(`is named: ${name}`, () => {
      const spoilt = { ...shift, ...changes }
      const at = name === 'start' ? '2026-11-10T11:00+08:00' : START
      expect(messages(withShifts(good, 'bo', [spoilt]))).toEqual([`bo's shift at ${at} ${problem}.`])
    })
  }

  it('is named: weekday, group and contract', () => {
    const template = {
      ...good.inputs.settings.shiftTemplates[0]!,
      weekdays: [1],
      groups: ['night'],
      contracts: ['hourly'],
    }
    const inputs = { ...good.inputs, settings: { ...good.inputs.settings, shiftTemplates: [template] } }
    expect(messages(withShifts({ ...good, inputs, roster: { assignments: [] } }, 'bo', [shift]))).toEqual([
      `bo's shift at ${START} does not start at a time of template day.`,
      `bo's shift at ${START} is not for group care.`,
      `bo's shift at ${START} is not for contract full-time.`,
    ])
  })

  it('is named: role and standing by', () => {
    const [day] = good.inputs.settings.shiftTemplates
    const week = (template: object): GoodWeek => {
      const settings = { ...good.inputs.settings, shiftTemplates: [{ ...day!, ...template }] }
      return { ...good, inputs: { ...good.inputs, settings }, roster: { assignments: [] } }
    }
    const standby = { ...shift, onCall: true }
    expect(messages(withShifts(week({ roles: ['trainer', 'supervisor'] }), 'bo', [shift]))).toEqual([
      `bo's shift at ${START} is only for trainer or supervisor.`,
    ])
    expect(messages(withShifts(week({ onCall: true }), 'bo', [standby]))).toEqual([])
    expect(messages(withShifts(week({ onCall: true }), 'bo', [shift]))).toEqual([
      `bo's shift at ${START} is not marked as on call like template day.`,
    ])
    expect(messages(withShifts(week({}), 'bo', [standby]))).toEqual([
      `bo's shift at ${START} is on call; template day is not.`,
    ])
  })
})

describe('the cost of a roster', () => {
  const nobody = (week: GoodWeek): GoodWeek => ({ ...week, roster: { assignments: [] } })
  const wagesOf = (days: readonly number[]) => checkWeek(withShifts(nobody(good), 'bo', dayShifts('bo', days))).costs

  it('pays the guarantee when nobody works, and overtime at its premium', () => {
    // 40 guaranteed hours each of an (3250), bo (3000), cy (2800) and di (3100).
    const guaranteed = 40 * (3250 + 3000 + 2800 + 3100)
    expect(wagesOf([])).toMatchObject({ wages: guaranteed, overtime: 0 })
    expect(wagesOf([9, 10, 11, 12, 13])).toMatchObject({ wages: guaranteed, overtime: 0 })
    expect(wagesOf([9, 10, 11, 12, 13, 15])).toMatchObject({ wages: guaranteed + 8 * 4500, overtime: 8 * 4500 })
  })

  it('prices soft rules by the unit', () => {
    // Nobody works: 4 people lose 40 guaranteed hours at 100 each.
    expect(checkWeek(nobody(good)).costs.softRules).toBe(4 * 40 * 100)
    // an works the Sunday asked off (5000) and 8 of 40 hours.
    const sunday = withShifts(nobody(good), 'an', dayShifts('an', [15]))
    expect(checkWeek(sunday).costs.softRules).toBe((3 * 40 + 32) * 100 + 5000)
  })

  it('adds up to the objective, overtime counted once', () => {
    const { costs, objective } = checkWeek(withShifts(good, 'bo', dayShifts('bo', [9, 10, 11, 12, 13, 15])))
    expect(costs.overtime).toBeGreaterThan(0)
    expect(objective).toBe(costs.wages + costs.understaffing + costs.overdueWork + costs.softRules)
  })

  it('lists hard violations before soft ones', () => {
    const severities = checkWeek(withShifts(good, 'di', [])).violations.map(({ severity }) => severity)
    expect(new Set(severities)).toEqual(new Set(['hard', 'soft']))
    expect(severities).toEqual([...severities].sort())
  })
})

describe('weeks in which the clock changes', () => {
  /** The small plan in London, its history a year older so that it lies before both weeks, without days off or a tail. */
  const london = () =>
    new Map(
      [...smallPlan({ 'availability.csv': undefined, 'previous-roster.csv': undefined })].map(([path, text]) => [
        path,
        path === 'history.csv' ? text.replaceAll(',2026-', ',2025-') : text.replace('Asia/Shanghai', 'Europe/London'),
      ]),
    )
  const weekWith = (week: string, shifts: Assignment[]): GoodWeek => {
    const { inputs, requirement } = weekOf(london(), week)
    return { inputs, requirement, roster: { assignments: shifts } }
  }
  const late = (start: string) => dayShift('cy', start, { queueIds: ['tickets'] })

  it('rests an hour more in autumn and an hour less in spring for the same wall clock', () => {
    const autumn = weekWith('2026-10-19', [late('2026-10-24T13:00+01:00'), late('2026-10-25T08:00+00:00')])
    expect(violationsOf(autumn, 'rest')).toEqual([])
    const spring = weekWith('2027-03-22', [late('2027-03-27T13:00+00:00'), late('2027-03-28T09:00+01:00')])
    expect(violationsOf(spring, 'rest')).toMatchObject([
      {
        size: 60,
        message: 'cy has 600 minutes of rest before the shift at 2027-03-28T09:00+01:00; 660 needed.',
      },
    ])
  })

  it('has a night of nine hours in autumn and of seven in spring', () => {
    const wholeNight = (start: string) => late(start)
    const autumn = weekWith('2026-10-19', [wholeNight('2026-10-24T22:00+01:00')])
    expect(violationsOf(autumn, 'cn-protected-no-night')).toMatchObject([{ size: 540, at: '2026-10-24T22:00+01:00' }])
    const spring = weekWith('2027-03-22', [wholeNight('2027-03-27T22:00+00:00')])
    expect(violationsOf(spring, 'cn-protected-no-night')).toMatchObject([{ size: 420, at: '2027-03-27T22:00+00:00' }])
  })

  it('takes the wall clock for the start of a template on the day of the change', () => {
    for (const [week, right, wrong] of [
      ['2026-10-19', '2026-10-25T09:00+00:00', '2026-10-25T09:00+01:00'],
      ['2027-03-22', '2027-03-28T09:00+01:00', '2027-03-28T09:00+00:00'],
    ] as const) {
      expect(violationsOf(weekWith(week, [late(right)]), 'basic-template')).toEqual([])
      // The wrong offset is 08:00 in autumn and 10:00, a start of the template, in spring.
      const found = violationsOf(weekWith(week, [late(wrong)]), 'basic-template')
      expect(found).toHaveLength(week === '2026-10-19' ? 1 : 0)
    }
  })

  it('covers 169 intervals of an hour in autumn and 167 in spring', () => {
    for (const [week, intervals] of [
      ['2026-10-19', 169],
      ['2027-03-22', 167],
    ] as const) {
      const { coverage } = checkWeek(weekWith(week, []))
      expect(coverage.map(({ coveredAgents }) => coveredAgents.length)).toEqual([intervals, intervals])
    }
  })
})
