import type { OwnWeek } from './own-weeks.ts'

/** What one person last saw of the own roster, kept on the device for when there is no connection. */
interface KeptRoster {
  /** When the server said so, ISO 8601. */
  readonly asOf: string
  readonly weeks: readonly OwnWeek[]
}

const ROSTERS = 'tideline.mine.roster'
const PEOPLE = 'tideline.mine.person'

const keyOf = (planId: string, employeeId: string) => `${ROSTERS}.${planId}.${employeeId}`

export function keepRoster(planId: string, employeeId: string, roster: KeptRoster): void {
  try {
    localStorage.setItem(keyOf(planId, employeeId), JSON.stringify(roster))
  } catch {
    // A full or forbidden store costs the copy, never the view.
  }
}

export function keptRoster(planId: string, employeeId: string): KeptRoster | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(planId, employeeId)) ?? 'null') as KeptRoster | null
    return kept && Array.isArray(kept.weeks) ? kept : undefined
  } catch {
    return undefined
  }
}

/** Who looked last on this device, of this plan. */
export const keptPerson = (planId: string): string | null => localStorage.getItem(`${PEOPLE}.${planId}`)

export function keepPerson(planId: string, employeeId: string): void {
  localStorage.setItem(`${PEOPLE}.${planId}`, employeeId)
}
