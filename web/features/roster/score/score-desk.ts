import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { PersonShifts, RosterScore } from '../../../../solver/rescore/roster-scorer.ts'
import type { OpenShiftCandidates } from '../../../../solver/rescore/shift-candidates.ts'
import { patchViolations } from '../../../../solver/rescore/violation-list.ts'
import type { BoardRoster } from '../model/board-roster.ts'
import { flattenShifts } from './flat-shifts.ts'
import type { ScoreQuestion, ScoreReply, ScoreTold, ViolationChange } from './score-answers.ts'

/** The score with what the board shows of it. */
export interface BoardScore extends RosterScore {
  /** By `${employeeId} ${date}`, the date (`YYYY-MM-DD`) being that of the violation; those of nobody are left out. */
  readonly violationsByCell: ReadonlyMap<string, readonly Violation[]>
}

/** What the desk knows at a time. */
export interface ScoreState {
  readonly score: BoardScore | undefined
  /** Roster that the score is of. */
  readonly roster: BoardRoster | undefined
  readonly isSettled: boolean
  readonly problem: string | undefined
  /** Time that the score took in the worker. */
  readonly milliseconds: number | undefined
}

export const NO_SCORE: ScoreState = {
  score: undefined,
  roster: undefined,
  isSettled: false,
  problem: undefined,
  milliseconds: undefined,
}

type Send = (question: Exclude<ScoreQuestion, { readonly basis: unknown }>, transfer?: Transferable[]) => void

/**
 * Asks a worker for the score of the latest roster. It is sent what changed since the roster that it was sent last; while
 * it has one in hand only the latest waits, so that changes in the meantime are asked as one.
 */
export class ScoreDesk {
  readonly #send: Send
  readonly #onState: (state: ScoreState) => void
  #state = NO_SCORE
  #sent: BoardRoster | undefined
  #waiting: BoardRoster | undefined
  #isInHand = false
  readonly #asked = new Map<number, PromiseWithResolvers<OpenShiftCandidates>>()
  #number = 0

  /** @param send to a worker that has the basis, or is about to read it */
  constructor(send: Send, onState: (state: ScoreState) => void) {
    this.#send = send
    this.#onState = onState
  }

  ask(roster: BoardRoster): void {
    if (this.#isInHand) this.#waiting = roster
    else this.#take(roster)
  }

  candidatesFor(openShift: Assignment): Promise<OpenShiftCandidates> {
    const number = ++this.#number
    const answer = Promise.withResolvers<OpenShiftCandidates>()
    this.#asked.set(number, answer)
    this.#send({ number, openShift })
    return answer.promise
  }

  receive(reply: ScoreReply): void {
    if ('number' in reply) {
      const asked = this.#asked.get(reply.number)
      this.#asked.delete(reply.number)
      if ('found' in reply) asked?.resolve(reply.found)
      else asked?.reject(new Error(reply.problem))
      return
    }
    if ('problem' in reply) this.fail(reply.problem)
    else if (reply.violations) {
      this.#isInHand = false
      this.#keep(reply, reply.violations)
    } else if (!this.#isInHand) this.#keep(reply)
    const next = this.#isInHand ? undefined : this.#waiting
    if (!next) return
    this.#waiting = undefined
    this.#take(next)
  }

  /** What the worker knows is not sure any more: the next roster is sent as a whole. */
  fail(problem: string): void {
    this.#sent = undefined
    this.#isInHand = false
    for (const answer of this.#asked.values()) answer.reject(new Error(problem))
    this.#asked.clear()
    this.#tell({ ...this.#state, problem })
  }

  #take(roster: BoardRoster): void {
    const before = this.#sent
    const changes = before && changesBetween(before, roster)
    this.#sent = roster
    if (changes?.length === 0) {
      this.#tell({ ...this.#state, roster })
      return
    }
    this.#isInHand = true
    const flat = flattenShifts(changes ?? roster.people.map((_, person) => shiftsOf(roster, person)))
    this.#send(changes ? { changes: flat } : { roster: flat }, [flat.numbers.buffer])
  }

  /** Of the roster sent last: what settles an earlier one, while the next is in hand, is not kept. */
  #keep({ figures, isSettled, milliseconds }: ScoreTold, change?: ViolationChange): void {
    const before = this.#state.score ?? { violations: [], violationsByCell: new Map<string, Violation[]>() }
    const { violations, violationsByCell } = change ? withViolations(before, change) : before
    const score = { ...figures, violations, violationsByCell }
    this.#tell({ score, roster: this.#sent, isSettled, problem: undefined, milliseconds })
  }

  #tell(state: ScoreState): void {
    this.#state = state
    this.#onState(state)
  }
}

type ViolationLists = Pick<BoardScore, 'violations' | 'violationsByCell'>

function withViolations(before: ViolationLists, change: ViolationChange): ViolationLists {
  if (!('removed' in change)) return { violations: change, violationsByCell: byCell(change) }
  const violations = patchViolations(before.violations, change)
  const gone = new Set(change.removed.map((index) => before.violations[index]!))
  const come = change.added.map(({ violation }) => violation)
  const violationsByCell = new Map(before.violationsByCell)
  const touched = new Set([...gone, ...come].flatMap((violation) => cellOf(violation) ?? []))
  const comeByCell = byCell(come)
  for (const cell of touched) {
    const kept = (violationsByCell.get(cell) ?? []).filter((violation) => !gone.has(violation))
    const all = [...kept, ...(comeByCell.get(cell) ?? [])]
    if (all.length > 0) violationsByCell.set(cell, all)
    else violationsByCell.delete(cell)
  }
  return { violations, violationsByCell }
}

const cellOf = ({ employeeId, at }: Violation): string | undefined =>
  employeeId === undefined ? undefined : `${employeeId} ${at.slice(0, 'YYYY-MM-DD'.length)}`

function byCell(violations: readonly Violation[]): Map<string, Violation[]> {
  const cells = new Map<string, Violation[]>()
  for (const violation of violations) {
    const cell = cellOf(violation)
    if (cell === undefined) continue
    const known = cells.get(cell)
    if (known) known.push(violation)
    else cells.set(cell, [violation])
  }
  return cells
}

/** People whose shifts differ; undefined where the people themselves do. Rows and cells are shared by identity. */
function changesBetween(before: BoardRoster, after: BoardRoster): PersonShifts[] | undefined {
  if (before.people !== after.people) return undefined
  return after.cells.flatMap((row, person) => {
    const known = before.cells[person]
    if (row === known || row.every((cell, day) => cell.shifts === known?.[day]?.shifts)) return []
    return [shiftsOf(after, person)]
  })
}

const shiftsOf = ({ people, cells }: BoardRoster, person: number): PersonShifts => ({
  employeeId: people[person]!.id,
  assignments: cells[person]!.flatMap(({ shifts }) => shifts),
})
