import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  accuracyReportSchema,
  type ForecastContent,
  type ForecastSnapshot,
  forecastContentSchema,
} from '../../../server/contracts/forecast.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { accuracyReport } from '../../../server/jobs/accuracy-report.ts'
import { forecastContent } from '../../../server/jobs/forecast-content.ts'
import type { ExplainedForecast } from '../../../solver/domain/forecast-outputs.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

/** A forecast of the small plan that says `perHour` for every hour of every queue. */
function flatForecast(from: string, days: number, perHour: number): ExplainedForecast {
  const horizon = dayHorizon(from, days, 60, 'Asia/Shanghai')
  const flat = (value: number) => new Float64Array(horizon.intervals).fill(value)
  const queueIds = ['chat', 'tickets']
  return {
    horizon,
    queues: queueIds.map((queueId) => ({
      ...{ queueId, mean: flat(perHour), ahtSeconds: flat(Number.NaN) },
      quantiles: { p2_5: flat(0), p10: flat(1), p50: flat(perHour), p90: flat(20), p97_5: flat(40) },
    })),
    explanations: queueIds.map((queueId) => ({
      ...{ queueId, oddDays: [], backtest: null, handMean: flat(Number.NaN) },
      days: [{ date: from, parts: [{ kind: 'level', label: '', contacts: 24 * perHour }] }],
    })),
  }
}

test('the content of a forecast goes on from the history before it, and names the events of both', () => {
  const content = forecastContent(parsePlanFolder(smallPlan()), flatForecast('2026-11-09', 7, 5))
  expect(forecastContentSchema.parse(content)).toEqual(content)
  expect([content.starts.length, content.starts[0], content.days.length]).toEqual([168, '2026-11-09T00:00+08:00', 7])
  expect(content.events.map(({ start }) => start)).toEqual(['2026-10-29T16:00+08:00', '2026-11-12T16:00+08:00'])
  const chat = content.queues[0]!
  // Three weeks of history, from the first open hour to the last one.
  expect(chat.historyFrom).toBe('2026-10-19T09:00+08:00')
  expect(chat.history.length).toBe(20 * 24 + 10)
  expect(chat.history.filter((contacts) => contacts !== null).length).toBe(21 * 10)
  expect(chat.history.slice(0, 11)).toEqual([8, 8, 9, 8, 10, 11, 11, 13, 11, 12, null].map(expectNumberOrNull))
  expect(chat.ahtSeconds[0]).toBeNull()
  expect(chat.days[0]!.parts).toEqual([{ kind: 'level', label: '', contacts: 120 }])
})

const expectNumberOrNull = (value: number | null) => (value === null ? null : expect.any(Number))

test('nothing is shown of what came after the forecast begins, and no more than its length of what was before', () => {
  const inputs = parsePlanFolder(smallPlan())
  const early = forecastContent(inputs, flatForecast('2026-10-26', 7, 5)).queues[0]!
  expect([early.historyFrom, early.history.length]).toEqual(['2026-10-19T09:00+08:00', 6 * 24 + 10])
  const first = forecastContent(inputs, flatForecast('2026-10-19', 7, 5)).queues[0]!
  expect([first.historyFrom, first.history]).toEqual([null, []])
})

const snapshotOf = (id: string, from: string, days: number): ForecastSnapshot => ({
  ...{ id, from, days, planId: id, unitId: 'main', inputHash: '', runId: null, state: 'succeeded', error: null },
  ...{ createdAt: '2026-10-25T00:00:00.000Z', createdBy: 'local-planner' },
})
const contentText = (content: ForecastContent) => gzipSync(JSON.stringify(content))

test('a past forecast is compared with what has come of it, and one of days to come is not asked for', async () => {
  const files = smallPlan()
  const inputs = parsePlanFolder(files)
  const ids = [1, 2].map((at) => `00000000-0000-4000-8000-00000000000${at}`) as [string, string]
  const asked: string[] = []
  // The last day of history and six that are yet to come; a week that is wholly yet to come.
  const snapshots = [snapshotOf(ids[0], '2026-11-08', 7), snapshotOf(ids[1], '2026-11-09', 7)]
  const report = await accuracyReport(files, snapshots, async (id) => {
    asked.push(id)
    return contentText(forecastContent(inputs, flatForecast('2026-11-08', 7, 5)))
  })
  expect(asked).toEqual([ids[0]])
  const { forecasts } = accuracyReportSchema.parse(JSON.parse(Buffer.from(report).toString()))
  expect(forecasts.map(({ queueId }) => queueId)).toEqual(['chat', 'tickets'])
  const [chat] = forecasts
  const actual = inputs.history[0]!.volume.slice(20 * 24, 21 * 24).filter((contacts) => !Number.isNaN(contacts))
  const total = actual.reduce((sum, contacts) => sum + contacts)
  const error = actual.reduce((sum, contacts) => sum + Math.abs(contacts - 5), 0)
  expect(chat).toMatchObject({
    ...{ forecastId: ids[0], madeAt: '2026-10-25T00:00:00.000Z', from: '2026-11-08', days: 7 },
    accuracy: { intervals: 10, contacts: total, coverage80: 1, coverage95: 1, handWape: null },
    byDay: [{ date: '2026-11-08', mean: 50, actual: total }],
  })
  expect(chat!.accuracy.wape).toBeCloseTo(error / total, 3)
  expect(chat!.accuracy.bias).toBeCloseTo((50 - total) / total, 3)
})

test('a snapshot whose content is gone is left out', async () => {
  const snapshots = [snapshotOf('00000000-0000-4000-8000-000000000001', '2026-11-02', 7)]
  const report = await accuracyReport(smallPlan(), snapshots, async () => undefined)
  expect(JSON.parse(Buffer.from(report).toString())).toEqual({ forecasts: [] })
})
