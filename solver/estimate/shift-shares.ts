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
  /** Mean agents there that one person on it is, for each block that it touches; those of its breaks are taken off. */
  readonly presence: BlockShares
  readonly breaks: readonly BreakWindow[]
}

export type BlockShares = readonly (readonly [block: number, agents: number])[]

/** A break that may lie here or there. */
export interface BreakWindow {
  /** The same for equal windows, whatever the shifts. */
  readonly key: string
  /** What it takes from the blocks, for each place that is no mixture of others. */
  readonly choices: readonly BlockShares[]
}

/** Every shift of the horizon that serves customers. Breaks that take from the same blocks wherever they lie are taken off. */
export const estimateShifts = (settings: PlanSettings, horizon: Horizon, blocks: Blocks): EstimateShift[] =>
  shiftOptions(settings, horizon)
    .filter(({ template }) => !template.onCall)
    .map(({ zone, day, template, startMs, endMs, paidMinutes }) => {
      const agents = new Map<number, number>()
      addSpan(agents, horizon, blocks, startMs, endMs, 1)
      const breaks: BreakWindow[] = []
      for (const item of template.breaks) {
        const lengthMs = item.minutes * MS_PER_MINUTE
        const starts = breakStarts(startMs, item, horizon)
        const choices = extremesOf(starts.map((at) => spanShares(horizon, blocks, at, at + lengthMs)))
        if (choices.length > 1) breaks.push({ key: `${starts[0]} ${starts.length} ${item.minutes}`, choices })
        else for (const [block, share] of choices[0]!) agents.set(block, agents.get(block)! - share)
      }
      const presence = [...agents].filter(([, share]) => share > 1e-9)
      return { template, zone, day, paidMinutes, presence, breaks }
    })

/** The places of a break less those that are the mean of the one before and the one after, or like the one before. */
function extremesOf(places: readonly BlockShares[]): BlockShares[] {
  const shareIn = (place: BlockShares, wanted: number) => place.find(([block]) => block === wanted)?.[1] ?? 0
  const kept = places.filter((place, at) => at === 0 || JSON.stringify(place) !== JSON.stringify(places[at - 1]))
  return kept.filter((place, at) => {
    const [before, after] = [kept[at - 1], kept[at + 1]]
    if (!before || !after) return true
    const touched = [...place, ...before, ...after].map(([block]) => block)
    return touched.some(
      (block) => Math.abs(2 * shareIn(place, block) - shareIn(before, block) - shareIn(after, block)) > 1e-9,
    )
  })
}

const spanShares = (horizon: Horizon, blocks: Blocks, fromMs: number, toMs: number): BlockShares => {
  const agents = new Map<number, number>()
  addSpan(agents, horizon, blocks, fromMs, toMs, 1)
  return [...agents]
}

/** Adds so many agents over a span of time to the means of the blocks. */
function addSpan(
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
