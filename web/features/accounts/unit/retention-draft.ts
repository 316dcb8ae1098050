import { MOST_RETENTION_DAYS, type RetentionDays } from '../../../../server/contracts/personal-data.ts'

/** What is kept for a number of days, and what a sweep counts of it. */
export const KEPT = [
  { days: 'requestNoteDays', swept: 'requestNotes' },
  { days: 'rejectDays', swept: 'rejects' },
  { days: 'resultDays', swept: 'results' },
  { days: 'actualDays', swept: 'actuals' },
] as const

/** Days as they are written; empty for ever. */
export type RetentionDraft = Readonly<Record<keyof RetentionDays, string>>

export const draftOf = ({ requestNoteDays, rejectDays, resultDays, actualDays }: RetentionDays): RetentionDraft => ({
  requestNoteDays: `${requestNoteDays ?? ''}`,
  rejectDays: `${rejectDays ?? ''}`,
  resultDays: `${resultDays ?? ''}`,
  actualDays: `${actualDays ?? ''}`,
})

/** @returns undefined while one of them is no number of days */
export function daysOf(draft: RetentionDraft): RetentionDays | undefined {
  const days = KEPT.map(({ days }) => [days, draft[days].trim() === '' ? null : Number(draft[days])] as const)
  const areDays = days.every(
    ([, count]) => count === null || (Number.isInteger(count) && count >= 1 && count <= MOST_RETENTION_DAYS),
  )
  return areDays ? (Object.fromEntries(days) as unknown as RetentionDays) : undefined
}

export const isSameDays = (a: RetentionDays, b: RetentionDays): boolean => KEPT.every(({ days }) => a[days] === b[days])
