import { arimaByDay } from './arima-by-day.ts'
import { augursMstl } from './augurs-mstl.ts'
import { augursProphet } from './augurs-prophet.ts'
import type { ForecastMethod } from './forecast-method.ts'
import { tideline } from './tideline.ts'
import { handMethod, seasonalNaive } from './weekly-means.ts'

export const forecastMethods: ReadonlyMap<string, ForecastMethod> = new Map(
  [tideline, handMethod, seasonalNaive, arimaByDay, augursMstl, augursProphet].map((method) => [method.name, method]),
)
