import { expect, test } from 'vitest'
import { misfitClass, weekdayMisfit, worstMisfit } from '../../web/features/requirement/misfit.ts'
import { addDays } from '../../web/lib/planning-week.ts'

const DAYS = Array.from({ length: 14 }, (_, index) => addDays('2026-11-09', index))
/** Two weeks of the hours from 9 to 21. */
const STARTS = DAYS.flatMap((day) =>
  Array.from({ length: 12 }, (_, index) => `${day}T${String(9 + index).padStart(2, '0')}:00+08:00`),
)
const COVERAGE = { starts: STARTS, days: DAYS, intervalMinutes: 60 as const }

function misfitOf(net: (day: string, hour: number) => number) {
  const netStaffing = STARTS.map((start) => net(start.slice(0, 10), Number(start.slice(11, 13))))
  return weekdayMisfit(COVERAGE, { netStaffing, coveredAgents: STARTS.map(() => 1), volume: STARTS.map(() => 1) })
}

const [FRIDAY, NEXT_FRIDAY] = ['2026-11-13', '2026-11-20']

test('the worst misfit is a stretch of a weekday, on average over the weeks', () => {
  const misfit = misfitOf((day, hour) => {
    if ((day === FRIDAY || day === NEXT_FRIDAY) && (hour === 18 || hour === 19)) return day === FRIDAY ? -2 : -4
    if (day === '2026-11-16' && hour === 10) return -5
    return day === '2026-11-11' && hour >= 9 && hour < 12 ? 3 : 0
  })
  expect(worstMisfit(misfit, 'short')).toEqual({ day: FRIDAY, fromHour: 18, toHour: 20, agents: 3, weeks: 2 })
  expect(worstMisfit(misfit, 'over')).toEqual({ day: '2026-11-11', fromHour: 9, toHour: 12, agents: 1.5, weeks: 1 })
  expect(misfit.get(FRIDAY)?.get(18)).toEqual({
    ...{ short: 3, over: 0, shortWeeks: 2, overWeeks: 0 },
    furthest: `${NEXT_FRIDAY}T18:00+08:00`,
  })
})

test('one week short and one week over do not make up for each other', () => {
  const misfit = misfitOf((day, hour) =>
    hour === 9 && day === FRIDAY ? -2 : hour === 9 && day === NEXT_FRIDAY ? 2 : 0,
  )
  expect(misfit.get(FRIDAY)?.get(9)).toMatchObject({ short: 1, over: 1 })
  expect(worstMisfit(misfit, 'short')).toMatchObject({ day: FRIDAY, fromHour: 9, toHour: 10, agents: 1 })
})

test('where everything fits there is no misfit, and a closed hour has no cell', () => {
  const none = misfitOf(() => 0)
  expect([worstMisfit(none, 'short'), worstMisfit(none, 'over')]).toEqual([undefined, undefined])
  const closed = weekdayMisfit(COVERAGE, {
    ...{ netStaffing: STARTS.map(() => 0), coveredAgents: STARTS.map(() => 0), volume: STARTS.map(() => 0) },
  })
  expect([...closed.values()].map((hours) => hours.size)).toEqual([0, 0, 0, 0, 0, 0, 0])
})

test('steps of the scale', () => {
  const of = (net: number) => misfitClass({ short: Math.max(0, -net), over: Math.max(0, net) })
  expect([0.2, 0.3, 1, 2.5, -0.3, -1, -2.5].map(of)).toEqual([
    ...['heat-even', 'heat-over-1', 'heat-over-2', 'heat-over-3', 'heat-short-1', 'heat-short-2', 'heat-short-3'],
  ])
})
