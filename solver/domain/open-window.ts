import { z } from 'zod'
import { MINUTES_PER_DAY, minuteOfDayFrom } from './horizon.ts'

/** Wall-clock minutes after midnight from `HH:mm`; up to 47:59 for a time on the following day. */
export const timeOfDaySchema = z.string().transform((text, context) => {
  const minute = minuteOfDayFrom(text)
  if (minute === undefined) {
    context.addIssue({ code: 'custom', message: 'is not a time of day (HH:mm, hours beyond 24 for after midnight)' })
    return z.NEVER
  }
  return minute
})

/** Weekly opening window on the listed weekdays (1 Monday .. 7 Sunday); `to` beyond 24:00 runs past midnight. */
export const openWindowSchema = z
  .strictObject({
    from: timeOfDaySchema,
    to: timeOfDaySchema,
    weekdays: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5, 6, 7]),
  })
  .refine((window) => window.to > window.from && window.to - window.from <= MINUTES_PER_DAY, {
    message: 'must end after it starts and last at most 24 hours (write 25:00 for 01:00 of the next day)',
  })
export type OpenWindow = z.infer<typeof openWindowSchema>

/**
 * Whether one of the windows covers a wall-clock minute of a weekday (1 Monday .. 7 Sunday).
 * @param counts whether a window counts that began so many days before; every one does unless told otherwise
 */
export const isWithin = (
  windows: readonly OpenWindow[],
  weekday: number,
  minuteOfDay: number,
  counts: (daysBefore: 0 | 1) => boolean = () => true,
): boolean =>
  windows.some(({ from, to, weekdays }) =>
    ([0, 1] as const).some((daysBefore) => {
      const minute = minuteOfDay + daysBefore * MINUTES_PER_DAY
      const startDay = ((weekday - daysBefore + 6) % 7) + 1
      return minute >= from && minute < to && weekdays.includes(startDay) && counts(daysBefore)
    }),
  )
