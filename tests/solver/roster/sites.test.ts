import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../../solver/check/check-roster.ts'
import { activitySchema } from '../../../solver/domain/activity.ts'
import { localStamp } from '../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { siteHorizon, zonesOfPeople } from '../../../solver/domain/site.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { tourContext } from '../../../solver/roster/limits/tour-context.ts'
import { teamWeeks } from '../../../solver/roster/living/team-weeks.ts'
import { planProblem } from '../../../solver/roster/plan-problem.ts'
import { provedBound } from '../../../solver/roster/proved-bound.ts'
import { scheduleRoster } from '../../../solver/roster/schedule-roster.ts'
import { shiftOptions } from '../../../solver/roster/shift-option.ts'
import { TeamCover } from '../../../solver/roster/team-cover.ts'
import { directModel } from '../../../solver/tours/direct-model.ts'
import { tourCost } from '../../../solver/tours/tour-cost.ts'
import { PLAIN_RULES, shiftAt, type TwoSites, twoSites } from '../../fixtures/two-sites.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})
const options = () => ({ engine, seed: 1, gap: 0.01, isOutOfTime: () => false })
const people = (homeCount: number, awayCount: number) => [
  ...Array.from({ length: homeCount }, (_, index) => `h${index}`),
  ...Array.from({ length: awayCount }, (_, index) => `a${index}`),
]

/** Solves and checks; no roster of these tests may break a hard rule or cost less than its bound. */
function solve(plan: TwoSites) {
  const { inputs, requirement } = twoSites(plan)
  const solution = scheduleRoster(inputs, requirement, options())
  const check = checkRoster(inputs, requirement, solution.roster)
  expect(hardViolations(check)).toEqual([])
  expect(solution.objectiveBound).toBeLessThanOrEqual(check.objective + 2.5)
  return { ...solution, check, inputs, requirement }
}

const clocks = (shifts: readonly Assignment[], zone: string) =>
  [...new Set(shifts.map(({ startMs }) => localStamp(startMs, zone).slice(11, 16)))].sort()

/** Nobody works at night, and every hour needs somebody: only both sites together can do it. */
const DAY_WORK = [...PLAIN_RULES, { id: 'no-night', kind: 'noNightWork', fromMinute: 1380, toMinute: 420 }]

describe('a roster of two sites', () => {
  it.each([
    ['2026-10-26', 'Asia/Shanghai', 'America/Los_Angeles'],
    ['2026-11-02', 'Asia/Shanghai', 'America/Los_Angeles'],
    ['2027-03-15', 'Asia/Shanghai', 'America/Los_Angeles'],
    ['2027-03-08', 'America/Los_Angeles', 'Asia/Shanghai'],
  ])('keeps all rules in the week of %s, planned in %s with people in %s', (week, zone, site) => {
    const { roster, requirement, objectiveBound, servicePrices, inputs } = solve({
      ...{ week, zone, site, people: people(4, 4), chats: 8, rules: DAY_WORK },
    })
    const byGroup = Map.groupBy(roster.assignments, ({ employeeId }) => employeeId[0])
    expect(clocks(byGroup.get('h')!, zone).every((clock) => ['08:00', '09:00', '15:00'].includes(clock))).toBe(true)
    expect(clocks(byGroup.get('a')!, site).every((clock) => ['08:00', '09:00', '15:00'].includes(clock))).toBe(true)
    const own = siteHorizon(requirement.horizon, site)
    expect(byGroup.get('a')!.every(({ startMs }) => startMs >= own.startsAt)).toBe(true)
    expect(provedBound(inputs, requirement, servicePrices)).toBeCloseTo(objectiveBound, 4)
  })

  it('covers the nights of one site by the days of the other', () => {
    const plan = { week: '2026-11-09', zone: 'Asia/Shanghai', chats: 8, rules: DAY_WORK }
    const together = solve({ ...plan, site: 'America/Los_Angeles', people: people(6, 6) })
    const alone = solve({ ...plan, people: people(6, 6) })
    expect(together.check.costs.understaffing).toBeLessThan(0.5 * alone.check.costs.understaffing)
  })

  it('costs no less than the best of all, which the direct model finds, nor that less than the bound', () => {
    const plan = { week: '2026-11-02', zone: 'Asia/Shanghai', site: 'America/Los_Angeles', people: people(1, 2) }
    const { inputs, requirement, objectiveBound, check } = solve({ ...plan, chats: 2, rules: DAY_WORK })
    const direct = directModel(planProblem(inputs, requirement))
    const best = engine.solve(direct.model)
    expect(best.termination).toBe('optimal')
    expect(objectiveBound).toBeLessThanOrEqual(best.objective + 2.5)
    expect(check.objective).toBeGreaterThanOrEqual(best.objective - 2.5)
    expect(check.objective).toBeLessThan(1.05 * best.objective)
  })

  it('has its training at the hours of the site', () => {
    const training = activitySchema.parse({ id: 'training', minutes: 60, from: '10:00', to: '12:00', weekdays: [2, 3] })
    const { inputs, requirement } = twoSites({
      ...{ week: '2026-11-09', zone: 'Asia/Shanghai', site: 'America/Los_Angeles', people: people(2, 2), chats: 4 },
      rules: DAY_WORK,
    })
    const settings = { ...inputs.settings, activities: [training] }
    const { roster } = scheduleRoster({ ...inputs, settings }, requirement, options())
    const check = checkRoster({ ...inputs, settings }, requirement, roster)
    expect(hardViolations(check)).toEqual([])
    const zoneOf = zonesOfPeople(inputs)
    const placed = roster.assignments.flatMap(({ employeeId, activities = [] }) =>
      activities.map(({ startMs }) => localStamp(startMs, zoneOf(employeeId)).slice(8, 16)),
    )
    expect(placed.length).toBeGreaterThan(2)
    expect(placed.filter((stamp) => !/^1[01]T1[01]:00$/.test(stamp))).toEqual([])
  })

  it('goes on from the last one, whose shifts still reach into the week', () => {
    const plan = { zone: 'Asia/Shanghai', site: 'America/Los_Angeles', people: people(3, 3), chats: 8 }
    const first = solve({ ...plan, week: '2026-11-02' })
    // All that was worked, as a previous-roster.csv may hold it.
    const next = solve({ ...plan, week: '2026-11-09', inputs: { previousRoster: first.roster.assignments } })
    const worked = [...first.roster.assignments, ...next.roster.assignments]
    for (const id of plan.people) {
      const own = worked.filter(({ employeeId }) => employeeId === id).sort((a, b) => a.startMs - b.startMs)
      for (const [index, shift] of own.slice(1).entries()) {
        expect(shift.startMs - own[index]!.endMs).toBeGreaterThanOrEqual(660 * 60_000)
      }
    }
  })
})

