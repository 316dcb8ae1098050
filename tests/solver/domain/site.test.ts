import { describe, expect, it } from 'vitest'
import { dayHorizon, dayStarts, horizonEnd, localDate, localStamp } from '../../../solver/domain/horizon.ts'
import { inputsFor } from '../../../solver/domain/plan-inputs.ts'
import { isOnPlanGrid, planDateOf, siteHorizon, zonesOfPeople } from '../../../solver/domain/site.ts'
import { shiftAt, twoSites } from '../../fixtures/two-sites.ts'

const spanOf = (planZone: string, zone: string, week: string) => {
  const site = siteHorizon(dayHorizon(week, 7, 60, planZone), zone)
  return [site.startsAt, horizonEnd(site)].map((instant) => localStamp(instant, zone))
}

describe("a site's days", () => {
  it('have the dates of the plan where its clock is at most half a day away', () => {
    expect(spanOf('Asia/Shanghai', 'Europe/London', '2026-11-09')).toEqual([
      '2026-11-09T00:00+00:00',
      '2026-11-16T00:00+00:00',
    ])
    // Half a day in summer and thirteen hours in winter: standard times decide, so nothing moves with the clocks.
    expect(spanOf('Asia/Shanghai', 'America/New_York', '2026-07-06')[0]).toBe('2026-07-05T00:00-04:00')
    expect(spanOf('Asia/Shanghai', 'America/New_York', '2026-11-09')[0]).toBe('2026-11-08T00:00-05:00')
  })

  it('are a day earlier or later where it is further, and lie over the plan all the same', () => {
    expect(spanOf('Asia/Shanghai', 'America/Los_Angeles', '2026-11-09')).toEqual([
      '2026-11-08T00:00-08:00',
      '2026-11-15T00:00-08:00',
    ])
    expect(spanOf('America/Los_Angeles', 'Asia/Shanghai', '2026-11-09')).toEqual([
      '2026-11-10T00:00+08:00',
      '2026-11-17T00:00+08:00',
    ])
  })

  it('are the very horizon in the zone of the plan', () => {
    const horizon = dayHorizon('2026-11-09', 7, 60, 'Asia/Shanghai')
    expect(siteHorizon(horizon, 'Asia/Shanghai')).toBe(horizon)
  })

  it.each([
    ['Asia/Shanghai', 'America/Los_Angeles'],
    ['America/Los_Angeles', 'Asia/Shanghai'],
    ['America/New_York', 'Asia/Tokyo'],
    ['Europe/London', 'Pacific/Auckland'],
    ['Pacific/Auckland', 'Europe/London'],
    ['Australia/Lord_Howe', 'America/Sao_Paulo'],
    ['Pacific/Kiritimati', 'Pacific/Pago_Pago'],
  ])('of %s at %s follow one another over all weeks of two years, seven each', (planZone, zone) => {
    let end: number | undefined
    for (let week = 0; week < 104; week++) {
      const monday = new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10)
      const plan = dayHorizon(monday, 7, 30, planZone)
      const site = siteHorizon(plan, zone)
      expect(dayStarts(site)).toHaveLength(8)
      if (end !== undefined) expect(site.startsAt).toBe(end)
      expect(Math.abs(site.startsAt - plan.startsAt)).toBeLessThanOrEqual(13 * 3_600_000)
      expect(planDateOf(site.startsAt, zone, planZone)).toBe(localDate(plan.startsAt, planZone))
      end = horizonEnd(site)
    }
  })
})

describe('isOnPlanGrid', () => {
  it('asks that clocks be whole intervals apart in summer and winter', () => {
    expect(isOnPlanGrid('Asia/Kolkata', 'Asia/Shanghai', 30)).toBe(true)
    expect(isOnPlanGrid('Asia/Kolkata', 'Asia/Shanghai', 60)).toBe(false)
    expect(isOnPlanGrid('Asia/Kathmandu', 'Asia/Shanghai', 30)).toBe(false)
    expect(isOnPlanGrid('Australia/Lord_Howe', 'Asia/Shanghai', 60)).toBe(false)
  })
})

describe('inputsFor', () => {
  const { inputs, requirement } = twoSites({
    zone: 'Asia/Shanghai',
    site: 'America/Los_Angeles',
    week: '2026-11-09',
    people: ['a1', 'h1'],
    inputs: {
      previousRoster: [
        shiftAt('a1', 'late', '2026-11-07T15:00-08:00'),
        shiftAt('h1', 'late', '2026-11-08T15:00+08:00'),
        // Before the horizon, yet on the first day of the site: of this plan.
        shiftAt('a1', 'late', '2026-11-08T00:00-08:00'),
        shiftAt('gone', 'late', '2026-11-09T00:00+08:00'),
      ],
    },
  })

  it("takes for the previous roster what starts before the first day of the person's site", () => {
    const { previousRoster } = inputsFor(inputs, requirement.horizon)
    expect(previousRoster.map(({ employeeId, startMs }) => [employeeId, startMs])).toEqual([
      ['a1', Date.parse('2026-11-07T15:00-08:00')],
      ['h1', Date.parse('2026-11-08T15:00+08:00')],
    ])
  })

  it('counts the first day at work by the calendar of the site', () => {
    const employees = inputs.employees.map((employee) => ({ ...employee, hiredOn: '2026-11-15' }))
    const after = inputsFor({ ...inputs, employees }, requirement.horizon)
    expect(after.employees.map(({ id }) => id)).toEqual(['h1'])
    const tuesday = inputsFor(
      { ...inputs, employees: employees.map((each) => ({ ...each, hiredOn: '2026-11-10' })) },
      requirement.horizon,
    )
    expect(tuesday.availability.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [Date.parse('2026-11-08T00:00-08:00'), Date.parse('2026-11-10T00:00-08:00')],
      [Date.parse('2026-11-09T00:00+08:00'), Date.parse('2026-11-10T00:00+08:00')],
    ])
  })
})

describe('zonesOfPeople', () => {
  it('is the zone of the group, and that of the plan for people who are not in the team', () => {
    const plan = twoSites({ zone: 'Asia/Shanghai', site: 'Europe/London', week: '2026-11-09', people: ['a1', 'h1'] })
    expect(['a1', 'h1', 'gone'].map(zonesOfPeople(plan.inputs))).toEqual([
      'Europe/London',
      'Asia/Shanghai',
      'Asia/Shanghai',
    ])
  })
})
