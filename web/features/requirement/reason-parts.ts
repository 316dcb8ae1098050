import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { REQUIREMENT_REASONS, type RequirementReason } from '../../../solver/domain/requirement-outputs.ts'
import { wholeParts } from '../../../solver/domain/whole-parts.ts'
import type { ChartBand, ChartSeries } from '../../components/use-time-chart.ts'

export type QueueCoverage = RunCoverage['queues'][number]
export type InstantCoverage = Extract<QueueCoverage, { kind: 'instant' }>
export type DeferredCoverage = Extract<QueueCoverage, { kind: 'deferred' }>
export type Reasons = NonNullable<InstantCoverage['reasons']>

/** Agents for one reason, rounded so that all parts add up to the total beside them. */
export interface ReasonPart {
  readonly reason: RequirementReason
  readonly agents: number
}

/** Agents are shown in tenths. */
const STEPS = 10

/** Parts in tenths that add up to their rounded total. Adding 0 turns -0 into 0. */
export const partsAsShown = (parts: readonly number[]): number[] =>
  wholeParts(parts.map((part) => part * STEPS)).map((part) => part / STEPS + 0)

/** The reasons of one interval that show as more or less than nothing. */
export function reasonParts(reasons: Reasons, at: number): ReasonPart[] {
  const shown = partsAsShown(REQUIREMENT_REASONS.map((reason) => reasons[reason][at] ?? 0))
  return REQUIREMENT_REASONS.map((reason, index) => ({ reason, agents: shown[index]! })).filter(
    ({ agents }) => agents !== 0,
  )
}

const LEAST_SEEN = 0.05

/** Reasons that count anywhere in the week, in the order in which they are reasoned. */
export const reasonsPresent = (reasons: Reasons): RequirementReason[] =>
  REQUIREMENT_REASONS.filter((reason) => reasons[reason].some((agents) => Math.abs(agents) >= LEAST_SEEN))

const REASON_COLORS: Readonly<Record<RequirementReason, ChartBand['color']>> = {
  work: '--reason-work',
  targets: '--reason-targets',
  occupancy: '--reason-occupancy',
  carryOver: '--reason-carry-over',
  pooling: '--reason-pooling',
  assurance: '--reason-assurance',
  presence: '--reason-presence',
  simulation: '--reason-simulation',
}

export const reasonColor = (reason: RequirementReason): string => `var(${REASON_COLORS[reason]})`

/**
 * The reasons stacked over the intervals. What a reason takes off lies as a veil over the top of the stack, so that the
 * full colours end at the required agents, which the last line draws.
 */
export function reasonStack(
  queue: InstantCoverage,
  reasons: Reasons,
): { readonly series: ChartSeries[]; readonly bands: ChartBand[] } {
  const present = reasonsPresent(reasons)
  const levels = [queue.requiredAgents.map(() => 0)]
  for (const reason of present)
    levels.push(levels.at(-1)!.map((level, at) => level + Math.max(0, reasons[reason][at] ?? 0)))
  const series: ChartSeries[] = levels.map((values, index) => ({
    label: present[index - 1] ?? 'none',
    stepped: true,
    values,
  }))
  const bands = present.map(
    (reason, index): ChartBand => ({ between: [index + 1, index], color: REASON_COLORS[reason] }),
  )
  series.push({ label: 'all', stepped: true, values: levels.at(-1)! })
  series.push({ label: 'required', stepped: true, values: queue.requiredAgents, color: '--series-need', width: 1.25 })
  bands.push({ between: [series.length - 2, series.length - 1], color: '--reason-taken-off' })
  return { series, bands }
}
