import { DateTime } from 'luxon'

/**
 * Where a local day begins, `2026-11-09T00:00:00+08:00`: an instant of which the day can be read again.
 * @param day local date, `YYYY-MM-DD`
 */
export const dayStart = (day: string, zone: string): string =>
  DateTime.fromISO(day, { zone }).startOf('day').toFormat("yyyy-MM-dd'T'HH:mm:ssZZ")
