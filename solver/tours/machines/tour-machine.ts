/**
 * One limit as a machine that reads a tour day by day. What it must remember is a small whole number; what it sees of an
 * option is a label, so that options alike to every limit can be priced as one.
 */
export interface TourMachine {
  /** Memory before the first day. */
  readonly start: number
  /** Memories are below this. */
  readonly size: number
  /** What the limit sees of an option, from 0. */
  labelOf(option: number): number
  /** Memory after a day; `label` is -1 for a day off. */
  next(memory: number, day: number, label: number): number
  /** What the day costs; Infinity forbids it. */
  cost(memory: number, day: number, label: number): number
  /** What the days of a tour from one on cost, by the memory before it; where absent they are read one by one. */
  restCost?(labels: readonly number[], fromDay: number): (memory: number) => number
}

/** Label of a day off. */
export const OFF = -1

/** `units * unitCost`, and nothing for no units even where a unit is forbidden. */
export const priced = (units: number, unitCost: number): number => (units > 0 ? units * unitCost : 0)
