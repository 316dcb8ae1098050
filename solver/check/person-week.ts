import type { Contract, Employee } from '../domain/employee.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Assignment } from '../domain/roster.ts'

/** One person's week as the rules see it. */
export interface PersonWeek {
  readonly inputs: PlanInputs
  readonly employee: Employee
  readonly contract: Contract
  /** Shifts of the roster, ordered by start. */
  readonly shifts: readonly Assignment[]
  /** Shifts of the previous roster, ordered by start. */
  readonly tail: readonly Assignment[]
  /** Local dates of the horizon, `YYYY-MM-DD`, in order. */
  readonly dates: readonly string[]
}
