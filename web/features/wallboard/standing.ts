import type { Wallboard, WallboardQueue } from '../../../server/contracts/wallboard.ts'

/** More on one screen could not be read from 5 m. */
const MOST_QUEUES_SHOWN = 6
/** As many have a panel each; more are rows under common heads. */
export const MOST_PANELS = 2

/** Queues by page, in order, the pages as even as can be: seven are four and three. */
export function pagesOf<Queue>(queues: readonly Queue[]): Queue[][] {
  const pages = Math.max(1, Math.ceil(queues.length / MOST_QUEUES_SHOWN))
  const even = Math.floor(queues.length / pages)
  const longer = queues.length % pages
  let from = 0
  return Array.from({ length: pages }, (_, page) => {
    const to = from + even + (page < longer ? 1 : 0)
    const shown = queues.slice(from, to)
    from = to
    return shown
  })
}

/** What the reports of the queues come to. */
interface Reports {
  /** `stopped`: no queue is reported any more; `partly`: some are not; `none`: nothing was ever reported. */
  readonly state: 'live' | 'partly' | 'stopped' | 'none'
  /** End of the last report of those that have stopped, the earliest of them; undefined where none has. */
  readonly since: string | undefined
  /** Queues whose reports have stopped. */
  readonly silent: readonly WallboardQueue[]
}

export function reportsOf({ queues }: Pick<Wallboard, 'queues'>): Reports {
  const silent = queues.filter(({ feed }) => feed.state === 'silent')
  const isAnyLive = queues.some(({ feed }) => feed.state === 'live')
  const ends = silent.flatMap(({ feed }) => feed.lastEnd ?? []).sort((a, b) => Date.parse(a) - Date.parse(b))
  // When the last of them stopped, nothing was reported any more.
  const since = isAnyLive ? ends[0] : ends.at(-1)
  if (silent.length === 0) return { state: isAnyLive ? 'live' : 'none', since: undefined, silent }
  return { state: isAnyLive ? 'partly' : 'stopped', since, silent }
}

/** Asked in vain for so long, the screen says that it is not connected: one answer that is lost is no news. */
const LOST_AFTER_MS = 8000

/** How the screen stands to the server. */
export interface Connection {
  /** Of the last answer; undefined before the first. By the device's clock, epoch milliseconds. */
  readonly answeredMs: number | undefined
  /** When a question first went unanswered since then; undefined while all are answered. */
  readonly failedMs: number | undefined
}

export const isLost = ({ failedMs }: Connection, nowMs: number): boolean =>
  failedMs !== undefined && nowMs - failedMs >= LOST_AFTER_MS

/** Whole minutes that have passed; never below 0. */
export const minutesSince = (instantMs: number, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - instantMs) / 60_000))

/** Share by which more came or is expected than was planned; null where nothing can be told. */
export const overPlan = (figure: number | null, planned: number | null): number | null =>
  figure === null || planned === null || planned <= 0 ? null : figure / planned - 1
