import { useFormat } from '../../lib/workspace.ts'

/** 1 Monday .. 7 Sunday. */
export const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7]

/** Any Monday: weekdays are numbered from it. */
const MONDAY_MS = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000

/** Names of weekdays by their number. */
export function useWeekdays(): (weekday: number) => string {
  const format = useFormat()
  return (number) => format.weekday(new Date(MONDAY_MS + (number - 1) * DAY_MS).toISOString().slice(0, 10))
}
