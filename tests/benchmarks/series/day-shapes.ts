import type { LocalClock } from '../../../solver/domain/horizon.ts'

/** Bell over the day, highest at `peakHour`, wrapping at midnight. */
export function bell(minuteOfDay: number, peakHour: number, widthHours: number): number {
  const distance = Math.abs(minuteOfDay / 60 - peakHour)
  return Math.exp(-0.5 * (Math.min(distance, 24 - distance) / widthHours) ** 2)
}

/** Shoppers write around noon, most in the evening, few at night. */
export const shopperDay = ({ minuteOfDay }: LocalClock): number =>
  0.03 + 0.7 * bell(minuteOfDay, 11.5, 2.2) + 0.4 * bell(minuteOfDay, 15.5, 2) + bell(minuteOfDay, 20.7, 1.9)

/** Office hours: a steep morning, a dip at noon, an afternoon that ebbs away. */
export const officeDay = ({ minuteOfDay }: LocalClock): number =>
  0.08 + bell(minuteOfDay, 9.8, 1.4) + 0.75 * bell(minuteOfDay, 14.2, 2.1) + 0.2 * bell(minuteOfDay, 18, 1.5)

/** A shape that is closed outside a window of the wall clock. */
export const openBetween =
  (fromMinute: number, toMinute: number, shape: (clock: LocalClock) => number) =>
  (clock: LocalClock): number =>
    clock.minuteOfDay >= fromMinute && clock.minuteOfDay < toMinute ? shape(clock) : Number.NaN

/** A shape that is closed on some days. */
export const closedOn =
  (isClosed: (clock: LocalClock) => boolean, shape: (clock: LocalClock) => number) =>
  (clock: LocalClock): number =>
    isClosed(clock) ? Number.NaN : shape(clock)

/** Day of the year as an angle, 0 on 1 January. */
export const yearAngle = (date: string): number =>
  (2 * Math.PI * (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${date.slice(0, 4)}-01-01T00:00:00Z`))) /
  (365.25 * 86_400_000)
