import type ARIMA from 'arima'
import { type LocalClock, localClocks } from '../../../solver/domain/horizon.ts'
import type { ForecastMethod, ForecastTask, MethodForecast } from './forecast-method.ts'
import { normalBand } from './normal-band.ts'
import { historyClocks, RECENT_WEEKS, weekSlot, withoutGaps } from './week-slots.ts'

/** npm arima: automatic seasonal ARIMA on totals of the open days, split by the weekday's profile. */
export const arimaByDay: ForecastMethod = {
  name: 'arima',
  title: 'npm arima on daily totals x weekday profile',
  prepare: async () => {
    const { default: Arima } = await import('arima')
    return (task) => forecastByDay(task, Arima)
  },
}

function forecastByDay({ history, horizon }: ForecastTask, Arima: typeof ARIMA): MethodForecast {
  const clocks = historyClocks(history)
  const profile = weekdayProfile(history.volume, clocks)
  const totals = dayTotals(history.volume, clocks).filter(({ weekday }) => profile.weekdays.has(weekday))
  const season = profile.weekdays.size
  const model = new Arima({ auto: true, s: season, p: 3, d: 1, q: 3, P: 2, D: 1, Q: 2, verbose: false })
  model.fit(
    withoutGaps(
      totals.map(({ total }) => total),
      season,
    ),
  )
  const ahead = localClocks(horizon)
  const openDays = [...new Set(ahead.filter(({ weekday }) => profile.weekdays.has(weekday)).map(({ day }) => day))]
  const [days, variances] = model.predict(openDays.length)
  model.destroy()
  const place = new Map(openDays.map((day, i) => [day, i]))
  const share = (clock: LocalClock) => profile.share.get(weekSlot(clock)) ?? 0
  const mean = Float64Array.from(ahead, (clock) => Math.max(0, (days[place.get(clock.day) ?? -1] ?? 0) * share(clock)))
  const deviation = (i: number) =>
    Math.sqrt(mean[i]! + share(ahead[i]!) ** 2 * (variances[place.get(ahead[i]!.day) ?? -1] ?? 0))
  return { mean, quantiles: normalBand(mean, deviation) }
}

function dayTotals(volume: Float64Array, clocks: readonly LocalClock[]): { weekday: number; total: number }[] {
  const days: { weekday: number; total: number }[] = []
  clocks.forEach(({ day, weekday }, i) => {
    const { total } = days[day] ?? { total: Number.NaN }
    if (Number.isNaN(volume[i]!)) days[day] = { weekday, total }
    else days[day] = { weekday, total: (Number.isNaN(total) ? 0 : total) + volume[i]! }
  })
  return days
}

/** Share of its day that each slot of the week has had in the last weeks; `weekdays` are those with any contacts. */
function weekdayProfile(volume: Float64Array, clocks: readonly LocalClock[]) {
  const firstDay = (clocks.at(-1)?.day ?? 0) - 7 * RECENT_WEEKS
  const share = new Map<number, number>()
  const weekdaySums = new Map<number, number>()
  clocks.forEach((clock, i) => {
    if (clock.day <= firstDay || Number.isNaN(volume[i]!)) return
    share.set(weekSlot(clock), (share.get(weekSlot(clock)) ?? 0) + volume[i]!)
    weekdaySums.set(clock.weekday, (weekdaySums.get(clock.weekday) ?? 0) + volume[i]!)
  })
  const weekdays = new Set([...weekdaySums.keys()].filter((weekday) => weekdaySums.get(weekday)! > 0))
  for (const [slot, sum] of share) share.set(slot, sum / Math.max(1, weekdaySums.get(Math.floor(slot / 1440))!))
  return { share, weekdays }
}
