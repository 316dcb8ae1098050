import { DateTime } from 'luxon'
import type { RiskKind } from '../../solver/domain/day-risk.ts'
import type { QuietHours } from '../contracts/watch-setting.ts'

/**
 * How long nobody is to be told of a kind of warning from a moment on.
 * @param zone IANA zone of the plan
 * @returns milliseconds; 0 outside of quiet hours, and of what pierces them
 */
export function quietMs(quiet: QuietHours | null, kind: RiskKind, zone: string, nowMs: number): number {
  if (quiet === null || (kind === 'nobodyPresent' && quiet.nobodyPresentPierces)) return 0
  const { from, to } = quiet
  const now = DateTime.fromMillis(nowMs, { zone })
  const clock = now.toFormat('HH:mm')
  const isQuiet = from < to ? from <= clock && clock < to : from <= clock || clock < to
  if (!isQuiet) return 0
  const [hour, minute] = to.split(':').map(Number) as [number, number]
  const end = now.set({ hour, minute, second: 0, millisecond: 0 })
  // Where the clock goes back over the end, it is over at once.
  const next = end.toMillis() > nowMs ? end : end.plus({ days: 1 })
  return Math.max(0, next.toMillis() - nowMs)
}
