import type { BundleStep } from './bundle.ts'
import { bundleOf } from './bundle.ts'
import type { Candidate } from './candidate.ts'
import type { DayRuns } from './day-simulation.ts'
import { shareOf } from './failing-spans.ts'
import { MarginalWorth } from './marginal-worth.ts'
import { queueEffects } from './measure.ts'
import type { Cells } from './paired-effects.ts'
import { releasesEarly } from './release-early.ts'
import { runsOf, type Screening } from './screen.ts'

/** What a release must save of one person's pay, minor currency units: guaranteed hours are paid all the same. */
const LEAST_SAVED = 1
/** Times that too many people are halved. */
const HALVINGS = 4
/** What a queue below its target may lose, as a share, and tickets that may wait longer, before it is more than chance. */
const LEAST_LOST = 0.002
const MORE_OPEN = 1

/**
 * As many people as can leave early with every queue that they serve at its target where they are gone, with the lower end
 * of its 95 % confidence interval, and no other queue the worse for it. All replications are run: it is a promise.
 */
export function releaseCandidate(screening: Screening): Candidate | undefined {
  const { day, simulation, base, screened, isAbove } = screening
  const worth = new MarginalWorth(simulation.base, base)
  let steps: readonly BundleStep[] = bundleOf(day, releasesEarly(day, isAbove), worth, -LEAST_SAVED)
  for (let halving = 0; halving <= HALVINGS && steps.length > 0 && !day.terms.isSearchOver(); halving++) {
    const runs = runsOf(simulation, steps)
    const spans = releasedSpans(steps)
    if (holds(screening, spans, runs, screened) && holds(screening, spans, runs, base.length))
      return { kind: 'releaseEarly', steps, runs, spans, operations: [] }
    steps = steps.slice(0, Math.floor(steps.length / 2))
  }
  return undefined
}

/** Runs of intervals in which people are missed, of every queue that they serve. */
function releasedSpans(steps: readonly BundleStep[]): Cells[] {
  const missed = new Map<number, Set<number>>()
  for (const { proposal } of steps) {
    const { agents, served } = proposal.presence
    for (const { queue } of served) {
      const own = missed.get(queue) ?? new Set<number>()
      missed.set(queue, own)
      for (const [interval, change] of agents.entries()) if (change < 0) own.add(interval)
    }
  }
  return [...missed]
    .sort(([a], [b]) => a - b)
    .flatMap(([queue, own]) => {
      const runs: { queue: number; from: number; to: number }[] = []
      for (const interval of [...own].sort((a, b) => a - b)) {
        const last = runs.at(-1)
        if (last?.to === interval) last.to = interval + 1
        else runs.push({ queue, from: interval, to: interval + 1 })
      }
      return runs
    })
}

function holds(
  { day, simulation, base }: Screening,
  spans: readonly Cells[],
  runs: DayRuns,
  replications: number,
): boolean {
  const { intervals } = simulation.horizon
  const after = runs.upTo(replications, day.terms.isStopped)
  const isKept = spans.every((span) => {
    const { mean, lower95 } = shareOf(after, intervals, span)
    const told = replications === base.length ? lower95 : mean
    return Number.isNaN(mean) || told >= day.queues[span.queue]!.target.serviceLevelTarget
  })
  if (!isKept) return false
  // A queue above its target may give some of that; one below it, and work put off, may not.
  return queueEffects(day.queues, intervals, [], base, after).every(
    ({ rest, target, openAtEnd }) =>
      (!(rest.after < target) || rest.change.mean > -LEAST_LOST) && openAtEnd.after - openAtEnd.before <= MORE_OPEN,
  )
}
