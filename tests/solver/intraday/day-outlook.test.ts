import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RISK_LIMITS, type Risk, type RiskLimits } from '../../../solver/domain/day-risk.ts'
import type { PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { type DaySituation, dayOutlook, type QueueSoFar } from '../../../solver/intraday/day-outlook.ts'
import { handlingTimes } from '../../../solver/intraday/handling-time.ts'
import { paceOf } from '../../../solver/intraday/pace.ts'
import { type Presence, risksOf } from '../../../solver/intraday/risks.ts'
import { requirementFor } from '../../../solver/staffing/requirement.ts'
import { at, people, shift } from '../simulate/roster-sample.ts'
import { forecastOf, horizonOf, inputsOf, phone, settingsOf, tickets } from '../staffing/plan-samples.ts'

const horizon = horizonOf(2)
/** Calls from eight to eight, sixty an hour, on the first day and the next. */
const volume = (queueId: string, interval: number) =>
  queueId === 'phone' && interval % 24 >= 8 && interval % 24 < 20 ? 60 : queueId === 'tickets' ? 4 : 0
const WRITERS = ['w0', 'w1']
const open = [{ from: '08:00', to: '20:00' }]

/** Agents who answer calls from eight to eight on the first day, beside two who work tickets, at an hour of it. */
function situationAt(hour: number, agents: number, soFar: ReadonlyMap<string, Partial<QueueSoFar>>): DaySituation {
  const settings = settingsOf([phone({ openHours: open }), tickets()])
  const forecast = forecastOf(horizon, settings, volume)
  const team = people(agents)
  const skills = settings.queues.map(({ id }) => ({ queueId: id, proficiency: 1 }))
  const inputs: PlanInputs = inputsOf(settings, Object.fromEntries([...team, ...WRITERS].map((id) => [id, skills])))
  const assignments: Assignment[] = [
    ...team.map((id) => shift(id, 8, 20, ['phone'])),
    ...WRITERS.map((id) => shift(id, 0, 24, ['tickets'])),
  ]
  const blank = () => new Float64Array(horizon.intervals).fill(Number.NaN)
  const known = new Map(
    [...soFar].map(([queueId, given]): [string, QueueSoFar] => [
      queueId,
      { offered: blank(), handled: blank(), ahtSeconds: blank(), backlog: blank(), ...given },
    ]),
  )
  return {
    ...{ inputs, forecast, requirement: requirementFor(settings, forecast), roster: { assignments } },
    ...{ soFar: known, learned: new Map(), asOf: at(hour) },
  }
}

/** So many calls in each hour from eight until an hour. */
const came = (until: number, calls: number) =>
  Float64Array.from({ length: horizon.intervals }, (_, hour) => (hour >= 8 && hour < until ? calls : Number.NaN))
const OPTIONS = { replications: 10, seed: 1 }
const outlookAt = (situation: DaySituation) => dayOutlook(situation, OPTIONS)
const risksAt = (situation: DaySituation, presence: Presence[] = [], silent: string[] = []) =>
  risksOf({ situation, outlook: outlookAt(situation), presence, silent })
const told = (risks: readonly Risk[]) =>
  risks.filter(({ isGrave }) => isGrave).map(({ kind, queueId }) => `${kind} ${queueId}`)

describe('handling times', () => {
  const planned = new Float64Array(4).fill(180)

  test('move with what was handled, the more the more there was', () => {
    const seen = (contacts: number) =>
      handlingTimes(
        planned,
        { contacts: new Float64Array(4).fill(contacts), ahtSeconds: new Float64Array(4).fill(360) },
        0,
        4,
      )
    // 200 contacts of twice the time against a plan worth 50: (200 x 2 + 50) / 250.
    expect(seen(50)).toBeCloseTo(1.8)
    expect(seen(5)).toBeCloseTo((20 * 2 + 50) / 70)
    expect(seen(0)).toBe(1)
  })

  test('are not made of slips', () => {
    const slip = { contacts: new Float64Array(4).fill(1000), ahtSeconds: new Float64Array(4).fill(80_000) }
    expect(handlingTimes(planned, slip, 0, 4)).toBe(2.5)
  })
})

describe('the pace', () => {
  const planned = new Float64Array(12).fill(40)
  const paceWith = (...contacts: number[]) => paceOf(planned, Float64Array.from(contacts), contacts.length, 30)

  test('is that of the last hour and a half, where it is no chance', () => {
    expect(paceWith(40, 40, 60, 60, 60)).toBe(1.5)
    expect(paceWith(40, 40, 43, 39, 44)).toBe(1)
    expect(paceWith(60, 60, 60, 40, 40, 40)).toBe(1)
  })

  test('needs contacts to tell from', () => {
    expect(paceOf(new Float64Array(4).fill(2), Float64Array.of(9, 9, 9, 9), 4, 30)).toBe(1)
    expect(paceWith(Number.NaN, Number.NaN, Number.NaN)).toBe(1)
  })
})

test('the outlook begins with the hour of the moment and ends with its day, or six hours on', () => {
  const noon = outlookAt(situationAt(12, 6, new Map()))
  expect([noon.horizon.startsAt, noon.horizon.intervals]).toEqual([at(12), 12])
  const late = outlookAt(situationAt(22, 6, new Map()))
  expect([late.horizon.startsAt, late.horizon.intervals]).toEqual([at(22), 6])
  expect(outlookAt({ ...situationAt(12, 6, new Map()), asOf: at(60) }).queues).toEqual([])
})

test('a day as planned is as planned, and nothing is told of it', () => {
  const situation = situationAt(12, 7, new Map([['phone', { offered: came(12, 60), handled: came(12, 60) }]]))
  const [calls] = outlookAt(situation).queues
  expect([...calls!.planned.subarray(0, 8)]).toEqual(new Array(8).fill(60))
  expect(calls!.expected[0]).toBeCloseTo(60, 0)
  expect([calls!.pace, calls!.handlingTimes]).toEqual([1, 1])
  expect(told(risksAt(situation))).toEqual([])
})

test('twice the calls are told to come on, and service with them to fall', () => {
  const situation = situationAt(12, 6, new Map([['phone', { offered: came(12, 120), handled: came(12, 120) }]]))
  const [calls] = outlookAt(situation).queues
  expect(calls!.expected[0]).toBeGreaterThan(100)
  expect(calls!.pace).toBe(2)
  expect(calls!.serviceAtPace.serviceLevel[1]).toBeLessThan(0.5)
  const risks = risksAt(situation)
  expect(told(risks)).toContain('serviceAtRisk phone')
  expect(told(risks)).toContain('overPlan phone')
  const late = risks.find(({ kind }) => kind === 'serviceAtRisk')!
  expect([late.startMs, late.limit]).toEqual([at(12), 0.8])
})

test('who waits now is part of what is to come', () => {
  const flood = came(12, 60).map((calls, hour) => (hour === 11 ? 400 : calls))
  const calm = situationAt(12, 6, new Map([['phone', { offered: came(12, 60) }]]))
  const after = situationAt(12, 6, new Map([['phone', { offered: flood }]]))
  const firstHour = (situation: DaySituation) => outlookAt(situation).queues[0]!.service.serviceLevel[0]!
  expect(firstHour(after)).toBeLessThan(firstHour(calm) - 0.3)
})

test('slower work makes the same calls too many', () => {
  const slow = came(12, 60).map((calls) => (calls > 0 ? 360 : Number.NaN))
  const given = { offered: came(12, 60), handled: came(12, 60), ahtSeconds: slow }
  const situation = situationAt(12, 5, new Map([['phone', given]]))
  expect(outlookAt(situation).queues[0]!.handlingTimes).toBeCloseTo((240 * 2 + 50) / 290)
  expect(told(risksAt(situation))).toContain('serviceAtRisk phone')
})

test('a queue that is open without anybody on the roster is told, and where it begins', () => {
  const situation = situationAt(12, 6, new Map())
  const { assignments } = situation.roster
  const gone = { ...situation, roster: { assignments: assignments.map((each) => ({ ...each, endMs: at(14) })) } }
  expect(risksAt(gone).find(({ kind }) => kind === 'nobodyPresent')).toMatchObject({
    ...{ queueId: 'phone', startMs: at(14), endMs: at(20), isGrave: true },
  })
  expect(told(risksAt(situation))).not.toContain('nobodyPresent phone')
})

test('people who should serve and do not are counted, and those of whom nothing is known are not', () => {
  const situation = situationAt(12, 6, new Map())
  const presence = (away: number): Presence[] =>
    people(4).map((employeeId, index) => ({ employeeId, isServing: index >= away }))
  const missing = (away: number) => risksAt(situation, presence(away)).find(({ kind }) => kind === 'peopleMissing')
  expect(missing(2)).toMatchObject({ value: 2, limit: 4, isGrave: true })
  expect(missing(1)).toMatchObject({ value: 1, isGrave: false })
  expect(missing(0)).toBeUndefined()
})

test('tickets that pile up are told before they are late', () => {
  const backlog = new Float64Array(horizon.intervals).fill(Number.NaN)
  backlog[10] = 200
  const situation = situationAt(12, 6, new Map([['tickets', { backlog }]]))
  expect(told(risksAt(situation))).toContain('backlogAtRisk tickets')
})

test('silence is told of', () => {
  expect(told(risksAt(situationAt(12, 7, new Map()), [], ['phone']))).toEqual(['feedSilent phone'])
})

describe('limits', () => {
  const share = fc.double({ min: 0.01, max: 0.5, noNaN: true })
  const anyLimits: fc.Arbitrary<RiskLimits> = fc.record({
    ...{ belowTarget: share, beyondPlan: share, missingShare: share, botShareDrop: share },
    ...{ missingPeople: fc.integer({ min: 1, max: 6 }), aheadMinutes: fc.integer({ min: 60, max: 720 }) },
  })
  /** Days of many kinds of trouble, each looked at once. */
  const days = [60, 75, 90, 120, 20].flatMap((calls) =>
    [4, 6, 8].map((agents) => {
      const situation = situationAt(
        12,
        agents,
        new Map([['phone', { offered: came(12, calls), handled: came(12, calls) }]]),
      )
      const presence = people(agents).map((employeeId, index) => ({ employeeId, isServing: index >= calls / 30 }))
      return { situation, outlook: outlookAt(situation), presence, silent: [] }
    }),
  )
  const everyDay = fc.constantFrom(...days)

  test('a laxer one never tells of more, and each of them can keep something from being told', () => {
    const silenced = new Set<string>()
    fc.assert(
      fc.property(everyDay, anyLimits, anyLimits, (facts, a, b) => {
        const lax: RiskLimits = {
          ...{ belowTarget: Math.max(a.belowTarget, b.belowTarget), beyondPlan: Math.max(a.beyondPlan, b.beyondPlan) },
          ...{ missingPeople: Math.max(a.missingPeople, b.missingPeople) },
          ...{ missingShare: Math.max(a.missingShare, b.missingShare) },
          ...{ botShareDrop: Math.max(a.botShareDrop, b.botShareDrop) },
          aheadMinutes: Math.min(a.aheadMinutes, b.aheadMinutes),
        }
        const strict = told(risksOf(facts, a))
        const less = told(risksOf(facts, lax))
        expect(strict).toEqual(expect.arrayContaining(less))
        for (const one of strict) if (!less.includes(one)) silenced.add(one.split(' ')[0]!)
      }),
      { numRuns: 2000 },
    )
    expect([...silenced]).toEqual(expect.arrayContaining(['serviceAtRisk', 'overPlan', 'peopleMissing']))
  })

  test('left out they are the usual ones', () => {
    for (const facts of days) expect(risksOf(facts, RISK_LIMITS)).toEqual(risksOf(facts))
    expect(RISK_LIMITS).toEqual({
      ...{ belowTarget: 0.04, beyondPlan: 0.1, missingPeople: 2, missingShare: 0.1, aheadMinutes: 240 },
      botShareDrop: 0.1,
    })
  })
})
