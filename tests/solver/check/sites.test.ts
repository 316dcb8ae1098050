import { describe, expect, it } from 'vitest'
import { checkRoster } from '../../../solver/check/check-roster.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { shiftAt, twoSites } from '../../fixtures/two-sites.ts'

/** What a rule finds in a roster of a plan in Shanghai with people in Los Angeles, `a1`, and at home, `h1`. */
function found(week: string, rule: object, shifts: readonly Assignment[], previousRoster: readonly Assignment[] = []) {
  const { inputs, requirement } = twoSites({
    ...{ zone: 'Asia/Shanghai', site: 'America/Los_Angeles', week, people: ['a1', 'h1'] },
    ...{ rules: [{ id: 'it', ...rule }], inputs: { previousRoster } },
  })
  const check = checkRoster(inputs, requirement, { assignments: shifts })
  return check.violations.map(({ ruleId, employeeId, at, size }) => [ruleId, employeeId, at, size])
}

/** Los Angeles' days: 1 to 7 November. Its clocks go back on the first. */
const WEEK = '2026-11-02'

describe('rest is elapsed time, also over a night in which only the site changes its clocks', () => {
  const rest = { kind: 'minRestBetweenShifts', minMinutes: 660 }

  it('in autumn: ten hours on the wall are eleven', () => {
    const evening = shiftAt('a1', 'late', '2026-10-31T15:00-07:00')
    expect(found(WEEK, rest, [shiftAt('a1', 'day', '2026-11-01T09:00-08:00')], [evening])).toEqual([])
    expect(found(WEEK, rest, [shiftAt('a1', 'day', '2026-11-01T08:00-08:00')], [evening])).toEqual([
      ['it', 'a1', '2026-11-01T08:00-08:00', 60],
    ])
  })

  it('in spring: ten hours on the wall are nine', () => {
    const evening = shiftAt('a1', 'late', '2027-03-13T15:00-08:00')
    const morning = shiftAt('a1', 'day', '2027-03-14T09:00-07:00')
    expect(found('2027-03-15', rest, [morning], [evening])).toEqual([['it', 'a1', '2027-03-14T09:00-07:00', 120]])
    const home = [shiftAt('h1', 'late', '2027-03-14T15:00+08:00'), shiftAt('h1', 'day', '2027-03-15T10:00+08:00')]
    expect(found('2027-03-15', rest, home.slice(1), home.slice(0, 1))).toEqual([])
  })
})

describe('the days of a person are those of the site', () => {
  it('weekends', () => {
    const rule = { kind: 'maxWeekends', maxWeekends: 0 }
    // Saturday morning in Shanghai is Friday afternoon in Los Angeles.
    const moment = Date.parse('2026-11-07T08:00+08:00')
    const friday = shiftAt('a1', 'late', '2026-11-06T16:00-08:00')
    const saturday = shiftAt('h1', 'late', '2026-11-07T08:00+08:00')
    expect([friday.startMs, saturday.startMs]).toEqual([moment, moment])
    expect(found(WEEK, rule, [friday, saturday])).toEqual([['it', 'h1', '2026-11-02', 1]])
    expect(found(WEEK, rule, [shiftAt('a1', 'day', '2026-11-07T08:00-08:00')])).toEqual([['it', 'a1', '2026-11-01', 1]])
  })

  it('nights', () => {
    const rule = { kind: 'noNightWork', fromMinute: 1320, toMinute: 360 }
    const day = '2026-11-03T22:00Z'
    expect(found(WEEK, rule, [shiftAt('a1', 'late', day), shiftAt('h1', 'late', day)])).toEqual([])
    const night = '2026-11-04T14:00Z'
    expect(found(WEEK, rule, [shiftAt('a1', 'late', night), shiftAt('h1', 'late', night)])).toEqual([
      ['it', 'h1', '2026-11-04T22:00+08:00', 480],
    ])
    const sevenHours = [shiftAt('a1', 'night', '2026-11-03T23:00-08:00')]
    expect(found(WEEK, rule, sevenHours)).toEqual([['it', 'a1', '2026-11-03T23:00-08:00', 420]])
  })

  it('days off in a week, of which seven begin with the site’s Sunday', () => {
    const rule = { kind: 'minDaysOffPerWeek', minDays: 1 }
    const days = ['01', '02', '03', '04', '05', '06'].map((day) => shiftAt('a1', 'late', `2026-11-${day}T15:00-08:00`))
    expect(found(WEEK, rule, days)).toEqual([])
    expect(found(WEEK, rule, [...days, shiftAt('a1', 'late', '2026-11-07T15:00-08:00')])).toEqual([
      ['it', 'a1', '2026-11-01', 1],
    ])
  })

  it('start times of templates, and the weeks themselves', () => {
    const fits = { kind: 'matchesTemplate' }
    const before = shiftAt('a1', 'day', '2026-11-01T08:00-08:00')
    expect(before.startMs).toBe(Date.parse('2026-11-02T00:00+08:00'))
    expect(found(WEEK, fits, [before, shiftAt('a1', 'night', '2026-11-07T23:00-08:00')])).toEqual([])
    expect(found(WEEK, fits, [shiftAt('a1', 'day', '2026-11-04T08:00+08:00')])).toEqual([
      ['it', 'a1', '2026-11-03T16:00-08:00', 1],
    ])
    expect(found(WEEK, fits, [shiftAt('a1', 'day', '2026-11-08T08:00-08:00')])).toEqual([
      ['insideWeek', 'a1', '2026-11-08', 1],
    ])
    expect(found(WEEK, fits, [shiftAt('h1', 'day', '2026-11-01T08:00+08:00')])).toEqual([
      ['insideWeek', 'h1', '2026-11-01', 1],
    ])
  })
})

