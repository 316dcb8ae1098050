import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { parsePlanFolder } from '../../server/imports/plan-folder.ts'
import { hardViolations } from '../../solver/check/check-roster.ts'
import { dayStarts, horizonEnd, localStamp, weeksOf } from '../../solver/domain/horizon.ts'
import type { PlanResult } from '../../solver/domain/plan-outputs.ts'
import { scenarioSchema } from '../../solver/domain/scenario.ts'
import { plan, weekHorizon } from '../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../fixtures/small-plan.ts'
import { PLAN_OPTIONS } from './check/corrupt-roster.ts'

/** The small plan in another zone, where its previous roster and fixed shift have no place. */
function inZone(zone: string) {
  const files = smallPlan()
  const yaml = files.get('plan.yaml')!.replace('zone: Asia/Shanghai', `zone: ${zone}`)
  return parsePlanFolder(
    smallPlan({ 'plan.yaml': yaml, 'previous-roster.csv': undefined, 'availability.csv': undefined }),
  )
}

const inputs = parsePlanFolder(smallPlan())
/** How good the rosters are is not asked here. */
const OPTIONS = { ...PLAN_OPTIONS, gap: 0.5 }
const weekOfShift = ({ horizon }: PlanResult, startMs: number) =>
  Math.floor((dayStarts(horizon).findLastIndex((start) => start <= startMs) ?? 0) / 7)

describe('weekHorizon', () => {
  it.each([
    // Hours: 168 a week, one more or less for a clock change.
    ['Asia/Shanghai', '2026-12-28', 2, 336],
    ['Europe/London', '2026-10-19', 8, 8 * 168 + 1],
    ['Europe/London', '2027-03-22', 1, 167],
    ['America/Los_Angeles', '2026-10-26', 2, 337],
    ['America/Los_Angeles', '2027-03-08', 8, 8 * 168 - 1],
  ])('spans whole local weeks in %s from %s: %i weeks, %i hours', (zone, week, weeks, hours) => {
    const horizon = weekHorizon(inZone(zone), week, weeks)
    expect([horizon.intervals, weeksOf(horizon)]).toEqual([hours, weeks])
    const end = DateTime.fromISO(week).plus({ weeks }).toISODate()
    expect(localStamp(horizonEnd(horizon), zone)).toMatch(`${end}T00:00`)
    expect(dayStarts(horizon).every((start) => localStamp(start, zone).includes('T00:00'))).toBe(true)
  })

  it.each([0, 9, 1.5, Number.NaN])('refuses %d weeks with the numbers that there are', (weeks) => {
    expect(() => weekHorizon(inputs, SMALL_PLAN_WEEK, weeks)).toThrow(
      `"${weeks}" is not a number of weeks that can be planned at once. ` +
        'Plan 1 to 8 weeks; what lies further ahead is planned when it is nearer.',
    )
  })
})

describe('a plan of several weeks', () => {
  it.each([
    ['Asia/Shanghai', '2026-12-28', 2],
    ['Europe/London', '2027-03-22', 2],
    ['America/Los_Angeles', '2026-10-26', 3],
  ])('in %s from %s has every week in all that it makes', async (zone, week, weeks) => {
    const result = await plan(inZone(zone), { ...OPTIONS, week, weeks })
    const { horizon, report, roster, check, forecast, service } = result
    expect([report.week, report.weeks]).toEqual([week, weeks])
    expect(hardViolations(check)).toEqual([])
    expect(report.objectiveBound).toBeLessThanOrEqual(report.objective)
    const shifts = Map.groupBy(roster.assignments, ({ startMs }) => weekOfShift(result, startMs))
    expect([...shifts.keys()].sort()).toEqual(Array.from({ length: weeks }, (_, index) => index))
    for (const mean of [forecast.queues[0]!.mean, check.coverage[0]!.coveredAgents, service[0]!.contacts]) {
      expect(mean.length).toBe(horizon.intervals)
      const byWeek = weeksOfValues(result, mean)
      expect(byWeek.every((sum) => sum > 0)).toBe(true)
    }
    // Templates start by the wall clock, on both sides of a clock change.
    const clocks = new Set(roster.assignments.map(({ startMs }) => localStamp(startMs, zone).slice(11, 16)))
    expect([...clocks].every((clock) => clock === '09:00' || clock === '10:00')).toBe(true)
  })

  it('judges what is asked of a week in each, and names the worst', async () => {
    const oneWeek = await plan(inputs, { ...OPTIONS, weeks: 1 })
    expect(oneWeek.report.targets.map(({ over, at }) => [over, at])).toEqual([
      ['week', null],
      ['week', null],
    ])
    // Twice the work in the second week, which nobody was hired for.
    const volume = [{ from: '2026-11-16', to: '2026-11-22', factor: 3 }]
    const scenario = scenarioSchema.parse({ id: 'double', volume })
    const twoWeeks = await plan(inputs, { ...OPTIONS, weeks: 2, scenario })
    const chat = twoWeeks.report.targets.find(({ queue }) => queue === 'chat')!
    expect(chat.at).toMatch(/^2026-11-16T/)
    expect(chat.mean).toBeLessThan(twoWeeks.report.serviceLevels[0]!.mean)
  })
})

function weeksOfValues({ horizon }: PlanResult, values: Float64Array): number[] {
  const starts = dayStarts(horizon).filter((_, day) => day % 7 === 0)
  const hour = 60 * 60_000
  const bounds = [...starts.slice(0, weeksOf(horizon)), horizonEnd(horizon)].map((at) => (at - horizon.startsAt) / hour)
  return bounds.slice(1).map((to, week) => values.subarray(bounds[week], to).reduce((sum, value) => sum + value, 0))
}
