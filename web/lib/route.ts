import { useSyncExternalStore } from 'react'

export const VIEWS = [
  'overview',
  'forecast',
  'targets',
  'coverage',
  'roster',
  'intraday',
  'dayReport',
  'scenarios',
  'headcount',
  'data',
  'settings',
  'history',
  'mine',
  'team',
  'requests',
  'accounts',
] as const
export type View = (typeof VIEWS)[number]

/** Where the reader is: all of it is in the address, so that every view can be linked to. */
export interface Route {
  readonly view: View
  readonly plan?: string
  readonly run?: string
  readonly queue?: string
  /** First day of the week that is shown of a run of several, where no day is. */
  readonly week?: string
  /** Local date `YYYY-MM-DD` within the run's weeks. */
  readonly day?: string
  /** Start of an interval that is looked at, as in the reply: `2026-11-09T20:00+08:00`. */
  readonly at?: string
  /** How the view shows its figures: its first way when absent. */
  readonly as?: string
  /** Grain of the forecast's figures: days when absent. */
  readonly by?: string
  /** How much of the forecast is shown at once: the view's default when absent. */
  readonly range?: string
  /** File that is being brought in, on the data view: its id, or `new` while it is on its way. */
  readonly import?: string
  /** Comparison or sweep that is shown on the scenarios view. */
  readonly comparison?: string
  /** Headcount plan that is shown; the newest when absent. */
  readonly headcount?: string
  /** Section of the settings that is shown; its first when absent. */
  readonly section?: string
  /** Thing of a section, a person, a shift template, that is looked at. */
  readonly item?: string
  /** How much of the roster the board shows at once: all days, a week, the hours of a day. */
  readonly zoom?: string
  /** Person whose day, or own roster, is looked at. */
  readonly person?: string
  /** Planning unit whose team, requests or own roster is shown, where the reader is in several. */
  readonly unit?: string
  /** What the board shows of the people: a group, a queue that they serve, words of their names. */
  readonly group?: string
  readonly skill?: string
  readonly find?: string
  /** Panel that is open beside the board. */
  readonly panel?: string
}

const KEYS = [
  'view',
  'plan',
  'run',
  'queue',
  'week',
  'day',
  'at',
  'as',
  'by',
  'range',
  'import',
  'comparison',
  'headcount',
  'section',
  'item',
  'zoom',
  'person',
  'unit',
  'group',
  'skill',
  'find',
  'panel',
] as const

export function parseRoute(search: string): Route {
  const params = new URLSearchParams(search)
  const view = VIEWS.find((known) => known === params.get('view')) ?? 'overview'
  const rest = KEYS.slice(1).flatMap((key) => {
    const value = params.get(key)
    return value ? [[key, value]] : []
  })
  return { view, ...Object.fromEntries(rest) }
}

export type RouteChange = { readonly [Key in keyof Route]?: Route[Key] | undefined }

/** Address of a route after a change; a key set to undefined is dropped. */
export function routeAddress(route: Route, change: RouteChange): string {
  const params = new URLSearchParams()
  for (const key of KEYS) {
    const value = key in change ? change[key] : route[key]
    if (value !== undefined) params.set(key, value)
  }
  return `?${params}`
}

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.search))
}

/** Goes to a changed route; `replace` for changes that the back button should not step through. */
export function navigate(change: RouteChange, options: { replace?: boolean } = {}): void {
  const address = routeAddress(parseRoute(window.location.search), change)
  if (options.replace) window.history.replaceState(null, '', address)
  else window.history.pushState(null, '', address)
  for (const listener of listeners) listener()
}
