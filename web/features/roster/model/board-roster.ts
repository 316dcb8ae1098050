import { DRAFT_COLORS } from '../../../../server/contracts/draft-limits.ts'
import type { Horizon } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'

/** Each is a pair of custom properties `--mark-<color>`. */
export const CELL_COLORS = DRAFT_COLORS
export type CellColor = (typeof CELL_COLORS)[number]

/** A day of a person, or of the open shifts. Cells that nothing differs in may be one and the same object. */
export interface Cell {
  /** Shifts that belong to the day, ordered by start; instants are the truth, drawing reads the person's wall clock. */
  readonly shifts: readonly Assignment[]
  /** Solving leaves the day as it is. */
  readonly locked: boolean
  readonly color: CellColor | null
  /** '' for none. */
  readonly note: string
}

export const EMPTY_CELL: Cell = { shifts: [], locked: false, color: null, note: '' }

/** Employee of shifts that are nobody's yet. */
export const OPEN_SHIFTS = ''

export interface BoardPerson {
  readonly id: string
  readonly name: string
  readonly group: string
  /** IANA zone by which the person works; the plan's unless the group has its own. */
  readonly zone: string
  /** Queues that the person can serve, ordered by id. */
  readonly skills: readonly string[]
  readonly contractId: string
  /** What the person is besides an agent; absent for most. */
  readonly roles?: readonly string[] | undefined
}

/** What the board shows and edits. An edit makes a new one that shares all that did not change. */
export interface BoardRoster {
  readonly horizon: Horizon
  /** Local dates of the horizon, `YYYY-MM-DD`. */
  readonly days: readonly string[]
  /** In the order of the plan, by id. */
  readonly people: readonly BoardPerson[]
  /** `[person][day]`. */
  readonly cells: readonly (readonly Cell[])[]
  /** Shifts that are nobody's yet, `[day]`; their `employeeId` is `OPEN_SHIFTS`. */
  readonly open: readonly Cell[]
}

/** Row of the open shifts, where people are meant by their index in `people`. */
export const OPEN_ROW = -1

export interface CellPlace {
  /** Index in `people`, or `OPEN_ROW`. */
  readonly person: number
  /** Index in `days`. */
  readonly day: number
}

export interface CellChange {
  readonly place: CellPlace
  readonly before: Cell
  readonly after: Cell
}

/** What somebody did, as one step of undo; what each is called: `board.edit.<kind>` of the locales. */
export const EDIT_KINDS = [
  'add',
  'remove',
  'move',
  'copy',
  'stretch',
  'swap',
  'template',
  'breaks',
  'queues',
  'assign',
  'paste',
  'fill',
  'bulk',
  'lock',
  'unlock',
  'color',
  'note',
  'absent',
  'undo',
  'redo',
  'restore',
  'solved',
] as const
export type EditKind = (typeof EDIT_KINDS)[number]

export interface BoardEdit {
  readonly kind: EditKind
  /** Each place once. */
  readonly changes: readonly CellChange[]
}

export const cellAt = ({ cells, open }: BoardRoster, { person, day }: CellPlace): Cell =>
  (person === OPEN_ROW ? open[day] : cells[person]?.[day]) ?? EMPTY_CELL

/** The roster with some cells changed; rows without a change are shared. */
export function withCells(
  roster: BoardRoster,
  changes: readonly { readonly place: CellPlace; readonly after: Cell }[],
): BoardRoster {
  const cells = roster.cells.slice()
  const copied = new Set<number>()
  let open = roster.open
  for (const { place, after } of changes) {
    if (place.person === OPEN_ROW) open = open.with(place.day, after)
    else if (copied.has(place.person)) (cells[place.person] as Cell[])[place.day] = after
    else {
      copied.add(place.person)
      cells[place.person] = (cells[place.person] ?? []).with(place.day, after)
    }
  }
  return { ...roster, cells, open }
}

/** What is shown of the roster, top to bottom. */
export type BoardRow =
  | { readonly kind: 'open' }
  | { readonly kind: 'group'; readonly group: string; readonly people: readonly number[] }
  | { readonly kind: 'person'; readonly person: number }

/**
 * `days`: all days of the roster side by side, a card for each shift. `week`: seven days fill the window. `hours`: one day
 * fills the window and shifts lie along the hours; the days before and after are reached by scrolling.
 */
export const BOARD_ZOOMS = ['days', 'week', 'hours'] as const
export type BoardZoom = (typeof BOARD_ZOOMS)[number]