it('a zone of its own that is the plan’s leaves the roster as it is, byte for byte', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Asia/Shanghai', 'Europe/London', 'America/Los_Angeles'),
      fc.constantFrom('2026-10-26', '2026-11-02', '2027-03-08'),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 4, max: 12 }),
      (zone, week, count, chats) => {
        const plan = { zone, week, people: people(count, count), chats }
        const [plain, named] = [solve(plan), solve({ ...plan, site: zone })]
        expect(JSON.stringify(named.roster)).toBe(JSON.stringify(plain.roster))
        expect(named.objectiveBound).toBe(plain.objectiveBound)
        expect(JSON.stringify(named.check)).toBe(JSON.stringify(plain.check))
      },
    ),
    { numRuns: 6 },
  )
})

describe('rules about the team', () => {
  const soft = { severity: 'soft', penaltyPerUnit: 1000 }
  const presence = { kind: 'minPresence', from: '22:00', to: '34:00', weekdays: [1, 3, 6, 7], agents: 2, ...soft }
  const cover = { kind: 'shiftCover', templates: ['late', 'night'], weekdays: [1, 2, 7], agents: 1, ...soft }
  const budget = { kind: 'minutesBudget', maxMinutes: 1500, ...soft }
  const away = { appliesTo: { groups: ['away'] } }
  const RULES = [presence, cover, { ...cover, surplusPenalty: 700 }, budget].flatMap((rule, index) => [
    { ...rule, id: `of-all-${index}` },
    { ...rule, ...away, id: `of-site-${index}` },
  ])

  it('cost in the search what the check finds, by the clock of a site as by that of the plan', () => {
    const place = fc.constantFrom(
      { week: '2026-10-26', zone: 'Asia/Shanghai', site: 'America/Los_Angeles' },
      { week: '2027-03-08', zone: 'America/Los_Angeles', site: 'Asia/Shanghai' },
      { week: '2026-10-19', zone: 'Asia/Shanghai', site: 'Europe/London' },
    )
    const picks = fc.array(fc.array(fc.nat(9), { minLength: 7, maxLength: 7 }), { minLength: 4, maxLength: 4 })
    let priced = 0
    fc.assert(
      fc.property(place, picks, (where, worked) => {
        const { inputs, requirement } = twoSites({ ...where, people: people(2, 2), rules: RULES })
        const { horizon } = requirement
        const options = shiftOptions(inputs.settings, horizon)
        const context = tourContext(inputs, horizon, options)
        const team = new TeamCover(context, inputs.employees)
        const zoneOf = zonesOfPeople(inputs)
        const assignments = inputs.employees.flatMap(({ id }, person) => {
          const tour = Int32Array.from(worked[person]!, (pick, day) => {
            const own = options.filter((option) => option.day === day && option.zone === zoneOf(id))
            return own[pick]?.index ?? -1
          })
          team.add(person, tour)
          return [...tour]
            .filter((option) => option >= 0)
            .map((option) => {
              const { template, startMs } = options[option]!
              return shiftAt(id, template.id, new Date(startMs).toISOString())
            })
        })
        const { costs } = checkRoster(inputs, { horizon, queues: [] }, { assignments })
        expect(Math.abs(team.cost - costs.softRules)).toBeLessThan(1)
        if (costs.softRules > 0) priced++
      }),
      { numRuns: 30 },
    )
    expect(priced).toBeGreaterThan(20)
  })
})

