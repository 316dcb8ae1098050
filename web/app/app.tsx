import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Guarded } from '../components/guarded.tsx'
import { Loading } from '../components/loading.tsx'
import { useMe } from '../lib/me.ts'
import { plansQuery } from '../lib/queries.ts'
import { navigate, useRoute } from '../lib/route.ts'
import { PlanContext } from '../lib/workspace.ts'
import { FreeView } from './free-view.tsx'
import { NotOffered } from './not-offered.tsx'
import { landingView, seesPlans, useOfferedViews } from './offered-views.ts'
import { OfflineBar } from './offline-bar.tsx'
import { SignedIn } from './signed-in.tsx'
import { Tabs } from './tabs.tsx'
import { TopBar } from './top-bar.tsx'
import { PlanDataView } from './views.ts'
import { Workspace } from './workspace.tsx'

/** The page: the chosen plan's workspace, or the way to a first plan; for whoever sees no plans, what is their own. */
export function App() {
  const { t } = useTranslation()
  return (
    <>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <OfflineBar />
      <Guarded>
        <SignedIn>
          <OwnPage />
        </SignedIn>
      </Guarded>
    </>
  )
}

function OwnPage() {
  const me = useMe()
  const { view } = useRoute()
  const hasPlans = seesPlans(me)
  const isAstray = !hasPlans && view === 'overview'
  useLayoutEffect(() => {
    if (isAstray) navigate({ view: landingView(me) }, { replace: true })
  }, [isAstray, me])
  if (isAstray) return <Loading />
  return hasPlans ? <ChosenPlan /> : <PlanlessView />
}

function ChosenPlan() {
  const { data: plans } = useSuspenseQuery(plansQuery)
  const route = useRoute()
  const plan = plans.find(({ id }) => id === route.plan) ?? plans[0]
  if (plan) {
    return (
      <PlanContext value={plan}>
        <Workspace key={plan.id} plans={plans} />
      </PlanContext>
    )
  }
  return <PlanlessView first={<PlanDataView />} />
}

/** @param first what stands where the views of a plan would */
function PlanlessView({ first }: { first?: ReactNode }) {
  const { view } = useRoute()
  const isOffered = useOfferedViews().includes(view)
  return (
    <>
      <TopBar />
      <Tabs />
      <main id="main" tabIndex={-1}>
        <Guarded key={view}>
          {isOffered && view !== 'data' ? <FreeView view={view} /> : (first ?? <NotOffered />)}
        </Guarded>
      </main>
    </>
  )
}
