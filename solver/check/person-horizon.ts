import type { Availability, Contract, Employee } from '../domain/employee.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { type Assignment, assignmentPaidMinutes, orderAssignments, type Roster } from '../domain/roster.ts'
import type { ShiftTemplate } from '../domain/shift-template.ts'
import { type LocalDays, localDays, type Period } from './local-days.ts'

/** A shift with the local day it starts on and what of it is paid. */
export interface WorkedShift extends Assignment {
  readonly day: number
  readonly paidMinutes: number
}

/** One person's horizon as the rules see it. */
export interface PersonHorizon {
  readonly employee: Employee
  readonly contract: Contract
  readonly days: LocalDays
  readonly templateById: ReadonlyMap<string, ShiftTemplate>
  /** What is known of the person's days. */
  readonly availability: readonly Availability[]
  /** Shifts of the roster, ordered by start. */
  readonly shifts: readonly WorkedShift[]
  /** The same, with those of the previous roster. */
  readonly allShifts: readonly WorkedShift[]
  /** First day of which anything is known: the first on which the previous roster has a shift of anybody, at most 0. */
  readonly knownFrom: number
  /** Whether a shift starts on a day; days before the horizon included. */
  worksOn(day: number): boolean
}

/** Everybody together. */
export interface TeamHorizon {
  readonly horizon: Horizon
  readonly days: LocalDays
  /** In the order of the plan's employees. */
  readonly people: readonly PersonHorizon[]
}

/** @param inputs as they bear on the horizon (`inputsFor`) */
export function teamHorizon(inputs: PlanInputs, horizon: Horizon, roster: Roster): TeamHorizon {
  const days = localDays(horizon)
  const worked = (shift: Assignment): WorkedShift => ({
    ...shift,
    day: days.dayOf(shift.startMs),
    paidMinutes: assignmentPaidMinutes(shift),
  })
  const shiftsOf = byEmployee(orderAssignments(roster.assignments).map(worked))
  const tail = orderAssignments(inputs.previousRoster).map(worked)
  const tailOf = byEmployee(tail)
  const availabilityOf = byEmployee(inputs.availability)
  const contractById = new Map(inputs.settings.contracts.map((contract) => [contract.id, contract]))
  const shared = {
    days,
    templateById: new Map(inputs.settings.shiftTemplates.map((template) => [template.id, template])),
    knownFrom: Math.min(0, tail[0]?.day ?? 0),
  }
  const people = inputs.employees.map((employee): PersonHorizon => {
    const shifts = shiftsOf.get(employee.id) ?? []
    const allShifts = [...(tailOf.get(employee.id) ?? []), ...shifts].sort((a, b) => a.startMs - b.startMs)
    const workedDays = new Set(allShifts.map(({ day }) => day))
    return {
      ...shared,
      employee,
      contract: contractById.get(employee.contractId)!,
      availability: availabilityOf.get(employee.id) ?? [],
      shifts,
      allShifts,
      worksOn: (day) => workedDays.has(day),
    }
  })
  return { horizon, days, people }
}

function byEmployee<Entry extends { readonly employeeId: string }>(entries: readonly Entry[]): Map<string, Entry[]> {
  const result = new Map<string, Entry[]>()
  for (const entry of entries) {
    const own = result.get(entry.employeeId)
    if (own) own.push(entry)
    else result.set(entry.employeeId, [entry])
  }
  return result
}

export const shiftsIn = ({ shifts }: PersonHorizon, { fromDay, toDay }: Period): WorkedShift[] =>
  shifts.filter(({ day }) => day >= fromDay && day < toDay)

/** Paid minutes of the roster's shifts that start in a period. */
export const minutesIn = (person: PersonHorizon, period: Period): number =>
  shiftsIn(person, period).reduce((sum, { paidMinutes }) => sum + paidMinutes, 0)

export const balanceOf = ({ balances }: Employee, kind: keyof NonNullable<Employee['balances']>): number =>
  balances?.[kind] ?? 0
