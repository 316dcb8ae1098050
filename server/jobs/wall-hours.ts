import type { OpenWindow } from '../../solver/domain/open-window.ts'
import type { FurtherTarget } from '../../solver/domain/target.ts'
import type { WallWindow } from '../contracts/queue-targets.ts'

/** Hours as people write them: `09:00` to `25:00`. */
export const wallWindow = ({ from, to, weekdays }: OpenWindow): WallWindow => ({
  from: wallTime(from),
  to: wallTime(to),
  weekdays,
})

export const withWallHours = ({ window, ...target }: FurtherTarget) =>
  window === undefined ? target : { ...target, window: window.map(wallWindow) }

const wallTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
