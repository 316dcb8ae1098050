import { describe, expect, test } from 'vitest'
import { QUANTILES } from '../../solver/domain/forecast-outputs.ts'
import { dayHorizon } from '../../solver/domain/horizon.ts'
import { pooledScore, scoreSums } from './accuracy/forecast-score.ts'
import { refuseUnusable, scoreSeries, someOrigins, taskAt } from './accuracy/rolling-origins.ts'
import type { MethodForecast } from './methods/forecast-method.ts'
import { forecastMethods } from './methods/forecast-methods.ts'
import { buildSeries, registeredSeries } from './series/registered-series.ts'

function flatForecast(mean: readonly number[], below = 1, above = 1): MethodForecast {
  const levels = [below * 2, below, 0, -above, -above * 2]
  const columns = QUANTILES.map(([name], place) => [name, Float64Array.from(mean, (value) => value - levels[place]!)])
  return { mean: Float64Array.from(mean), quantiles: Object.fromEntries(columns) as MethodForecast['quantiles'] }
}

describe('scores by hand', () => {
  const actual = Float64Array.of(10, Number.NaN, 6, 4)
  const sums = scoreSums(flatForecast([12, 99, 5, 4]), actual, [0, 0, 0, 1])

  test('WAPE, bias and coverage leave out what is unknown', () => {
    const score = pooledScore([sums])
    expect(score.wape).toBeCloseTo(3 / 20)
    expect(score.wapeOfDays).toBeCloseTo(1 / 20)
    expect(score.bias).toBeCloseTo(1 / 20)
    expect(score.coverage80).toBeCloseTo(2 / 3)
    expect(score.coverage95).toBeCloseTo(1)
  })

  test('pinball loss weighs misses above by the level and misses below by its complement', () => {
    const one = scoreSums(flatForecast([12], 1, 1), Float64Array.of(10), [0])
    expect(one.pinball).toBeCloseTo((0 + 0.9 * 1 + 0.5 * 2 + 0.1 * 3 + 0.025 * 4) / 5)
  })

  test('pooled scores weigh origins by their contacts', () => {
    const other = scoreSums(flatForecast([0]), Float64Array.of(20), [0])
    expect(pooledScore([sums, other]).wape).toBeCloseTo(23 / 40)
  })

  test('where nothing comes there is nothing to divide by', () => {
    expect(pooledScore([scoreSums(flatForecast([1]), Float64Array.of(0), [0])]).wape).toBeNull()
  })
})

describe('rolling origins', () => {
  const series = buildSeries('five-weeks')

  test('a method sees nothing from the origin on, and the horizon begins there', () => {
    const { history, horizon } = taskAt(series, series.origins[1]!)
    expect(horizon.startsAt).toBe(series.origins[1])
    expect(history.startsAt + history.volume.length * history.intervalMinutes * 60_000).toBe(horizon.startsAt)
    expect(horizon.intervals).toBe(28 * 48)
  })

  test('the true mean has no bias to speak of and beats every method', async () => {
    const run = await forecastMethods.get('hand')!.prepare()
    const score = scoreSeries(series, 'hand', run)
    expect(score.oracle!.fourWeeks.wape!).toBeLessThan(score.fourWeeks.wape!)
    expect(Math.abs(score.oracle!.fourWeeks.bias!)).toBeLessThan(0.05)
  })

  test('some origins are spread over all and end with the last', () => {
    expect(someOrigins([1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([3, 6, 8])
    expect(someOrigins([1, 2], 5)).toEqual([1, 2])
  })

  test('a forecast that is short or not a number is refused before it is scored', () => {
    const horizon = dayHorizon('2026-01-05', 1, 60, 'UTC')
    const short = flatForecast([1, 2])
    expect(() => refuseUnusable(short, horizon, 'A')).toThrow('A: mean has 2 intervals, the horizon 24.')
    const holed = flatForecast(Array.from({ length: 24 }, (_, i) => (i === 3 ? Number.NaN : 9)))
    expect(() => refuseUnusable(holed, horizon, 'A')).toThrow('A: mean of interval 3 is NaN.')
  })
})

describe('registered series', () => {
  test.each([...registeredSeries.keys()])('%s has origins, is the same twice, and averages its true mean', (name) => {
    const series = buildSeries(name)
    expect(series.history.volume).toEqual(buildSeries(name).history.volume)
    expect(series.origins.length).toBeGreaterThanOrEqual(8)
    const sum = (values: Float64Array) => values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0)
    const ratio = sum(series.history.volume) / sum(series.trueMean!)
    // A day of spam and some weeks of bad luck in livestreams are the most that series stray by.
    expect(Math.abs(ratio - 1)).toBeLessThan(0.1)
  })
})
