import type { TourMachine } from './tour-machine.ts'

/**
 * A machine kept near a line through its days, so that a long horizon stays small: memories off the line are not legal,
 * or, where a greater one only forbids more, are raised to it. Tours within the corridor are legal for the machine itself.
 * @param lowest least and greatest memory after each day, `[day]`
 */
export function corridorMachine(
  machine: TourMachine,
  { lowest, greatest, canRaise }: { lowest: ArrayLike<number>; greatest: ArrayLike<number>; canRaise: boolean },
): TourMachine {
  return {
    start: machine.start,
    size: machine.size,
    labelOf: (option) => machine.labelOf(option),
    next(memory, day, label) {
      const next = machine.next(memory, day, label)
      return canRaise ? Math.max(next, lowest[day]!) : next
    },
    cost(memory, day, label) {
      const next = machine.next(memory, day, label)
      if (next > greatest[day]! || (!canRaise && next < lowest[day]!)) return Infinity
      return machine.cost(memory, day, label)
    },
  }
}
