import { beforeAll, expect, test } from 'vitest'
import { localClocks } from '../../solver/domain/horizon.ts'
import type { PlanResult } from '../../solver/domain/plan-outputs.ts'
import { paidHours, plannedWeek, shippedPlan, total } from './shipped-plan.ts'

const CHAT = 1
const REFUNDS = 2

const results = new Map<string, PlanResult>()
const of = (scenario: string): PlanResult => results.get(scenario)!
beforeAll(async () => {
  const shipped = await shippedPlan('friday-evening')
  for (const id of ['baseline', 'late-shift', 'refunds-8h', 'refunds-8h+no-warehouse-check'])
    results.set(id, await plannedWeek(shipped, '2026-11-09', id, 4))
}, 120_000)

/** Friday from 18:00 to 20:00, `[interval]`. */
const isPeak = ({ horizon }: PlanResult): boolean[] =>
  localClocks(horizon).map(
    ({ weekday, minuteOfDay }) => weekday === 5 && minuteOfDay >= 18 * 60 && minuteOfDay < 20 * 60,
  )

/** Mean of a simulated value of chat by interval, each contact counting once. */
function chatMean(result: PlanResult, key: 'asaSeconds' | 'serviceLevel'): number {
  const { contacts, [key]: values } = result.service[CHAT]!
  const weights = isPeak(result).map((peak, interval) => (peak ? contacts[interval]! : 0))
  return total(weights.map((weight, interval) => (weight > 0 ? weight * values[interval]! : 0))) / total(weights)
}

const chatShortHours = (result: PlanResult): number => {
  const peak = isPeak(result)
  const { netStaffing } = result.check.coverage[CHAT]!
  return total(netStaffing.map((net, interval) => (peak[interval] ? Math.max(0, -net) / 2 : 0)))
}

const refundsOf = (result: PlanResult) => result.report.targets.find(({ queue }) => queue === 'refunds')!

test('the shifts as they are leave Friday from 18:00 to 20:00 the worst of the week', () => {
  const { report } = of('baseline')
  expect(report.serviceLevels[CHAT]!.worstInterval!.start).toMatch(/^2026-11-13T1[89]:/)
  // All five people of chat's late group are there, and six are needed for two hours.
  const chatShort = report.unmet.filter(({ queue }) => queue === 'app-chat')
  expect(chatShort.map(({ start, end }) => [start.slice(0, 16), end.slice(0, 16)])).toEqual([
    ['2026-11-13T18:00', '2026-11-13T20:00'],
  ])
  expect(chatShortHours(of('baseline'))).toBe(2)
  expect(chatMean(of('baseline'), 'serviceLevel')).toBeLessThan(0.65)
})

test('with a late shift on Fridays customers wait half as long there, for the same paid hours', () => {
  expect(chatShortHours(of('late-shift'))).toBe(0)
  const [before, after] = [chatMean(of('baseline'), 'asaSeconds'), chatMean(of('late-shift'), 'asaSeconds')]
  expect(before / after).toBeGreaterThan(1.8)
  expect(before / after).toBeLessThan(2.8)
  expect(chatMean(of('late-shift'), 'serviceLevel')).toBeGreaterThan(0.7)
  expect(of('late-shift').report.targets.find(({ queue }) => queue === 'app-chat')!.verdict).toBe('met')
  // One shift of eight hours is a little more than 1 % of the week.
  expect(Math.abs(paidHours(of('late-shift')) - paidHours(of('baseline')))).toBeLessThanOrEqual(8)
  expect(of('late-shift').report.objective).toBeLessThan(of('baseline').report.objective)
})

test('8 hours for refunds in the place of 24 cost nothing as a promise, which is then not kept', () => {
  expect(Math.abs(paidHours(of('refunds-8h')) - paidHours(of('baseline')))).toBeLessThanOrEqual(8)
  expect(refundsOf(of('baseline')).mean).toBeGreaterThan(0.95)
  expect(refundsOf(of('refunds-8h')).verdict).toBe('missed')
})

test('without the warehouse check 8 hours are kept, and every hourly shift falls away', () => {
  const without = of('refunds-8h+no-warehouse-check')
  expect(refundsOf(without).mean).toBeGreaterThan(0.95)
  // 800 refunds a week less 6 of 15 minutes each are 80 hours of work, ten shifts of 7.5 hours on position. Only the six of
  // hourly people save money; those whose hours are guaranteed have as much time left over.
  const saved = total(
    of('baseline').forecast.queues[REFUNDS]!.mean.map(
      (contacts, interval) =>
        (contacts *
          (of('baseline').forecast.queues[REFUNDS]!.ahtSeconds[interval]! -
            without.forecast.queues[REFUNDS]!.ahtSeconds[interval]!)) /
        3600,
    ),
  )
  expect(Math.abs(saved - 80)).toBeLessThan(4)
  const fewer = paidHours(of('baseline')) - paidHours(without)
  expect(Math.abs(fewer - 48)).toBeLessThanOrEqual(8)
  expect(without.roster.assignments.some(({ employeeId }) => employeeId.startsWith('refunds-'))).toBe(false)
  expect(of('baseline').report.costs.wages - without.report.costs.wages).toBe(fewer * 2700)
})