describe('rules of pay', () => {
  it('know the holidays of the groups that they are for', () => {
    const { inputs, requirement } = twoSites({
      ...{ zone: 'Asia/Shanghai', site: 'America/Los_Angeles', week: WEEK, people: ['a1', 'h1'] },
      rules: [
        {
          ...{ id: 'holiday', kind: 'datePremium', severity: 'pay', premium: 1, dates: ['2026-11-03'] },
          appliesTo: { groups: ['away'] },
        },
      ],
    })
    const premiums = (start: string, id = 'a1') =>
      checkRoster(inputs, requirement, { assignments: [shiftAt(id, 'late', start)] }).costs.premiums
    // All of it on the third in Los Angeles, which has long been the fourth in Shanghai.
    expect(premiums('2026-11-03T15:00-08:00')).toBe(8 * 3000)
    // Seven of its hours, from midnight there on.
    expect(premiums('2026-11-03T15:00+08:00')).toBe(7 * 3000)
    expect(premiums('2026-11-03T15:00+08:00', 'h1')).toBe(0)
  })
})

describe('rules about the team', () => {
  const monday = { kind: 'shiftCover', templates: ['late'], weekdays: [1], agents: 1 }
  const shifts = [shiftAt('a1', 'late', '2026-11-02T15:00-08:00')]

  it('count by the days of the site where they bind its people alone', () => {
    const ofSite = { ...monday, appliesTo: { groups: ['away'] } }
    expect(found(WEEK, ofSite, shifts)).toEqual([])
    expect(found(WEEK, ofSite, [shiftAt('a1', 'late', '2026-11-01T15:00-08:00')])).toEqual([
      ['it', undefined, '2026-11-02', 1],
    ])
  })

  it('count by the days of the plan where they bind people of several zones', () => {
    // Monday afternoon in Los Angeles is Tuesday morning in Shanghai, and Sunday evening Monday noon.
    expect(found(WEEK, monday, shifts)).toEqual([['it', undefined, '2026-11-02', 1]])
    expect(found(WEEK, monday, [shiftAt('a1', 'late', '2026-11-01T20:00-08:00')])).toEqual([])
  })

  it('name hours by the clock of the people whom they bind', () => {
    const rule = { kind: 'minPresence', from: '09:00', to: '11:00', weekdays: [2], agents: 1 }
    const ofSite = { ...rule, appliesTo: { groups: ['away'] } }
    expect(found(WEEK, ofSite, [shiftAt('a1', 'late', '2026-11-03T08:00-08:00')])).toEqual([])
    expect(found(WEEK, ofSite, [shiftAt('a1', 'late', '2026-11-03T10:00-08:00')])).toEqual([
      ['it', undefined, '2026-11-03T09:00-08:00', 1],
    ])
  })
})
