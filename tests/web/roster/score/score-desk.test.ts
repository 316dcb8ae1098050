import { describe, expect, it } from 'vitest'
import { checkRoster } from '../../../../solver/check/check-roster.ts'
import { type Assignment, orderAssignments } from '../../../../solver/domain/roster.ts'
import { plainScoreBasis } from '../../../../solver/domain/score-basis.ts'
import {
  type BoardRoster,
  type Cell,
  EMPTY_CELL,
  withCells,
} from '../../../../web/features/roster/model/board-roster.ts'
import { type ScoreReply, scoreAnswers } from '../../../../web/features/roster/score/score-answers.ts'
import { ScoreDesk, type ScoreState } from '../../../../web/features/roster/score/score-desk.ts'
import { editedPlan, plannedShift } from '../../../fixtures/edited-plan.ts'

const { inputs, requirement } = editedPlan(4)
const ids = inputs.employees.map(({ id }) => id)
const cell = (...shifts: readonly Assignment[]): Cell => ({ ...EMPTY_CELL, shifts })

const days = ['09', '10', '11', '12', '13', '14', '15'].map((day) => `2026-11-${day}`)
const board: BoardRoster = {
  ...{ horizon: requirement.horizon, days, open: days.map(() => EMPTY_CELL) },
  people: inputs.employees.map(({ id, name, group, contractId }) => {
    return { id, name, group, contractId, zone: inputs.settings.zone, skills: [] }
  }),
  cells: ids.map((id) => days.map((_, day) => (day < 4 ? cell(plannedShift(id, 'day', 24 * day + 10)) : EMPTY_CELL))),
}

/** A desk and the work behind it as two threads: what passes is copied, and nothing is worked before it is let. */
function threads() {
  const states: ScoreState[] = []
  const toDo: (() => void)[] = []
  const sent: object[] = []
  const answer = scoreAnswers(
    (reply: ScoreReply) => {
      const copy = structuredClone(reply)
      toDo.push(() => desk.receive(copy))
    },
    (goOn) => toDo.push(goOn),
  )
  answer({ basis: JSON.parse(JSON.stringify(plainScoreBasis(inputs, requirement))) })
  const desk = new ScoreDesk(
    (question, transfer = []) => {
      sent.push(question)
      const copy = structuredClone(question, { transfer })
      toDo.push(() => answer(copy))
    },
    (state) => states.push(state),
  )
  const workOff = (times = Number.POSITIVE_INFINITY) => {
    for (let time = 0; time < times && toDo.length > 0; time++) toDo.shift()?.()
  }
  return { desk, states, sent, workOff, latest: () => states.at(-1)! }
}

const checked = ({ cells }: BoardRoster) =>
  checkRoster(inputs, requirement, {
    assignments: orderAssignments(cells.flatMap((row) => row.flatMap(({ shifts }) => shifts))),
  })

function expectChecked({ score, roster, isSettled, problem }: ScoreState, of: BoardRoster): void {
  const { violations, costs, objective, coverage } = checked(of)
  expect(problem).toBeUndefined()
  expect(roster).toBe(of)
  expect(isSettled).toBe(true)
  expect({ ...score, violationsByCell: undefined }).toMatchObject({ violations, costs, objective, coverage })
  const found = [...score!.violationsByCell].flatMap(([key, each]) => each.map((violation) => ({ key, violation })))
  const own = violations.filter(({ employeeId }) => employeeId !== undefined)
  expect(found).toHaveLength(own.length)
  for (const { key, violation } of found) {
    expect(key).toBe(`${violation.employeeId} ${violation.at.slice(0, 10)}`)
    expect(violations).toContainEqual(violation)
  }
}

const withShift = (roster: BoardRoster, person: number, day: number, ...shifts: readonly Assignment[]) =>
  withCells(roster, [{ place: { person, day }, after: cell(...shifts) }])

describe('the desk that asks for scores', () => {
  it('tells a roster as the check does, and what is then changed of it', () => {
    const { desk, workOff, latest, sent } = threads()
    desk.ask(board)
    workOff()
    expectChecked(latest(), board)
    const moved = withShift(board, 2, 1, plannedShift('h1', 'late', 39))
    desk.ask(moved)
    workOff()
    expectChecked(latest(), moved)
    const fuller = withShift(moved, 0, 5, plannedShift('a1', 'day', 140), plannedShift('a1', 'late', 141))
    desk.ask(fuller)
    workOff()
    expectChecked(latest(), fuller)
    expect(sent.map((question) => Object.keys(question)[0])).toEqual(['roster', 'changes', 'changes'])
    // One person's shifts, not everybody's.
    expect((sent[1] as { changes: { words: string[] } }).changes.words).not.toContain('a1')
  })

  it('asks what changes while a score is in hand as one, and never tells an old score as that of a new roster', () => {
    const { desk, workOff, latest, sent, states } = threads()
    desk.ask(board)
    workOff()
    const first = withShift(board, 2, 1)
    const second = withShift(first, 3, 2)
    const third = withShift(second, 1, 0)
    desk.ask(first)
    desk.ask(second)
    desk.ask(third)
    workOff()
    expectChecked(latest(), third)
    expect(sent).toHaveLength(3)
    const objectives = new Map([board, first, third].map((roster) => [roster, checked(roster).objective]))
    for (const { roster, isSettled, score } of states) {
      if (isSettled) expect(score?.objective).toBe(objectives.get(roster!))
    }
    // A settling that is overtaken by the next change is not told.
    desk.ask(board)
    workOff(2)
    expect(latest().isSettled).toBe(false)
    desk.ask(first)
    workOff()
    expectChecked(latest(), first)
    for (const { roster, isSettled, score } of states) {
      if (isSettled) expect(score?.objective).toBe(objectives.get(roster!))
    }
  })

  it('asks nothing where only notes and locks change', () => {
    const { desk, workOff, latest, sent } = threads()
    desk.ask(board)
    workOff()
    const noted = withCells(board, [{ place: { person: 1, day: 1 }, after: { ...board.cells[1]![1]!, note: 'asked' } }])
    desk.ask(noted)
    expectChecked(latest(), noted)
    expect(sent).toHaveLength(1)
  })

  it('finds candidates, and sends the whole roster again after a failure', async () => {
    const { desk, workOff, latest, sent } = threads()
    desk.ask(board)
    const found = desk.candidatesFor({ ...plannedShift('h1', 'day', 106), employeeId: '' })
    workOff()
    const { candidates, keptOut } = await found
    expect(candidates.length + keptOut.length).toBeGreaterThan(0)
    const lost = desk.candidatesFor(plannedShift('h1', 'day', 106))
    desk.fail('The line is dead.')
    await expect(lost).rejects.toThrow('The line is dead.')
    expect(latest().problem).toBe('The line is dead.')
    workOff()
    const next = withShift(board, 2, 1)
    desk.ask(next)
    workOff()
    expectChecked(latest(), next)
    expect(sent.at(-1)).toHaveProperty('roster')
  })
})
