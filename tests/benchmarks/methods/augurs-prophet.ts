import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Prophet, ProphetOptions } from '@bsull/augurs/prophet'
import { type Horizon, intervalStart, type LocalClock, localClocks } from '../../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../../solver/domain/plan-inputs.ts'
import type { ForecastMethod, ForecastTask, MethodForecast } from './forecast-method.ts'
import { normalBand } from './normal-band.ts'
import { historyClocks, openWeekSlots, weekSlot } from './week-slots.ts'

type CreateProphet = (options: Omit<ProphetOptions, 'optimizer'>) => Prophet

/** Share of its distribution that Prophet's band holds. */
const BAND = 0.8
/** A normal band of that share reaches so many standard deviations to either side. */
const BAND_DEVIATIONS = 1.281552
const MINUTES_PER_YEAR = 365 * 1440

/** Prophet by way of @bsull/augurs, with the calendar: each kind of event is a regressor of its planned size. */
export const augursProphet: ForecastMethod = {
  name: 'prophet',
  title: '@bsull/augurs Prophet with calendar',
  prepare: async () => {
    const { initSync, Prophet } = await import('@bsull/augurs/prophet')
    const { optimizer } = await import('@bsull/augurs-prophet-wasmstan')
    const entry = createRequire(import.meta.url).resolve('@bsull/augurs/prophet')
    initSync({ module: await readFile(entry.replace(/\.js$/, '_bg.wasm')) })
    return (task) => forecastOpenSlots(task, (options) => new Prophet({ ...options, optimizer }))
  },
}

function forecastOpenSlots(task: ForecastTask, create: CreateProphet): MethodForecast {
  const { history, horizon } = task
  const clocks = historyClocks(history)
  const aheadClocks = localClocks(horizon)
  const open = openWeekSlots(history, clocks)
  const isOpen = (clock: LocalClock) => open.has(weekSlot(clock))
  const known = clocks.flatMap((clock, i) => (isOpen(clock) && !Number.isNaN(history.volume[i]!) ? [i] : []))
  const ahead = aheadClocks.flatMap((clock, i) => (isOpen(clock) ? [i] : []))
  const past = frame(task, { ...history, intervals: history.volume.length }, clocks, known)
  const next = frame(task, horizon, aheadClocks, ahead)
  const model = create(modelOptions(history))
  for (const [kind, sizes] of past.x) {
    // A regressor that never moves cannot be fitted.
    if (sizes.some((size) => size > 0)) model.addRegressor(kind, { mode: 'multiplicative' })
    else for (const { x } of [past, next]) x.delete(kind)
  }
  model.fit({ ...past, y: known.map((i) => history.volume[i]!) })
  const { yhat } = model.predict(next)
  model.free()
  const mean = new Float64Array(horizon.intervals)
  const deviation = new Float64Array(horizon.intervals)
  ahead.forEach((interval, i) => {
    mean[interval] = Math.max(0, yhat.point[i]!)
    deviation[interval] = (yhat.intervals!.upper[i]! - yhat.intervals!.lower[i]!) / (2 * BAND_DEVIATIONS)
  })
  return { mean, quantiles: normalBand(mean, (i) => deviation[i]!) }
}

const modelOptions = ({ volume, intervalMinutes }: QueueHistory): Omit<ProphetOptions, 'optimizer'> => ({
  seasonalityMode: 'multiplicative',
  dailySeasonality: { type: 'fourier', order: 12 },
  weeklySeasonality: { type: 'fourier', order: 6 },
  yearlySeasonality: { type: 'manual', enabled: volume.length * intervalMinutes >= 2 * MINUTES_PER_YEAR },
  intervalWidth: BAND,
  uncertaintySamples: 200,
})

/** Wall-clock seconds of the intervals (Prophet's days know no zone) and the planned size of each kind's events then. */
function frame({ calendar }: ForecastTask, grid: Horizon, clocks: readonly LocalClock[], intervals: readonly number[]) {
  const ds = intervals.map((i) => Date.parse(`${clocks[i]!.date}T00:00:00Z`) / 1000 + 60 * clocks[i]!.minuteOfDay)
  const x = new Map(
    [...new Set(calendar.map(({ kind }) => kind))].map((kind) => {
      const sizes = new Float64Array(grid.intervals)
      for (const event of calendar.filter((one) => one.kind === kind)) addSize(sizes, grid, event)
      return [kind, intervals.map((i) => sizes[i]!)]
    }),
  )
  return { ds, x }
}

function addSize(sizes: Float64Array, grid: Horizon, event: ForecastTask['calendar'][number]): void {
  const step = grid.intervalMinutes * 60_000
  const first = Math.max(0, Math.ceil((event.startMs - grid.startsAt) / step))
  for (let i = first; i < sizes.length && intervalStart(grid, i) < event.endMs; i++) sizes[i]! += event.expectedSize
}
