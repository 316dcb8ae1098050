import { isInstant, type Queue } from '../../domain/queue.ts'
import type { Estimate } from '../../simulate/service-estimate.ts'
import { ShareSums } from '../../simulate/share-sums.ts'
import { ENOUGH_CONTACTS } from '../../simulate/target-sums.ts'
import type { Counted } from './day-simulation.ts'
import { type Cells, sumOf } from './paired-effects.ts'

/** Spans of queues that fail at the same time: what is to be mended together. */
export interface Problem {
  /** Intervals of the grid, `[from, to)`, in which people help: of tickets, all from now on until they are due. */
  readonly from: number
  readonly to: number
  /** Ordered by queue, then time. */
  readonly spans: readonly Cells[]
  /** Contacts that are late beyond those that the targets allow, mean of the replications. */
  readonly lateTooMany: number
}

/** Good intervals that may lie between two bad ones of one span. */
const MOST_GOOD_BETWEEN = 2
/** How far above its target, as a share, service is clearly so. */
const CLEARLY_ABOVE = 0.05

/**
 * Where the simulated day misses its targets beyond doubt: runs of intervals whose mean is below the queue's main target,
 * and whose share taken together is so with the upper end of its 95 % confidence interval, on contacts enough to say.
 * Tickets count in the interval in which they are due. The worst problem comes first.
 */
export function problemsOf(queues: readonly Queue[], counted: readonly Counted[], intervals: number): Problem[] {
  const spans = queues.flatMap((queue, number) =>
    badRuns(queue, number, counted, intervals).filter((cells) => {
      const { upper95 } = shareOf(counted, intervals, cells)
      return upper95 < queue.target.serviceLevelTarget && contactsOf(counted, intervals, cells) >= ENOUGH_CONTACTS
    }),
  )
  const problems: Cells[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const span of spans.toSorted((a, b) => a.from - b.from || a.queue - b.queue)) {
    if (span.from < end) problems.at(-1)!.push(span)
    else problems.push([span])
    end = Math.max(end, span.to)
  }
  return problems
    .map((members): Problem => {
      const lateTooMany = members.reduce((sum, cells) => {
        const asked = queues[cells.queue]!.target.serviceLevelTarget
        const share = shareOf(counted, intervals, cells).mean
        return sum + ((asked - share) * contactsOf(counted, intervals, cells)) / counted.length
      }, 0)
      return {
        from: Math.min(...members.map(({ queue, from }) => (isInstant(queues[queue]!) ? from : 0))),
        to: Math.max(...members.map(({ to }) => to)),
        spans: members.toSorted((a, b) => a.queue - b.queue || a.from - b.from),
        lateTooMany,
      }
    })
    .sort((a, b) => b.lateTooMany - a.lateTooMany || a.from - b.from)
}

function badRuns(queue: Queue, number: number, counted: readonly Counted[], intervals: number): Cells[] {
  const runs: { queue: number; from: number; to: number }[] = []
  for (let interval = 0; interval < intervals; interval++) {
    const cell = { queue: number, from: interval, to: interval + 1 }
    if (!(shareOf(counted, intervals, cell).mean < queue.target.serviceLevelTarget)) continue
    const last = runs.at(-1)
    if (last && interval - last.to <= MOST_GOOD_BETWEEN) last.to = interval + 1
    else runs.push(cell)
  }
  return runs
}

/** Share in time over a span, NaN where nobody comes. */
export function shareOf(counted: readonly Counted[], intervals: number, cells: Cells): Estimate {
  const sums = new ShareSums(1)
  for (const { inTime, contacts } of counted)
    sums.add([sumOf(inTime, intervals, [cells])], [sumOf(contacts, intervals, [cells])])
  return sums.share(0)
}

const contactsOf = (counted: readonly Counted[], intervals: number, cells: Cells): number =>
  counted.reduce((sum, { contacts }) => sum + sumOf(contacts, intervals, [cells]), 0)

/**
 * Intervals in which a queue is clearly above its target with the lower end of its confidence interval, or has nothing to
 * do, 1 or 0, `[queue][interval]`.
 */
export const clearlyAbove = (queues: readonly Queue[], counted: readonly Counted[], intervals: number): Uint8Array[] =>
  queues.map(({ target }, queue) =>
    Uint8Array.from({ length: intervals }, (_, interval) => {
      const { mean, lower95 } = shareOf(counted, intervals, { queue, from: interval, to: interval + 1 })
      const asked = Math.min(0.99, target.serviceLevelTarget + CLEARLY_ABOVE)
      return Number.isNaN(mean) || (mean >= asked && lower95 >= target.serviceLevelTarget) ? 1 : 0
    }),
  )
