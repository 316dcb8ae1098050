import { describe, expect, test } from 'vitest'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import type { TicketQueue } from '../../../solver/domain/queue.ts'
import { backlogOutlook } from '../../../solver/intraday/backlog-outlook.ts'
import { settingsOf, tickets } from '../staffing/plan-samples.ts'

/** One day of hours from 2026-11-09 UTC; tickets of 600 s are due in 4 hours, so that an agent finishes six an hour. */
const horizon = dayHorizon('2026-11-09', 1, 60, 'UTC')
const at = (hour: number) => Date.parse('2026-11-09T00:00Z') + hour * 3_600_000
const hours = (value: (hour: number) => number) => Float64Array.from({ length: 24 }, (_, hour) => value(hour))
const outlook = (given: { ages?: number[]; agents?: (hour: number) => number; came?: (hour: number) => number }) =>
  backlogOutlook(settingsOf([tickets()]).queues[0] as TicketQueue, horizon, {
    next: 10,
    openAges: given.ages ?? [],
    volume: hours(given.came ?? (() => 0)),
    ahtSeconds: hours(() => 600),
    agents: hours(given.agents ?? (() => 0)),
    shrinkage: hours(() => 0),
  })

describe('open tickets', () => {
  test('wait while nobody is there, and are overdue one after the other', () => {
    const { open, overdue, overdueNow, due, breachShare, firstBreachAt } = outlook({ ages: [1, 3.5, 5] })
    expect([...open.subarray(9, 12)]).toEqual([0, 3, 3])
    expect([...overdue.subarray(9, 14)]).toEqual([0, 2, 2, 3, 3])
    expect([overdueNow, due, breachShare, firstBreachAt]).toEqual([1, 2, 1, at(10)])
  })

  test('are worked oldest first', () => {
    const { open, overdue, breachShare, firstBreachAt } = outlook({
      ages: [0, ...Array.from({ length: 11 }, () => 2)],
      agents: () => 1,
    })
    expect([...open.subarray(10, 13)]).toEqual([6, 0, 0])
    expect([overdue.some((late) => late > 0), breachShare, firstBreachAt]).toEqual([false, 0, null])
  })

  test('of which too many fall due at once miss it in part', () => {
    const { breachShare, firstBreachAt } = outlook({ ages: Array.from({ length: 12 }, () => 3), agents: () => 1 })
    expect([breachShare, firstBreachAt]).toEqual([0.5, at(10)])
  })
})

test('what is still to come is due four hours on, and what came before is not looked at', () => {
  const { open, overdue, due, breachShare, firstBreachAt } = outlook({ came: (hour) => (hour <= 10 ? 12 : 0) })
  expect([open[10], overdue[13], overdue[14]]).toEqual([12, 0, 12])
  expect([due, breachShare, firstBreachAt]).toEqual([12, 1, at(14)])
})

test('nothing open and nothing to come breaches nothing', () => {
  expect(outlook({})).toMatchObject({ overdueNow: 0, due: 0, breachShare: 0, firstBreachAt: null })
})
