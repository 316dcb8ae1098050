import type { SettingsItem } from '../../../server/contracts/settings.ts'
import { MINUTES_PER_DAY, minuteOfDayFrom } from '../../../solver/domain/horizon.ts'
import { WEEKDAYS } from './use-weekdays.ts'

export interface WallWindow {
  readonly from: string
  readonly to: string
  readonly weekdays?: readonly number[]
}

const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY

/** Minutes of the week in which at least one of the windows is open. */
export function openMinutes(windows: readonly WallWindow[]): number {
  const isOpen = new Uint8Array(MINUTES_PER_WEEK)
  for (const { from, to, weekdays = WEEKDAYS } of windows) {
    const [start, end] = [minuteOfDayFrom(from) ?? 0, minuteOfDayFrom(to) ?? 0]
    for (const weekday of weekdays) {
      for (let minute = start; minute < end; minute++) {
        isOpen[((weekday - 1) * MINUTES_PER_DAY + minute) % MINUTES_PER_WEEK] = 1
      }
    }
  }
  return isOpen.reduce((sum, minute) => sum + minute, 0)
}

/** What the queues are open for and promise, all together. */
export function queueFacts(queues: readonly SettingsItem[]) {
  const instant = queues.filter(({ value }) => value.channel !== 'ticket')
  const waits = instant.map(({ value }) =>
    Number((value.target as { answerWithinSeconds?: number })?.answerWithinSeconds ?? 0),
  )
  return {
    queues: queues.length,
    openHours: openMinutes(queues.flatMap(({ value }) => (value.openHours ?? []) as WallWindow[])) / 60,
    instant: instant.length,
    longestWaitSeconds: Math.max(0, ...waits),
  }
}
