import type { Assignment } from '../../../../solver/domain/roster.ts'
import type { CellPlace } from '../model/board-roster.ts'

/** What the pointer or the keys hold, and where it would go now. */
export type Carried =
  | {
      readonly kind: 'shifts'
      /** The first is the one that was taken hold of. */
      readonly from: readonly CellPlace[]
      /** Of a cell that has several; absent means all of the cells. */
      readonly shift: Assignment | undefined
      readonly how: 'move' | 'copy' | 'swap'
      /** Row over which the first is held, one that takes shifts. */
      readonly toRow: number
      readonly dayOffset: number
      readonly minuteOffset: number
    }
  | {
      readonly kind: 'edge'
      readonly place: CellPlace
      readonly shift: Assignment
      readonly edge: 'start' | 'end'
      /** Wall-clock minute after midnight of the place's day. */
      readonly toMinute: number
    }
  | {
      readonly kind: 'drawn'
      readonly place: CellPlace
      /** Wall-clock minutes after midnight of the place's day, half-open. */
      readonly fromMinute: number
      readonly toMinute: number
    }