describe('what lies before the days of a site', () => {
  /** Cost of a person's shifts by the compiled limits, and what the check finds in them. */
  function bothWays(plan: TwoSites, shifts: readonly Assignment[]) {
    const { inputs, requirement } = twoSites(plan)
    const { problem, optionIn } = teamWeeks(inputs, requirement.horizon)
    const tour = new Int32Array(problem.days).fill(-1)
    for (const shift of shifts) {
      const option = optionIn(plan.site!, shift)!
      tour[option.day] = option.index
    }
    const check = checkRoster(inputs, { ...requirement, queues: [] }, { assignments: shifts })
    return { cost: tourCost(problem, 0, tour), hard: hardViolations(check).length, soft: check.costs.softRules }
  }

  it('is worked until the morning of the first day: a long rest begins there', () => {
    // Over at six, two hours before the week begins in Shanghai and six after it began at the site.
    const night = shiftAt('a0', 'night', '2026-10-31T23:00-07:00')
    const plan = {
      ...{ week: '2026-11-02', zone: 'Asia/Shanghai', site: 'America/Los_Angeles', people: ['a0'] },
      rules: [{ id: 'long', kind: 'minLongRest', minMinutes: 27 * 60 }],
      inputs: { previousRoster: [night] },
    }
    const working = (hour: string) => [
      shiftAt('a0', 'day', `2026-11-02T${hour}:00-08:00`),
      ...['03', '04', '05', '06', '07'].map((day) => shiftAt('a0', 'day', `2026-11-${day}T08:00-08:00`)),
    ]
    expect(bothWays(plan, working('08'))).toMatchObject({ cost: Infinity, hard: 1 })
    const kept = bothWays(plan, working('09'))
    expect([kept.hard, Number.isFinite(kept.cost)]).toEqual([0, true])
  })

  it('is no matter of this plan’s wishes, be it within its horizon', () => {
    const asked = (start: string, end: string) => ({
      ...{ week: '2026-11-09', zone: 'America/Los_Angeles', site: 'Asia/Shanghai', people: ['a0'] },
      rules: [{ id: 'wish', kind: 'shiftOnRequest', severity: 'soft', penaltyPerUnit: 500 }],
      inputs: {
        availability: [
          { employeeId: 'a0', kind: 'shiftOnRequest' as const, startMs: Date.parse(start), endMs: Date.parse(end) },
        ],
      },
    })
    const before = asked('2026-11-09T17:00+08:00', '2026-11-10T00:00+08:00')
    expect(bothWays(before, [])).toMatchObject({ cost: 0, soft: 0 })
    const first = asked('2026-11-10T07:00+08:00', '2026-11-10T09:00+08:00')
    expect(bothWays(first, [])).toMatchObject({ cost: 500, soft: 500 })
  })
})

describe('shift options', () => {
  it('are of the groups of a zone: a template for others only is none of its', () => {
    const { inputs, requirement } = twoSites({
      ...{ zone: 'Asia/Shanghai', site: 'Europe/London', week: '2026-11-09', people: ['a1', 'h1'] },
    })
    const templates = inputs.settings.shiftTemplates.map((each) =>
      each.id === 'night' ? { ...each, groups: ['home'] } : each,
    )
    const all = shiftOptions({ ...inputs.settings, shiftTemplates: templates }, requirement.horizon)
    const zonesWith = (id: string) => [
      ...new Set(all.filter(({ template }) => template.id === id).map(({ zone }) => zone)),
    ]
    expect(zonesWith('day').sort()).toEqual(['Asia/Shanghai', 'Europe/London'])
    expect(zonesWith('night')).toEqual(['Asia/Shanghai'])
    expect(all.map(({ index }) => index)).toEqual([...all.keys()])
    expect(all.every(({ day }, index) => index === 0 || day >= all[index - 1]!.day)).toBe(true)
  })
})
