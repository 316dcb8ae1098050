/** What a draft may hold; apart from its schemas, so that the page knows it without them. */

/** Colours that planners mark days with. */
export const DRAFT_COLORS = ['red', 'amber', 'green', 'blue', 'violet', 'grey'] as const

export const MAX_CELLS_PER_EDIT = 20_000
/** Of a day of a person; open shifts of a day may be as many as a team works. */
export const MAX_SHIFTS_PER_CELL = 4
export const MAX_OPEN_SHIFTS_PER_DAY = 500
export const MAX_NOTE_CHARACTERS = 500
