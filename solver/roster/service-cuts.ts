import { LinearModel } from '../lp/linear-model.ts'
import { type LpEngine, LpEngineError, type LpSolution, type SolveOptions } from '../lp/lp-engine.ts'

/** `sum of effect * agents >= shortfall`, linear where the roster now stands. */
export interface ServiceCut {
  /** What one more agent at a place (an interval, or a span of them) does for it; at most one entry a place. */
  readonly entries: readonly (readonly [place: number, effect: number])[]
  /** Above 0, in the unit of the effects. */
  readonly shortfall: number
}

export interface CutLimits {
  /** Agents that a place may be given; 0 where none can be had. */
  readonly most: (place: number) => number
  /** What one agent there costs, above 0, in any one unit. */
  readonly cost: (place: number) => number
  /** Whether agents are whole. */
  readonly isWhole: boolean
}

/** Share of a cut's best effect for its cost below which an agent is not worth asking for, and may be noise. */
const WORTH_ASKING = 0.1
/** Shortfalls are met up to this share: effects are estimates, and a whole agent for the rest would be a waste. */
const NEARLY = 1e-6
const NODES = 200

/**
 * The cheapest agents by place with which all cuts hold: minimise `sum of cost * x` over `sum of effect * x >= shortfall`,
 * `0 <= x <= most`. A cut that the limits put out of reach is met as far as they let. Service gains ever less from
 * further agents, so a cut falls short rather than overshoots.
 * @returns agents above 0 by place, in ascending order
 */
export function agentsForCuts(engine: LpEngine, cuts: readonly ServiceCut[], limits: CutLimits): Map<number, number> {
  const { cost, isWhole } = limits
  // A part of an agent that nobody can be given must not count as within reach: the model would have no answer.
  const most = isWhole ? (place: number) => Math.floor(limits.most(place)) : limits.most
  const useful = cuts.map(({ entries, shortfall }) => ({ shortfall, entries: worthAsking(entries, { most, cost }) }))
  const places = [...new Set(useful.flatMap(({ entries }) => entries.map(([place]) => place)))].sort((a, b) => a - b)
  if (places.length === 0) return new Map()
  const model = new LinearModel()
  const columnOf = new Map(
    places.map((place) => [place, model.addColumn({ cost: cost(place), upper: most(place), integer: isWhole })]),
  )
  for (const { entries, shortfall } of useful) {
    const reach = entries.reduce((sum, [place, effect]) => sum + effect * most(place), 0)
    const needed = Math.min(shortfall, reach) * (1 - NEARLY)
    const terms = entries.map(([place, effect]) => [columnOf.get(place)!, effect] as const)
    if (needed > 0) model.addRow(terms, needed, Number.POSITIVE_INFINITY)
  }
  const { values } = solveOrThrow(engine, model, { nodeLimit: NODES })
  const agentsOf = (column: number) => (isWhole ? Math.round(values![column]!) : values![column]!)
  return new Map([...columnOf].flatMap(([place, column]) => (agentsOf(column) > 0 ? [[place, agentsOf(column)]] : [])))
}

function worthAsking(
  entries: ServiceCut['entries'],
  { most, cost }: Pick<CutLimits, 'most' | 'cost'>,
): ServiceCut['entries'] {
  const best = entries.reduce((greatest, [place, effect]) => Math.max(greatest, effect / cost(place)), 0)
  return entries.filter(
    ([place, effect]) => effect > 0 && effect >= WORTH_ASKING * best * cost(place) && most(place) > 0,
  )
}

/** No cuts cost this much: the first answer will do. */
const ANY_GAP = 1e15

/** An answer within the limits or, when they end before there is any, the first one found. */
function solveOrThrow(engine: LpEngine, model: LinearModel, options: SolveOptions): LpSolution {
  const solution = engine.solve(model, options)
  if (solution.values) return solution
  const { nodeLimit, ...rest } = options
  const retry = nodeLimit === undefined ? solution : engine.solve(model, { ...rest, absoluteGap: ANY_GAP })
  if (retry.values) return retry
  throw new LpEngineError(
    `A model of service cuts with ${model.rows} rows and ${model.columns} columns ended ${retry.termination}` +
      `${retry.limit ? ` at its ${retry.limit} limit` : ''} without an answer, though it always has one.`,
  )
}
