import type { BoardGesture } from '../model/board-gesture.ts'
import { drawShift, stretchShift } from './draw-shift.ts'
import type { EditContext, EditOutcome } from './edit-context.ts'
import { copyShifts, moveShifts, swapCells } from './move-shifts.ts'

/** What a drag, or its equal by keys, asked for. */
export function gestureEdit(context: EditContext, gesture: BoardGesture): EditOutcome {
  switch (gesture.kind) {
    case 'move':
    case 'copy': {
      const toPeople = gesture.toPeople ?? [gesture.toPerson]
      const carry = gesture.kind === 'move' ? moveShifts : copyShifts
      return carry(context, { ...gesture, toPeople })
    }
    case 'stretch':
      return stretchShift(context, gesture.place, gesture.shift, gesture.edge, gesture.toMs)
    case 'swap':
      return swapCells(context, gesture.a, gesture.b)
    case 'draw':
      return drawShift(context, gesture.place, gesture.fromMs, gesture.toMs)
  }
}
