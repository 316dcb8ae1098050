import { QUANTILES } from '../../../solver/domain/forecast-outputs.ts'
import type { MethodForecast } from './forecast-method.ts'

/** Standard normal quantiles at the levels of QUANTILES. */
const NORMAL_QUANTILES = [-1.959964, -1.281552, 0, 1.281552, 1.959964]

/** Quantiles of a normal distribution around each mean, cut at 0. */
export const normalBand = (mean: Float64Array, deviation: (interval: number) => number): MethodForecast['quantiles'] =>
  Object.fromEntries(
    QUANTILES.map(([name], place) => [
      name,
      mean.map((value, i) => Math.max(0, value + NORMAL_QUANTILES[place]! * deviation(i))),
    ]),
  ) as MethodForecast['quantiles']
