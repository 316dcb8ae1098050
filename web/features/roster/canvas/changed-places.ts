import { type BoardRoster, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'

/** Places of two rosters of the same people and days that hold other cells; rows that are shared are not looked into. */
export function changedPlaces(before: BoardRoster, after: BoardRoster): CellPlace[] {
  const places: CellPlace[] = []
  const compare = (person: number, was: readonly unknown[] | undefined, is: readonly unknown[] | undefined) => {
    if (was === is) return
    for (let day = 0; day < after.days.length; day++) if (was?.[day] !== is?.[day]) places.push({ person, day })
  }
  compare(OPEN_ROW, before.open, after.open)
  for (let person = 0; person < after.people.length; person++)
    compare(person, before.cells[person], after.cells[person])
  return places
}
