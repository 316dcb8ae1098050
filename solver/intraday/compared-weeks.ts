import type { PastWeeks } from '../forecast/past-weeks.ts'

/** A slot of a past plan beside what came; hours are counted from the week's start. */
export interface ComparedSlot {
  readonly day: number
  /** Of the day. */
  readonly slot: number
  readonly hour: number
  readonly mean: number
  readonly actual: number
}

/** The slots of past weeks that can be compared, in the order of time. */
export const comparedWeeks = (past: PastWeeks): ComparedSlot[][] =>
  Array.from({ length: past.weeks }, (_, week) => comparedSlots(past, week * 7 * past.slots))

function comparedSlots({ slots, slotMinutes, mean, actual }: PastWeeks, first: number): ComparedSlot[] {
  const compared: ComparedSlot[] = []
  for (let place = 0; place < 7 * slots; place++) {
    const cell = first + place
    if (!(mean[cell]! > 0) || Number.isNaN(actual[cell]!)) continue
    compared.push({
      day: Math.floor(place / slots),
      slot: place % slots,
      hour: (place * slotMinutes) / 60,
      mean: mean[cell]!,
      actual: actual[cell]!,
    })
  }
  return compared
}
