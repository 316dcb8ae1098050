import type { Availability, Contract, Employee } from '../domain/employee.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { type Assignment, assignmentPaidMinutes, orderAssignments, type Roster } from '../domain/roster.ts'
import type { ShiftTemplate } from '../domain/shift-template.ts'
import { siteHorizon, zoneOfGroup } from '../domain/site.ts'
import { type LocalDays, localDays, type Period } from './local-days.ts'

/** A shift with the local day of the person's site on which it starts and what of it is paid. */
export interface WorkedShift extends Assignment {
  readonly day: number
  readonly paidMinutes: number
}

/** One person's horizon as the rules see it. */
export interface PersonHorizon {
  readonly employee: Employee
  readonly contract: Contract
  /** Of the person's site. */
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
  /** Of the plan's zone. */
  readonly days: LocalDays
  /** In the order of the plan's employees. */
  readonly people: readonly PersonHorizon[]
}

/** @param inputs as they bear on the horizon (`inputsFor`) */
export function teamHorizon(inputs: PlanInputs, horizon: Horizon, roster: Roster): TeamHorizon {
  const shiftsOf = byEmployee(orderAssignments(roster.assignments))
  const { days, personOf } = peopleReader(inputs, horizon)
  return {
    horizon,
    days,
    people: inputs.employees.map((employee) => personOf(employee, shiftsOf.get(employee.id) ?? [])),
  }
}

/** What the horizons of people are made by, one at a time. */
export interface PeopleReader {
  /** Of the plan's zone. */
  readonly days: LocalDays
  /** @param shifts of the person, ordered by start */
  personOf(employee: Employee, shifts: readonly Assignment[]): PersonHorizon
}

/** @param inputs as they bear on the horizon (`inputsFor`) */
export function peopleReader(inputs: PlanInputs, horizon: Horizon): PeopleReader {
  const daysOf = daysByZone(horizon)
  const tail = orderAssignments(inputs.previousRoster)
  const tailOf = byEmployee(tail)
  const availabilityOf = byEmployee(inputs.availability)
  const contractById = new Map(inputs.settings.contracts.map((contract) => [contract.id, contract]))
  const templateById = new Map(inputs.settings.shiftTemplates.map((template) => [template.id, template]))
  const personOf = (employee: Employee, own: readonly Assignment[]): PersonHorizon => {
    const days = daysOf(zoneOfGroup(inputs.settings, employee.group))
    const worked = (shift: Assignment): WorkedShift => ({
      ...shift,
      day: days.dayOf(shift.startMs),
      paidMinutes: assignmentPaidMinutes(shift),
    })
    const shifts = own.map(worked)
    const before = (tailOf.get(employee.id) ?? []).map(worked)
    const allShifts = [...before, ...shifts].sort((a, b) => a.startMs - b.startMs)
    const workedDays = new Set(allShifts.map(({ day }) => day))
    return {
      days,
      templateById,
      knownFrom: tail[0] ? Math.min(0, days.dayOf(tail[0].startMs)) : 0,
      employee,
      contract: contractById.get(employee.contractId)!,
      availability: availabilityOf.get(employee.id) ?? [],
      shifts,
      allShifts,
      worksOn: (day) => workedDays.has(day),
    }
  }
  return { days: daysOf(horizon.zone), personOf }
}

/** Local days of the horizon's site in each zone. */
function daysByZone(horizon: Horizon): (zone: string) => LocalDays {
  const known = new Map<string, LocalDays>()
  return (zone) => {
    const days = known.get(zone) ?? localDays(siteHorizon(horizon, zone))
    known.set(zone, days)
    return days
  }
}

/**
 * Days by which a rule about some people together counts: those of their site where all are of one zone, else the plan's.
 */
export function sharedDays(people: readonly PersonHorizon[], team: TeamHorizon): LocalDays {
  const [days, ...others] = new Set(people.map((person) => person.days))
  return days === undefined || others.length > 0 ? team.days : days
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
