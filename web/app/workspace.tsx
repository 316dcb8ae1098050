import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import { Guarded } from '../components/guarded.tsx'
import { Notice } from '../components/notice.tsx'
import { OnlyWith } from '../components/only-with.tsx'
import { OverviewView } from '../features/overview/overview-view.tsx'
import { PlanWeekDialog } from '../features/planning/plan-week-dialog.tsx'
import { RunEnded } from '../features/planning/run-ended.tsx'
import { RunProgress } from '../features/planning/run-progress.tsx'
import { SolveBar } from '../features/planning/solve-bar.tsx'
import { isUnderWay, useRunEvents } from '../features/planning/use-run-events.ts'
import { PublishPanel } from '../features/publishing/publish-panel.tsx'
import { TourButton } from '../features/tour/tour-button.tsx'
import { runQuery, runsQuery } from '../lib/queries.ts'
import { useRoute, type View } from '../lib/route.ts'
import { usePlan } from '../lib/workspace.ts'
import { ChosenPlanData } from './chosen-plan-data.tsx'
import { FreeView } from './free-view.tsx'
import { NotOffered } from './not-offered.tsx'
import { useOfferedViews } from './offered-views.ts'
import { RunBar } from './run-bar.tsx'
import { Tabs } from './tabs.tsx'
import { TopBar } from './top-bar.tsx'
import {
  AccuracyView,
  CoverageView,
  DayReportView,
  ForecastView,
  HeadcountView,
  HistoryView,
  HrExportsPanel,
  IntradayView,
  RosterView,
  ScenariosView,
  SettingsView,
  TargetsView,
  Tour,
} from './views.ts'

/** One plan: its runs, and the views of the run that is looked at. */
export function Workspace({ plans }: { plans: readonly Plan[] }) {
  const plan = usePlan()
  const route = useRoute()
  const { data: runs } = useSuspenseQuery(runsQuery(plan.id))
  // What is shown stays so while others are solved, and when they are done.
  const [first] = useState(() => firstShown(runs)?.id)
  const listed = runs.find(({ id }) => id === (route.run ?? first)) ?? firstShown(runs)
  const run = useLiveRun(listed)
  const [isAsking, setIsAsking] = useState(false)
  const ask = () => setIsAsking(true)
  return (
    <>
      <TopBar>
        <RunBar plans={plans} runs={runs} run={run} onPlanWeek={ask} />
        <TourButton />
      </TopBar>
      <Tabs />
      <main id="main" tabIndex={-1}>
        <PlanView run={run} onPlanWeek={ask} />
      </main>
      <SolveBar planId={plan.id} runs={runs} shownId={OF_PLAN.has(route.view) ? undefined : run?.id} />
      <Suspense>
        <Tour run={run} />
      </Suspense>
      {isAsking && <PlanWeekDialog last={run} onClose={() => setIsAsking(false)} />}
    </>
  )
}

/** The newest roster, else how the newest run stands. */
const firstShown = (runs: readonly Run[]): Run | undefined => runs.find(({ state }) => state === 'succeeded') ?? runs[0]

/** The run as it stands: what the list said, then what its stream says. */
function useLiveRun(listed: Run | undefined): Run | undefined {
  const { data } = useQuery({
    ...runQuery(listed?.id ?? ''),
    enabled: listed !== undefined,
    ...(listed ? { initialData: listed } : {}),
  })
  const run = listed && data
  useRunEvents(run)
  return run
}

interface PlanViewProps {
  readonly run: Run | undefined
  readonly onPlanWeek: () => void
}

/** The plan's own: what is shown of them outlives the runs. */
const OF_PLAN: ReadonlySet<View> = new Set([
  'data',
  'forecast',
  'targets',
  'scenarios',
  'headcount',
  'settings',
  'history',
  'intraday',
  'dayReport',
  'mine',
  'team',
  'requests',
  'accounts',
])

/** A view of the plan, or of the run that is looked at. */
function PlanView({ run, onPlanWeek }: PlanViewProps) {
  const { view } = useRoute()
  const isOfPlan = OF_PLAN.has(view)
  if (!useOfferedViews().includes(view)) return <NotOffered />
  return (
    <Guarded key={isOfPlan ? (view === 'targets' ? 'settings' : view) : `${view} ${run?.id} ${run?.state}`}>
      {view === 'data' && <ChosenPlanData />}
      {view === 'forecast' && <ForecastView accuracy={(toolbar) => <AccuracyView toolbar={toolbar} />} />}
      {(view === 'settings' || view === 'targets') && (
        <SettingsView onPlanWeek={onPlanWeek} targets={() => <TargetsView onPlanWeek={onPlanWeek} />} />
      )}
      {view === 'intraday' && <IntradayView run={run} />}
      {view === 'dayReport' && <DayReportView />}
      <FreeView view={view} />
      {view === 'history' && <HistoryView />}
      {view === 'headcount' && <HeadcountView />}
      {view === 'scenarios' && <ScenariosView run={run} onPlanWeek={onPlanWeek} />}
      {!isOfPlan && <RunView run={run} onPlanWeek={onPlanWeek} />}
    </Guarded>
  )
}

function RunView({ run, onPlanWeek }: PlanViewProps) {
  const { t } = useTranslation()
  const { view } = useRoute()
  if (!run) {
    return (
      <Notice title={t('planning.none')}>
        <p>{t('planning.noneHint')}</p>
        <OnlyWith right="plan.edit" says="planEdit">
          <button type="button" onClick={onPlanWeek}>
            {t('planning.planWeek')}
          </button>
        </OnlyWith>
      </Notice>
    )
  }
  if (isUnderWay(run.state)) return <RunProgress run={run} />
  if (run.state !== 'succeeded' || !run.report) return <RunEnded run={run} onPlanAgain={onPlanWeek} />
  if (view === 'coverage') return <CoverageView run={run} />
  if (view === 'roster') {
    return (
      <>
        <RosterView run={run} />
        <OnlyWith right="headcount.view">
          <HrExportsPanel key={run.id} runId={run.id} />
        </OnlyWith>
      </>
    )
  }
  const publishing = (
    <Guarded>
      <PublishPanel run={run} report={run.report} />
    </Guarded>
  )
  return <OverviewView runId={run.id} report={run.report} publishing={publishing} />
}
