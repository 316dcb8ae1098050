import { LinearModel } from '../lp/linear-model.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { solveOrThrow } from './cover-week.ts'

/** `sum of effect * agents >= shortfall`, linear where the roster now stands. */
export interface ServiceCut {
  /** What one more agent in an interval does for it; at most one entry an interval. */
  readonly entries: readonly (readonly [interval: number, effect: number])[]
  /** Above 0, in the unit of the effects. */
  readonly shortfall: number
}

/** Share of a cut's best effect below which an agent is not worth asking for, and may be noise. */
const WORTH_ASKING = 0.1
/** Shortfalls are met up to this share: effects are estimates, and a whole agent for the rest would be a waste. */
const NEARLY = 1e-6
const NODES = 200

/**
 * The fewest agents, as whole numbers by interval, with which all cuts hold: minimise `sum of x` over
 * `sum of effect * x >= shortfall`, `0 <= x <= most`. A cut that the limits put out of reach is met as far as they let.
 * Service gains ever less from further agents, so a cut falls short rather than overshoots.
 * @param most agents that an interval may be given; 0 where none can be had
 * @returns agents above 0 by interval, in ascending order
 */
export function agentsForCuts(
  engine: LpEngine,
  cuts: readonly ServiceCut[],
  most: (interval: number) => number,
): Map<number, number> {
  const useful = cuts.map(({ entries, shortfall }) => ({ shortfall, entries: worthAsking(entries, most) }))
  const intervals = [...new Set(useful.flatMap(({ entries }) => entries.map(([interval]) => interval)))]
  intervals.sort((a, b) => a - b)
  if (intervals.length === 0) return new Map()
  const model = new LinearModel()
  const columnOf = new Map(
    intervals.map((interval) => [interval, model.addColumn({ cost: 1, upper: most(interval), integer: true })]),
  )
  for (const { entries, shortfall } of useful) {
    const reach = entries.reduce((sum, [interval, effect]) => sum + effect * most(interval), 0)
    const needed = Math.min(shortfall, reach) * (1 - NEARLY)
    if (needed > 0)
      model.addRow(
        entries.map(([interval, effect]) => [columnOf.get(interval)!, effect] as const),
        needed,
        Number.POSITIVE_INFINITY,
      )
  }
  const { values } = solveOrThrow(engine, model, { nodeLimit: NODES })
  return new Map(
    [...columnOf].flatMap(([interval, column]) => {
      const agents = Math.round(values![column]!)
      return agents > 0 ? [[interval, agents] as const] : []
    }),
  )
}

function worthAsking(entries: ServiceCut['entries'], most: (interval: number) => number): ServiceCut['entries'] {
  const best = entries.reduce((greatest, [, effect]) => Math.max(greatest, effect), 0)
  return entries.filter(([interval, effect]) => effect > 0 && effect >= WORTH_ASKING * best && most(interval) > 0)
}
