import type { MouseEvent, ReactNode } from 'react'
import type { Run } from '../../../server/contracts/run.ts'
import { navigate, type RouteChange, routeAddress, useRoute } from '../../lib/route.ts'

/** Link to a run's own view; a real link, so that it opens in a new tab too. */
export function RunLink({ run, children }: { run: Run; children: ReactNode }) {
  const route = useRoute()
  // Another run has other days.
  const change: RouteChange = { view: 'overview', run: run.id, week: undefined, day: undefined, as: undefined }
  const go = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigate(change)
  }
  return (
    <a href={routeAddress(route, change)} onClick={go}>
      {children}
    </a>
  )
}
