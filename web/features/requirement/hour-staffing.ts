import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { dateOf } from '../../lib/week-grid.ts'

/** Least net staffing within an hour, and where it is. */
export interface HourStaffing {
  readonly least: number
  readonly start: string
}

/** By local date and wall-clock hour; hours in which nobody is needed nor there are left out. */
export function hourStaffing(
  coverage: Pick<RunCoverage, 'starts'>,
  queue: RunCoverage['queues'][number],
): Map<string, Map<number, HourStaffing>> {
  const days = new Map<string, Map<number, HourStaffing>>()
  coverage.starts.forEach((start, at) => {
    const net = queue.netStaffing[at] ?? 0
    if (net === 0 && queue.coveredAgents[at] === 0 && !isNeeded(queue, at)) return
    const day = days.get(dateOf(start)) ?? new Map<number, HourStaffing>()
    const hour = Number(start.slice(11, 13))
    if (net < (day.get(hour)?.least ?? Number.POSITIVE_INFINITY)) day.set(hour, { least: net, start })
    days.set(dateOf(start), day)
  })
  return days
}

const isNeeded = (queue: RunCoverage['queues'][number], at: number): boolean =>
  queue.kind === 'instant' && (queue.scheduledAgents[at] ?? 0) > 0

/** Step of the short-to-over scale in agents; colour never stands alone, the figure is in the cell. */
export function heatClass(net: number): string {
  const agents = Math.round(net)
  if (agents === 0) return 'heat-even'
  const size = Math.abs(agents) >= 5 ? 3 : Math.abs(agents) >= 2 ? 2 : 1
  return agents < 0 ? `heat-short-${size}` : `heat-over-${size}`
}
