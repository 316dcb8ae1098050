import type { SuggestionKind } from '../../domain/suggestion-kind.ts'
import { type BundleStep, bundleOf, type Proposer } from './bundle.ts'
import type { Candidate } from './candidate.ts'
import type { Day } from './day.ts'
import type { Counted, DayRuns, DaySimulation } from './day-simulation.ts'
import type { Problem } from './failing-spans.ts'
import { MarginalWorth } from './marginal-worth.ts'
import { isMended } from './measure.ts'

/** The day, as it stands and as it is simulated to find out what is worth suggesting. */
export interface Screening {
  readonly day: Day
  readonly simulation: DaySimulation
  /** Replications of the day as it stands. */
  readonly base: readonly Counted[]
  /** Replications that a candidate is screened with. */
  readonly screened: number
  /** Where a queue is clearly above target, 1 or 0, `[queue][interval]`. */
  readonly isAbove: readonly Uint8Array[]
}

/** Times that a bundle is halved. */
const HALVINGS = 2

export const runsOf = (simulation: DaySimulation, steps: readonly BundleStep[]): DayRuns =>
  simulation.runs({ moves: steps.flatMap(({ proposal }) => proposal.moves) })

/**
 * All who help, or, where they mend the problem, a half of them, and of these again, as long as that mends it.
 * @returns undefined where nobody helps
 */
export function mendingCandidate(
  screening: Screening,
  problem: Problem,
  kind: SuggestionKind,
  proposers: readonly Proposer[],
): Candidate | undefined {
  const { day, simulation, base } = screening
  let steps: readonly BundleStep[] = bundleOf(day, proposers, new MarginalWorth(simulation.base, base))
  if (steps.length === 0) return undefined
  let runs = runsOf(simulation, steps)
  let isEnough = mends(screening, problem, runs)
  for (let halving = 0; isEnough && halving < HALVINGS && steps.length > 1; halving++) {
    if (day.terms.isSearchOver()) break
    const fewer = steps.slice(0, Math.ceil(steps.length / 2))
    const trial = runsOf(simulation, fewer)
    isEnough = mends(screening, problem, trial)
    if (isEnough) [steps, runs] = [fewer, trial]
  }
  return { kind, steps, runs, spans: problem.spans, operations: [] }
}

/** Whether all spans then reach their targets. */
function mends({ day, simulation, screened }: Screening, { spans }: Problem, runs: DayRuns): boolean {
  return isMended(day.queues, simulation.horizon.intervals, spans, runs.upTo(screened, day.terms.isStopped))
}
