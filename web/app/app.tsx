import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Guarded } from '../components/guarded.tsx'
import { plansQuery } from '../lib/queries.ts'
import { useRoute } from '../lib/route.ts'
import { PlanContext } from '../lib/workspace.ts'
import { OfflineBar } from './offline-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { PlanDataView } from './views.ts'
import { Workspace } from './workspace.tsx'

/** The page: the chosen plan's workspace, or the way to a first plan. */
export function App() {
  const { t } = useTranslation()
  return (
    <>
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <OfflineBar />
      <Guarded>
        <ChosenPlan />
      </Guarded>
    </>
  )
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
  return (
    <>
      <TopBar />
      <main id="main" tabIndex={-1}>
        <Guarded>
          <PlanDataView />
        </Guarded>
      </main>
    </>
  )
}
