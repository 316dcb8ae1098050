import type { RouteChange } from '../../lib/route.ts'

/** A thing that a scheduler does, and where it is done. */
interface TourStep {
  readonly id: (typeof STEP_IDS)[number]
  /** Where the page goes for it. */
  readonly route: RouteChange
  /** Selectors of what it is about; the first that the page has is pointed at. */
  readonly anchors: readonly string[]
}

const STEP_IDS = ['week', 'forecast', 'coverage', 'roster', 'scenarios', 'publish', 'day'] as const

const tab = (view: string) => `.tabs a[href*="view=${view}"]`
/** What a view leaves behind in the address. */
const PLAIN = { as: undefined, import: undefined, comparison: undefined }

/** The way of a week, in the order in which it is gone. */
export const TOUR_STEPS: readonly TourStep[] = [
  { id: 'week', route: { ...PLAIN, view: 'overview' }, anchors: ['.top-bar > button:not([data-tour])', '.top-bar'] },
  { id: 'forecast', route: { ...PLAIN, view: 'forecast' }, anchors: [tab('forecast')] },
  { id: 'coverage', route: { ...PLAIN, view: 'coverage' }, anchors: [tab('coverage')] },
  { id: 'roster', route: { ...PLAIN, view: 'roster' }, anchors: [tab('roster')] },
  { id: 'scenarios', route: { ...PLAIN, view: 'scenarios' }, anchors: [tab('scenarios')] },
  { id: 'publish', route: { ...PLAIN, view: 'overview' }, anchors: ['.publish-panel', tab('overview')] },
  { id: 'day', route: { ...PLAIN, view: 'intraday' }, anchors: [tab('intraday')] },
]
