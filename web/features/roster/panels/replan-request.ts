import type { DraftRunRequest } from '../../../../server/contracts/roster-draft.ts'
import type { BoardRoster } from '../model/board-roster.ts'

/** What is chosen for solving the rest; '' and undefined leave the server's own. */
export interface ReplanChoices {
  /** Days before this local date stay; '' for none. */
  readonly keepBefore: string
  /** Ids of groups whose people stay. */
  readonly groups: readonly string[]
  /** People and days that are selected on the board stay. */
  readonly keepSelectedPeople: boolean
  readonly keepSelectedDays: boolean
  /** All shifts that there are stay; only new ones are added. */
  readonly keepShifts: boolean
  readonly releaseLocks: boolean
  readonly timeLimitSeconds: number
  readonly gap: number
  /** Major units of the currency, as typed; '' for the usual price. */
  readonly changeCost: string
}

/** Ids of people and days of the board's selection. */
export interface SelectedParts {
  readonly people: readonly string[]
  readonly dates: readonly string[]
}

export function replanRequest(
  choices: ReplanChoices,
  { days, people }: Pick<BoardRoster, 'days' | 'people'>,
  selected: SelectedParts,
  currency: string,
): DraftRunRequest {
  const { keepBefore, groups, keepSelectedPeople, keepSelectedDays, keepShifts, releaseLocks } = choices
  const ofGroups = people.filter(({ group }) => groups.includes(group)).map(({ id }) => id)
  const before = days.filter((date) => date < keepBefore)
  return {
    mode: 'replan',
    gap: choices.gap,
    timeLimitSeconds: choices.timeLimitSeconds,
    releaseLocks,
    locks: {
      people: distinct([...ofGroups, ...(keepSelectedPeople ? selected.people : [])]),
      dates: distinct([...before, ...(keepSelectedDays ? selected.dates : [])]),
      shifts: keepShifts,
    },
    ...(choices.changeCost.trim() !== '' && { changeCost: minorUnits(Number(choices.changeCost), currency) }),
  }
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].sort()

/** A sum in the currency's main unit, as its smallest. */
export function minorUnits(amount: number, currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return Math.round(amount * 10 ** maximumFractionDigits)
}

/** Cells that solving leaves alone because a planner locked them, and shifts that nobody has. */
export function lockedAndOpen({ cells, open }: BoardRoster): { locked: number; openShifts: number } {
  return {
    locked: cells.reduce((count, row) => count + row.filter(({ locked }) => locked).length, 0),
    openShifts: open.reduce((count, { shifts }) => count + shifts.length, 0),
  }
}
