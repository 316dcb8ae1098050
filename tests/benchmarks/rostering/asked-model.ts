import { createHash } from 'node:crypto'
import { readInstance } from '../../../server/imports/read-instance.ts'
import type { LinearModel } from '../../../solver/lp/linear-model.ts'
import { writeLp } from '../../../solver/lp/write-lp.ts'
import { rulesProblem } from '../../../solver/roster/rules-problem.ts'
import { directModel } from '../../../solver/tours/direct-model.ts'
import type { ShiftGrid } from '../../fixtures/rostering-score.ts'

/** An instance as the one integer model that all solvers are asked to solve. */
export interface AskedModel {
  readonly model: LinearModel
  /** SHA-256 of the LP text, hex. */
  readonly hash: string
  /** Shifts of everybody, from the columns of shifts that are worked. */
  gridOf(workedColumns: Iterable<number>): ShiftGrid
}

export function askedModel(instanceText: string): AskedModel {
  const { inputs, horizon } = readInstance('instance.txt', instanceText)
  const { problem, options } = rulesProblem(inputs, horizon)
  const { model, workColumns } = directModel(problem)
  const placeOf = new Map(
    workColumns.flatMap((columns, person) =>
      [...columns].flatMap((column, option) => (column < 0 ? [] : [[column, { person, option }] as const])),
    ),
  )
  return {
    model,
    hash: createHash('sha256').update(writeLp(model)).digest('hex'),
    gridOf(workedColumns) {
      const lines = problem.people.map(() => new Array<string>(problem.days).fill(''))
      for (const column of workedColumns) {
        const place = placeOf.get(column)
        if (place) lines[place.person]![options[place.option]!.day] = options[place.option]!.template.id
      }
      return Object.fromEntries(lines.map((line, person) => [problem.people[person]!.id, line]))
    },
  }
}
