import { MAX_OPEN_SHIFTS_PER_DAY, MAX_SHIFTS_PER_CELL } from '../../../../server/contracts/draft-limits.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { type Cell, type CellChange, type CellPlace, cellAt, type EditKind } from '../model/board-roster.ts'
import { type EditContext, type EditOutcome, type EditRefusal, isOpen, refusal } from './edit-context.ts'
import { overlaps, sameCell, sameShift } from './same-cell.ts'
import { clockTime } from './shift-times.ts'

/** Cells as an operation changes them one after another, and what it could not do. */
export class CellChanges {
  readonly leftOut: EditRefusal[] = []
  readonly #context: EditContext
  readonly #changed = new Map<string, { readonly place: CellPlace; readonly after: Cell }>()

  constructor(context: EditContext) {
    this.#context = context
  }

  /** The cell as changed so far. */
  at(place: CellPlace): Cell {
    return this.#changed.get(keyOf(place))?.after ?? cellAt(this.#context.roster, place)
  }

  set(place: CellPlace, cell: Partial<Cell>): void {
    this.#changed.set(keyOf(place), { place, after: { ...this.at(place), ...cell } })
  }

  setShifts(place: CellPlace, shifts: readonly Assignment[]): void {
    this.set(place, { shifts: shifts.toSorted(inOrder) })
  }

  add(place: CellPlace, shift: Assignment): void {
    this.setShifts(place, [...this.at(place).shifts, shift])
  }

  take(place: CellPlace, shift: Assignment): void {
    this.setShifts(
      place,
      this.at(place).shifts.filter((other) => other !== shift),
    )
  }

  refuse(...refusals: readonly (EditRefusal | undefined)[]): void {
    this.leftOut.push(...refusals.filter((item) => item !== undefined))
  }

  /** All of it or nothing. */
  asWhole(kind: EditKind, from: CellPlace): EditOutcome {
    const [first] = this.leftOut.length > 0 ? this.leftOut : this.#clashes()
    if (first) return { refused: first, leftOut: this.leftOut.length > 0 ? this.leftOut : [first] }
    return this.#outcome(kind, from)
  }

  /** What can be done of it: cells whose shifts would overlap others stay as they were, and are told. */
  asParts(kind: EditKind, from: CellPlace): EditOutcome {
    // A cell that stays as it was may be in the way of one that was looked at before it.
    for (let before = -1; before < this.leftOut.length; ) {
      before = this.leftOut.length
      for (const change of this.#changes()) {
        const clash = this.#clashOf(change)
        if (!clash) continue
        this.#changed.delete(keyOf(change.place))
        this.leftOut.push(clash)
      }
    }
    return this.#outcome(kind, from)
  }

  #outcome(kind: EditKind, from: CellPlace): EditOutcome {
    const changes = this.#changes()
    if (changes.length > 0) return { edit: { kind, changes }, leftOut: this.leftOut }
    return { refused: this.leftOut[0] ?? refusal('nothing', from), leftOut: this.leftOut }
  }

  #changes(): CellChange[] {
    return [...this.#changed.values()]
      .map(({ place, after }) => ({ place, before: cellAt(this.#context.roster, place), after }))
      .filter(({ before, after }) => !sameCell(before, after))
  }

  /** What is wrong with the cells as they would be; shifts that were there before are taken as they are. */
  #clashes(): EditRefusal[] {
    return this.#changes().flatMap((change) => this.#clashOf(change) ?? [])
  }

  #clashOf({ place, before, after }: CellChange): EditRefusal | undefined {
    const most = isOpen(place) ? MAX_OPEN_SHIFTS_PER_DAY : MAX_SHIFTS_PER_CELL
    if (after.shifts.length > most && after.shifts.length > before.shifts.length)
      return refusal('tooMany', place, { most })
    if (isOpen(place)) return undefined
    const added = addedShifts(before.shifts, after.shifts)
    const around = [-1, 0, 1].flatMap((days) => this.at({ ...place, day: place.day + days }).shifts)
    for (const shift of added) {
      const beside = around.filter((other) => overlaps(other, shift))
      // The shift itself is one of them, and a copy onto itself may be the very same object.
      if (beside.length > 1)
        return refusal('occupied', place, this.#spanFigures(place, beside.find((other) => other !== shift) ?? shift))
    }
    return undefined
  }

  #spanFigures({ person }: CellPlace, { startMs, endMs }: Assignment): EditRefusal['figures'] {
    const days = this.#context.daysOf(person)
    return { start: clockTime(days, startMs), end: clockTime(days, endMs) }
  }
}

/** Shifts that were not there before, equal ones counted. */
function addedShifts(before: readonly Assignment[], after: readonly Assignment[]): Assignment[] {
  const left = [...before]
  return after.filter((shift) => {
    const at = left.findIndex((old) => sameShift(old, shift))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

const keyOf = ({ person, day }: CellPlace): string => `${person} ${day}`

const inOrder = (a: Assignment, b: Assignment): number =>
  a.startMs - b.startMs || a.endMs - b.endMs || (a.templateId < b.templateId ? -1 : a.templateId > b.templateId ? 1 : 0)

/** Why the shifts of a cell, or those of them that are meant, may not be touched. */
export function guard(
  { roster }: EditContext,
  place: CellPlace,
  meant: readonly Assignment[] = cellAt(roster, place).shifts,
): EditRefusal | undefined {
  if (cellAt(roster, place).locked) return refusal('locked', place)
  if (meant.some(({ pinned }) => pinned)) return refusal('pinned', place)
  return undefined
}

/** The shift of the roster that is meant, by what it is: the roster may have been read anew since it was pointed at. */
export const meantShift = ({ roster }: EditContext, place: CellPlace, shift: Assignment): Assignment | undefined =>
  cellAt(roster, place).shifts.find((own) => sameShift(own, shift))

/** The same of a cell, or all of its shifts when none in particular is meant. */
export function meantShifts(context: EditContext, place: CellPlace, shift?: Assignment): readonly Assignment[] {
  if (!shift) return cellAt(context.roster, place).shifts
  const own = meantShift(context, place, shift)
  return own ? [own] : []
}
