import type { View } from '../lib/route.ts'

/** Where the code of the views is that come in files of their own; those of `views.ts`. */
const CODE: Readonly<Partial<Record<View, () => Promise<unknown>>>> = {
  forecast: () => import('../features/forecast/forecast-view.tsx'),
  targets: () => import('../features/targets/targets-view.tsx'),
  coverage: () => import('../features/requirement/coverage-view.tsx'),
  roster: () => import('../features/roster/roster-view.tsx'),
  intraday: () => import('../features/intraday/intraday-view.tsx'),
  dayReport: () => import('../features/day-report/day-report-view.tsx'),
  scenarios: () => import('../features/scenarios/scenarios-view.tsx'),
  headcount: () => import('../features/headcount/headcount-view.tsx'),
  settings: () => import('../features/settings/settings-view.tsx'),
  history: () => import('../features/history/history-view.tsx'),
  data: () => import('../features/data/plan-data-view.tsx'),
  mine: () => import('../features/mine/mine-view.tsx'),
  team: () => import('../features/team/team-view.tsx'),
  requests: () => import('../features/requests/requests-view.tsx'),
  accounts: () => import('../features/accounts/accounts-view.tsx'),
}

/** Begins to fetch the view that the address names, beside the plan's data; whoever shows it tells of a failure. */
export function fetchViewCode(view: View): void {
  CODE[view]?.().catch(() => undefined)
}
