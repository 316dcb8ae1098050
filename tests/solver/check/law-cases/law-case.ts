import type { Restriction } from '../../../../solver/domain/employee.ts'
import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import type { Assignment, PlacedBreak } from '../../../../solver/domain/roster.ts'
import { type Change, people, shiftOn } from '../rule-cases/rule-case.ts'

/** A number of a law: a roster that just keeps it and one that just does not. */
export interface LawCase {
  readonly law: string
  readonly pack: string
  readonly ruleId: string
  readonly keeps: Change
  readonly breaks: Change
  readonly size: number
  readonly unit: Violation['unit']
  readonly severity?: 'soft'
}

const MINUTE = 60_000
/** Bo under a restriction. */
export const is = (restriction: Restriction) => people({ bo: { restrictions: [restriction] } })

/** A break: its kind, minutes from the shift's start, its length and whether it is paid. */
export type BreakAt = readonly [kind: PlacedBreak['kind'], at: number, minutes: number, paid: boolean]

/** A shift without breaks but those given. */
export const shift = (time: number, minutes: number, ...breaks: readonly BreakAt[]): Assignment => {
  const start = shiftOn(1, time)
  return {
    ...start,
    endMs: start.startMs + minutes * MINUTE,
    breaks: breaks.map(([kind, at, length, paid]) => ({
      kind,
      paid,
      startMs: start.startMs + at * MINUTE,
      endMs: start.startMs + (at + length) * MINUTE,
    })),
  }
}
export const hours = (count: number): number => count * 60
