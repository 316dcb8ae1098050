import { IANAZone } from 'luxon'
import { MS_PER_MINUTE } from '../../domain/horizon.ts'

/** A shift that goes on after this minute of the day on which it begins is an evening. */
const EVENING_FROM_MINUTE = 20 * 60

export interface TurnShift {
  readonly startMs: number
  readonly endMs: number
  /** By which the person works. */
  readonly zone: string
  readonly onCall: boolean
}

export interface Turns {
  readonly shifts: number
  readonly evenings: number
  /** Shifts that begin on a Saturday or Sunday. */
  readonly weekends: number
}

/** How many of a person's shifts were evenings and weekends; standing by is none. */
export function turnsOf(shifts: readonly TurnShift[]): Turns {
  const turns = { shifts: 0, evenings: 0, weekends: 0 }
  for (const { startMs, endMs, zone, onCall } of shifts) {
    if (onCall) continue
    const wall = new Date(startMs + IANAZone.create(zone).offset(startMs) * MS_PER_MINUTE)
    const startMinute = wall.getUTCHours() * 60 + wall.getUTCMinutes()
    turns.shifts++
    if (startMinute + (endMs - startMs) / MS_PER_MINUTE > EVENING_FROM_MINUTE) turns.evenings++
    if (wall.getUTCDay() % 6 === 0) turns.weekends++
  }
  return turns
}

/** How far people of a group are apart: no person is named, and nobody is first. */
export interface TurnSpread {
  readonly least: number
  readonly most: number
  readonly mean: number
}

/** @returns undefined of nobody */
export function spreadOf(counts: readonly number[]): TurnSpread | undefined {
  if (counts.length === 0) return undefined
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return { least: Math.min(...counts), most: Math.max(...counts), mean }
}

/** The same as a clock, for whoever tells of evenings: `20:00`. */
export const eveningClock = (): string => `${String(EVENING_FROM_MINUTE / 60).padStart(2, '0')}:00`
