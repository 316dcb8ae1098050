import { OPEN_ROW } from '../model/board-roster.ts'
import type { Picture } from './picture.ts'

/** Name of the person of a row, or of the open shifts. */
export const nameOfPlace = ({ roster, words }: Pick<Picture, 'roster' | 'words'>, person: number): string =>
  person === OPEN_ROW ? words.openShifts : (roster.people[person]?.name ?? '')
