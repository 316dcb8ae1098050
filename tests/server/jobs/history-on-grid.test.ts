import { expect, test } from 'vitest'
import { historyOnGrid } from '../../../server/jobs/history-on-grid.ts'

const DAY_MS = Date.UTC(2026, 10, 9)
const HOUR_MS = 3_600_000
const zone = 'UTC'
const history = (intervalMinutes: 5 | 30 | 60, volume: number[]) => ({
  ...{ queueId: 'chat', startsAt: DAY_MS, intervalMinutes, zone },
  volume: Float64Array.from(volume),
  ahtSeconds: new Float64Array(volume.length),
})
const grid = (startsAt: number, intervals: number, intervalMinutes: number) => ({
  ...{ startsAt, intervals, intervalMinutes, zone },
})

test('on its own grid the history is as it is, and unknown before and after', () => {
  const shown = historyOnGrid(history(60, [1, Number.NaN, 3]), grid(DAY_MS - HOUR_MS, 5, 60))
  expect([...shown]).toEqual([Number.NaN, 1, Number.NaN, 3, Number.NaN])
})

test('longer intervals take the sum of what is known in them', () => {
  const shown = historyOnGrid(history(30, [1, 2, Number.NaN, 4, Number.NaN, Number.NaN]), grid(DAY_MS, 3, 60))
  expect([...shown]).toEqual([3, 4, Number.NaN])
})

test('shorter intervals share it', () => {
  const shown = historyOnGrid(history(60, [8, Number.NaN, 4]), grid(DAY_MS + HOUR_MS / 2, 6, 15))
  expect([...shown]).toEqual([2, 2, Number.NaN, Number.NaN, Number.NaN, Number.NaN])
  const hours = historyOnGrid(history(60, [8, 4]), grid(DAY_MS, 8, 15))
  expect(hours.reduce((sum, contacts) => sum + contacts)).toBe(12)
})
