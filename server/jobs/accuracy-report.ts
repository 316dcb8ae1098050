import { gunzipSync } from 'node:zlib'
import { dayHorizon, localClocks } from '../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../solver/domain/plan-inputs.ts'
import { forecastAccuracy } from '../../solver/forecast/forecast-accuracy.ts'
import type { AccuracyReport, ForecastContent, ForecastSnapshot, QueueSnapshot } from '../contracts/forecast.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import { accuracyReply } from './forecast-content.ts'
import { historyEnd, historyOnGrid } from './history-on-grid.ts'
import { rounded } from './reply-columns.ts'
import type { Answer, PlanFiles } from './worker-task.ts'

type PastForecast = AccuracyReport['forecasts'][number]

/**
 * How past forecasts turned out, queue by queue, over those of their intervals that the plan's history now knows.
 * @param snapshots succeeded ones; their contents are asked for one after another
 * @returns the reply's JSON
 */
export async function accuracyReport(
  files: PlanFiles,
  snapshots: readonly ForecastSnapshot[],
  ask: Answer,
): Promise<Uint8Array> {
  const { history, settings } = parsePlanFolder(files)
  const known = Math.max(...history.map(historyEnd))
  const forecasts: PastForecast[] = []
  for (const snapshot of snapshots) {
    if (dayHorizon(snapshot.from, 1, settings.intervalMinutes, settings.zone).startsAt >= known) continue
    const gzip = await ask(snapshot.id)
    if (gzip === undefined) continue
    const content = JSON.parse(gunzipSync(gzip).toString('utf8')) as ForecastContent
    for (const queue of content.queues) {
      const past = pastForecast(snapshot, content, queue, history)
      if (past) forecasts.push(past)
    }
  }
  const report: AccuracyReport = { forecasts }
  return Buffer.from(JSON.stringify(report))
}

/** @returns undefined when nothing of the forecast has come yet */
function pastForecast(
  snapshot: ForecastSnapshot,
  { intervalMinutes, zone }: ForecastContent,
  queue: QueueSnapshot,
  histories: readonly QueueHistory[],
): PastForecast | undefined {
  const history = histories.find(({ queueId }) => queueId === queue.queueId)
  if (!history) return undefined
  const horizon = dayHorizon(snapshot.from, snapshot.days, intervalMinutes, zone)
  const actual = historyOnGrid(history, horizon)
  const clocks = localClocks(horizon)
  const handMean = queue.handMean.map((contacts) => contacts ?? Number.NaN)
  const accuracy = forecastAccuracy(
    { ...queue, handMean },
    actual,
    clocks.map(({ day }) => day),
  )
  if (accuracy.intervals === 0) return undefined
  const byDate = new Map<string, { mean: number; actual: number }>()
  clocks.forEach(({ date }, at) => {
    if (Number.isNaN(actual[at]!)) return
    const day = byDate.get(date) ?? { mean: 0, actual: 0 }
    byDate.set(date, { mean: day.mean + queue.mean[at]!, actual: day.actual + actual[at]! })
  })
  return {
    ...{ forecastId: snapshot.id, madeAt: snapshot.createdAt, from: snapshot.from, days: snapshot.days },
    ...{ queueId: queue.queueId, accuracy: accuracyReply(accuracy) },
    byDay: Array.from(byDate, ([date, day]) => ({ date, mean: rounded(day.mean), actual: rounded(day.actual) })),
  }
}
