import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { navigate, routeAddress, useRoute, type View } from '../lib/route.ts'
import { useOfferedViews } from './offered-views.ts'
import { ToDecide } from './to-decide.tsx'

/** What of the address another view has no use for. */
const LEFT_BEHIND = {
  as: undefined,
  import: undefined,
  comparison: undefined,
  section: undefined,
  item: undefined,
  panel: undefined,
  find: undefined,
} as const

/** Links to the views that the reader may see; real links, so that they open in new tabs too. */
export function Tabs() {
  const { t } = useTranslation()
  const route = useRoute()
  // The targets are a section of the settings, with an address of their own.
  const tabs = useOfferedViews().filter((view) => view !== 'targets')
  const shown = route.view === 'targets' ? 'settings' : route.view
  const go = (event: MouseEvent, view: View) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigate({ view, ...LEFT_BEHIND })
  }
  return (
    <nav className="tabs" aria-label={t('shell.views')}>
      {tabs.map((view) => (
        <a
          key={view}
          href={routeAddress(route, { view, ...LEFT_BEHIND })}
          aria-current={view === shown ? 'page' : undefined}
          onClick={(event) => go(event, view)}
        >
          {t(`shell.view.${view}`)}
          {view === 'requests' && <ToDecide />}
        </a>
      ))}
    </nav>
  )
}
