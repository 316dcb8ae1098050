/** Of wallboards. A screen on the wall needs these and no schema: a small device is to show it. */
export const DEFAULT_WALLBOARD_DAYS = 90
export const MAX_WALLBOARD_DAYS = 400
export const MOST_WALLBOARDS_OF_A_PLAN = 30
/** Intervals ahead that are told of each queue. */
export const WALLBOARD_AHEAD = 8

/** The one event of `GET /wallboards/{secret}/events`: ask for the wallboard again. */
export const WALLBOARD_EVENT = 'wallboard'
export interface WallboardEventData {
  /** Whether the link is over, after which nothing follows. */
  readonly isOver: boolean
  /** Of what was reported, worked out and warned of; changes with each. */
  readonly revision: string
}
