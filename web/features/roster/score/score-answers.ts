import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { PlainScoreBasis } from '../../../../solver/domain/score-basis.ts'
import { reviveScoreBasis } from '../../../../solver/domain/score-basis.ts'
import { type RosterScore, RosterScorer, type ScoreBasis } from '../../../../solver/rescore/roster-scorer.ts'
import type { OpenShiftCandidates } from '../../../../solver/rescore/shift-candidates.ts'
import type { ViolationPatch } from '../../../../solver/rescore/violation-list.ts'
import { type FlatShifts, unflattenShifts } from './flat-shifts.ts'

/** The basis once, then a roster, then what changes of it; in between candidates for open shifts. */
export type ScoreQuestion =
  | { readonly basis: PlainScoreBasis }
  | { readonly roster: FlatShifts }
  | { readonly changes: FlatShifts }
  | { readonly number: number; readonly openShift: Assignment }

export type ScoreReply =
  | ScoreTold
  | { readonly number: number; readonly found: OpenShiftCandidates }
  | { readonly number: number; readonly problem: string }
  | { readonly problem: string }

export interface ScoreTold {
  readonly figures: ScoreFigures
  /** Of a roster or a change just sent; absent in what settles the score of one. */
  readonly violations?: ViolationChange
  /** Whether the score is as exact as it will be. */
  readonly isSettled: boolean
  readonly milliseconds: number
}

/** All violations of a roster, or what a change makes of those before. */
export type ViolationChange = readonly Violation[] | ViolationPatch

/** A score without its violations. */
export type ScoreFigures = Omit<RosterScore, 'violations'>

/**
 * Answers questions about a roster that is being edited. A score that cannot be exact at once is told as far as it is
 * known, then settled bit by bit, so that the next change never waits for one that it makes void.
 * @param later puts off what is left until questions that have come in the meantime are answered
 */
export function scoreAnswers(
  reply: (reply: ScoreReply) => void,
  later: (goOn: () => void) => void,
): (question: ScoreQuestion) => void {
  let basis: ScoreBasis | undefined
  let scorer: RosterScorer | undefined
  let latest = 0

  const known = (): RosterScorer => {
    if (scorer) return scorer
    throw new Error('A question about a roster came before the roster: send the basis and the roster first.')
  }
  const tell = (score: RosterScore, startedAt: number, violations?: ViolationChange) => {
    const { violations: _all, ...figures } = score
    const { isSettled } = known()
    reply({ figures, ...(violations && { violations }), isSettled, milliseconds: performance.now() - startedAt })
  }
  const settle = () => {
    const mine = ++latest
    const rosterScorer = known()
    const steps = rosterScorer.settling()
    let spent = 0
    const goOn = () => {
      if (mine !== latest) return
      const startedAt = performance.now()
      if (steps.next().done === true) return tell(rosterScorer.scoreAtOnce, startedAt - spent)
      spent += performance.now() - startedAt
      later(goOn)
    }
    if (!rosterScorer.isSettled) later(goOn)
  }
  const answer = (question: ScoreQuestion): void => {
    const startedAt = performance.now()
    if ('basis' in question) {
      basis = reviveScoreBasis(question.basis)
    } else if ('roster' in question) {
      if (!basis) throw new Error('A roster came before the basis: send the basis first.')
      const assignments = unflattenShifts(question.roster).flatMap((person) => person.assignments)
      scorer = new RosterScorer(basis, { assignments })
      const score = scorer.scoreAtOnce
      tell(score, startedAt, score.violations)
      settle()
    } else if ('changes' in question) {
      const score = known().changeAtOnce(unflattenShifts(question.changes))
      tell(score, startedAt, known().violationPatch)
      settle()
    } else {
      reply({ number: question.number, found: known().candidatesFor(question.openShift) })
    }
  }
  return (question) => {
    try {
      answer(question)
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      reply('number' in question ? { number: question.number, problem } : { problem })
    }
  }
}
