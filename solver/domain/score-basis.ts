import type { PlanInputs } from './plan-inputs.ts'
import type { QueueRequirement, Requirement } from './requirement-outputs.ts'

/** What scoring a roster takes: `inputsFor` of the run, without what only forecasts are made from, and its requirement. */
interface ScoreBasis {
  readonly inputs: PlanInputs
  readonly requirement: Requirement
}

type Column = readonly (number | null)[]
/** Typed arrays as lists, whose null is NaN: JSON has neither. */
type Plain<Value> = Value extends Float64Array
  ? Column
  : Value extends object
    ? { readonly [Key in keyof Value]: Plain<Value[Key]> }
    : Value

/** A score basis that survives JSON. */
export interface PlainScoreBasis {
  readonly inputs: Omit<PlanInputs, 'history' | 'calendar' | 'overrides'>
  readonly requirement: Pick<Requirement, 'horizon'> & { readonly queues: readonly Plain<QueueRequirement>[] }
}

/** @param given as `inputsFor` leaves them, with the run's scenario in them */
export function plainScoreBasis(given: PlanInputs, { horizon, queues }: Requirement): PlainScoreBasis {
  const { history: _history, calendar: _calendar, overrides: _overrides, ...inputs } = given
  return { inputs, requirement: { horizon, queues: queues.map((queue) => mapped(queue, toPlain) as never) } }
}

/** The basis as it was, number for number. */
export function reviveScoreBasis({ inputs, requirement: { horizon, queues } }: PlainScoreBasis): ScoreBasis {
  return {
    inputs: { ...inputs, history: [], calendar: [], overrides: [] },
    requirement: { horizon, queues: queues.map((queue) => mapped(queue, toTyped) as never) },
  }
}

const toPlain = (value: unknown): unknown =>
  value instanceof Float64Array ? Array.from(value, (item) => (Number.isFinite(item) ? item : null)) : value

const toTyped = (value: unknown): unknown =>
  Array.isArray(value) ? Float64Array.from(value as Column, (item) => item ?? Number.NaN) : value

/** All values of an object and of the objects within it. */
const mapped = (object: object, change: (value: unknown) => unknown): object =>
  Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const changed = change(value)
      const isRecord = changed === value && typeof value === 'object' && value !== null && !Array.isArray(value)
      return [key, isRecord ? mapped(value, change) : changed]
    }),
  )
