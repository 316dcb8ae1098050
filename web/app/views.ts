import { lazy } from 'react'

/** Views that are fetched when they are first opened; charts come with those that draw them. */
export const ForecastView = lazy(() =>
  import('../features/forecast/forecast-view.tsx').then((module) => ({ default: module.ForecastView })),
)
export const CoverageView = lazy(() =>
  import('../features/requirement/coverage-view.tsx').then((module) => ({ default: module.CoverageView })),
)
export const RosterView = lazy(() =>
  import('../features/roster/roster-view.tsx').then((module) => ({ default: module.RosterView })),
)
export const PlanDataView = lazy(() =>
  import('../features/data/plan-data-view.tsx').then((module) => ({ default: module.PlanDataView })),
)
