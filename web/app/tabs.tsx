import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { navigate, routeAddress, useRoute, VIEWS, type View } from '../lib/route.ts'

/** The targets are a section of the settings, with an address of their own. */
const TABS = VIEWS.filter((view) => view !== 'targets')

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

/** Links to the views; real links, so that they open in new tabs too. */
export function Tabs() {
  const { t } = useTranslation()
  const route = useRoute()
  const shown = route.view === 'targets' ? 'settings' : route.view
  const go = (event: MouseEvent, view: View) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigate({ view, ...LEFT_BEHIND })
  }
  return (
    <nav className="tabs" aria-label={t('shell.views')}>
      {TABS.map((view) => (
        <a
          key={view}
          href={routeAddress(route, { view, ...LEFT_BEHIND })}
          aria-current={view === shown ? 'page' : undefined}
          onClick={(event) => go(event, view)}
        >
          {t(`shell.view.${view}`)}
        </a>
      ))}
    </nav>
  )
}
