import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/plan-outputs.ts'
import type { Assignment } from '../domain/roster.ts'
import { dualBound } from '../lp/check-point.ts'
import { LinearModel } from '../lp/linear-model.ts'
import { type LpEngine, LpEngineError } from '../lp/lp-engine.ts'
import { assignmentModel } from './assignment-model.ts'
import { type CoverOptions, coverWeek, solveOrThrow } from './cover-week.ts'
import { type CoveringModel, coveringModel } from './covering-model.ts'
import type { EmployeeClass } from './employee-class.ts'
import { type NamedShift, placeBreaks } from './place-breaks.ts'
import type { ShiftOption } from './shift-option.ts'

/** A part of the staff with its covering model and the bound proved for it. */
export interface PartBound {
  readonly classes: readonly EmployeeClass[]
  readonly covering: CoveringModel
  readonly people: number
  /** Answer of the covering relaxation, `[column]`. */
  readonly relaxed: Float64Array
  /** Minor currency units, guaranteed wages left out. */
  readonly bound: number
}

/** Branch-and-bound nodes of a class's assignment; counts that can be filled exactly are so within a few. */
const ASSIGNMENT_NODES = 200
/** Above any wage and penalty of a minute, so that a wanted shift is filled whenever the rules allow it. */
const MISS_PRICE_PER_MINUTE = 100_000

export function boundPart(
  inputs: PlanInputs,
  requirement: Requirement,
  options: readonly ShiftOption[],
  classes: readonly EmployeeClass[],
  queueIds: ReadonlySet<string>,
  { engine }: { engine: LpEngine },
): PartBound {
  const covering = coveringModel(inputs, requirement, options, classes, queueIds)
  const relaxed = engine.solve(covering.model, { relaxIntegers: true })
  if (!relaxed.values || !relaxed.rowDuals) {
    throw new LpEngineError(`The covering relaxation ended ${relaxed.termination}, without an answer and multipliers.`)
  }
  return {
    classes,
    covering,
    people: classes.reduce((sum, { members }) => sum + members.length, 0),
    relaxed: relaxed.values,
    bound: dualBound(covering.model, relaxed.rowDuals),
  }
}

/** Named shifts with breaks for one part. Every stage has an answer, so the roster always has one. */
export function rosterPart(options: readonly ShiftOption[], part: PartBound, cover: CoverOptions): Assignment[] {
  if (part.people === 0) return []
  const { covering, classes } = part
  const values = coverWeek(covering, part.relaxed, cover)
  const shifts = classes.flatMap((employeeClass, index) =>
    nameShifts(options, employeeClass, countsOf(covering, index, values), cover),
  )
  const placed = sameCounts(covering, classes, shifts, values) ? values : placeAnew(covering, classes, shifts, cover)
  return placeBreaks(shifts, covering.breakPools, placed)
}

/** Whole people on each option of one class, by option index. */
function countsOf(covering: CoveringModel, classIndex: number, values: Float64Array): Map<number, number> {
  const columns = covering.countColumns[classIndex]!
  return new Map([...columns].map(([option, column]) => [option, Math.round(values[column]!)]))
}

function nameShifts(
  options: readonly ShiftOption[],
  employeeClass: EmployeeClass,
  counts: ReadonlyMap<number, number>,
  { engine, seed, absoluteGap }: CoverOptions,
): NamedShift[] {
  const { model, workColumns } = assignmentModel(options, employeeClass, counts, MISS_PRICE_PER_MINUTE)
  const { values } = solveOrThrow(engine, model, { seed, absoluteGap: absoluteGap / 10, nodeLimit: ASSIGNMENT_NODES })
  return employeeClass.members.flatMap((member, index) =>
    [...workColumns[index]!].flatMap(([option, column]) =>
      values![column]! > 0.5 ? [{ member, employeeClass, option: options[option]! }] : [],
    ),
  )
}

function sameCounts(
  covering: CoveringModel,
  classes: readonly EmployeeClass[],
  shifts: readonly NamedShift[],
  values: Float64Array,
): boolean {
  return classes.every((employeeClass, index) =>
    [...covering.countColumns[index]!].every(
      ([option, column]) => Math.round(values[column]!) === countNamed(shifts, employeeClass, option),
    ),
  )
}

const countNamed = (shifts: readonly NamedShift[], employeeClass: EmployeeClass, option: number): number =>
  shifts.filter((shift) => shift.employeeClass === employeeClass && shift.option.index === option).length

/** Breaks and allocation around the counts that the rules allowed. */
function placeAnew(
  covering: CoveringModel,
  classes: readonly EmployeeClass[],
  shifts: readonly NamedShift[],
  cover: CoverOptions,
): Float64Array {
  const model = Object.assign(new LinearModel(), covering.model, {
    columnLower: [...covering.model.columnLower],
    columnUpper: [...covering.model.columnUpper],
  })
  classes.forEach((employeeClass, index) => {
    for (const [option, column] of covering.countColumns[index]!) {
      model.columnLower[column] = model.columnUpper[column] = countNamed(shifts, employeeClass, option)
    }
  })
  const relaxed = solveOrThrow(cover.engine, model, { relaxIntegers: true, seed: cover.seed })
  return coverWeek({ ...covering, model }, relaxed.values!, cover)
}
