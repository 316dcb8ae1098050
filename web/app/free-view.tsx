import type { View } from '../lib/route.ts'
import { AccountsView, MineView, RequestsView, TeamView } from './views.ts'

/** A view that needs no plan; nothing for the others. */
export function FreeView({ view }: { view: View }) {
  if (view === 'mine') return <MineView />
  if (view === 'team') return <TeamView />
  if (view === 'requests') return <RequestsView />
  if (view === 'accounts') return <AccountsView />
  return null
}
