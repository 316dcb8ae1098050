import type { RunBoard } from '../../../../server/contracts/run-board.ts'
import type { LocalDays } from '../../../../solver/check/local-days.ts'
import type { ShiftTemplate } from '../../../../solver/domain/shift-template.ts'
import { type BoardEdit, type BoardRoster, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'
import { dayClocks } from '../model/day-clocks.ts'

/** All that an operation reads. Made once for a run; `withRoster` follows the roster as it changes. */
export interface EditContext {
  readonly roster: BoardRoster
  /** Of the plan, in its order. */
  readonly templates: readonly ShiftTemplate[]
  readonly templateById: ReadonlyMap<string, ShiftTemplate>
  /** Ids of the plan's queues, ordered. */
  readonly queueIds: readonly string[]
  /** Index in `people` by id; undefined for ids that the board does not have. */
  personOf(employeeId: string): number | undefined
  /** Clock that a person works by; the plan's for open shifts. */
  daysOf(person: number): LocalDays
}

export function editContext(
  roster: BoardRoster,
  { shiftTemplates, queueIds }: Pick<RunBoard, 'shiftTemplates' | 'queueIds'>,
): EditContext {
  const clockOf = dayClocks(roster.horizon)
  const indexById = new Map(roster.people.map(({ id }, index) => [id, index]))
  return {
    roster,
    templates: shiftTemplates,
    templateById: new Map(shiftTemplates.map((template) => [template.id, template])),
    queueIds,
    personOf: (employeeId) => indexById.get(employeeId),
    daysOf: (person) => clockOf(roster.people[person]?.zone ?? roster.horizon.zone),
  }
}

/** The same run with its roster as it is now. */
export const withRoster = (context: EditContext, roster: BoardRoster): EditContext => ({ ...context, roster })

/**
 * Why a cell was left as it is. What each is called, with `figures` filled in: `boardEdit.refused.<reason>` of the
 * locales, which `refusalWords` says.
 */
export const REFUSALS = [
  /** The day is locked. */
  'locked',
  /** A shift of it is fixed by the plan. */
  'pinned',
  /** The person serves none of the queues: `queues`. */
  'noSkill',
  /** The shift would start on a day that the board does not have: `date`. */
  'outside',
  /** It would overlap a shift: `start`, `end`. */
  'occupied',
  /** A time is not on the grid: `time`, `minutes` of the grid. */
  'offGrid',
  /** `minutes` of the shift are under `least`. */
  'tooShort',
  /** `minutes` of the shift are over `most`. */
  'tooLong',
  /** A template is not for the person's `group`, `contract` or roles (it asks for `roles`), or not for the weekday of `date`. */
  'templateGroup',
  'templateContract',
  'templateRole',
  'templateWeekday',
  /** `time` is not a start of the template. */
  'templateStart',
  /** The plan has no such template: `template`. */
  'unknownTemplate',
  /** A break would lie outside its shift, or over another break or an activity: `start`, `end`. */
  'breakOutside',
  'breakOverlaps',
  /** The shift's template has no break of the kind: `template`. */
  'breakKind',
  /** A training or meeting of the shift would lie outside it: `start`, `end`. */
  'activityOutside',
  /** More shifts on a day than can be stored: `most`. */
  'tooMany',
  /** A word of a paste that is no time, no template and not "off": `word`. */
  'unknownWord',
  /** Somebody else has changed the day since it was reviewed. */
  'changed',
  /** Nothing would change. */
  'nothing',
] as const
type RefusalReason = (typeof REFUSALS)[number]

export interface EditRefusal {
  readonly reason: RefusalReason
  /** The cell that it is about; of a whole operation the first. */
  readonly place: CellPlace
  /** Times are `HH:mm` of the person's clock, lengths minutes, templates and queues ids. */
  readonly figures: Readonly<Record<string, string | number>>
}

/**
 * An edit to be applied with `withCells`, and the cells that were left out of it; or, when nothing of it can be done, the
 * first reason and all of them. A move, copy, swap or stretch is done as a whole or not at all.
 */
export type EditOutcome =
  | { readonly edit: BoardEdit; readonly leftOut: readonly EditRefusal[] }
  | { readonly refused: EditRefusal; readonly leftOut: readonly EditRefusal[] }

export const refusal = (
  reason: RefusalReason,
  place: CellPlace,
  figures: EditRefusal['figures'] = {},
): EditRefusal => ({ reason, place, figures })

export const isOpen = ({ person }: CellPlace): boolean => person === OPEN_ROW

/** Id of whoever a row of the board is; that of open shifts is `OPEN_SHIFTS`. */
export const employeeIdOf = ({ roster }: EditContext, person: number): string => roster.people[person]?.id ?? ''
