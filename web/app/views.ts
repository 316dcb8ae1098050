import { lazy } from 'react'

/** Views that are fetched when they are first opened; charts come with those that draw them. */
export const ForecastView = lazy(() =>
  import('../features/forecast/forecast-view.tsx').then((module) => ({ default: module.ForecastView })),
)
export const AccuracyView = lazy(() =>
  import('../features/accuracy/accuracy-view.tsx').then((module) => ({ default: module.AccuracyView })),
)
export const TargetsView = lazy(() =>
  import('../features/targets/targets-view.tsx').then((module) => ({ default: module.TargetsView })),
)
export const CoverageView = lazy(() =>
  import('../features/requirement/coverage-view.tsx').then((module) => ({ default: module.CoverageView })),
)
export const RosterView = lazy(() =>
  import('../features/roster/roster-view.tsx').then((module) => ({ default: module.RosterView })),
)
export const HeadcountView = lazy(() =>
  import('../features/headcount/headcount-view.tsx').then((module) => ({ default: module.HeadcountView })),
)
export const HrExportsPanel = lazy(() =>
  import('../features/hr-exports/hr-exports-panel.tsx').then((module) => ({ default: module.HrExportsPanel })),
)
export const ScenariosView = lazy(() =>
  import('../features/scenarios/scenarios-view.tsx').then((module) => ({ default: module.ScenariosView })),
)
export const PlanDataView = lazy(() =>
  import('../features/data/plan-data-view.tsx').then((module) => ({ default: module.PlanDataView })),
)
export const ImportView = lazy(() =>
  import('../features/imports/import-view.tsx').then((module) => ({ default: module.ImportView })),
)
export const ImportPanel = lazy(() =>
  import('../features/imports/import-panel.tsx').then((module) => ({ default: module.ImportPanel })),
)
export const IntradayView = lazy(() =>
  import('../features/intraday/intraday-view.tsx').then((module) => ({ default: module.IntradayView })),
)
export const DayReportView = lazy(() =>
  import('../features/day-report/day-report-view.tsx').then((module) => ({ default: module.DayReportView })),
)
export const SettingsView = lazy(() =>
  import('../features/settings/settings-view.tsx').then((module) => ({ default: module.SettingsView })),
)
export const HistoryView = lazy(() =>
  import('../features/history/history-view.tsx').then((module) => ({ default: module.HistoryView })),
)
export const MineView = lazy(() =>
  import('../features/mine/mine-view.tsx').then((module) => ({ default: module.MineView })),
)
export const TeamView = lazy(() =>
  import('../features/team/team-view.tsx').then((module) => ({ default: module.TeamView })),
)
export const RequestsView = lazy(() =>
  import('../features/requests/requests-view.tsx').then((module) => ({ default: module.RequestsView })),
)
export const AccountsView = lazy(() =>
  import('../features/accounts/accounts-view.tsx').then((module) => ({ default: module.AccountsView })),
)
export const AccountDialog = lazy(() =>
  import('../features/accounts/own/account-dialog.tsx').then((module) => ({ default: module.AccountDialog })),
)
export const SignInPage = lazy(() =>
  import('../features/sign-in/sign-in-page.tsx').then((module) => ({ default: module.SignInPage })),
)
export const SignInAgain = lazy(() =>
  import('../features/sign-in/sign-in-again.tsx').then((module) => ({ default: module.SignInAgain })),
)
export const WelcomePage = lazy(() =>
  import('../features/sign-in/welcome-page.tsx').then((module) => ({ default: module.WelcomePage })),
)
export const Tour = lazy(() => import('../features/tour/tour.tsx').then((module) => ({ default: module.Tour })))
