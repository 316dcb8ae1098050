import type { Violation } from '../../domain/plan-outputs.ts'
import { compareIds } from '../../domain/roster.ts'
import type { PersonShifts } from '../../rescore/roster-scorer.ts'
import type { Day } from './day.ts'
import type { MarginalWorth, PresenceChange } from './marginal-worth.ts'
import type { ShiftChange, Suggestion } from './suggestion.ts'

/** Something that one person could do. */
export interface Proposal {
  readonly moves: readonly ShiftChange[]
  readonly changes: PersonShifts
  readonly presence: PresenceChange
  /** Higher is better; proposals of people are tried in this order. Above 0. */
  readonly rank: number
  readonly givenUp?: Suggestion['givenUp']
}

/** Somebody who could do something. */
export interface Proposer {
  readonly employeeId: string
  /** Proposals that are tried on the rules before the person is passed over; a few when absent. */
  readonly tries?: number
  /** Best first; nothing where nothing is of use any more. */
  propose(worth: MarginalWorth): readonly Proposal[]
}

/** What is done up to one more person, in the order in which they were taken. */
export interface BundleStep {
  readonly proposal: Proposal
  /** Minor currency units, of all steps so far. */
  readonly cost: number
  readonly softCost: number
  readonly softViolations: readonly Violation[]
}

/** People in one suggestion, at most. */
const MOST_PEOPLE = 60
/** Further steps that are worth less than this share of the first one are left out. */
const LEAST_OF_FIRST = 0.04
/** Of one person, and people in a row whom the rules keep from all they could do. */
const MOST_TRIES = 4
const MOST_REFUSED = 50

/**
 * Takes people one after the other, who helps most first, each with what then helps most and breaks no hard rule; what one
 * does leaves less to do for the next.
 * @param worth goes on with what is taken
 * @param mostPay that each may add to wages, minor currency units
 */
export function bundleOf(
  { trial, terms }: Day,
  proposers: readonly Proposer[],
  worth: MarginalWorth,
  mostPay?: number,
): BundleStep[] {
  const inOrder = proposers
    .map((proposer) => ({ proposer, rank: proposer.propose(worth)[0]?.rank ?? 0 }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || compareIds(a.proposer.employeeId, b.proposer.employeeId))
  const steps: BundleStep[] = []
  let refused = 0
  trial.begin()
  for (const { proposer } of inOrder) {
    if (steps.length === MOST_PEOPLE || refused === MOST_REFUSED || terms.isSearchOver()) break
    const proposals = proposer.propose(worth)
    const least = LEAST_OF_FIRST * (steps[0]?.proposal.rank ?? 0)
    const useful = proposals.filter(({ rank }) => rank > least).slice(0, proposer.tries ?? MOST_TRIES)
    const step = firstAllowed(trial, useful, mostPay)
    if (step) {
      steps.push(step)
      worth.apply(step.proposal.presence)
    }
    refused = step ? 0 : refused + 1
  }
  trial.begin()
  return steps
}

function firstAllowed(
  trial: Day['trial'],
  proposals: readonly Proposal[],
  mostPay: number | undefined,
): BundleStep | undefined {
  for (const proposal of proposals) {
    const standing = trial.add(proposal.changes, mostPay)
    if (!standing) continue
    const { pay, softCost, softViolations } = standing
    return { proposal, cost: Math.round(pay), softCost: Math.round(softCost), softViolations }
  }
  return undefined
}
