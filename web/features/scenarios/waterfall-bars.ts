import type { ComparedScenario } from './measure-sections.ts'

export type WaterfallStep = ComparedScenario['waterfall'][number]
export type WaterfallFigure = 'cost' | 'scheduledHours'

/** A floating bar: from what the steps before sum to, to what they sum to with this one. */
export interface WaterfallBar {
  /** Undefined for the bar of the whole difference. */
  readonly step?: WaterfallStep
  readonly from: number
  readonly to: number
  readonly value: number
}

/** Bars of the steps, each beginning where the one before ended, and last the whole difference from zero. */
export function waterfallBars(steps: readonly WaterfallStep[], figure: WaterfallFigure): WaterfallBar[] {
  let reached = 0
  const bars = steps.map((step): WaterfallBar => {
    const from = reached
    reached = exact(reached + step[figure], figure)
    return { step, from, to: reached, value: step[figure] }
  })
  return [...bars, { from: 0, to: reached, value: reached }]
}

/** Costs are whole minor units, hours whole minutes: sums of them are kept so. */
const exact = (value: number, figure: WaterfallFigure): number =>
  figure === 'cost' ? Math.round(value) : Math.round(value * 60) / 60
