import type { OwnPeople, OwnShifts } from '../../../server/contracts/team.ts'
import { KEPT } from '../../lib/kept-on-device.ts'
import type { OwnWeek } from './own-weeks.ts'
import type { SeenRoster } from './roster-changes.ts'

/** What one person last saw of the own roster, kept on the device for when there is no connection. */
interface KeptRoster {
  /** When the server said so, ISO 8601. */
  readonly asOf: string
  readonly weeks: readonly OwnWeek[]
}

/** The same of somebody who is signed in, as the server told it. */
export interface KeptOwn {
  readonly asOf: string
  readonly people: OwnPeople['people']
  readonly shifts: OwnShifts
}

const ROSTERS = `${KEPT}shifts`
const PEOPLE = `${KEPT}person`
const OWN = `${KEPT}own`
const SEEN = `${KEPT}seen`

const keyOf = (planId: string, employeeId: string) => `${ROSTERS}.${planId}.${employeeId}`

export const keepRoster = (planId: string, employeeId: string, roster: KeptRoster): void =>
  keep(keyOf(planId, employeeId), roster)

export function keptRoster(planId: string, employeeId: string): KeptRoster | undefined {
  const roster = kept<KeptRoster>(keyOf(planId, employeeId))
  return roster && Array.isArray(roster.weeks) ? roster : undefined
}

/** Who looked last on this device, of this plan. */
export const keptPerson = (planId: string): string | null => localStorage.getItem(`${PEOPLE}.${planId}`)

export function keepPerson(planId: string, employeeId: string): void {
  localStorage.setItem(`${PEOPLE}.${planId}`, employeeId)
}

export const keepOwn = (own: KeptOwn): void => keep(OWN, own)

export function keptOwn(): KeptOwn | undefined {
  const own = kept<KeptOwn>(OWN)
  return own && Array.isArray(own.people) && Array.isArray(own.shifts?.shifts) ? own : undefined
}

const seenKey = (unitId: string, employeeId: string) => `${SEEN}.${unitId}.${employeeId}`

/** What a person has seen of the own roster, so that changes of it can be told. */
export const keepSeen = (unitId: string, employeeId: string, seen: SeenRoster): void =>
  keep(seenKey(unitId, employeeId), seen)

export function keptSeen(unitId: string, employeeId: string): SeenRoster | undefined {
  const seen = kept<SeenRoster>(seenKey(unitId, employeeId))
  return seen && Array.isArray(seen.weeks) && Array.isArray(seen.shifts) ? seen : undefined
}

function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // A full or forbidden store costs the copy, never the view.
  }
}

function kept<Value>(key: string): Value | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as Value | null) ?? undefined
  } catch {
    return undefined
  }
}
