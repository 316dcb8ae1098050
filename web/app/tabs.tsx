import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { navigate, routeAddress, useRoute, VIEWS, type View } from '../lib/route.ts'

/** Links to the views; real links, so that they open in new tabs too. */
export function Tabs() {
  const { t } = useTranslation()
  const route = useRoute()
  const go = (event: MouseEvent, view: View) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigate({ view, as: undefined, import: undefined, comparison: undefined })
  }
  return (
    <nav className="tabs" aria-label={t('shell.views')}>
      {VIEWS.map((view) => (
        <a
          key={view}
          href={routeAddress(route, { view, as: undefined, import: undefined, comparison: undefined })}
          aria-current={view === route.view ? 'page' : undefined}
          onClick={(event) => go(event, view)}
        >
          {t(`shell.view.${view}`)}
        </a>
      ))}
    </nav>
  )
}
