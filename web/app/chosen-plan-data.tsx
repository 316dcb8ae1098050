import { NEW_IMPORT } from '../features/imports/import-steps.ts'
import { addUploads } from '../features/imports/upload-store.ts'
import { navigate, useRoute } from '../lib/route.ts'
import { usePlan } from '../lib/workspace.ts'
import { ImportPanel, ImportView, PlanDataView } from './views.ts'

/** The plans and the files brought into the chosen one; or the wizard of a file that is being brought in. */
export function ChosenPlanData() {
  const route = useRoute()
  const plan = usePlan()
  if (route.import !== undefined) return <ImportView />
  const bringIn = (files: readonly File[]) => {
    addUploads(plan.id, files, { isNewBatch: true })
    navigate({ import: NEW_IMPORT, as: undefined })
  }
  return (
    <PlanDataView onFiles={bringIn}>
      <ImportPanel onFiles={bringIn} />
    </PlanDataView>
  )
}
