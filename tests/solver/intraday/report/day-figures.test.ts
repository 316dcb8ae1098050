import { describe, expect, test } from 'vitest'
import { parsePlanFolder } from '../../../../server/imports/plan-folder.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { dayPay } from '../../../../solver/intraday/report/day-pay.ts'
import { estimatedSatisfaction } from '../../../../solver/intraday/report/estimated-satisfaction.ts'
import { needForWhatCame } from '../../../../solver/intraday/report/need-for-what-came.ts'
import { spansWhere } from '../../../../solver/intraday/report/spans.ts'
import { volumeOutcome } from '../../../../solver/intraday/report/volume-outcome.ts'
import { weekHorizon } from '../../../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../../fixtures/small-plan.ts'

const NONE = Number.NaN
const column = (...values: number[]) => Float64Array.from(values)

test('volumes are held against the plan of the reported intervals alone', () => {
  const outcome = volumeOutcome({
    ...{ planned: column(10, 20, 30, 0), came: column(12, NONE, 24, 4) },
    ...{ plannedAht: column(60, 60, 120, NONE), cameAht: column(60, NONE, 120, NONE) },
  })
  expect(outcome).toMatchObject({ planned: 60, plannedOfKnown: 40, came: 40, intervals: 3, known: 2 })
  expect(outcome.absoluteError).toBe(2 + 6 + 4)
  expect([outcome.plannedAht, outcome.cameAht]).toEqual([90, 100])
})

test('runs of intervals end with the day', () => {
  const holds = [true, false, true, true]
  expect(spansWhere(4, (at) => holds[at]!)).toEqual([
    { from: 0, to: 1 },
    { from: 2, to: 4 },
  ])
})

describe('the pay of a day', () => {
  const inputs = parsePlanFolder(smallPlan())
  const horizon = weekHorizon(inputs, SMALL_PLAN_WEEK)
  const shift = (day: number, endHour = 18): Assignment => {
    const stamp = (hour: number) => Date.parse(`2026-11-${String(9 + day).padStart(2, '0')}T${hour}:00:00+08:00`)
    return {
      ...{ employeeId: 'bo', templateId: 'day', startMs: stamp(10) - 3_600_000, endMs: stamp(endHour) },
      breaks: [{ kind: 'meal', paid: false, startMs: stamp(12), endMs: stamp(13) }],
      ...{ queueIds: ['chat'], pinned: false },
    }
  }
  const week = [0, 1, 2, 3, 4].map((day) => shift(day))

  test('is hours times wage, whatever a contract guarantees', () => {
    // bo: 30 CNY an hour, 8 paid hours.
    expect(dayPay(inputs, horizon, [shift(2)], '2026-11-11')).toEqual({
      ...{ paidMinutes: 480, wages: 24_000, overtime: 0, premiums: 0 },
    })
    expect(dayPay(inputs, horizon, [shift(2)], '2026-11-12').wages).toBe(0)
  })

  test('has the overtime of the week on the day on which its ordinary hours are over', () => {
    const six = [...week, shift(5, 16)]
    expect(dayPay(inputs, horizon, six, '2026-11-13')).toMatchObject({ paidMinutes: 480, overtime: 0, wages: 24_000 })
    // Six hours beyond forty at one and a half times 30.
    expect(dayPay(inputs, horizon, six, '2026-11-14')).toMatchObject({
      paidMinutes: 360,
      overtime: 27_000,
      wages: 27_000,
    })
  })
})

test('what came would have needed the agents that the model says, after shrinkage, on top of the plan', () => {
  // Erlang C, 80 % in 20 s: 200 calls of 180 s an hour need 14 agents, and 20 erlangs of 300 s 25 (published tables).
  const model = { intervalMinutes: 60, answerWithinSeconds: 20, target: 0.8 }
  const planned = { plannedNeed: 20, plannedVolume: 200, plannedAht: 180, shrinkage: 0.2 }
  expect(needForWhatCame({ ...planned, came: 200, cameAht: 180 }, model)).toBe(20)
  expect(needForWhatCame({ ...planned, came: 0, cameAht: NONE }, model)).toBeCloseTo(20 - 14 / 0.8, 9)
  expect(needForWhatCame({ ...planned, came: 240, cameAht: 300 }, model)).toBeCloseTo(20 + (25 - 14) / 0.8, 9)
  expect(needForWhatCame({ ...planned, came: NONE, cameAht: 180 }, model)).toBeNaN()
  expect(needForWhatCame({ ...planned, came: 1e8, cameAht: 86_400 }, model)).toBeNaN()
})

test('satisfaction is the prior at the wait that the model has', () => {
  const prior = {
    points: [
      { seconds: 0, satisfaction: 0.9 },
      { seconds: 120, satisfaction: 0.5 },
    ],
    source: 'a guess',
  }
  const hour = {
    ...{ plannedVolume: 30, came: 30, late: 0, plannedAht: 60, cameAht: 60 },
    ...{ neededAgents: 1, scheduledAgents: 1, presentAgents: NONE },
  }
  const model = { intervalMinutes: 60, answerWithinSeconds: 60 }
  // M/M/1 at half load waits as long as it serves: 60 s, half of the way down.
  const estimate = estimatedSatisfaction([hour, undefined], model, prior)!
  expect(estimate.meanWaitSeconds).toBeCloseTo(60, 9)
  expect(estimate.satisfaction).toBeCloseTo(0.7, 9)
  expect(estimatedSatisfaction([undefined], model, prior)).toBeUndefined()
  // More work than can be done: the interval's own length.
  expect(estimatedSatisfaction([{ ...hour, came: 90 }], model, prior)!.meanWaitSeconds).toBe(3600)
})
