import { DateTime } from 'luxon'
import { z } from 'zod'
import { instantOnDay, minuteOfDayFrom } from './horizon.ts'

/** Local date and time, `YYYY-MM-DDTHH:mm`. */
export const localMomentSchema = z
  .string()
  .refine(
    (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid,
    'is not a local time such as 2026-11-11T20:00',
  )

/** A span of local time, half-open. */
export const localSpanShape = { from: localMomentSchema, to: localMomentSchema }

export const isAscending = ({ from, to }: { readonly from: string; readonly to: string }): boolean => from < to
export const NOT_AFTER_FROM = { message: 'is not after from', path: ['to'] }

/** Instant of a local moment: the first of two where the clocks go back, the one after the gap where they go forward. */
export function momentInstant(moment: string, zone: string): number {
  const [date, time] = moment.split('T') as [string, string]
  return instantOnDay(DateTime.fromISO(`${date}T12:00`, { zone }).toMillis(), minuteOfDayFrom(time)!, zone)
}
