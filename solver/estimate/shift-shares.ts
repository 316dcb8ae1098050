import { type Horizon, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import type { ShiftTemplate } from '../domain/shift-template.ts'
import { breakStarts, intervalShares, shiftOptions } from '../roster/shift-option.ts'
import type { Blocks } from './need-blocks.ts'

/** A template at one start on one day, as an estimate sees it. */
export interface EstimateShift {
  readonly template: ShiftTemplate
  /** Zone of the people who may work it. */
  readonly zone: string
  /** Day of the site on which it starts, 0-based. */
  readonly day: number
  readonly paidMinutes: number
  /** Mean agents on position that one person on it is, for each block that it touches. */
  readonly presence: readonly (readonly [block: number, agents: number])[]
}

/**
 * Every shift of the horizon that serves customers. A break counts as taken with equal chance at each of its starts, as if
 * people were spread evenly over its window.
 */
export const estimateShifts = (settings: PlanSettings, horizon: Horizon, blocks: Blocks): EstimateShift[] =>
  shiftOptions(settings, horizon)
    .filter(({ template }) => !template.onCall)
    .map(({ zone, day, template, startMs, endMs, paidMinutes }) => {
      const agents = new Map<number, number>()
      const add = (fromMs: number, toMs: number, times: number) => addSpan(agents, horizon, blocks, fromMs, toMs, times)
      add(startMs, endMs, 1)
      for (const item of template.breaks) {
        const starts = breakStarts(startMs, item, horizon)
        for (const at of starts) add(at, at + item.minutes * MS_PER_MINUTE, -1 / starts.length)
      }
      return { template, zone, day, paidMinutes, presence: [...agents].filter(([, share]) => share > 1e-9) }
    })

/** Adds so many agents over a span of time to the means of the blocks. */
export function addSpan(
  agents: Map<number, number>,
  horizon: Horizon,
  { blockOf, intervals }: Blocks,
  fromMs: number,
  toMs: number,
  times: number,
): void {
  for (const [interval, share] of intervalShares(horizon, fromMs, toMs)) {
    const block = blockOf[interval]!
    agents.set(block, (agents.get(block) ?? 0) + (times * share) / intervals[block]!)
  }
}
