import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { MSTL } from '@bsull/augurs/mstl'
import type { QuantileName } from '../../../solver/domain/forecast-outputs.ts'
import { type LocalClock, localClocks } from '../../../solver/domain/horizon.ts'
import type { ForecastMethod, ForecastTask, MethodForecast } from './forecast-method.ts'
import { historyClocks, openWeekSlots, weekSlot, withoutGaps } from './week-slots.ts'

/** @bsull/augurs: seasons of the day and the week taken out by MSTL, the rest forecast by automatic ETS. */
export const augursMstl: ForecastMethod = {
  name: 'augurs',
  title: '@bsull/augurs MSTL+AutoETS',
  prepare: async () => {
    const { initSync, ets } = await import('@bsull/augurs/mstl')
    const entry = createRequire(import.meta.url).resolve('@bsull/augurs/mstl')
    initSync({ module: await readFile(entry.replace(/\.js$/, '_bg.wasm')) })
    return (task) => forecastOpenSlots(task, (periods) => ets(periods, {}))
  },
}

/** The model sees open intervals only, end to end; closed ones are forecast 0. */
function forecastOpenSlots({ history, horizon }: ForecastTask, create: (periods: number[]) => MSTL): MethodForecast {
  const clocks = historyClocks(history)
  const open = openWeekSlots(history, clocks)
  const isOpen = (clock: LocalClock) => open.has(weekSlot(clock))
  const values = [...history.volume].filter((_, i) => isOpen(clocks[i]!))
  const ahead = localClocks(horizon)
  const openAhead = ahead.flatMap((clock, i) => (isOpen(clock) ? [i] : []))
  const model = create(seasonLengths(open, values.length))
  model.fit(withoutGaps(values, open.size))
  const narrow = model.predict(openAhead.length, 0.8)
  const wide = model.predict(openAhead.length, 0.95)
  model.free()
  const spread = (points: readonly number[]) => {
    const out = new Float64Array(horizon.intervals)
    openAhead.forEach((interval, i) => {
      out[interval] = Math.max(0, points[i]!)
    })
    return out
  }
  const quantiles: Record<QuantileName, Float64Array> = {
    p2_5: spread(wide.intervals!.lower),
    p10: spread(narrow.intervals!.lower),
    p50: spread(narrow.point),
    p90: spread(narrow.intervals!.upper),
    p97_5: spread(wide.intervals!.upper),
  }
  return { mean: quantiles.p50, quantiles }
}

/** Open intervals of a day (when all open days are alike) and of a week; a season needs to be seen twice. */
function seasonLengths(open: ReadonlySet<number>, known: number): number[] {
  const byWeekday = Map.groupBy(open, (slot) => Math.floor(slot / 1440))
  const lengths = new Set([...byWeekday.values()].map((slots) => slots.length))
  const ofDay = lengths.size === 1 && byWeekday.size > 1 ? [...lengths] : []
  return [...ofDay, open.size].filter((length) => 2 * length <= known)
}
